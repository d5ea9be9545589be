"""Who waits, in which order: what is learnt of it from the calls themselves."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from shared.trade.estimate.calibration import Told

MINUTE: Final = 60_000
"""Milliseconds."""
_STEP: Final = 0.15
"""Part of a contradiction by which a head start is moved at each call."""
_MOST: Final = 480 * MINUTE
"""The longest head start believed in."""


@dataclass(slots=True, eq=False)
class Person:
    """One who waits. Instants are milliseconds since 1970."""

    service: str
    priority: str
    issued: int
    forecasts: tuple[float, ...] = ()
    """Made at the issue, in minutes."""
    told: Told | None = None
    called: int | None = None


class WaitingRoom:
    """The lines, one a service and priority, and the head start of each priority."""

    def __init__(self, head_starts: Mapping[str, float] | None = None) -> None:
        """`head_starts`, in milliseconds, where the rule of turn is known: then it is
        told who leaves, too, and nothing is learnt of it."""
        self._is_rule_known = head_starts is not None
        self._lines: dict[str, dict[str, list[Person]]] = {}
        self._head_starts: dict[str, float] = dict(head_starts or {})
        self._counts: dict[str, int] = {}

    def come(self, person: Person) -> None:
        """One takes a number, or waits again: the place is by when it first came."""
        lines = self._lines.setdefault(person.service, {})
        line = lines.setdefault(person.priority, [])
        if line and line[-1].issued > person.issued:
            insort(line, person, key=lambda each: each.issued)
        else:
            line.append(person)
        self._counts[person.priority] = self._counts.get(person.priority, 0) + 1

    def call(self, person: Person) -> None:
        """One is called: who stood before in the same line, not called, has left."""
        lines = self._lines.get(person.service, {})
        line = lines.get(person.priority, [])
        if person not in line:
            return
        line.remove(person)
        if self._is_rule_known:
            return
        while line and line[0].issued < person.issued:
            del line[0]
        for priority, other in lines.items():
            if other and priority != person.priority:
                self._compare(person, other[0])

    def leave(self, person: Person) -> None:
        """One goes without having been called."""
        line = self._lines.get(person.service, {}).get(person.priority, [])
        if person in line:
            line.remove(person)

    def clear(self, before: int) -> None:
        """Who came before that instant and still waits has gone."""
        for lines in self._lines.values():
            for line in lines.values():
                while line and line[0].issued < before:
                    del line[0]

    def ahead(self, person: Person) -> int:
        """How many of the same service go before this person."""
        return len(self.before(person, (person.service,)))

    def before(self, person: Person, services: Iterable[str]) -> list[Person]:
        """Who will go before this person among those services, in turn."""
        mine = self._due(person)
        found: list[tuple[float, int, Person]] = []
        for service in services:
            for priority, line in self._lines.get(service, {}).items():
                head_start = self._head_starts.get(priority, 0.0)
                for each in line:
                    due = each.issued - head_start
                    if due > mine or each is person:
                        break
                    found.append((due, len(found), each))
        found.sort()
        return [each for _, _, each in found]

    def first_issue(self, services: Iterable[str]) -> int | None:
        """Since when somebody waits for one of them."""
        first = None
        for service in services:
            for line in self._lines.get(service, {}).values():
                if line and (first is None or line[0].issued < first):
                    first = line[0].issued
        return first

    def _due(self, person: Person) -> float:
        return person.issued - self._head_starts.get(person.priority, 0.0)

    def _compare(self, called: Person, passed: Person) -> None:
        """`called` went before `passed`: are the head starts such that it had to?"""
        lacking = self._due(called) - self._due(passed)
        if lacking <= 0:
            return
        common = max(self._counts, key=lambda each: (self._counts[each], each))
        for person, sign in ((called, 1), (passed, -1)):
            if person.priority != common:
                known = self._head_starts.get(person.priority, 0.0)
                moved = known + sign * _STEP * lacking
                self._head_starts[person.priority] = max(-_MOST, min(_MOST, moved))
