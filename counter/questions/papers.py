"""The papers of a visit: by themselves, or one after the other at its end."""

from __future__ import annotations

from counter.questions.paper import PAPERS, Asking, Next
from counter.situation import Situation
from shared.desk.command import Command
from shared.desk.question import Option
from shared.office.rules import Outcome
from shared.text.catalogue import N_, Catalogue


def has_printer(situation: Situation) -> bool:
    """Whether the counter has a printer of its own."""
    place = situation.office.counter(situation.counter.number)
    printer = situation.office.printer(place.printer) if place is not None else None
    return printer is not None and printer.is_anywhere


def paper_options(situation: Situation, say: Catalogue) -> list[Option]:
    """The papers that can be printed for whom the counter has."""
    ticket = situation.counter.ticket
    if ticket is None or not has_printer(situation):
        return []
    asking = Asking("printers", situation, say, lambda made: made)
    return [
        Option(
            say(N_("{label}: {paper}"), label=ticket.label, paper=say(words)),
            lambda _, kind=kind: asking.of(kind),  # type: ignore[misc]
            say(words),
            found_by=f"#{at}",
        )
        for at, (kind, words) in enumerate(PAPERS.items(), 1)
    ]


def with_papers(
    do: str, outcome: Outcome, ends: Command, situation: Situation, say: Catalogue
) -> Next:
    """The end of a visit, after its papers were looked at one after the other."""
    kinds = outcome.papers if has_printer(situation) else ()

    def step(kinds: tuple[str, ...], made: tuple[Command, ...]) -> Next:
        if not kinds:
            # What is refused prints nothing; a time that is full ends no visit.
            booked = tuple(each for each in made if each.do == "book")
            return *booked, ends, *(each for each in made if each.do != "book")
        asking = Asking(
            do, situation, say, lambda more: step(kinds[1:], made + more), outcome
        )
        return asking.of(kinds[0])

    return step(kinds, ())
