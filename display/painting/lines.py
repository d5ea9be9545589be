"""The lines around a lobby screen: name and time above, age and notices below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from display.content.words import Tongues, on_a_line, padded, wrapped
from printers.papers.dates import WEEKDAYS
from shared.clock import local
from shared.office.model import Office
from shared.text.catalogue import columns
from shared.wire.client import OLD_SECONDS, Client

_LONG_SECONDS: Final = 120
"""From here on an age is told in minutes."""


@dataclass(frozen=True, slots=True)
class Top:
    """The first line: a title in each language, at the right a day and a time."""

    title: tuple[str, ...]
    day: tuple[str, ...] = ()
    right: str = ""
    """The time, or which page it is."""


@dataclass(frozen=True, slots=True)
class Age:
    """What a screen says of data that is not of now; nothing while it is."""

    texts: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Notices:
    """The office's notices, each in each language."""

    texts: tuple[tuple[str, ...], ...]
    most_lines: int
    part: int = 0
    """Which of `notice_parts` has its turn."""


def top_of(office: Office, now: int) -> Top:
    """The office's name, its day and its time."""
    wall = local(now, office.time_zone)
    tongues = Tongues.of(office)
    weekday = tongues.say(WEEKDAYS[wall.weekday()])
    return Top(
        tongues.phrase(office.name),
        (wall.date().isoformat(), *weekday),
        wall.strftime("%H:%M"),
    )


def age_of(client: Client, tongues: Tongues) -> Age:
    """What there is to say of the age of the data."""
    seconds = int(client.age())
    trouble = client.trouble[1] if client.trouble else ""
    if client.hall is None:
        return Age(tongues.say("Waiting for the office"), trouble)
    if client.age() <= OLD_SECONDS:
        return Age()
    # Folders and locks mean nothing to a visitor; counters show them.
    trouble = " / ".join(tongues.say("Please ask the staff.")) if trouble else ""
    if seconds >= _LONG_SECONDS:
        return Age(tongues.say("Data is {n} min old", n=seconds // 60), trouble)
    return Age(tongues.say("Data is {n} s old", n=seconds), trouble)


def paint_top(view: Top, width: int, height: int) -> list[Content]:
    """Title at the left, day and time at the right, as far as there is room."""
    right = view.right
    day = on_a_line(view.day, max(0, width // 2 - len(right) - 2))
    if view.day and day.startswith(view.day[0]):
        right = f"{day}  {right}"
    left = on_a_line(view.title, max(0, width - columns(right) - 2))
    return [Content(padded(left, width - columns(right)) + right)]


def paint_age(view: Age, width: int, height: int) -> list[Content]:
    """The age in each language, then what keeps the data away."""
    texts = [" / ".join(view.texts), view.trouble]
    return [Content(line) for text in texts if text for line in wrapped(text, width)]


def paint_notice(view: Notices, width: int, height: int) -> list[Content]:
    """The notice whose turn it is, always in as many lines as the longest takes."""
    parts = notice_parts(view, width)
    if not parts:
        return []
    lines = parts[view.part % len(parts)]
    missing = max(map(len, parts)) - len(lines)
    return [Content(line) for line in (*lines, *[""] * missing)]


def notice_parts(view: Notices, width: int) -> list[list[str]]:
    """What has a turn: a notice in all languages where they fit, else in each."""
    parts: list[list[str]] = []
    for texts in view.texts:
        together = "  ".join(texts)
        for text in [together] if columns(together) <= width else texts:
            lines = wrapped(text, width)
            parts += [
                lines[first : first + view.most_lines]
                for first in range(0, len(lines), view.most_lines)
            ]
    return parts
