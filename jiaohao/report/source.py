"""An office's events of some days, read in short looks while the office works."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from shared.errors import DamagedCopy
from shared.machine.portion import Portion
from shared.machine.progress import get_on
from shared.office.model import Office
from shared.station.office_look import office_now
from shared.station.stores import ledgers_of
from shared.trade.event import Event
from shared.trade.ledger import Ledgers
from shared.trade.survey import Comment, Tally, week_of
from shared.upkeep.past import Past, archived_years, newest_past

_DAY: Final = timedelta(days=1)
_FEWEST, _MOST = 200, 4_000
"""Events read in one look, for which nobody else may write where they come from
queue.db itself: as many as `_SHORT` seconds allow."""
_SHORT: Final = 0.02


class Source(Protocol):
    """Where a report has its events from."""

    office: Office
    today: date
    """The business day now."""

    def events(self, first: date, last: date) -> Iterator[Event]:
        """Those of business days, and of what ends them in the following morning."""
        ...


class SaidSource(Source, Protocol):
    """One that knows besides what people said, which is in no event."""

    def tallies(self, first: date, last: date) -> Sequence[Tally]:
        """What people answered in the weeks from one day's to another's."""
        ...

    def comments(self, first: date, last: date) -> Sequence[Comment]:
        """What people wrote on these days."""
        ...


Page = Callable[[int, int], Sequence[Event]]
"""Gives the events after a seq, oldest first, so many at most."""


class KeptSource:
    """The events of one office, read a page at a time."""

    def __init__(
        self,
        office: Office,
        today: date,
        page: Page,
        last_seq: int,
        progress: Callable[[float], None] | None = None,
        ledgers: Ledgers | None = None,
    ) -> None:
        """`last_seq` is that of the last event there is; `progress` is told the part
        that was read; without `ledgers` nothing is known that is in no event."""
        self.office = office
        self.today = today
        self._page = page
        self._last_seq = last_seq
        self._progress = progress
        self._ledgers = ledgers
        self._portion = Portion(_FEWEST, most=_MOST, seconds=_SHORT)
        self._day_at = days_of(office)
        self.lacks_before: date | None = None
        """The day before which events were asked for that are not there."""

    def events(self, first: date, last: date) -> Iterator[Event]:
        """See Source."""
        begun = seq = self._first_of(first)
        end = begun + 1
        if self._progress is not None:
            end = max(end, self._first_of(last + _DAY))
        while found := self._next(seq):
            get_on()
            self._mark_hole(seq, found, first)
            seq = found[-1].seq
            if self._progress is not None:
                self._progress(min(1.0, (seq - begun) / (end - begun)))
            if self._day_at(found[-1].at) <= last:
                yield from found
                continue
            for event in found:
                if event.kind == "issued" and self._day_at(event.at) > last:
                    return
                yield event

    def tallies(self, first: date, last: date) -> Sequence[Tally]:
        """See SaidSource."""
        if self._ledgers is None:
            return ()
        weeks = week_of(first), week_of(last)
        return self._ledgers.read(lambda look: look.tallies(*weeks))

    def comments(self, first: date, last: date) -> Sequence[Comment]:
        """See SaidSource."""
        if self._ledgers is None:
            return ()
        found = self._ledgers.read(lambda look: look.comments(first))
        return [each for each in found if first <= each.day <= last]

    def _next(self, seq: int) -> Sequence[Event]:
        with self._portion.taken() as limit:
            return self._page(seq, limit)

    def _mark_hole(self, seq: int, found: Sequence[Event], first: date) -> None:
        """`seq` runs without a hole but where an archived year is not at hand; what was
        before the first day that is asked for is not lacking."""
        if found[-1].seq - seq == len(found):
            return
        for event in found:
            if event.seq > seq + 1:
                day = self._day_at(event.at)
                if day > first:
                    self.lacks_before = max(day, self.lacks_before or day)
            seq = event.seq

    def _first_of(self, day: date) -> int:
        """The seq before the first event of a business day: instants only grow."""
        low, high = 0, self._last_seq
        while low < high:
            middle = (low + high) // 2
            found = self._page(middle, 1)
            if found and self._day_at(found[0].at) < day:
                low = found[0].seq
            else:
                high = middle
        return low


def days_of(office: Office) -> Callable[[int], date]:
    """`Office.business_day`, quick for instants that mostly lie in one day."""
    first, last, day = 0, 0, date.min

    def day_at(at: int) -> date:
        nonlocal first, last, day
        if not first <= at < last:
            day = office.business_day(at)
            first, last = _begins(office, day), _begins(office, day + _DAY)
        return day

    return day_at


def _begins(office: Office, day: date) -> int:
    begins = datetime.combine(day, office.day_ends, office.time_zone)
    return round(begins.timestamp() * 1000)


@contextmanager
def source_of(
    folder: Path | None, progress: Callable[[float], None] | None = None
) -> Iterator[KeptSource]:
    """The events of the office in a folder, from its archived years and its newest copy
    as far as they go.

    Raises what the share does.
    """
    found, office = office_now(folder)
    ledgers, pasts = ledgers_of(found, office), list[Past]()
    # Among millions of tuples the collector would look for circles that are not there.
    gc.disable()
    try:
        today = date.fromisoformat(ledgers.read(lambda look: look.day))
        past = newest_past(found, ledgers)
        archived = archived_years(found)
        pasts += [*archived, *([past] if past else [])]

        def kept(after: int, limit: int) -> Sequence[Event]:
            if past is not None and after < past.seq:
                with suppress(DamagedCopy):
                    return past.events(after=after, limit=limit)
            return ledgers.read(lambda look: look.events(after=after, limit=limit))

        def page(after: int, limit: int) -> Sequence[Event]:
            found: Sequence[Event] = ()
            for year in archived:
                if after < year.seq and not _is_full(found, after, limit):
                    with suppress(DamagedCopy):
                        older = year.events(after=after, limit=limit)
                        found = _together(found, older, limit)
            if _is_full(found, after, limit):
                return found
            return _together(found, kept(after, limit), limit)

        last_seq = ledgers.read(lambda look: look.last_seq())
        yield KeptSource(office, today, page, last_seq, progress, ledgers)
    finally:
        gc.enable()
        for each in pasts:
            each.close()
        ledgers.close()


def _is_full(found: Sequence[Event], after: int, limit: int) -> bool:
    """Whether nothing can come between them or before them: they have no hole."""
    return len(found) == limit and found[-1].seq == after + limit


def _together(
    some: Sequence[Event], others: Sequence[Event], limit: int
) -> Sequence[Event]:
    """The first of both by seq; while a year is moved aside an event is in both."""
    if not some:
        return others
    by_seq = {each.seq: each for each in (*some, *others)}
    return [by_seq[seq] for seq in sorted(by_seq)[:limit]]
