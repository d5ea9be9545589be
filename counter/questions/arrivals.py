"""Questions about people who come without a call, or are called together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from counter.questions.onward import every_name
from counter.situation import Situation, groups_of
from shared.desk.command import Command
from shared.desk.question import Option, Question, if_any, numbered
from shared.desk.words import name_of, short_of
from shared.text.catalogue import N_, Catalogue


def walk_in_question(situation: Situation, say: Catalogue) -> Question:
    """How the person came, then for what: served without a number being called."""
    ways = (("staff", N_("Here at the counter")), ("phone", N_("On the telephone")))
    options = [
        Option(
            say(words),
            lambda _, channel=channel: _walk_in_service(situation, channel, say),  # type: ignore[misc]
            say(words),
        )
        for channel, words in ways
    ]
    text = ""
    if any(each.come_back_days for each in situation.office.services):
        words = say(N_("With a number of an earlier day, not served then"))
        options.append(Option(words, _come_back(situation), words, wants_text=True))
        text = say(N_("the number, and the day if not yesterday: C004 11-26"))
    title, heading = say(N_("Without a number")), say(N_("How did the person come?"))
    return Question("walk_in", title, heading, numbered(options), text=text)


def _come_back(situation: Situation) -> Callable[[str], tuple[Command, ...]]:
    today = situation.hall.day

    def make(words: str) -> tuple[Command, ...]:
        label, _, told = words.upper().partition(" ")
        day = _past_day(told.strip(), today)
        about = {"label": label, "day": day, "channel": "staff"}
        return (Command("come_back", about),)

    return make


def _past_day(told: str, today: date) -> str:
    """The last day called so, ISO 8601; what is none stays as it was written."""
    if not told:
        return (today - timedelta(days=1)).isoformat()
    for year in (today.year, today.year - 1):
        try:
            day = date.fromisoformat(f"{year}-{told}")
        except ValueError:
            continue
        if day < today:
            return day.isoformat()
    return told


def _walk_in_service(situation: Situation, channel: str, say: Catalogue) -> Question:
    own = situation.takes
    codes = [each.code for each in situation.office.services]
    codes.sort(key=lambda code: own.index(code) if code in own else len(own))
    options = [
        Option(
            name_of(code, situation.office, say),
            lambda _, code=code: (  # type: ignore[misc]
                Command(
                    "walk_in",
                    {
                        "counter": situation.counter.number,
                        "service": code,
                        "channel": channel,
                    },
                ),
            ),
            say(N_("Serve: {where}"), where=short_of(code, situation.office, say)),
            found_by=f"{code} {' '.join(every_name(code, situation))}",
        )
        for code in codes
    ]
    title, heading = say(N_("Without a number")), say(N_("For which service?"))
    return Question("walk_in", title, heading, tuple(options), is_search=True)


def group_question(situation: Situation, say: Catalogue) -> Question:
    """Whom to call together; or for a group, where its people wait again."""
    if situation.group is not None:
        return _end_question(situation, say)
    number = situation.counter.number
    options = [
        Option(
            say(
                N_("{service}: {n} people"),
                service=name_of(code, situation.office, say),
                n=count,
            ),
            lambda place, code=code, count=count: (  # type: ignore[misc]
                Command(
                    "call_group",
                    {
                        "counter": number,
                        "service": code,
                        "count": count,
                        **if_any(place=place),
                    },
                ),
            ),
            say(N_("Call {n} together"), n=count),
            "" if situation.is_blind else _first_labels(code, count, situation),
        )
        for code, most in groups_of(situation)
        for count in range(most, 1, -1)
    ]
    return Question(
        "call_group",
        say(N_("Group call")),
        say(N_("2 to 4 people of one service")),
        numbered(options),
        text=say(N_("Where to, if not to the counter")),
    )


def _first_labels(code: str, count: int, situation: Situation) -> str:
    waiting = [each for each in situation.line.callable if each.service == code]
    return " ".join(each.label for each in waiting[:count])


def _end_question(situation: Situation, say: Catalogue) -> Question:
    group = situation.group
    number = situation.counter.number
    same = say(N_("Back to their old places"))
    options = [
        Option(same, lambda _: (Command("end_group", {"counter": number}),), same)
    ]
    for service in situation.office.services:
        if group is not None and service.code == group.service:
            continue
        words = name_of(service.code, situation.office, say)
        told = {"counter": number, "service": service.code}
        end = Command("end_group", told)
        short = short_of(service.code, situation.office, say)
        options.append(
            Option(
                words,
                lambda _, end=end: (end,),  # type: ignore[misc]
                say(N_("All to {where}"), where=short),
                found_by=service.code,
            )
        )
    labels = " ".join(group.labels) if group else ""
    return Question(
        "call_group",
        say(N_("End the group")),
        say(N_("{labels} wait again for"), labels=labels),
        tuple(options),
        is_search=True,
    )
