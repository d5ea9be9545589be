"""What the kiosk's tests share: a finger, a fixed hall, and what the file says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from textual import events
from textual.app import App, ComposeResult
from textual.widget import Widget

from printers.own_printers import Run
from printers.session.outcome import Outcome
from shared.office.pin import pin_hash
from shared.sqlite.transactions import Store
from shared.tables.event_log import read_events
from shared.trade.booking import Booking
from shared.trade.hall import Hall, ServiceNow
from shared.trade.printer import Condition
from shared.trade.ticket import Ticket, TicketState
from tests.support import MONDAY_9

CLOSED_DAYS: Final = '\n[hours]\nmonday = ["00:00-00:01"]\n'


def maintenance(pin: str, *, more: str = "") -> str:
    """The table of office.toml that gives the kiosks a PIN."""
    return f'\n[maintenance]\npin = "{pin_hash(pin).written}"\n{more}'


class FakePapers:
    """A printer that does what a test says, and keeps what it was asked."""

    def __init__(self, outcome: Outcome | None = Outcome.PRINTED) -> None:
        self.outcome = outcome
        self.copy_outcome = Outcome.PRINTED
        self.trouble: Condition | None = None
        self.answers = asyncio.Event()
        self.answers.set()
        self.printed: list[str] = []
        self.copied: list[str] = []
        self.settled: list[str] = []
        self.left: list[str] = []
        self.kept: list[str] = []
        self.in_large_print: list[str] = []
        self.is_on_disk = asyncio.Event()
        self.is_on_disk.set()
        self.can_confirm = True
        self.has_printer = outcome is not None
        self.is_late = False
        self.is_closed = False

    def start(self, on_change: Callable[[], None], run: Run) -> None:
        self.on_change = on_change

    async def close(self) -> None:
        self.is_closed = True

    def look(self) -> None:
        pass

    async def keep(self, ticket: Ticket, *, is_large: bool = False) -> None:
        self.kept.append(ticket.label)
        self.in_large_print += [ticket.label] if is_large else []
        await self.is_on_disk.wait()

    async def deliver(self, ticket: Ticket) -> Outcome | None:
        self.printed.append(ticket.label)
        await self.answers.wait()
        return self.outcome

    async def copy(self, ticket: Ticket) -> Outcome:
        self.copied.append(ticket.label)
        await self.answers.wait()
        return self.copy_outcome

    def has_come(self, ticket: Ticket) -> bool:
        return self.is_late

    async def checklist(self, service: str, language: str) -> Outcome | None:
        self.printed.append(f"checklist {service} {language}")
        return self.outcome

    async def card(self, booking: Booking) -> Outcome | None:
        self.printed.append(f"card {booking.code}")
        return self.outcome

    async def test_page(self) -> Outcome | None:
        self.printed.append("test page")
        return self.outcome

    async def may_be_known(self, ticket: Ticket) -> bool:
        return True

    def settle(self, ticket: Ticket) -> None:
        self.settled.append(ticket.label)

    def leave_to_staff(self, ticket: Ticket) -> None:
        self.left.append(ticket.label)


class Stage(App[None]):
    """An app that shows one widget."""

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__()
        self._make = make

    def compose(self) -> ComposeResult:
        yield self._make()


def touch(widget: Widget, *, times: int = 1) -> None:
    """A finger down and up in the middle of a widget, as the terminal tells it."""
    x, y = widget.region.center
    for _ in range(times):
        finger(widget.app, int(x), int(y))


def finger(
    app: App[Any],
    column: int,
    row: int,
    *,
    up: tuple[int, int] | None = None,
    button: int = 1,
) -> None:
    """A finger down on a cell and up on the same one, or on another."""
    app.post_message(_at(events.MouseDown, column, row, button))
    app.post_message(_at(events.MouseUp, *(up or (column, row)), button))


def down(app: App[Any], column: int, row: int, button: int = 1) -> None:
    """A finger down on a cell that stays there."""
    app.post_message(_at(events.MouseDown, column, row, button))


def up(app: App[Any], column: int, row: int, button: int = 1) -> None:
    """A finger that is lifted from a cell."""
    app.post_message(_at(events.MouseUp, column, row, button))


def _at(
    kind: type[events.MouseDown] | type[events.MouseUp], x: int, y: int, button: int
) -> events.MouseEvent:
    return kind(
        None,
        x=x,
        y=y,
        delta_x=0,
        delta_y=0,
        button=button,
        shift=False,
        meta=False,
        ctrl=False,
        screen_x=x,
        screen_y=y,
    )


def hall_of(waiting: Iterable[int], *, is_open: bool = True, seq: int = 1) -> Hall:
    """The small office with so many waiting for each of its services."""
    services = zip(("jobs", "training", "express"), "ABA", waiting, strict=True)
    return Hall(
        as_of=MONDAY_9,
        seq=seq,
        day=date(2026, 11, 23),
        services=tuple(
            ServiceNow(code, letter, is_open, count) for code, letter, count in services
        ),
        counters=(),
    )


def ticket_of(*, number: int = 12, ahead: int = 3, priority: str = "normal") -> Ticket:
    """A ticket as the kiosk gets it."""
    return Ticket(
        key=1,
        letter="A",
        number=number,
        service="jobs",
        state=TicketState.WAITING,
        priority=priority,
        language="zh-TW",
        channel="kiosk",
        counter=None,
        calls=0,
        issued_at=MONDAY_9,
        due_at=MONDAY_9,
        called_at=None,
        started_at=None,
        ended_at=None,
        note=None,
        ahead=ahead,
    )


def happened(folder: Path) -> list[dict[str, Any]]:
    """The events in the file."""
    store = Store(folder, is_reader=True)
    try:
        events = store.read(
            lambda connection, now: read_events(connection, after=0, limit=1000)
        )
        return [event._asdict() for event in events]
    finally:
        store.close()
