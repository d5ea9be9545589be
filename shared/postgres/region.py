"""A region's database: what its offices send, kept as it came and never changed.

Each office numbers its events itself. Where its file was put back from a copy, what
follows the last common event is a new era: the rows of the one before stay, and
`history` shows of each era what still counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar

from shared.errors import ShareUnsafe
from shared.postgres.connection import ServerConnection
from shared.postgres.handed_down import HandedDown
from shared.postgres.region_tables import SCHEMA, TABLES
from shared.postgres.server import PATIENCE, Server
from shared.text.catalogue import N_
from shared.trade.event import Event

Result = TypeVar("Result")
_FRESH: Final = "since > now() - interval '10 minutes'"
_COLUMNS: Final = "seq, id, at, kind, station, ticket, service, counter, data::text"


class CodeTaken(ShareUnsafe):
    """Two offices have one code."""

    text = N_(
        "The region knows another office by the code “{code}”. Write this office's own"
        " into [region] of office.toml."
    )


class OtherCode(ShareUnsafe):
    """An office changed its code."""

    text = N_(
        "The region knows this office by the code “{code}”. Write that into [region] of"
        " office.toml."
    )


class TwoFiles(ShareUnsafe):
    """A file follows another of the same office too soon."""

    text = N_(
        "The region heard of this office from another file a moment ago. Look whether a"
        " copy of the office folder sends too, and end that; in ten minutes this file"
        " counts."
    )


@dataclass(frozen=True, slots=True)
class Shipped:
    """How far an office's events have come."""

    era: int
    last: Event | None
    """The last one that counts, or none."""


@dataclass(frozen=True, slots=True)
class OfficeAfar:
    """An office as the region knows it."""

    code: str
    sheet: str
    """Its office.toml; "" before the first."""
    hall: dict[str, Any]
    """What it told of its hall last; empty before the first time."""
    age: float | None
    """Seconds since then, by the server's clock; none: it never told."""

    def older(self, seconds: float) -> OfficeAfar:
        """The same, so many seconds after the region was asked."""
        return replace(self, age=None if self.age is None else self.age + seconds)


class Region:
    """The way to it. For one thread only."""

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        self._server = Server(address, SCHEMA, patience=patience)
        self.handed_down = HandedDown(self._server)

    def create(self) -> None:
        """Make the tables where there are none. Raises ServerUnavailable."""

        def make() -> None:
            with self._server.transaction() as connection:
                if connection.has_table("office"):
                    return
                connection.begin_schema(SCHEMA)
                if not connection.has_table("office"):
                    connection.run_script(TABLES)

        self._server.settled(make)

    def shipped(self, code: str, mark: str) -> Shipped:
        """How far an office's events are here; a new office is entered.

        Raises CodeTaken where another office has its code, ServerUnavailable.
        """

        def look() -> Shipped:
            with self._server.transaction() as connection:
                return _shipped(connection, code, mark)

        return self._server.settled(look)

    def append(self, code: str, mark: str, known: Shipped, new: Sequence[Event]) -> int:
        """Add events that follow the last known; how many of them were not here.

        None is added where another has added some meanwhile: look anew.
        """

        def add() -> int:
            with self._server.transaction() as connection:
                if _shipped(connection, code, mark) != known:
                    return 0
                connection.executemany(
                    "insert into event (office, era, seq, id, at, kind, station,"
                    " ticket, service, counter, data)"
                    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    " on conflict (office, era, seq) do nothing",
                    [(code, known.era, *_row(each)) for each in new],
                )
            return len(new)

        return self._server.settled(add)

    def begin_era(self, code: str, mark: str, known: Shipped, after: int) -> None:
        """What follows a seq comes from another file now; what was sent stays.

        Raises TwoFiles where that was so less than ten minutes ago.
        """

        def begin() -> None:
            with self._server.transaction() as connection:
                if _shipped(connection, code, mark) != known:
                    return
                if _is_fresh(connection, code, known.era):
                    raise TwoFiles
                _begin_era(connection, code, known.era + 1, after)

        self._server.settled(begin)

    def tell(self, code: str, hall: dict[str, Any], sheet: str) -> None:
        """Keep how an office's hall is, and its office.toml, as of now."""
        told = json.dumps(hall, ensure_ascii=False)

        def keep() -> None:
            with self._server.transaction() as connection:
                connection.execute(
                    "update office set hall = ?, sheet = ?, told_at = now()"
                    " where code = ?",
                    (told, sheet, code),
                )

        self._server.settled(keep)

    # One statement is one look: these begin no transaction of their own.

    def offices(self) -> list[OfficeAfar]:
        """Every office, by code."""
        rows = self._asked(
            lambda connection: connection.execute(
                "select code, sheet, hall::text,"
                " extract(epoch from now() - told_at)::float"
                " from office order by code"
            ).fetchall()
        )
        return [
            OfficeAfar(code, sheet, json.loads(hall or "{}"), age)
            for code, sheet, hall, age in rows
        ]

    def events(self, code: str, *, after: int, limit: int) -> list[Event]:
        """Those of an office that count, after a seq, oldest first."""
        page = "seq > ? order by seq limit ?"
        return self._asked(
            lambda connection: _history(connection, code, page, after, limit)
        )

    def last_seq(self, code: str) -> int:
        """The seq of an office's last event that counts, 0 before the first."""
        last = self._asked(lambda connection: _last(connection, code))
        return last.seq if last is not None else 0

    def now(self) -> datetime:
        """The server's time."""
        found: datetime = self._asked(
            lambda connection: connection.execute("select now()").fetchall()[0][0]
        )
        return found

    def close(self) -> None:
        """Let go of the server."""
        self._server.close()

    def _asked(self, work: Callable[[ServerConnection], Result]) -> Result:
        return self._server.settled(
            lambda: work(ServerConnection(self._server.opened()))
        )


def _shipped(connection: ServerConnection, code: str, mark: str) -> Shipped:
    """How far an office is; until the transaction ends nobody else changes that."""
    run = connection.execute
    run(
        "insert into office (code, mark) values (?, ?) on conflict do nothing",
        (code, mark),
    )
    rows = run(
        "select code, mark from office where code = ? or mark = ? for update",
        (code, mark),
    ).fetchall()
    for known_code, known_mark in rows:
        if known_mark != mark:
            raise CodeTaken(code=code)
        if known_code != code:
            raise OtherCode(code=known_code)
    newest = "select coalesce(max(era), 0) from era where office = ?"
    era = run(newest, (code,)).fetchall()[0][0]
    if not era:
        era = 1
        _begin_era(connection, code, era, 0)
    return Shipped(era, _last(connection, code))


def _begin_era(
    connection: ServerConnection, code: str, era: int, begins_after: int
) -> None:
    connection.execute(
        "insert into era (office, era, begins_after) values (?, ?, ?)",
        (code, era, begins_after),
    )


def _is_fresh(connection: ServerConnection, code: str, era: int) -> bool:
    """Whether an era but the first is so young that two files may be at work."""
    found = connection.execute(
        f"select 1 from era where office = ? and era = ? and era > 1 and {_FRESH}",
        (code, era),
    )
    return found.fetchone() is not None


def _last(connection: ServerConnection, code: str) -> Event | None:
    found = _history(connection, code, "true order by seq desc limit 1")
    return found[0] if found else None


def _history(
    connection: ServerConnection, code: str, which: str, *values: int
) -> list[Event]:
    rows = connection.execute(
        f"select {_COLUMNS} from history where office = ? and {which}",
        (code, *values),
    ).fetchall()
    found = [Event(*row) for row in rows]
    return [
        each._replace(data=json.loads(str(each.data))) if each.data else each
        for each in found
    ]


def _row(event: Event) -> tuple[Any, ...]:
    data = json.dumps(event.data, ensure_ascii=False) if event.data else None
    return (
        *(event.seq, event.id, event.at, event.kind, event.station),
        *(event.ticket, event.service, event.counter, data),
    )
