"""The demo's printer: a pane of the screen, where every paper comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from printers.own_printers import Run
from printers.session.outcome import Outcome
from shared.trade.booking import Booking
from shared.trade.printer import Condition
from shared.trade.ticket import Ticket


@dataclass
class ShownPapers:
    """What the kiosk needs of paper, on a screen; see kiosk.papers.Papers."""

    show: Callable[[Ticket], None]
    """Shows the ticket's paper."""
    show_checklist: Callable[[str, str], None]
    """Shows what to bring for a service (its code), in a language."""

    def start(self, on_change: Callable[[], None], run: Run) -> None:
        """Nothing ever changes here."""

    async def close(self) -> None:
        """Nothing is open."""

    def look(self) -> None:
        """Nothing is told to the office."""

    @property
    def trouble(self) -> Condition | None:
        """There is none."""
        return None

    @property
    def has_printer(self) -> bool:
        """The pane."""
        return True

    @property
    def can_confirm(self) -> bool:
        """It comes out before one's eyes."""
        return True

    async def keep(self, ticket: Ticket, *, is_large: bool = False) -> None:
        """Nothing is kept."""

    async def may_be_known(self, ticket: Ticket) -> bool:
        """Whatever was given out was shown."""
        return True

    async def deliver(self, ticket: Ticket) -> Outcome | None:
        """It always comes out."""
        self.show(ticket)
        return Outcome.PRINTED

    async def copy(self, ticket: Ticket) -> Outcome:
        """Nobody needs one."""
        return Outcome.PRINTED

    async def checklist(self, service: str, language: str) -> Outcome | None:
        """It always comes out."""
        self.show_checklist(service, language)
        return Outcome.PRINTED

    async def card(self, _booking: Booking) -> Outcome | None:
        """Nobody books at a kiosk of the demo."""
        return None

    async def test_page(self) -> Outcome | None:
        """There is no printer to try."""
        return None

    def has_come(self, ticket: Ticket) -> bool:
        """At once."""
        return True

    def settle(self, ticket: Ticket) -> None:
        """Nothing is left to do."""

    def leave_to_staff(self, ticket: Ticket) -> None:
        """Nothing is left to do."""
