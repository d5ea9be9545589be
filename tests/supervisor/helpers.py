"""What the supervisor's tests share: a rush of fixed values, and a panel in an app."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from counter.panel import CounterPanel
from counter.supervisor.panel import SupervisorPanel
from jiaohao.folder import template
from shared import VERSION
from shared.office.model import Office
from shared.office.reader import parse_office
from shared.trade.hall import CounterNow, Hall, KioskNow, ServiceNow, StationNow
from shared.trade.orders import HelpCall, NoticeState, PostedNotice
from shared.trade.printer import PrinterNow, PrintJob
from shared.trade.ticket import Ticket, TicketState
from tests.counter.helpers import ticket
from tests.support import FakeClock

MINUTE = 60_000
FRIDAY_1042 = 1_795_747_320_000
"""2026-11-27 10:42 in Taipei, in milliseconds since 1970."""
DAY = date(2026, 11, 27)
STAFF = ("林志明", "陳怡君", "王淑芬", "黃俊傑", "李佳玲", "張雅婷", "吳建宏")
WAITS = {
    "benefit-application": (31, 20, 9, 4),
    "first-confirmation": (11,),
    "recertification": (18, 12, 3),
    "reply-card": (26,),
    "job-seeking": (15, 8, 2),
    "counselling": (12, 5),
    "training": (41, 22, 7),
    "youth": (5,),
    "disability": (9,),
    "vacancy": (14, 6),
    "recruitment-certificate": (20,),
    "early-reemployment": (8,),
    "one-case": (15,),
    "express": (22, 16),
}
"""For how many minutes each who waits has waited, by service."""
TARGETS = {"reply-card": 15, "express": 15}
DAY_BEGINS = FRIDAY_1042 - 162 * MINUTE


def centre() -> Office:
    """The employment centre, with its targets."""
    office = parse_office(template("employment-centre").encode(), Path("office.toml"))
    services = tuple(
        replace(each, target_minutes=TARGETS.get(each.code, 30))
        for each in office.services
    )
    return replace(office, services=services)


def waiting(office: Office) -> Iterator[Ticket]:
    """Everybody who waits in the rush."""
    number = count(101)
    for service, waits in WAITS.items():
        found = office.service(service)
        assert found is not None
        for minutes in waits:
            came = FRIDAY_1042 - minutes * MINUTE
            key = next(number)
            yield ticket(key, found.letter, service, issued_at=came, due_at=came)


def at_counter(
    key: int, letter: str, service: str, seconds: int, *, is_called: bool = False
) -> Ticket:
    """Somebody who has been at a counter for so long."""
    since = FRIDAY_1042 - seconds * 1000
    state = TicketState.CALLED if is_called else TicketState.SERVING
    return ticket(
        key,
        letter,
        service,
        state=state,
        issued_at=since - 20 * MINUTE,
        called_at=since,
        started_at=None if is_called else since,
        calls=1,
    )


HERE = {
    1: (1, "C", "benefit-application", 1082),
    2: (4, "C", "benefit-application", 504),
    3: (6, "B", "recertification", 95),
    4: (3, "D", "counselling", 3130),
    5: (4, "D", "youth", 760),
}
"""Who is at each counter, and for how many seconds."""


def rush(office: Office, **changed: Any) -> Hall:
    """A Friday morning with something of everything."""
    waits = tuple(waiting(office))
    codes = [each.service for each in waits]
    counters = []
    for each in office.counters:
        here = HERE.get(each.number)
        has = at_counter(*here, is_called=each.number == 3) if here else None
        state = "paused" if each.number == 6 else "open"
        state = "closed" if each.number > len(STAFF) else state
        staff = STAFF[each.number - 1] if each.number <= len(STAFF) else None
        station = f"counter-{each.number}" if state != "closed" else None
        told = (has and replace(has, counter=each.number), each.serves, each.helps)
        counters.append(CounterNow(each.number, state, staff, station, *told))
    stations = [StationNow(f"counter-{each.number}", VERSION) for each in counters[:7]]
    stations = [replace(each, behind=200) for each in stations]
    stations[2] = replace(stations[2], clock_ahead=4_000)
    stations[3] = replace(stations[3], behind=500)
    stations += [
        StationNow("kiosk-1", VERSION, behind=200),
        StationNow("kiosk-2", "0.0.9", behind=500),
    ]
    hall = Hall(
        as_of=FRIDAY_1042,
        seq=1,
        day=DAY,
        services=tuple(
            ServiceNow(each.code, each.letter, True, codes.count(each.code))
            for each in office.services
        ),
        counters=tuple(counters),
        tickets=waits,
        help_calls=(HelpCall("h1", 5, None, None, FRIDAY_1042 - 20_000),),
        kiosks=(KioskNow("kiosk-1", "open"), KioskNow("kiosk-2", "open")),
        stations=tuple(stations),
        printers=(
            PrinterNow(
                "printer-1",
                "kiosk-1",
                "out",
                None,
                True,
                FRIDAY_1042 - 11 * MINUTE,
                jobs=tuple(
                    PrintJob(f"j{n}", f"C00{n}", "ticket", "failed", FRIDAY_1042)
                    for n in (1, 4)
                ),
            ),
            PrinterNow("printer-2", "kiosk-2", "fine", None, True, 0),
        ),
        notices=(
            PostedNotice(
                "n1",
                "初次申請人多，請先到 8 號桌填表。",
                NoticeState.APPROVED,
                None,
                FRIDAY_1042 + 78 * MINUTE,
            ),
        ),
    )
    return replace(hall, **changed)


def events_told() -> list[dict[str, Any]]:
    """What happened until then: a morning that grows, and the last few acts."""
    told: list[dict[str, Any]] = []

    def add(at: int, kind: str, label: str | None, **more: Any) -> None:
        told.append({"at": at, "kind": kind, "ticket": label, **more})

    for quarter, taken in enumerate((3, 6, 9, 8, 7, 9, 11, 9, 8, 9, 10)):
        for n in range(taken):
            at = DAY_BEGINS + quarter * 15 * MINUTE + n * 40_000
            label = f"A{quarter:02}{n}"
            add(at, "issued", label, service="express")
            if n < taken - 2:
                counter = n % 5 + 1
                add(
                    at + 9 * MINUTE, "called", label, service="express", counter=counter
                )
                add(at + 10 * MINUTE, "started", label, counter=counter)
                done = {"service": "express", "counter": counter}
                add(at + 14 * MINUTE, "finished", label, **done)
    last = FRIDAY_1042 - 8 * MINUTE
    add(last, "counter_paused", None, counter=6, data={"reason": "影印"})
    add(last + 2 * MINUTE, "missed", "A008", counter=7)
    add(last + 4 * MINUTE, "started", "C001", counter=1)
    add(last + 6 * MINUTE, "called", "B006", counter=3)
    add(last + 7 * MINUTE, "transferred", "A011", service="training", counter=1)
    posted = {"notice": "n1", "by": "周"}
    add(last + 7 * MINUTE, "notice_posted", None, data=posted)
    add(last + 8 * MINUTE - 20_000, "help_called", None, counter=5)
    told = [each for each in told if each["at"] <= FRIDAY_1042]
    told.sort(key=lambda each: each["at"])
    return [
        {"service": None, "counter": None, "data": None, **each, "seq": seq}
        for seq, each in enumerate(told, 1)
    ]


def still(panel: SupervisorPanel) -> SupervisorPanel:
    """The panel with its time standing still, and keys that are never too quick."""
    panel.known.ticks = FakeClock()
    panel.guard.ticks = count(0, 1_000).__next__
    return panel


def told_of(panel: SupervisorPanel | CounterPanel) -> None:
    """The morning's events, put into the panel's log; its data does not grow old."""
    panel.client._heard_at = float("inf")
    read = [{**each, "at": _written(each["at"])} for each in events_told()]
    panel.known.log.read(read, DAY.isoformat())


def _written(at: int) -> str:
    from shared.clock import rfc3339

    return str(rfc3339(at, centre().time_zone))


def status(panel: SupervisorPanel) -> str:
    """What was said last: "! " and why not, what goes on, or what was done."""
    view = panel.looks.look(None).strip
    return f"! {view.refusal}" if view.refusal else view.under_way or view.told
