"""An office with some days behind it, for the reports: made by its simulator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from jiaohao.folder import template
from jiaohao.simulate.day import SimulatedDay
from jiaohao.simulate.demand import hours_on, made_up
from shared.office.model import OFFICE_FILE, Office
from shared.office.reader import parse_office
from shared.trade.event import Event

TODAY: Final = date(2026, 6, 10)
HOUR: Final = 3_600_000


class Days:
    """See `jiaohao.report.source.Source`."""

    def __init__(self, office: Office, events: Iterable[Event]) -> None:
        self.office, self.today = office, TODAY
        ordered = sorted(events, key=lambda each: each.at)
        self._events = [each._replace(seq=at) for at, each in enumerate(ordered, 1)]

    def events(self, first: date, last: date) -> Iterator[Event]:
        """See Source."""
        for each in self._events:
            if first <= self.office.business_day(each.at) <= last:
                yield each


def centre() -> Office:
    """The employment centre's template, as it is set up, with a limit of 45 minutes."""
    from pathlib import Path

    office = parse_office(template("employment-centre").encode(), Path(OFFICE_FILE))
    services = tuple(replace(each, limit_minutes=45) for each in office.services)
    return replace(office, services=services)


@lru_cache
def source() -> Days:
    """Three days of May 2026 and of June, two of May 2025, with what else happens."""
    office = centre()
    days = [
        *(date(2025, 5, 5) + timedelta(days=at) for at in range(2)),
        *(date(2026, 5, 4) + timedelta(days=at) for at in range(3)),
        *(date(2026, 6, 1) + timedelta(days=at) for at in range(2)),
    ]
    found: list[Event] = []
    for at, day in enumerate(days):
        factor = 0.5 if day.year == 2025 else 0.8
        made = SimulatedDay(office, day, hours_on(office, day))
        made.run(made_up(office, hours_on(office, day), factor, seed=at))
        found += made.events(day, day)
        made.close()
    return Days(office, [*found, *_others(office, date(2026, 5, 5))])


def _others(office: Office, day: date) -> Iterator[Event]:
    """Follow-ups, a stopped kiosk, a printer without paper, the share away."""
    opens = hours_on(office, day).opens
    kiosk = office.kiosks[0].name

    def event(hours: float, kind: str, /, **data: Any) -> Event:
        at = opens + round(hours * HOUR)
        return Event(0, f"{kind}-{at}", at, kind, "desk", None, None, None, data)

    yield event(1, "kiosk_paused", kiosk=kiosk)
    yield event(1.5, "kiosk_opened", kiosk=kiosk)
    for printer in office.printers[:1]:
        yield event(2, "printer_changed", printer=printer.name, condition="out")
        yield event(2.25, "printer_changed", printer=printer.name, condition="fine")
    for at, outcome in enumerate(("done", "reached", "not_reached", None)):
        told = {"follow_up": f"f-{at}", "kind": "card", "due": "2026-05-08"}
        yield event(3 + at / 10, "follow_up_added", **told)
        if outcome:
            late = 24 * 7 if outcome == "reached" else 24
            told = {"follow_up": f"f-{at}", "outcome": outcome}
            yield event(3 + late, "follow_up_settled", **told)
    changed = ["services.training.minutes: 25 → 30"]
    yield event(4, "office_changed", version="x", waits=False, changed=changed)
