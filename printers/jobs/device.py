"""A paper and its printers: which they are, and what is sent there."""

from __future__ import annotations

from printers.drawing import encoding, star
from printers.papers.paper import Paper
from printers.session.status import CUT
from shared.office.model import Office
from shared.office.printers import Printer


def as_bytes(paper: Paper, printer: Printer) -> bytes:
    """The paper as a job in the language of this printer."""
    draw = star.as_star_bytes if printer.is_star else encoding.as_bytes
    return draw(paper, printer.dots, has_cutter=printer.has_cutter)


def cut_of(printer: Printer) -> bytes:
    """What cuts off a paper that was left hanging half out of this printer."""
    return star.star_cut() if printer.is_star else CUT


def route_from(office: Office, name: str | None) -> tuple[Printer, ...]:
    """The printer of this name and its fallbacks, those that print, each once."""
    found: dict[str, Printer] = {}
    seen: set[str] = set()
    printer = office.printer(name)
    while printer is not None and printer.name not in seen:
        seen.add(printer.name)
        if printer.is_anywhere:
            found.setdefault(printer.address, printer)
        printer = office.printer(printer.fallback)
    return tuple(found.values())
