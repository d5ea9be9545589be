"""What the clerk sees of the office's printers, and may ask of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from counter.answered import Command
from counter.keys import PRINTERS
from counter.questions import Choice, Question
from printers.session.outcome import condition_words
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import Hall
from shared.trade.printer import DROP, REPRINT, RETRY, Condition, PrinterNow
from shared.trade.ticket import Ticket

_NOWHERE: Final = "none"
_COPY: Final = N_("{label}: print a copy")
_ACTIONS: Final = {
    "failed": (
        (RETRY, N_("{label}: did not come out, print it now")),
        (DROP, N_("{label}: did not come out, let it be")),
    ),
    "unknown": (
        (REPRINT, N_("{label}: may be out, print a copy")),
        (DROP, N_("{label}: it came out, let it be")),
    ),
}
"""What can be done with a paper that needs a person, by why it does."""


@dataclass(frozen=True, slots=True)
class PrinterQuestion(Question):
    """A question whose choices name what to do, and whose line names a number."""

    def command(self, counter: int, code: str, words: str) -> Command:
        """The command that a choice, or a number that was typed, makes."""
        if not code:
            # As an input method may have written it.
            label = unicodedata.normalize("NFKC", words).strip().upper()
            return Command("print_wish", {"what": REPRINT, "label": label})
        what, kind, about = code.split(" ", 2)
        return Command("print_wish", {"what": what, kind: about})


def has_printers(office: Office) -> bool:
    """Whether anything of the office prints."""
    return any(printer.address != _NOWHERE for printer in office.printers)


def trouble_words(hall: Hall, say: Catalogue) -> str:
    """Every printer that needs somebody, and why; "" when none does."""
    needy = (printer for printer in hall.printers if printer.needs_somebody)
    return say(N_("; ")).join(_words_of(printer, say) for printer in needy)


def printer_question(hall: Hall, present: Ticket | None, say: Catalogue) -> Question:
    """What the clerk wants of which paper; `present` is who is chosen or here."""
    jobs = [job for printer in hall.printers for job in printer.jobs]
    choices = [
        Choice(f"{what} job {job.id}", say(words, label=job.label))
        for job in jobs
        for what, words in _ACTIONS[job.state]
    ]
    if present is not None and present.label not in {job.label for job in jobs}:
        words = say(_COPY, label=present.label)
        choices.append(Choice(f"{REPRINT} label {present.label}", words))
    return PrinterQuestion(
        PRINTERS,
        None,
        say(N_("Printers") if jobs else N_("No paper needs a person")),
        say(N_("Or a number to print again, such as A012")),
        tuple(choices),
        may_choose_none=True,
    )


def _words_of(printer: PrinterNow, say: Catalogue) -> str:
    place = printer.name
    if printer.station != printer.name:
        words = N_("{printer} at {station}")
        place = say(words, printer=printer.name, station=printer.station)
    told = []
    if printer.condition != Condition.FINE:
        told.append(condition_words(printer.condition, printer.reason, say))
    if printer.jobs:
        words = N_("papers that need a person: {n}")
        told.append(say(words, n=len(printer.jobs)))
    return say(N_("{what}: {state}"), what=place, state=say(N_("; ")).join(told))
