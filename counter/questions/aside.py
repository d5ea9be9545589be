"""Questions by which somebody is put aside or taken back, or the counter left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counter.questions.visit_fields import noted, present
from counter.situation import Situation, State
from shared import clock
from shared.desk.command import Command
from shared.desk.question import Option, Question, if_any, numbered
from shared.desk.words import short_of
from shared.office.rules import Reason
from shared.text.catalogue import N_, Catalogue, Phrase
from shared.trade.ticket import Ticket

_CLOSE: Final = "9"


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
    ticket = present(situation)
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
            lambda words: (situation.with_visit("hold", **if_any(reason=words)),),
            sentence,
            wants_text=True,
        ),
        Option(
            say(N_("Back to the list, same place")),
            lambda words: (
                situation.with_visit(
                    "transfer", service=ticket.service, **noted(words)
                ),
            ),
            say(N_("{label} back to the list"), label=ticket.label),
        ),
    ]
    return Question(
        "hold",
        sentence,
        say(N_("Why?")),
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
    return Question("cancel", sentence, say(N_("Why?")), numbered(options))


def priority_question(situation: Situation, ticket: Ticket, say: Catalogue) -> Question:
    """Which priority a number has from now on."""
    options = []
    for each in situation.office.priorities:
        name = each.name.say(say.language)
        is_present = each.code == ticket.priority
        told = {"label": ticket.label, "priority": each.code}
        made = () if is_present else (Command("set_priority", told),)
        options.append(
            Option(
                name,
                lambda _, made=made: made,  # type: ignore[misc]
                say(N_("{label}: {priority}"), label=ticket.label, priority=name),
                say(N_("as now")) if is_present else "",
            )
        )
    title = say(N_("Priority of {label}"), label=ticket.label)
    return Question("priority", title, say(N_("From now on")), numbered(options))


def back_at(reason: str | None, since: int, reasons: tuple[Reason, ...]) -> int | None:
    """When somebody is said to be back (milliseconds), by the reason; none: unknown."""
    for each in reasons:
        texts = each.text.by_language.values()
        if each.minutes and reason and any(reason.startswith(text) for text in texts):
            return since + clock.minutes(each.minutes)
    return None
