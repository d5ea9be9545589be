"""Questions before something that may be a slip."""

from __future__ import annotations

from typing import Final

from counter.questions.visit_fields import present
from counter.sentence import sentence_of
from counter.situation import Situation, State
from shared.desk.question import Option, Question, numbered
from shared.desk.words import elapsed
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import Ticket

SURE_MS: Final = 30_000
"""Milliseconds from the start in which Enter asks before it ends a visit."""


def no_show_question(situation: Situation, say: Catalogue) -> Question:
    """Whether it is a no-show though the office's calls are not done."""
    ticket = present(situation)
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
    ticket = present(situation)
    since = situation.now - (ticket.started_at or situation.now)
    told = say(N_("{label} began {time} ago"), label=ticket.label, time=elapsed(since))
    yes, no = sentence_of(situation, say), say(N_("No, not yet"))
    go_on = (situation.go_on(),)
    options = [Option(yes, lambda _: go_on, yes), Option(no, lambda _: (), no)]
    return Question("go_on", say(N_("Done already?")), told, numbered(options), ticket)


def first_question(situation: Situation, wanted: Ticket, say: Catalogue) -> Question:
    """Whether to finish the present visit before another number is taken."""
    ticket = present(situation)
    labels = {"label": ticket.label, "next": wanted.label}
    yes = say(N_("Finish {label}, take {next}"), **labels)
    no = say(N_("No, go on with {label}"), **labels)
    both = (situation.with_visit("finish"), situation.take(wanted))
    options = [Option(no, lambda _: (), no), Option(yes, lambda _: both, yes)]
    title = say(N_("Finish {label} first?"), **labels)
    told = say(N_("{label} is still here."), **labels)
    return Question("go_on", title, told, numbered(options), ticket)


def needs_sure(situation: Situation) -> bool:
    """Whether Enter would end a visit that has only just begun."""
    ticket = situation.counter.ticket
    if situation.state is not State.SERVING or ticket is None:
        return False
    since = situation.now - (ticket.started_at or 0)
    return since < SURE_MS
