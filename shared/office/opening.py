"""Whether an office is open at an instant, until when, and when it opens next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from shared import clock
from shared.office.hours import Hours
from shared.office.model import Office

_FARTHEST_DAYS: Final = 60
"""No office is closed for longer and still has a kiosk switched on."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a kiosk says about the hours."""

    is_open: bool
    until: time | None = None
    """When the hours end that run now; None: they do not, or it is closed."""
    is_ending: bool = False
    """Whether a number taken now may not be served, by the office's rule."""
    closes: int | None = field(default=None, compare=False)
    """When these hours end (milliseconds since 1970), if they are the day's last."""
    next: datetime | None = None
    """When it opens again, in the office's time; None while open, or not known."""


def opening_at(office: Office, instant: int) -> Opening:
    """The hours at `instant` (milliseconds since 1970, UTC)."""
    moment = clock.local(instant, office.time_zone)
    hours = office.hours
    if hours is None:
        return Opening(is_open=True)
    if not office.is_open(instant):
        return Opening(is_open=False, next=_next(office, hours, moment))
    ends = _ends(office, hours, moment)
    again = _next(office, hours, ends)
    is_last = again is None or office.business_day(
        _millis(again)
    ) != office.business_day(instant)
    left = timedelta(milliseconds=_millis(ends) - instant)
    is_ending = is_last and left <= timedelta(minutes=office.last_number_minutes)
    until = None if ends.time() == time.min else ends.time()
    closes = _millis(ends) if is_last else None
    return Opening(is_open=True, until=until, is_ending=is_ending, closes=closes)


def spans_on(office: Office, day: date) -> tuple[tuple[int, int], ...]:
    """The hours of a day, each from an instant to an instant (milliseconds); none
    where it is closed, and of an office that is always open."""
    hours = office.hours
    if hours is None or day in hours.closed_days:
        return ()

    def instant(wall: time) -> int:
        return _millis(datetime.combine(day, wall, office.time_zone))

    return tuple(
        (instant(start), instant(end))
        for start, end in hours.by_weekday.get(day.weekday(), ())
    )


def _ends(office: Office, hours: Hours, moment: datetime) -> datetime:
    """When the hours of `moment` end; periods that touch, at midnight too, are one."""
    last = moment + timedelta(days=_FARTHEST_DAYS)
    ends = moment
    while ends < last and office.is_open(_millis(ends)):
        wall = ends.time()
        end = max(
            end
            for start, end in hours.by_weekday.get(ends.weekday(), ())
            if start <= wall and (wall < end or end == time.max)
        )
        day = ends.date() + timedelta(days=end == time.max)
        ends = datetime.combine(
            day, time.min if end == time.max else end, moment.tzinfo
        )
    return ends


def _millis(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _next(office: Office, hours: Hours, moment: datetime) -> datetime | None:
    for ahead in range(_FARTHEST_DAYS):
        day = moment.date() + timedelta(days=ahead)
        for start, _ in hours.by_weekday.get(day.weekday(), ()):
            begins = datetime.combine(day, start, moment.tzinfo)
            if begins > moment and office.is_open(_millis(begins)):
                return begins
    return None
