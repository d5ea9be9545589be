"""Halls as a test wants them, and a link that knows one without a station."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from shared.office.model import Office
from shared.trade.hall import Call, CounterNow, Hall, ServiceNow
from shared.trade.label import parse_label
from shared.trade.ticket import Ticket, TicketState
from shared.wire.client import Client
from tests.support import MONDAY_9

MONDAY: Final = date(2026, 11, 23)


class StillLink(Client):
    """Knows the hall it is told, as old as it is told."""

    def __init__(self, hall: Hall | None) -> None:
        super().__init__([])
        self.hall = hall
        self.seconds_old = 0.0

    def start(self) -> None:
        """There is no station."""

    def age(self) -> float:
        return self.seconds_old


def call(
    seq: int, label: str, counter: int, *, service: str = "jobs", at: int = MONDAY_9
) -> Call:
    """A call of that number to that counter."""
    return Call(seq, label, counter, service, at)


def ticket(label: str, counter: int, *, called_at: int = MONDAY_9) -> Ticket:
    """A ticket that was called to that counter."""
    letter, number = parse_label(label) or ("", 0)
    return Ticket(
        key=number,
        letter=letter,
        number=number,
        service="jobs",
        state=TicketState.CALLED,
        priority="normal",
        language="zh-TW",
        channel="kiosk",
        counter=counter,
        calls=1,
        issued_at=called_at,
        due_at=called_at,
        called_at=called_at,
        started_at=None,
        ended_at=None,
        note=None,
    )


def hall_of(
    office: Office,
    *,
    calls: Sequence[Call] = (),
    there: Mapping[int, Ticket] | None = None,
    waiting: Mapping[str, int] | None = None,
    paused: Sequence[int] = (),
) -> Hall:
    """The hall of a Monday: `calls` newest first, who is `there` by counter."""
    there, waiting = there or {}, waiting or {}
    return Hall(
        as_of=MONDAY_9,
        seq=calls[0].seq if calls else 0,
        day=MONDAY,
        services=tuple(
            ServiceNow(each.code, each.letter, True, waiting.get(each.code, 0))
            for each in office.services
        ),
        counters=tuple(
            CounterNow(
                each.number,
                "paused" if each.number in paused else "open",
                None,
                None,
                there.get(each.number),
            )
            for each in office.counters
        ),
        calls=tuple(calls),
    )


def busy_hall(office: Office, calls: Sequence[Call]) -> Hall:
    """Who was called is there, and some wait."""
    return hall_of(
        office,
        calls=calls,
        there={each.counter: ticket(each.label, each.counter) for each in calls},
        waiting={"jobs": 3, "express": 1},
    )


OLD = [call(2, "B001", 2, service="training"), call(1, "A001", 1)]
NEW = call(3, "A012", 3, service="express", at=MONDAY_9 + 60_000)
