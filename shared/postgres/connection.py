"""A connection to the server, as the statements of `shared.tables` ask for one."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from shared.tables.connection import Cursor, keepable

# What it has to say of a line that was cut, people are told in their own words.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

SCHEMA: Final = "jiaohao"
"""The schema in which an office lies in the database of its address."""
NEWS: Final = "jiaohao_news"
"""The channel on which those who watch hear that there is an event."""
_CONNECT_SECONDS: Final = 3
_AT_ONCE: Final = 1_000
_TIME: Final = "select (extract(epoch from clock_timestamp()) * 1000)::bigint"
_WRITTEN: Final = re.compile(r"(?:insert into|update|delete from|truncate) (\w+)")
_CHANGES_NOTHING: Final = ("savepoint", "release", "set local", "begin", "commit")
_OPTIONS: Final = (
    # Who waits for another's transaction waits so long; milliseconds.
    "-c lock_timeout=3000 -c statement_timeout=5000"
    # Of a station that was stopped in the middle nobody has to be freed by hand.
    " -c idle_in_transaction_session_timeout=5000"
    " -c synchronous_commit=on"
)


class ServerConnection:
    """See `shared.tables.connection.Connection`."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        self.end = "commit"
        """How the transaction ends, where all of it is kept."""
        self._known: dict[tuple[str, tuple[Any, ...]], list[tuple[Any, ...]]] = {}
        """What was asked in this transaction, and found."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run one; each `?` stands for a value.

        What was asked already is not asked again while nothing was written that could
        change it: every question is a way to the server and back. Who writes holds
        the office's row, so nobody else does meanwhile.
        """
        asked = statement, tuple(map(keepable, values))
        if not statement.startswith("select"):
            self._forget(statement)
            return self._connection.execute(_in_its_words(statement), asked[1])
        if asked not in self._known:
            found = self._connection.execute(_in_its_words(statement), asked[1])
            self._known[asked] = found.fetchall()
        return _Found(self._known[asked])

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]], /) -> None:
        """Run one for each row of values."""
        self._forget(statement)
        kept = [list(map(keepable, row)) for row in rows]
        with self._connection.cursor() as cursor:
            cursor.executemany(_in_its_words(statement), kept)

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of one, of which only some are in memory at a time."""
        with self._connection.cursor("stream") as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(statement.encode())

    def commit(self) -> None:
        """Keep all of it, and call whom it concerns: one way there and back."""
        self._connection.execute(self.end.encode())

    def now(self) -> int:
        """The server's time, in milliseconds since 1970, UTC."""
        ((told,),) = self._connection.execute(_TIME).fetchall()
        return int(told)

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that name in the schema."""
        found = self.execute("select to_regclass(?)", (name,)).fetchone()
        return bool(found != (None,))

    def begin_schema(self, name: str) -> None:
        """Make a schema if need be; who makes or changes tables in it does so alone.

        Two that did it at once would both find the old ones.
        """
        self.execute("select pg_advisory_xact_lock(hashtext(?))", (name,))
        self.execute(f"create schema if not exists {name}")

    def run_script(self, statements: str) -> None:
        """Run many that have no values."""
        self._known.clear()
        self._connection.execute(statements.encode())

    def _forget(self, statement: str) -> None:
        """Whatever a statement that writes may have changed is asked anew."""
        if statement.startswith(_CHANGES_NOTHING):
            return
        written = _WRITTEN.match(statement)
        name = written[1] if written else ""
        for asked in [each for each in self._known if name in each[0]]:
            del self._known[asked]


class _Found:
    """See Cursor; rows that were found before, from the first on."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self.rowcount = len(rows)
        self._rest = iter(rows)

    def fetchone(self) -> Any:
        """See Cursor."""
        return next(self._rest, None)

    def fetchall(self) -> list[Any]:
        """See Cursor."""
        return list(self._rest)

    def __iter__(self) -> Iterator[Any]:
        return self._rest


def connect(address: str, schema: str) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection to a schema in the database of an address (postgresql://…).

    Raises psycopg.Error where the server is away or refuses us.
    """
    told = {
        "connect_timeout": _CONNECT_SECONDS,
        "application_name": "jiaohao",
        # A line that is cut is noticed within seconds, not hours.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "tcp_user_timeout": 8000,
        **conninfo_to_dict(address),
    }
    told["options"] = f"-c search_path={schema} {_OPTIONS} {told.get('options') or ''}"
    return psycopg.connect(make_conninfo("", **told), autocommit=True)


def server_of(address: str) -> str:
    """The address without its password, for messages."""
    told = conninfo_to_dict(address)
    host, name = told.get("host") or "localhost", told.get("dbname") or ""
    return f"postgresql://{host}/{name}"


@lru_cache(maxsize=256)
def _in_its_words(statement: str) -> bytes:
    return statement.replace("%", "%%").replace("?", "%s").encode()
