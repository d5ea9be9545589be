"""The numbers that reception gave out, and what became of their papers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.on_paper import OnPaper
from shared.trade.ticket import Ticket

_KEPT = 40


@dataclass(frozen=True, slots=True)
class Slip:
    """A number with its paper."""

    ticket: Ticket
    paper: OnPaper = OnPaper.COMING
    is_taken_back: bool = False


class Slips:
    """The last ones, newest first."""

    def __init__(self) -> None:
        self.all: tuple[Slip, ...] = ()

    def add(self, ticket: Ticket, paper: OnPaper = OnPaper.COMING) -> None:
        """A new number, and what is known of its paper."""
        self.all = (Slip(ticket, paper), *self.all)[:_KEPT]

    def heard(self, ticket: Ticket, paper: OnPaper) -> None:
        """What became of a paper."""
        self.all = tuple(
            replace(each, paper=paper) if each.ticket.key == ticket.key else each
            for each in self.all
        )

    def taken_back(self, label: str) -> None:
        """A number is nobody's any more."""
        self.all = tuple(
            replace(each, is_taken_back=True) if each.ticket.label == label else each
            for each in self.all
        )

    @property
    def last(self) -> Ticket | None:
        """The newest number that somebody has."""
        slips = (each.ticket for each in self.all if not each.is_taken_back)
        return next(slips, None)
