"""Which differences between two offices would break numbers given out today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue


@dataclass(frozen=True, slots=True)
class Break:
    """One difference that has to wait for the next day."""

    words: str
    """What it is, in words the catalogues know."""
    values: dict[str, object]
    """What stands in the places of the words."""

    def said(self, say: Catalogue) -> str:
        """The difference as people read it."""
        return say(self.words, **self.values)


def breaks_today(
    present: Office, new: Office, *, has_numbers: bool = True
) -> list[Break]:
    """What would break numbers that `present` gave out today, were `new` taken up.

    A number is its day, its letter and its place in the series: whatever changes one
    of these would give a label twice or leave people without their service. Before
    the first number of a day (`has_numbers`) only a reserve can be on paper already.
    """
    reserves = [*_of_the_day(present, new), *_of_reserves(present, new)]
    if not has_numbers:
        return reserves
    return [*reserves, *_of_letters(present, new), *_gone(present, new)]


def _of_the_day(present: Office, new: Office) -> Iterator[Break]:
    before = present.time_zone.key, present.day_ends
    if before != (new.time_zone.key, new.day_ends):
        yield Break(N_("when the business day begins and ends changes"), {})


def _of_letters(present: Office, new: Office) -> Iterator[Break]:
    for service in present.services:
        now = new.service(service.code)
        if now is not None and now.letter != service.letter:
            yield Break(
                N_("service {code}: its letter {old} becomes {new}"),
                {"code": service.code, "old": service.letter, "new": now.letter},
            )


def _of_reserves(present: Office, new: Office) -> Iterator[Break]:
    for kiosk in present.kiosks:
        after = new.kiosk(kiosk.name)
        reserve = after.reserve if after is not None else range(0)
        # One that only grows keeps what is on people's paper.
        if not set(kiosk.reserve) <= set(reserve):
            yield Break(
                N_("kiosk {name}: its reserve loses numbers"), {"name": kiosk.name}
            )


def _gone(present: Office, new: Office) -> Iterator[Break]:
    for service in present.services:
        if new.service(service.code) is None:
            yield Break(N_("service {code} is gone"), {"code": service.code})
    for counter in present.counters:
        if new.counter(counter.number) is None:
            yield Break(N_("counter {number} is gone"), {"number": counter.number})
    for priority in present.priorities:
        if new.priority(priority.code) is None:
            yield Break(N_("priority {code} is gone"), {"code": priority.code})
