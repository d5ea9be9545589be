"""A connection to the server, as the statements of `shared.tables` ask for one."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import lru_cache
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from shared.postgres.habits import Habits, Question, Stretch
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
_WRITTEN: Final = re.compile(r"(?:insert into|update|delete from) (\w+)")
"""Which table a statement changes; another may change any."""
_CHANGES_NOTHING: Final = ("savepoint", "release", "set local", "begin", "commit")
_OPTIONS: Final = (
    # Who waits for another's transaction waits so long; milliseconds.
    "-c lock_timeout=3000 -c statement_timeout=5000"
    # Of a station that was stopped in the middle nobody has to be freed by hand.
    " -c idle_in_transaction_session_timeout=5000"
    " -c synchronous_commit=on"
)


class ServerConnection:
    """See `shared.tables.connection.Connection`.

    Every way to the server and back costs, so nothing goes alone: what is written
    waits until something is asked, the rows it changed are looked at, or the
    transaction ends. All of it then goes in that order. What is refused of it raises
    there, at the latest when an attempt is released.
    """

    def __init__(
        self,
        connection: psycopg.Connection[tuple[Any, ...]],
        habits: Habits | None = None,
    ) -> None:
        """`habits` are those of the transactions before."""
        self._connection = connection
        self._habits = Habits() if habits is None else habits
        self.end: tuple[str, ...] = ("commit",)
        """How the transaction ends, where all of it is kept."""
        self._known: dict[Question, list[tuple[Any, ...]]] = {}
        """What was asked in this transaction, and found."""
        self._stretch: Stretch | None = None
        self._waiting: list[tuple[Question, psycopg.Cursor[tuple[Any, ...]]]] = []

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run one; each `?` stands for a value.

        What was asked already is not asked again while nothing was written that could
        change it. Who writes holds the office's row, so nobody else does meanwhile.
        """
        question = statement, tuple(map(keepable, values))
        if statement.startswith("select"):
            return _Found(self._found(question))
        has_unseen = bool(self._waiting)
        self._forget(statement)
        written = self._put_off(question)
        if has_unseen and statement.startswith("release"):
            self._send()
        return written

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]], /) -> None:
        """Run one for each row of values."""
        self._send()
        self._forget(statement)
        kept = [list(map(keepable, row)) for row in rows]
        with self._connection.cursor() as cursor:
            cursor.executemany(_in_its_words(statement), kept)

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of one, of which only some are in memory at a time."""
        self._send()
        with self._connection.cursor("stream") as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(statement.encode())

    def commit(self) -> None:
        """Keep all of it, and call whom it concerns."""
        self._end_stretch()
        for each in self.end:
            self._put_off((each, ()))
        self._send()

    def undo(self) -> None:
        """Keep nothing of it."""
        self._waiting.clear()
        self._connection.execute("rollback")

    def now(self) -> int:
        """The server's time, in milliseconds since 1970, UTC."""
        ((told,),) = self._send((_TIME, ()))[0]
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
        self._send()
        self._forget("")
        self._connection.execute(statements.encode())

    def _found(self, question: Question) -> list[tuple[Any, ...]]:
        stretch = self._stretch
        if question not in self._known:
            questions = [question]
            if stretch is None or not stretch.reaches(question):
                self._end_stretch()
                stretch = self._stretch = Stretch(question)
                along = self._habits.along(question)
                questions += [each for each in along if each not in self._known]
            self._known.update(zip(questions, self._send(*questions), strict=True))
        if stretch is not None and stretch.reaches(question):
            stretch.asked[question] = None
        return self._known[question]

    def _put_off(self, question: Question) -> Cursor:
        cursor = self._connection.cursor()
        self._waiting.append((question, cursor))
        return _Written(cursor, self._send)

    def _send(self, *questions: Question) -> list[list[tuple[Any, ...]]]:
        """What is found for each question, after all that waits has been done."""
        asked = [(each, self._connection.cursor()) for each in questions]
        together, self._waiting = [*self._waiting, *asked], []
        is_one = len(together) < 2
        with nullcontext() if is_one else self._connection.pipeline():
            for (statement, values), cursor in together:
                cursor.execute(_in_its_words(statement), values)
        return [cursor.fetchall() for _, cursor in asked]

    def _end_stretch(self) -> None:
        if self._stretch is not None:
            self._habits.learn(self._stretch)
        self._stretch = None

    def _forget(self, statement: str) -> None:
        """Whatever a statement that writes may have changed is asked anew."""
        if statement.startswith("savepoint"):
            # From here on each command asks questions of its own.
            self._end_stretch()
        if statement.startswith(_CHANGES_NOTHING):
            return
        if statement.startswith("rollback to"):
            self._take_back(statement.removeprefix("rollback to "))
        written = _WRITTEN.match(statement)
        name = written[1] if written else ""
        if self._stretch is not None:
            self._stretch.note_written(name)
        for asked in [each for each in self._known if name in each[0]]:
            del self._known[asked]

    def _take_back(self, savepoint: str) -> None:
        """Of what waits, nothing after a savepoint has to be done."""
        waiting = [statement for (statement, _), _ in self._waiting]
        begun = f"savepoint {savepoint}"
        kept = waiting.index(begun) + 1 if begun in waiting else 0
        del self._waiting[kept:]


class _Written:
    """See Cursor; what came of a statement is looked at only if it is asked for."""

    def __init__(
        self, cursor: psycopg.Cursor[tuple[Any, ...]], settle: Callable[[], object]
    ) -> None:
        self._cursor = cursor
        self._settle = settle

    @property
    def rowcount(self) -> int:
        """See Cursor."""
        self._settle()
        return self._cursor.rowcount

    def fetchone(self) -> Any:
        """See Cursor."""
        self._settle()
        return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        """See Cursor."""
        self._settle()
        return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())


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
