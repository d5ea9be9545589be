"""What happened today, by the office's events: each counter's day, just now, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from shared.office.model import Office
from shared.trade.ticket import ANNOUNCED
from shared.wire.json_text import Json

_SERVED: Final = frozenset({"finished", "continued"})
_MOST_RECENT: Final = 30


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of today."""

    seq: int
    kind: str
    at: int
    """Milliseconds since 1970, UTC."""
    label: str | None
    service: str | None
    counter: int | None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Served:
    """What a counter did for one service today."""

    service: str
    count: int
    mean: int | None
    """Whole minutes; none where no visit was started."""


@dataclass(frozen=True, slots=True)
class CounterDay:
    """What a counter did today."""

    served: int = 0
    mean: int | None = None
    """Whole minutes a visit."""
    missed: int = 0
    sent_on: int = 0
    services: tuple[Served, ...] = ()
    by_hour: tuple[tuple[int, int], ...] = ()
    """Hours of the day with what was served in them."""


class DayLog:
    """The events of one business day."""

    def __init__(self, office: Office) -> None:
        self.last = 0
        """The last event read."""
        self._office = office
        self._day: str | None = None
        self._events: dict[int, Happened] = {}
        """By seq; they are read in order."""
        self._by_label: dict[str | None, list[Happened]] = {}
        self._days: dict[int, CounterDay] = {}
        self.came_back: frozenset[str] = frozenset()
        """Numbers that wait again after they were missed or put aside."""

    def read(self, events: Sequence[Json], day: str) -> None:
        """Take over further events; those of another day than `day` are passed over."""
        if day != self._day:
            self._day, self._events = day, {}
        for told in events:
            self.last = max(self.last, told["seq"])
            at = round(datetime.fromisoformat(told["at"]).timestamp() * 1000)
            if self._office.business_day(at).isoformat() != day:
                continue
            data = told.get("data") or {}
            if told["kind"] == "undone":
                # What was undone never was.
                self._events.pop(data.get("of", 0), None)
                continue
            self._events[told["seq"]] = Happened(
                told["seq"],
                told["kind"],
                at,
                told.get("ticket"),
                told.get("service"),
                told.get("counter"),
                data,
            )
        self._days = {}
        self._by_label = {}
        for each in self._events.values():
            self._by_label.setdefault(each.label, []).append(each)
        kinds = {each.label: each.kind for each in self._events.values() if each.label}
        self.came_back = frozenset(
            label for label, kind in kinds.items() if kind == "requeued"
        )

    def recent(self) -> tuple[Happened, ...]:
        """What happened last in the hall, newest first."""
        shown = (
            each for each in reversed(self._events.values()) if each.counter is not None
        )
        return tuple(islice(shown, _MOST_RECENT))

    def about(self, label: str) -> tuple[Happened, ...]:
        """The way of one number so far."""
        return tuple(self._by_label.get(label, ()))

    def calls_before(self, label: str, at: int) -> int:
        """How often a number was called before `at` (milliseconds)."""
        return sum(
            each.kind in ANNOUNCED and each.at < at for each in self.about(label)
        )

    @property
    def events(self) -> Sequence[Happened]:
        """All of today that stands, in order."""
        return tuple(self._events.values())

    def last_of(self, kind: str, label: str) -> Happened | None:
        """The last event of a kind about a number; none: never."""
        found = reversed(self.about(label))
        return next((each for each in found if each.kind == kind), None)

    def last_at(self, number: int, kind: str | None = None) -> Happened | None:
        """The last event at a counter, of a kind or of any; none: never."""
        return next(
            (
                each
                for each in reversed(self._events.values())
                if each.counter == number and kind in (None, each.kind)
            ),
            None,
        )

    def day_of(self, number: int) -> CounterDay:
        """What a counter did so far."""
        if number not in self._days:
            self._days[number] = self._counted(number)
        return self._days[number]

    def _counted(self, number: int) -> CounterDay:
        mine = [each for each in self._events.values() if each.counter == number]
        kinds = Counter(each.kind for each in mine)
        visits = list(_visits(mine))
        spent: dict[str, list[int | None]] = {}
        for service, _, took in visits:
            spent.setdefault(service, []).append(took)
        hours = Counter(self._hour(at) for _, at, _ in visits)
        return CounterDay(
            len(visits),
            _mean([took for _, _, took in visits]),
            kinds["missed"],
            kinds["transferred"],
            tuple(
                Served(service, len(each), _mean(each))
                for service, each in spent.items()
            ),
            tuple(sorted(hours.items())),
        )

    def _hour(self, at: int) -> int:
        return datetime.fromtimestamp(at / 1000, self._office.time_zone).hour


def _visits(
    mine: Sequence[Happened],
) -> Iterator[tuple[str, int, int | None]]:
    """Service, end and duration (milliseconds; none: never started) of each visit."""
    began: dict[str, int] = {}
    before: dict[str, int] = {}
    for each in mine:
        label = each.label or ""
        if each.kind in ("started", "resumed"):
            began[label] = each.at
        elif each.kind == "held" and label in began:
            # Absence is no service.
            before[label] = before.get(label, 0) + each.at - began.pop(label)
        elif each.kind == "transferred":
            began.pop(label, None)
        elif each.kind in _SERVED:
            start = began.pop(label, None)
            took = None if start is None else each.at - start + before.pop(label, 0)
            yield each.data.get("from") or each.service or "", each.at, took
            if each.kind == "continued":
                began[label] = each.at


def _mean(spent: Sequence[int | None]) -> int | None:
    known = [each for each in spent if each is not None]
    return round(sum(known) / len(known) / 60_000) if known else None
