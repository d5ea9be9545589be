"""What the clerk is asked, as rows of which a digit chooses one and does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from counter.answered import Command
from counter.sentence import sentence_of
from counter.situation import Situation, State, groups_of
from counter.words import elapsed, name_of, short_of, wall_time, whole_minutes
from shared import clock
from shared.office.model import Reason
from shared.text.catalogue import N_, Catalogue, Phrase
from shared.trade.ticket import Ticket

SURE_MS: Final = 30_000
"""Milliseconds from the start in which Enter asks before it ends a visit."""
_CLOSE: Final = "9"


@dataclass(frozen=True, slots=True)
class Option:
    """One row: what it says, and what it does."""

    words: str
    make: Callable[[str], tuple[Command, ...] | Question]
    """What is asked of the office, by the text that was typed; or what comes next."""
    sentence: str = ""
    """What Enter does on this row, in the key bar."""
    right: str = ""
    is_warned: bool = False
    """Whether what stands at the right needs attention."""
    digit: str = ""
    kind: str = ""
    """What it is, where rows are of several kinds."""
    found_by: str = ""
    """What a search looks at, besides the words."""
    wants_text: bool = False
    """Whether it needs the line of text."""

    def matches(self, typed: str) -> bool:
        """Whether a search for `typed` finds this row."""
        if typed.isdigit():
            return self.found_by.startswith("#" + typed)
        return typed.casefold() in f"{self.words} {self.found_by}".casefold()


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `do` is the key that asked it."""

    do: str
    title: str
    heading: str
    options: tuple[Option, ...]
    ticket: Ticket | None = None
    """The visit it is about; when that leaves, the question is void."""
    text: str = ""
    """What the line of text is for; none where there is none."""
    is_search: bool = False
    """Whether what is typed looks for a row."""
    foot: str = ""
    again: int | None = None
    """The row that pressing the asking key once more means."""
    other: Callable[[str], Option | None] | None = None
    """A row made of what was typed, where no other is found."""

    def found(self, typed: str) -> tuple[Option, ...]:
        """The rows that a search leaves."""
        if not self.is_search or not typed:
            return self.options
        rows = tuple(each for each in self.options if each.matches(typed))
        if not rows and self.other is not None and (made := self.other(typed)):
            return (made,)
        return rows


def numbered(options: list[Option]) -> tuple[Option, ...]:
    """The rows with digits from 1, where they have none of their own."""
    return tuple(
        replace(each, digit=each.digit or (str(at) if at <= 9 else ""))
        for at, each in enumerate(options, 1)
    )


_HOLDS: Final = (
    (N_("Filling in a form"), 15),
    (N_("Fetching papers"), 30),
    (N_("Copies, cash machine"), 10),
    (N_("Waiting for a colleague"), 15),
)
_PAUSES: Final = (
    (N_("Break"), 15),
    (N_("Lunch"), 60),
    (N_("Meeting"), 40),
    (N_("Copies, files"), 5),
    (N_("Somebody else takes over"), None),
)


def hold_reasons(situation: Situation, say: Catalogue) -> tuple[Reason, ...]:
    """Why visits are put aside: the office's reasons, else the program's own."""
    return situation.office.hold_reasons or _own_reasons(_HOLDS, say)


def pause_reasons(situation: Situation, say: Catalogue) -> tuple[Reason, ...]:
    """Why the counter is left: the office's reasons, else the program's own."""
    return situation.office.pause_reasons or _own_reasons(_PAUSES, say)


def _own_reasons(
    reasons: tuple[tuple[str, int | None], ...], say: Catalogue
) -> tuple[Reason, ...]:
    return tuple(
        Reason(Phrase({say.language: say(words)}), minutes)
        for words, minutes in reasons
    )


def hold_question(situation: Situation, say: Catalogue) -> Question:
    """Why the visit is put aside; the last row sends back to the line."""
    ticket = _present(situation)
    sentence = say(N_("Hold {label}"), label=ticket.label)
    options = [
        Option(
            each.text.say(say.language),
            _with_reason(situation, each.text.say(say.language)),
            sentence,
            _remind_words(each, say),
        )
        for each in hold_reasons(situation, say)
    ]
    options += [
        Option(
            say(N_("Another reason (type)")),
            lambda words: (situation.with_visit("hold", **_if_any(reason=words)),),
            sentence,
            wants_text=True,
        ),
        Option(
            say(N_("Back to the list, same place")),
            lambda words: (
                situation.with_visit(
                    "transfer", service=ticket.service, **_note(words)
                ),
            ),
            say(N_("{label} back to the list"), label=ticket.label),
        ),
    ]
    return Question(
        "hold",
        sentence,
        say(N_("Why")),
        numbered(options),
        ticket,
        say(N_("Reason")),
        foot=say(N_("Others can be called meanwhile.")),
    )


def _with_reason(
    situation: Situation, reason: str
) -> Callable[[str], tuple[Command, ...]]:
    def make(words: str) -> tuple[Command, ...]:
        whole = f"{reason}: {words}" if words else reason
        return (situation.with_visit("hold", reason=whole),)

    return make


def _remind_words(reason: Reason, say: Catalogue) -> str:
    return say(N_("reminds after {n} min"), n=reason.minutes) if reason.minutes else ""


def away_question(situation: Situation, say: Catalogue) -> Question:
    """Where the clerk goes; 9 closes the counter."""
    number = situation.counter.number
    options: list[Option] = []
    if situation.state is not State.PAUSED:
        for each in pause_reasons(situation, say):
            words = each.text.say(say.language)
            told = {"counter": number, "reason": words}
            pause = Command("pause_counter", told)
            options.append(
                Option(
                    words,
                    lambda _, pause=pause: (pause,),  # type: ignore[misc]
                    say(N_("Pause: {reason}"), reason=words),
                    say(N_("{n} min"), n=each.minutes) if each.minutes else "",
                )
            )
    held = len(situation.own_held)
    close = (Command("close_counter", {"counter": number}),)
    options.append(
        Option(
            say(N_("Close the counter")),
            lambda _: close_question(situation, close, say) if held else close,
            say(N_("Close the counter")),
            say(N_("{n} on hold"), n=held) if held else "",
            bool(held),
            _CLOSE,
        )
    )
    foot = ""
    if situation.counter.ticket is not None:
        words = N_("After {label} is done.")
        foot = say(words, label=situation.counter.ticket.label)
    return Question(
        "away", say(N_("Away")), say(N_("Where to")), numbered(options), foot=foot
    )


def close_question(
    situation: Situation, close: tuple[Command, ...], say: Catalogue
) -> Question:
    """Whether to close though people are on hold here."""
    labels = " ".join(each.label for each in situation.own_held)
    stay = say(N_("No, stay"))
    yes = say(N_("Close the counter"))
    return Question(
        "away",
        yes,
        say(N_("Still on hold here: {labels}"), labels=labels),
        numbered([Option(stay, lambda _: (), stay), Option(yes, lambda _: close, yes)]),
    )


def no_show_question(situation: Situation, say: Catalogue) -> Question:
    """Whether it is a no-show though the office's calls are not done."""
    ticket = _present(situation)
    wait = say(N_("No, keep waiting"))
    yes = say(N_("{label} did not come"), label=ticket.label)
    words = N_("{label} was called {n} of {most} times, last {time} ago")
    since = situation.now - (situation.called_last or situation.now)
    told = say(
        words,
        label=ticket.label,
        n=situation.calls,
        most=situation.office.recall.calls,
        time=elapsed(since),
    )
    miss = (situation.with_visit("no_show"),)
    options = [Option(wait, lambda _: (), wait), Option(yes, lambda _: miss, yes)]
    title = say(N_("No-show already?"))
    return Question("no_show", title, told, numbered(options), ticket, again=1)


def sure_question(situation: Situation, say: Catalogue) -> Question:
    """Whether the visit is done though it has only just begun."""
    ticket = _present(situation)
    since = situation.now - (ticket.started_at or situation.now)
    told = say(N_("{label} began {time} ago"), label=ticket.label, time=elapsed(since))
    yes, no = sentence_of(situation, say), say(N_("No, not yet"))
    go_on = (situation.go_on(),)
    options = [Option(yes, lambda _: go_on, yes), Option(no, lambda _: (), no)]
    return Question("go_on", say(N_("Done already?")), told, numbered(options), ticket)


def first_question(situation: Situation, wanted: Ticket, say: Catalogue) -> Question:
    """Whether to finish the present visit before another number is taken."""
    ticket = _present(situation)
    labels = {"label": ticket.label, "next": wanted.label}
    yes = say(N_("Finish {label}, take {next}"), **labels)
    no = say(N_("No, go on with {label}"), **labels)
    both = (situation.with_visit("finish"), situation.take(wanted))
    options = [Option(no, lambda _: (), no), Option(yes, lambda _: both, yes)]
    title = say(N_("Finish {label} first?"), **labels)
    told = say(N_("{label} is still here."), **labels)
    return Question("go_on", title, told, numbered(options), ticket)


def transfer_question(situation: Situation, say: Catalogue) -> Question:
    """Where to: a service, a counter or a colleague, found by typing."""
    ticket = _present(situation)
    others = [
        each.code for each in situation.office.services if each.code != ticket.service
    ]
    options = [_to_service(code, situation, say) for code in others]
    options += _to_counters(situation, say)
    return Question(
        "transfer",
        say(N_("Send {label} on"), label=ticket.label),
        say(N_("digits: counter, letters: service or colleague")),
        tuple(options),
        ticket,
        say(N_("Note, read before the call")),
        is_search=True,
        foot=say(
            N_("Place: by when the number was taken, {time}"),
            time=wall_time(ticket.issued_at, situation.office),
        ),
    )


def _to_service(code: str, situation: Situation, say: Catalogue) -> Option:
    right, is_late = service_words(code, situation, say)
    words = name_of(code, situation.office, say)
    return Option(
        words,
        lambda note: (situation.with_visit("transfer", service=code, **_note(note)),),
        say(N_("To {where}"), where=short_of(code, situation.office, say)),
        right,
        is_late,
        kind=say(N_("service")),
        found_by=f"{code} {' '.join(_every_name(code, situation))}",
    )


def _every_name(code: str, situation: Situation) -> list[str]:
    service = situation.office.service(code)
    if service is None:
        return []
    short = list(service.short.by_language.values()) if service.short else []
    return [*service.name.by_language.values(), *short]


def _to_counters(situation: Situation, say: Catalogue) -> list[Option]:
    options, people = [], []
    for each in situation.hall.counters:
        if each.number == situation.counter.number or each.state != "open":
            continue
        place = say(N_("Counter {counter}"), counter=each.number)
        busy = each.ticket.label if each.ticket else say(N_("free"))
        options.append(
            Option(
                f"{place} {each.staff or ''}".rstrip(),
                _sends(situation, to_counter=each.number),
                say(N_("To {where}"), where=place),
                busy,
                kind=say(N_("counter")),
                found_by=f"#{each.number} {each.staff or ''}",
            )
        )
        if each.staff:
            people.append(
                Option(
                    each.staff,
                    _sends(situation, officer=each.staff),
                    say(N_("To {where}"), where=each.staff),
                    place,
                    kind=say(N_("colleague")),
                    found_by=each.staff,
                )
            )
    return options + people


def _sends(
    situation: Situation, **where: object
) -> Callable[[str], tuple[Command, ...]]:
    return lambda note: (situation.with_visit("transfer", **where, **_note(note)),)


def continue_question(situation: Situation, say: Catalogue) -> Question:
    """With which further service the visit goes on, here and on the same number."""
    ticket = _present(situation)
    place = situation.office.counter(situation.counter.number)
    own = (*place.serves, *place.helps) if place else ()
    codes = [each.code for each in situation.office.services]
    codes.sort(key=lambda code: code not in own)
    options = [
        Option(
            name_of(code, situation.office, say),
            lambda _, code=code: (  # type: ignore[misc]
                situation.with_visit("continue_with", service=code),
            ),
            say(N_("Go on with {where}"), where=short_of(code, situation.office, say)),
            found_by=f"{code} {' '.join(_every_name(code, situation))}",
        )
        for code in codes
        if code != ticket.service
    ]
    return Question(
        "continue_with",
        say(N_("{label} goes on with"), label=ticket.label),
        say(N_("type to find")),
        tuple(options),
        ticket,
        is_search=True,
    )


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
    heading = say(N_("How did the person come?"))
    return Question("walk_in", say(N_("Without a number")), heading, numbered(options))


def _walk_in_service(situation: Situation, channel: str, say: Catalogue) -> Question:
    place = situation.office.counter(situation.counter.number)
    own = (*place.serves, *place.helps) if place else ()
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
            found_by=f"{code} {' '.join(_every_name(code, situation))}",
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
                        **_if_any(place=place),
                    },
                ),
            ),
            say(N_("Call {n} together"), n=count),
            " ".join(_first_labels(code, count, situation)),
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


def _first_labels(code: str, count: int, situation: Situation) -> list[str]:
    waiting = [each for each in situation.line.callable if each.service == code]
    return [each.label for each in waiting[:count]]


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


def resume_question(situation: Situation, say: Catalogue) -> Question:
    """Which of those on hold to go on with."""
    options = [
        Option(
            f"{each.label} {short_of(each.service, situation.office, say)}",
            lambda _, each=each: (situation.take(each),),  # type: ignore[misc]
            say(N_("Resume {label}"), label=each.label),
            each.note or "",
        )
        for each in situation.own_held
    ]
    title, heading = say(N_("Resume")), say(N_("On hold at this counter"))
    return Question("resume", title, heading, numbered(options))


def cancel_question(situation: Situation, ticket: Ticket, say: Catalogue) -> Question:
    """Why a number is cancelled."""
    reasons = (N_("The person left"), N_("Taken twice"), N_("Taken by mistake"))
    sentence = say(N_("Cancel {label}"), label=ticket.label)
    number = situation.counter.number
    options = [
        Option(
            say(words),
            lambda _, words=words: (  # type: ignore[misc]
                Command(
                    "cancel",
                    {"label": ticket.label, "reason": say(words), "counter": number},
                ),
            ),
            sentence,
        )
        for words in reasons
    ]
    no = say(N_("No, keep it"))
    options.append(Option(no, lambda _: (), no))
    return Question("cancel", sentence, say(N_("Why")), numbered(options))


def service_words(code: str, situation: Situation, say: Catalogue) -> tuple[str, bool]:
    """Who waits for a service, how long and where it is served; whether too long."""
    waiting = situation.hall.waiting(code)
    at_work = {each.number for each in situation.hall.counters if each.state == "open"}
    open_at = [
        str(each.number)
        for each in situation.office.counters
        if code in each.serves and each.number in at_work
    ]
    counters = " ".join(open_at) or say(N_("none"))
    if not waiting:
        return say(N_("–  ctr {counters}"), counters=counters), False
    longest = max(whole_minutes(situation.now - each.issued_at) for each in waiting)
    service = situation.office.service(code)
    target = service.target_minutes if service else None
    is_late = target is not None and longest > target
    words = N_("{n}  {longest} min!!  ctr {counters}")
    if not is_late:
        words = N_("{n}  {longest} min  ctr {counters}")
    return say(words, n=len(waiting), longest=longest, counters=counters), is_late


def needs_sure(situation: Situation) -> bool:
    """Whether Enter would end a visit that has only just begun."""
    ticket = situation.counter.ticket
    if situation.state is not State.SERVING or ticket is None:
        return False
    since = situation.now - (ticket.started_at or 0)
    return since < SURE_MS


def back_at(reason: str | None, since: int, reasons: tuple[Reason, ...]) -> int | None:
    """When somebody is said to be back (milliseconds), by the reason; none: unknown."""
    for each in reasons:
        texts = each.text.by_language.values()
        if each.minutes and reason and any(reason.startswith(text) for text in texts):
            return since + clock.minutes(each.minutes)
    return None


def _present(situation: Situation) -> Ticket:
    ticket = situation.counter.ticket
    if ticket is None:
        raise ValueError("a question about a visit that is not there")
    return ticket


def _note(words: str) -> dict[str, str]:
    return _if_any(note=words)


def _if_any(**fields: str) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
