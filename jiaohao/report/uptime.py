"""How much of the opening hours kiosks, printers and the share were at work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from jiaohao.report.counts import share
from jiaohao.report.period import Period
from jiaohao.report.source import Source
from jiaohao.report.table import BY_OF, Column, Report, Row, Style
from jiaohao.report.visits import happened_at
from shared.office.opening import spans_on
from shared.text.catalogue import N_
from shared.trade.estimate.waiting import MINUTE
from shared.trade.event import Event
from shared.trade.printer import READY

COLUMNS: Final = (
    *BY_OF,
    Column("open", N_("Minutes open")),
    Column("down", N_("Minutes down"), is_compared=True),
    Column("times", N_("Times")),
    Column("up", N_("At work"), Style.SHARE, is_compared=True),
)
NOTE: Final = N_(
    "Within opening hours of days on which somebody came. Kiosks: not stopped by staff."
    " Printers: papers came out. Share: nothing had to be written down later than it"
    " happened. That a machine was switched off is not in the events."
)
Span = tuple[int, int]


@dataclass(slots=True)
class _Thing:
    """One kiosk or printer, or the share; instants are milliseconds."""

    down: list[Span] = field(default_factory=list)
    since: int | None = None
    """Since when it is down."""

    def turn(self, at: int, *, is_up: bool) -> None:
        """It is at work from now on, or not."""
        if is_up and self.since is not None:
            self.down.append((self.since, at))
            self.since = None
        elif not is_up and self.since is None:
            self.since = at


def uptime(source: Source, period: Period) -> Report:
    """A row for each kiosk and printer of office.toml, and for the share."""
    office = source.office
    things: dict[tuple[str, str], _Thing] = {
        **{("kiosk", each.name): _Thing() for each in office.kiosks},
        **{("printer", each.name): _Thing() for each in office.printers},
        ("share", ""): _Thing(),
    }
    days: dict[date, Span] = {}
    for event in source.events(period.first, period.last):
        day = office.business_day(event.at)
        if period.holds(day):
            if event.kind == "issued":
                days[day] = days.get(day, (event.at, 0))[0], event.at
            _note(things, event)
    spans = [
        span for day, own in sorted(days.items()) for span in _spans(source, day, own)
    ]
    whole = sum(end - start for start, end in spans)
    rows: list[Row] = [
        {"by": by, "of": of, **_row(thing, spans, whole)}
        for (by, of), thing in things.items()
    ]
    return Report("uptime", period, COLUMNS, rows, NOTE)


def _note(things: dict[tuple[str, str], _Thing], event: Event) -> None:
    data = event.data or {}
    if event.kind in ("kiosk_paused", "kiosk_opened"):
        found = things.get(("kiosk", str(data.get("kiosk"))))
        if found is not None:
            found.turn(event.at, is_up=event.kind == "kiosk_opened")
    elif event.kind == "printer_changed":
        found = things.get(("printer", str(data.get("printer"))))
        if found is not None:
            found.turn(event.at, is_up=data.get("condition") in READY)
    happened = happened_at(event)
    if happened < event.at:
        things["share", ""].down.append((happened, event.at))


def _spans(source: Source, day: date, own: Span) -> tuple[Span, ...]:
    """Its opening hours; of an office that is always open, while people came."""
    return spans_on(source.office, day) or (own,)


def _row(thing: _Thing, spans: list[Span], whole: int) -> Row:
    end = spans[-1][1] if spans else 0
    thing.turn(max(end, thing.since or 0), is_up=True)
    found = _joined(thing.down)
    down = sum(
        max(0, min(end, last) - max(start, first))
        for first, last in found
        for start, end in spans
    )
    return {
        "open": round(whole / MINUTE),
        "down": round(down / MINUTE),
        "times": len(found),
        "up": share(whole - down, whole),
    }


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few spans as there are."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
