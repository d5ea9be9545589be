"""Times and names as the clerk reads them."""

from __future__ import annotations

from typing import Final

from shared import clock
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.text.languages import own_name

_LANGUAGES: Final = {
    "en": N_("English"),
    "fil": N_("Filipino"),
    "hak": N_("Hakka"),
    "id": N_("Indonesian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "my": N_("Burmese"),
    "nan": N_("Taiwanese"),
    "th": N_("Thai"),
    "tl": N_("Filipino"),
    "vi": N_("Vietnamese"),
    "zh": N_("Chinese"),
}

SHORT_NAME: Final = 8
"""Columns of a service's name where room is short."""


def wall_time(instant: int, office: Office) -> str:
    """HH:MM on the office's wall at `instant` (milliseconds)."""
    return clock.local(instant, office.time_zone).strftime("%H:%M")


_WEEKDAYS: Final = (
    *(N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")),
)


def wall_day(instant: int, office: Office, say: Catalogue) -> str:
    """Month, day and weekday on the office's wall at `instant` (milliseconds)."""
    day = clock.local(instant, office.time_zone)
    weekday = say(_WEEKDAYS[day.weekday()])
    told = {"month": day.month, "day": day.day, "weekday": weekday}
    return say(N_("{month}/{day} ({weekday})"), **told)


def elapsed(duration: int) -> str:
    """A duration in milliseconds as minutes and seconds, 4:05, or 1:04:05."""
    minutes, seconds = divmod(max(duration, 0) // 1000, 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def whole_minutes(duration: int) -> int:
    """A duration in milliseconds in whole minutes, never below 0."""
    return max(duration, 0) // 60_000


def name_of(service: str, office: Office, say: Catalogue) -> str:
    """What a service is called; its code where the office has it no more."""
    found = office.service(service)
    return found.name.say(say.language) if found else service


def short_of(service: str, office: Office, say: Catalogue) -> str:
    """What the staff's lists call a service."""
    found = office.service(service)
    if found is None:
        return service
    return (found.tag or found.short or found.name).say(say.language)


def language_of(language: str, say: Catalogue) -> str:
    """What the clerk calls a visitor's language."""
    main = language.split("-")[0]
    return say(_LANGUAGES[main]) if main in _LANGUAGES else own_name(language)
