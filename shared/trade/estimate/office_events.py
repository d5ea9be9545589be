"""What an office's own events say of waiting, told to a learner in their order.

What a counter does can be taken back for some seconds; a learner is told of nothing
that still can be, nor of what followed it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from shared import clock
from shared.office.model import Office
from shared.trade.act import UNDO_MS
from shared.trade.estimate.day import DAY
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.waiting import Person
from shared.trade.event import Event
from shared.trade.range import range_in
from shared.trade.ticket import UNDONE

_ACTS: Final = frozenset(
    {"finished", "missed", "held", "transferred", "requeued", "cancelled"}
)
"""Kinds of event that a counter may take back."""


def head_starts(office: Office) -> dict[str, float]:
    """Of each priority, milliseconds."""
    return {
        each.code: float(clock.minutes(each.head_start_minutes))
        for each in office.priorities
    }


def offset_of(zone: ZoneInfo, at: int) -> int:
    """Of an office's time to UTC at an instant, in milliseconds."""
    offset = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).utcoffset()
    return round(offset.total_seconds() * 1000) if offset is not None else 0


class OfficeEvents:
    """Tells a learner what happened, event by event."""

    def __init__(self, learner: Learner, zone: ZoneInfo) -> None:
        self.learner = learner
        self._zone = zone
        self._held: list[Event] = []
        """What may still be taken back, and what followed it."""
        self._acts: dict[int, tuple[int, int]] = {}
        """Of each counter the seq and the instant of what it may take back."""
        self._people: dict[str, Person] = {}
        self._day = -1
        self._at = 0
        self._kinds: dict[str, Callable[[Event, Person], None]] = {
            "called": self._called,
            "group_called": self._called,
            "started": self._started,
            "resumed": self._begun,
            "continued": self._continued,
            "finished": self._ended,
            "missed": self._ended,
            "held": self._ended,
            "cancelled": self._left,
            "stepped_out": self._left,
            "expired": self._left,
            "transferred": self._waits_again,
            "requeued": self._waits_again,
            "group_ended": self._waits_again,
            "priority_set": self._ranked,
        }

    def take(self, event: Event) -> None:
        """One more, in the order of the file."""
        if event.kind == UNDONE:
            of = (event.data or {}).get("of")
            self._held = [each for each in self._held if each.seq != of]
            self._acts.pop(event.counter or 0, None)
            return
        self._held.append(event)
        if event.kind in _ACTS and event.counter is not None:
            self._acts[event.counter] = event.seq, event.at

    def settle(self, now: int) -> None:
        """Tell what nobody can take back any longer; `now` in milliseconds."""
        self._acts = {
            counter: (seq, at)
            for counter, (seq, at) in self._acts.items()
            if now - at <= UNDO_MS
        }
        first = min((seq for seq, _ in self._acts.values()), default=None)
        told = 0
        for event in self._held:
            if first is not None and event.seq >= first:
                break
            self._tell(event)
            told += 1
        del self._held[:told]

    def _tell(self, event: Event) -> None:
        # A clock that went back says nothing of what came before.
        self._at = max(self._at, event.at)
        self._begin_day()
        if event.ticket is None:
            if event.counter is not None and event.kind in _IS_AWAY:
                is_away = _IS_AWAY[event.kind]
                self.learner.say(str(event.counter), self._at, is_away=is_away)
        elif event.kind == "issued":
            self._issued(event, event.ticket)
        elif event.kind in self._kinds and event.ticket in self._people:
            self._kinds[event.kind](event, self._people[event.ticket])

    def _begin_day(self) -> None:
        if self._at // DAY != self._day:
            self._day = self._at // DAY
            self.learner.set_offset(offset_of(self._zone, self._at))

    def _issued(self, event: Event, label: str) -> None:
        data, service = event.data or {}, event.service or ""
        priority = str(data.get("priority", ""))
        if _is_late(event):
            issued = min(self._at, clock.from_rfc3339(str(data["happened"])))
            person = Person(service, priority, issued)
            self.learner.come_back(person, self._at)
        elif "slot" in data:
            # By appointment: the wait until then says nothing of the others'.
            slot = clock.from_rfc3339(str(data["slot"]))
            person = Person(service, priority, max(self._at, slot))
            self.learner.come_back(person, self._at)
        else:
            person = self.learner.issue(service, priority, self._at)
            shown = range_in(data.get("wait"))
            if shown is not None and person.told is not None:
                person.told = replace(person.told, low=shown.low, high=shown.high)
        self._people[label] = person

    def _called(self, event: Event, person: Person) -> None:
        if _is_late(event):
            self.learner.end(person, self._at)
            return
        is_alone = event.kind == "called" and event.counter is not None
        counter = str(event.counter) if is_alone else ""
        self.learner.call(person, self._at, counter)

    def _started(self, event: Event, person: Person) -> None:
        # Who was not called came straight to the counter.
        if person.called is None:
            self._begun(event, person)

    def _begun(self, event: Event, person: Person) -> None:
        if not _is_late(event):
            self.learner.begin(person, self._at, str(event.counter))

    def _continued(self, event: Event, person: Person) -> None:
        self.learner.end(person, self._at, str(event.counter))
        person.service = event.service or person.service
        self._begun(event, person)

    def _ended(self, event: Event, person: Person) -> None:
        if _is_late(event):
            self.learner.free(str(event.counter), self._at)
        else:
            self.learner.end(person, self._at, str(event.counter))

    def _left(self, event: Event, person: Person) -> None:
        if person.called is None:
            self.learner.end(person, self._at)

    def _waits_again(self, event: Event, person: Person) -> None:
        self._ended(event, person)
        self._wait_again(event, person, person.priority)

    def _ranked(self, event: Event, person: Person) -> None:
        priority = str((event.data or {}).get("priority", person.priority))
        if person.called is not None:
            person.priority = priority
            return
        self.learner.end(person, self._at)
        self._wait_again(event, person, priority)

    def _wait_again(self, event: Event, person: Person, priority: str) -> None:
        again = Person(event.service or person.service, priority, person.issued)
        self._people[str(event.ticket)] = again
        self.learner.come_back(again, self._at)


_IS_AWAY: Final = {
    "counter_opened": False,
    "counter_paused": True,
    "counter_closed": True,
}


def _is_late(event: Event) -> bool:
    """Whether it was written down later than it happened: it teaches nothing."""
    return "happened" in (event.data or {})
