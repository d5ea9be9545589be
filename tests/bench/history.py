"""A file that has seen years: done tickets and their events, written in bulk."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

A_DAY = 200


def write_history(file: Path, tickets: int) -> None:
    """Fill `file` with this many done tickets of past days, three events each."""
    connection = sqlite3.connect(file)
    last_day = date.today() - timedelta(days=1)
    rows = (
        (
            (last_day - timedelta(days=(tickets - key) // A_DAY)).isoformat(),
            key % A_DAY + 1,
            1_600_000_000_000 + key * 60_000,
        )
        for key in range(tickets)
    )
    connection.execute(
        "create temp table past (key integer primary key, day, number, at)"
    )
    connection.executemany("insert into past (day, number, at) values (?, ?, ?)", rows)
    connection.execute(
        "insert into ticket (day, letter, number, service, state, priority, language,"
        " channel, counter, calls, issued_at, due_at, called_at, ended_at)"
        " select day, 'A', number, 'service', 'done', 'normal', 'zh-TW', 'kiosk', 1,"
        " 1, at, at, at + 60000, at + 600000 from past order by key"
    )
    connection.execute(
        "insert into event (id, day, at, kind, station, ticket, service, counter)"
        " select 'past-' || key || kind, day, at, kind, 'past',"
        " 'A' || printf('%03d', number), 'service',"
        " case kind when 'issued' then null else 1 end"
        " from past, (select 'issued' as kind union all select 'called'"
        " union all select 'finished') order by key"
    )
    connection.commit()
    connection.close()
