"""Visits put together from the events of an office, a day at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from jiaohao.report.source import days_of
from shared.clock import from_rfc3339
from shared.office.model import Office
from shared.trade.event import Event
from shared.trade.range import Range, range_in
from shared.trade.ticket import UNDONE

_BEGINS: Final = frozenset({"issued", "requeued", "transferred", "group_ended"})
"""Kinds of event from which somebody waits."""
_CALLS: Final = frozenset({"called", "group_called"})
_SERVED: Final = _CALLS | {"started", "resumed"}
"""Those with which a counter has somebody."""
_TURNS: Final = _BEGINS | {"finished", "missed", "held", "cancelled", "expired"}
"""Those after which none has."""


@dataclass(slots=True)
class Visit:
    """One number from its issue to its end. Instants and spans are milliseconds."""

    day: date
    label: str
    service: str
    """For which the number was taken."""
    priority: str
    channel: str
    issued: int
    told: Range | None = None
    called: int | None = None
    """The first time; none: never."""
    ended: int | None = None
    outcome: str = ""
    """The kind of the event that ended it, or "" while it is not over."""
    waited: int = 0
    """All in all; without the time that a missed person was away."""
    served: int = 0
    """From a call, or the start where there was none, to the end."""
    services: list[str] = field(default_factory=list)

    @property
    def is_walk_in(self) -> bool:
        """Whether it never waited in the hall."""
        return self.called is None and self.served > 0


def visits_of(events: Iterable[Event], office: Office) -> Iterator[Visit]:
    """Every visit, in the order of its number's issue within a day."""
    known: dict[str, list[Event]] = {}
    day: date | None = None
    day_at = days_of(office)
    for event in events:
        label, kind = event.ticket, event.kind
        if label is None:
            continue
        if kind == "issued":
            today = day_at(happened_at(event))
            if day is not None and today != day:
                yield from (_visit(each, day) for each in known.values())
                known = {}
            day = today
            known[label] = [event]
        elif label in known:
            if kind == UNDONE:
                _take_back(known[label], (event.data or {}).get("of"))
            else:
                known[label].append(event)
    if day is not None:
        yield from (_visit(each, day) for each in known.values())


def _take_back(events: list[Event], seq: object) -> None:
    events[:] = [each for each in events if each.seq != seq]


def _visit(events: list[Event], day: date) -> Visit:
    first = events[0]
    data = first.data or {}
    visit = Visit(
        day,
        first.ticket or "",
        first.service or "",
        str(data.get("priority", "")),
        str(data.get("channel", "")),
        happened_at(first),
        range_in(data.get("wait")),
        services=[first.service or ""],
    )
    waits_from: int | None = None
    served_from: int | None = None
    for event in events:
        _, _, at, kind, _, _, service, _, about = event
        if about:
            at = happened_at(event)
        if kind in _SERVED:
            if waits_from is not None:
                visit.waited += max(0, at - waits_from)
                served_from = at
                if visit.called is None and kind in _CALLS:
                    visit.called = at
            elif served_from is None:
                served_from = at
            waits_from = None
        elif kind in _TURNS:
            if served_from is not None:
                visit.served += max(0, at - served_from)
            served_from = None
            waits_from = _waits_from(event, at) if kind in _BEGINS else None
            if kind in _BEGINS:
                visit.outcome, visit.ended = "", None
            elif kind != "held":
                visit.outcome, visit.ended = kind, at
        elif kind == "stepped_out" and waits_from is not None:
            visit.waited += max(0, at - waits_from)
            waits_from = None
        if service and service != visit.services[-1]:
            visit.services.append(service)
    return visit


def _waits_from(event: Event, at: int) -> int:
    """From when somebody waits: who came early for an appointment, from then on."""
    slot = (event.data or {}).get("slot")
    return max(at, from_rfc3339(slot)) if isinstance(slot, str) else at


def happened_at(event: Event) -> int:
    """When it happened, though it may have been written down later."""
    if not event.data:
        return event.at
    happened = event.data.get("happened")
    if isinstance(happened, str):
        try:
            return min(event.at, from_rfc3339(happened))
        except ValueError:
            return event.at
    return event.at
