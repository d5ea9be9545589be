"""A file that has seen years: done tickets and their events, written in bulk.

They agree with each other as those of a real office do, so that what must always hold
can be checked on them too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

A_DAY: Final = 822
"""Numbers a day: 1.5 million in five years."""
_STEPS: Final = (
    "issued",
    "called",
    "recalled",
    "started",
    "held",
    "resumed",
    "finished",
)
"""Each ticket has all, every third no recall: 10 million events in five years."""


def write_history(
    file: Path,
    tickets: int,
    *,
    a_day: int = A_DAY,
    last_day: date | None = None,
    service: str = "service",
) -> None:
    """Fill `file` with done tickets of the days up to `last_day`, else yesterday."""
    end = last_day or date.today() - timedelta(days=1)
    connection = sqlite3.connect(file)
    connection.execute("pragma synchronous = off")
    connection.execute(
        "create temp table past (key integer primary key, day, number, at)"
    )
    connection.executemany(
        "insert into past (day, number, at) values (?, ?, ?)",
        _tickets(tickets, a_day, end),
    )
    connection.execute("create temp table step (number integer primary key, kind)")
    connection.executemany("insert into step values (?, ?)", enumerate(_STEPS))
    connection.execute(
        "insert into ticket (day, letter, number, service, state, priority, language,"
        " channel, counter, calls, issued_at, due_at, called_at, started_at, ended_at)"
        " select day, 'A', number, ?, 'done', 'normal', 'zh-TW', 'kiosk', 1,"
        " 1 + (key % 3 > 0), at, at, at + 1000, at + 3000, at + 6000"
        " from past order by key",
        (service,),
    )
    connection.execute(
        "insert into event (id, day, at, kind, station, ticket, service, counter)"
        " select printf('past-%d-%s', key, kind), day, at + 1000 * step.number, kind,"
        " 'past', printf('A%03d', past.number), ?,"
        " case kind when 'issued' then null else 1 end"
        " from past cross join step where kind <> 'recalled' or key % 3 > 0"
        " order by key, step.number",
        (service,),
    )
    connection.execute(
        "insert into series (day, letter, last)"
        " select day, 'A', max(number) from past group by day"
    )
    connection.execute(
        "insert or replace into meta (key, value) values ('day', ?)",
        (end.isoformat(),),
    )
    connection.commit()
    connection.close()


def _tickets(count: int, a_day: int, end: date) -> Iterator[tuple[str, int, int]]:
    days = -(-count // a_day)
    first = end - timedelta(days=days - 1)
    for key in range(count):
        day = first + timedelta(days=key // a_day)
        number = key % a_day + 1
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
        yield day.isoformat(), number, round(midnight) * 1000 + number * 60_000
