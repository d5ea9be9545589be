"""What everybody may know of the hall: for the page, the telephone and the interfaces.

Never a ticket, never a service's own people, never a few people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from jiaohao.page.look import Look, Reader
from shared.clock import local
from shared.office.model import Service
from shared.office.opening import Opening, opening_at
from shared.text.catalogue import N_
from shared.trade.crowd import Crowd, crowds
from shared.trade.hall import ServiceNow

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
BEST_HOURS = N_("Best hours to come")
BEST_HOURS_NOTE = N_("People who came then waited clearly less in the past weeks.")


@dataclass(frozen=True, slots=True)
class Stopped:
    """A service that gives out no numbers now."""

    service: Service
    why: str
    """In the words of the staff, or ""."""
    until: int | None
    """Milliseconds since 1970; none: not known."""
    is_full: bool
    is_closed: bool = False
    """Whether nobody is called for it either."""


@dataclass(frozen=True, slots=True)
class Told:
    """The hall as everybody may know it."""

    opening: Opening
    crowds: tuple[Crowd, ...]
    notices: tuple[str, ...]
    stopped: tuple[Stopped, ...]
    closed_days: tuple[date, ...]
    """Those to come."""


MOST_CLOSED_DAYS = 12


def told_of(look: Look) -> Told:
    """What may be told of the hall at this look; without a hall only of the office."""
    hall, office = look.hall, look.office
    today = office.business_day(look.now)
    notices = posted_words(look)
    notices += [look.phrase(each.text) for each in office.notices_on(today)]
    days = office.hours.closed_days if office.hours is not None else ()
    coming = sorted(each for each in days if each >= today)
    return Told(
        opening_at(office, look.now),
        () if look.is_old or hall is None else crowds(hall, office),
        tuple(notices),
        tuple(
            stopped
            for each in (hall.services if hall is not None else ())
            if (stopped := _stopped(look, each)) is not None
        ),
        tuple(coming[:MOST_CLOSED_DAYS]),
    )


def posted_words(look: Look, service: str | None = None) -> list[str]:
    """What staff tell now; where `service` is a code, only what its people read."""
    posted = look.hall.announced if look.hall is not None else ()
    return [
        each.words(look.office, look.say)
        for each in posted
        if each.is_shown(look.now)
        and (service is None or each.service in (None, service))
    ]


def _stopped(look: Look, now: ServiceNow) -> Stopped | None:
    service = look.office.service(now.code)
    if service is None or not (now.paused or now.is_full):
        return None
    pause = now.paused
    if pause is None:
        return Stopped(service, "", None, is_full=True)
    why = pause.message or ""
    return Stopped(service, why, pause.until, now.is_full, pause.is_closed)


def opening_words(look: Reader, opening: Opening) -> str:
    """Whether it is open, and until when or when next."""
    say = look.say
    if opening.is_open:
        if opening.until is None:
            return say(N_("Open now"))
        return say(N_("Open until {time}"), time=f"{opening.until:%H:%M}")
    return say(N_("We are closed now"))


def next_words(look: Reader, opening: Opening) -> str:
    """When it opens next, or ""."""
    if opening.next is None:
        return ""
    when = f"{day_words(look, opening.next.date())} {opening.next:%H:%M}"
    return look.say(N_("Next opening: {when}"), when=when)


def last_number_words(look: Look, opening: Opening) -> str:
    """From when on a number may not be served, or ""."""
    minutes = look.office.last_number_minutes
    if not opening.is_open or opening.until is None or not minutes:
        return ""
    if opening.is_ending:
        return look.say(
            N_("We close soon: a number taken now may not be served today.")
        )
    wall = local(look.now, look.office.time_zone)
    ends = datetime.combine(wall.date(), opening.until, wall.tzinfo)
    last = datetime.fromtimestamp(ends.timestamp() - minutes * 60, wall.tzinfo)
    words = N_("Please take your number before {time}.")
    return look.say(words, time=f"{last:%H:%M}")


def people_words(look: Look, crowd: Crowd) -> str:
    """How many they are, as far as it may be told."""
    if crowd.people is None:
        return look.say(N_("fewer than {n} people"), n=look.office.privacy_from)
    if crowd.people == 1:
        return look.say(N_("1 person"))
    return look.say(N_("{n} people"), n=crowd.people)


def names_of(look: Look, crowd: Crowd) -> str:
    """The services of a crowd, in the visitor's language."""
    between = "、" if look.language.startswith("zh") else ", "
    found = (look.office.service(code) for code in crowd.services)
    return between.join(look.phrase(each.name) for each in found if each is not None)


def stopped_words(look: Look, stopped: Stopped) -> str:
    """That a service gives out no numbers, until when, and why."""
    say, name = look.say, look.phrase(stopped.service.name)
    if stopped.is_closed:
        words = say(N_("{service}: closed for today"), service=name)
    elif stopped.is_full:
        words = say(N_("{service}: full for today"), service=name)
    elif stopped.until is not None:
        time = look.clock(stopped.until)
        words = say(N_("{service}: no numbers until {time}"), service=name, time=time)
    else:
        words = say(N_("{service}: no numbers at present"), service=name)
    return words


def day_words(look: Reader, day: date) -> str:
    """A day with its day of the week."""
    weekday = look.say(_WEEKDAYS[day.weekday()])
    words = N_("{weekday}, {month}/{day}")
    return look.say(words, weekday=weekday, month=day.month, day=day.day)


def week_words(look: Look) -> list[tuple[str, str]]:
    """The hours of every day of the week; nothing where it is always open."""
    hours = look.office.hours
    if hours is None:
        return []
    found = []
    for weekday, name in enumerate(_WEEKDAYS):
        periods = hours.by_weekday.get(weekday, ())
        said = ", ".join(f"{start:%H:%M}–{_end(end)}" for start, end in periods)
        found.append((look.say(name), said or look.say(N_("not open"))))
    return found


def best_words(look: Look) -> list[tuple[str, str]]:
    """The best hours to come, by day of the week; nothing where none are known."""
    hours, found = look.office.hours, dict[int, list[tuple[int, int]]]()
    for weekday, hour in look.hall.best_hours if look.hall is not None else ():
        if hours is not None and not hours.by_weekday.get(weekday - 1):
            continue
        spans = found.setdefault(weekday, [])
        if spans and spans[-1][1] == hour:
            spans[-1] = spans[-1][0], hour + 1
        else:
            spans.append((hour, hour + 1))
    return [
        (
            look.say(_WEEKDAYS[weekday - 1]),
            ", ".join(f"{first:02}:00–{end:02}:00" for first, end in spans),
        )
        for weekday, spans in found.items()
    ]


def _end(end: time) -> str:
    return "24:00" if end == time.max else f"{end:%H:%M}"
