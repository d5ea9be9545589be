"""What the number board says: the newest call, the last ones, who waits, who is next.

It never says what a called person came for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from display.content.announcing import Announcements, valid_calls
from display.content.ranges import Ranges
from display.content.words import Tongues
from shared.office.model import Display, Office
from shared.text.catalogue import N_
from shared.text.palette import letter_colour
from shared.trade.crowd import crowds, told
from shared.trade.hall import Call, Hall
from shared.trade.label import parse_label
from shared.trade.range import Range

MOST_ROWS: Final = 4
"""Calls beside the newest one: more is not read across a hall."""
OLD_MS: Final = 5 * 60_000
"""A call older than this is grey."""
GONE_MS: Final = 15 * 60_000
"""A call older than this is not on the board."""


@dataclass(frozen=True, slots=True)
class Row:
    """A call as it stands on the board."""

    label: str
    counter: int
    colour: str
    """The ground of its letter."""
    minutes: int
    """How long ago it was called."""
    is_fresh: bool = False
    """Whether it is still marked as newly called."""
    is_old: bool = False
    way: str = ""
    """Where the counter is, as the office says it; "" where it does not."""
    place: str = ""
    """Where to go instead of the counter: a group's room."""


@dataclass(frozen=True, slots=True)
class Group:
    """People who wait for numbers of a letter; "" of all letters together."""

    letter: str
    colour: str
    count: str
    """How many; "<3" where there are so few that they could be known."""
    next: str = ""
    """The number that comes next, or ""."""
    minutes: str = ""
    """How long one waits, where that is known and may be told."""


@dataclass(frozen=True, slots=True)
class Board:
    """All that the number board says of the calls."""

    newest: Row | None = None
    stands_out: bool = False
    is_bright: bool = False
    nth: int = 1
    together: int = 1
    """The newest is the `nth` of so many calls that came together."""
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    has_counters: bool = True
    """Whether there is more than one counter to go to."""
    people: int = 0
    """How many wait in all, as far as it may be said; 0: it may not."""


def board_of(
    hall: Hall,
    announcements: Announcements,
    office: Office,
    *,
    now: int,
    display: Display,
    ranges: Ranges,
    tongues: Tongues,
) -> Board:
    """What the board says of a hall at `now` (milliseconds of the screen's clock)."""
    announced = announcements.newest
    newest = announced.call if announced else None
    people = told(sum(each.waiting for each in hall.services), office)
    return Board(
        newest=_row(newest, office, now) if newest else None,
        stands_out=announced is not None and announced.stands_out(now),
        is_bright=announced is not None and announced.is_bright(now),
        nth=announcements.nth,
        together=announcements.together,
        rows=_rows(hall, announcements, office, now),
        groups=tuple(
            replace(each, minutes=_minutes(ranges.range(each.letter, now), tongues))
            if each.count.isdigit()
            else each
            for each in groups_of(hall, office, has_next=display.has_next_numbers)
        ),
        has_counters=len(office.counters) > 1,
        people=people or 0,
    )


def _row(call: Call, office: Office, now: int, *, is_fresh: bool = False) -> Row:
    age = max(0, now - call.at)
    letter = (parse_label(call.label) or (call.label[:1], 0))[0]
    counter = office.counter(call.counter)
    way = counter.way.say(office.language) if counter and counter.way else ""
    place = call.place or ""
    return Row(
        call.label,
        call.counter,
        letter_colour(letter, office.letters),
        age // 60_000,
        is_fresh,
        age > OLD_MS,
        "" if place else way,
        place,
    )


def _rows(
    hall: Hall, announcements: Announcements, office: Office, now: int
) -> tuple[Row, ...]:
    """The last calls, each number once, those that wait for their time among them."""
    is_valid = valid_calls(hall)
    seen = {announcements.newest.call.label} if announcements.newest else set()
    rows: list[Row] = []
    for call in hall.calls:
        is_gone = now - call.at > GONE_MS
        if call.label in seen or is_gone or not is_valid(call):
            continue
        seen.add(call.label)
        is_fresh = announcements.is_marked(call.label, call.counter, now)
        rows.append(_row(call, office, now, is_fresh=is_fresh))
    return tuple(rows[:MOST_ROWS])


def groups_of(hall: Hall, office: Office, *, has_next: bool) -> tuple[Group, ...]:
    """Who waits, by letter, as far as it may be told; see `shared.trade.crowd`."""
    return tuple(
        Group(
            each.letter,
            letter_colour(each.letter, office.letters),
            f"<{office.privacy_from}" if each.people is None else str(each.people),
            each.next if has_next else "",
        )
        for each in crowds(hall, office)
    )


def _minutes(wait: Range | None, tongues: Tongues) -> str:
    """A range in the office's language; "" where it is not told, or nobody waits."""
    if wait is None or not wait.high:
        return ""
    if wait.low == wait.high:
        return tongues.say(N_("{n} min"), n=wait.high)[0]
    words = N_("{low}-{high} min")
    return tongues.say(words, low=wait.low, high=wait.high)[0]


def age_words(minutes: int, tongues: Tongues) -> str:
    """How long ago a call was, in the office's language."""
    shown = str(minutes) if minutes else "<1"
    return tongues.say(N_("{n} min"), n=shown)[0]
