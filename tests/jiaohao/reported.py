"""An office with some days behind it, for the reports: made by its simulator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from jiaohao.folder import template
from jiaohao.simulate.day import SimulatedDay
from jiaohao.simulate.demand import hours_on, made_up
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import parse_office
from shared.office.survey import DIMENSIONS, Survey
from shared.trade.event import Event
from shared.trade.survey import Comment, CommentState, Tally, week_of

TODAY: Final = date(2026, 6, 10)
HOUR: Final = 3_600_000


class Days:
    """See `jiaohao.report.source.SaidSource`."""

    def __init__(self, office: Office, events: Iterable[Event]) -> None:
        self.office, self.today = office, TODAY
        ordered = sorted(events, key=lambda each: each.at)
        self._events = [each._replace(seq=at) for at, each in enumerate(ordered, 1)]

    def events(self, first: date, last: date) -> Iterator[Event]:
        """See Source."""
        for each in self._events:
            if first <= self.office.business_day(each.at) <= last:
                yield each

    def tallies(self, first: date, last: date) -> Sequence[Tally]:
        """See SaidSource."""
        weeks = week_of(first), week_of(last)
        return [each for each in TALLIES if weeks[0] <= each.week <= weeks[1]]

    def comments(self, first: date, last: date) -> Sequence[Comment]:
        """See SaidSource."""
        return [each for each in COMMENTS if first <= each.day <= last]


def _tallies(week: str, service: str, *steps: tuple[int, ...]) -> tuple[Tally, ...]:
    asked = max(map(sum, steps))
    return tuple(
        Tally(week, service, dimension, asked, each)
        for dimension, each in zip(DIMENSIONS, steps, strict=False)
    )


TALLIES: Final = (
    *_tallies("2025-W19", "reply-card", (0, 1, 2, 3, 2), (0, 0, 2, 3, 3)),
    *_tallies("2026-W19", "reply-card", (0, 1, 4, 20, 15), (0, 0, 0, 0, 12)),
    *_tallies("2026-W19", "recruitment-certificate", (0, 0, 1, 1, 0), (0, 0, 0, 1, 1)),
    *_tallies("2026-W19", "express", (1, 1, 5, 9, 4), (0, 0, 3, 8, 9)),
    *_tallies("2026-W20", "express", (0, 0, 1, 2, 0), (0, 0, 1, 1, 1)),
    *_tallies("2026-W21", "express", (0, 2, 5, 11, 6), (0, 1, 4, 8, 11)),
)
"""Answers of three weeks of May 2026, one of them of few, and one of May 2025."""
COMMENTS: Final = tuple(
    Comment(f"C-{at}", day, "words", state=state, answer=answer, answered_on=on)
    for at, (day, state, answer, on) in enumerate(
        (
            (date(2025, 5, 6), CommentState.ANSWERED, "a", date(2025, 5, 20)),
            (date(2026, 5, 5), CommentState.ANSWERED, "a", date(2026, 5, 8)),
            (date(2026, 5, 5), CommentState.ANSWERED, "a", date(2026, 5, 15)),
            (date(2026, 5, 6), CommentState.READ, None, None),
            (date(2026, 5, 7), CommentState.HIDDEN, None, None),
        )
    )
)


def centre() -> Office:
    """The employment centre's template, as it is set up, with a limit of 45 minutes."""
    from pathlib import Path

    office = parse_office(template("employment-centre").encode(), Path(OFFICE_FILE))
    services = tuple(replace(each, limit_minutes=45) for each in office.services)
    return replace(office, services=services, survey=Survey())


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
