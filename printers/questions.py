"""What the clerk sees of the office's printers, and may ask of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from printers.session.outcome import condition_words
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
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


def has_printers(office: Office) -> bool:
    """Whether anything of the office prints."""
    return any(printer.address != _NOWHERE for printer in office.printers)


def trouble_words(hall: Hall, say: Catalogue) -> str:
    """Every printer that needs somebody, and why; "" when none does."""
    needy = (printer for printer in hall.printers if printer.needs_somebody)
    return say(N_("; ")).join(_words_of(printer, say) for printer in needy)


def printer_question(
    hall: Hall, present: Ticket | None, say: Catalogue, more: Iterable[Option] = ()
) -> Question:
    """What the clerk wants of which paper; `present` is who is chosen or here.

    `more` is what else can be printed.
    """
    jobs = [job for printer in hall.printers for job in printer.jobs]
    options = [
        _option(say(words, label=job.label), what, job=job.id)
        for job in jobs
        for what, words in _ACTIONS[job.state]
    ]
    if present is not None and present.label not in {job.label for job in jobs}:
        options.append(_copy(present.label, say))
    options += more
    return Question(
        "printers",
        say(N_("Papers")),
        say(N_("Papers that need a person") if jobs else N_("No paper needs a person")),
        numbered(options),
        is_search=True,
        foot=say(N_("Or a number to print again, such as A012")),
        other=lambda typed: _copy(_label_in(typed), say),
    )


def _label_in(typed: str) -> str:
    """A number as an input method may have written it."""
    return unicodedata.normalize("NFKC", typed).strip().upper()


def _copy(label: str, say: Catalogue) -> Option:
    return _option(say(_COPY, label=label), REPRINT, label=label)


def _option(words: str, what: str, **about: str) -> Option:
    wish = Command("print_wish", {"what": what, **about})
    return Option(words, lambda _: (wish,), words, found_by=about.get("label", ""))


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
