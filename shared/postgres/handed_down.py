"""What a region hands down to its offices: rows by version, each settled once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeVar

from shared.errors import BadRequest
from shared.office.version import version_of
from shared.postgres.connection import ServerConnection
from shared.postgres.region_tables import HANDED_DOWN, SCHEMA
from shared.postgres.server import Server
from shared.text.catalogue import N_

Result = TypeVar("Result")
_TABLE: Final = "handed_down"
_COLUMNS: Final = (
    "office, version, kind, content, base, by_whom, since, outcome, reasons"
)


class Kind(StrEnum):
    """What is handed down."""

    OFFICE = "office"
    """An office.toml."""
    NOTICE = "notice"
    APPOINTMENT = "appointment"


COMMANDS: Final = {Kind.NOTICE: "post_notice", Kind.APPOINTMENT: "book"}
"""The command of each kind that is one."""


class Outcome(StrEnum):
    """What became of it at the office."""

    TAKEN = "taken"
    WAITS = "waits"
    """It counts from the next business day on."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Handed:
    """One thing that was handed down."""

    office: str
    version: int
    kind: Kind
    content: str
    """An office.toml, or the fields of the kind's command as JSON."""
    base: str
    """The version of office.toml whose place it takes; "" where it is none."""
    by: str
    since: datetime
    outcome: Outcome | None
    """None: the office has not taken it up yet."""
    reasons: str
    """Why it was refused or waits; the code of an appointment that was made."""

    @property
    def id(self) -> str:
        """Under which the office does it: the same whenever it is asked again."""
        return f"region-{self.office}-{self.version}-{version_of(self.content)}"


class HandedDown:
    """The way to it. For one thread only."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def add(self, office: str, kind: Kind, content: str, *, over: str = "") -> Handed:
        """Hand something down; `over` is the version whose place an office.toml takes.

        What waits there already as the newest is not added again. Raises BadRequest
        for an office that never told of itself, ServerUnavailable.
        """
        return self._kept(lambda run: _added(run, office, kind, content, over))

    def pending(self, office: str) -> list[Handed]:
        """What an office has not taken up yet, oldest first."""
        which = "office = ? and outcome is null"
        return self._kept(lambda connection: _found(connection, which, office))

    def all(self) -> list[Handed]:
        """What was handed down to any office, by office, oldest first."""
        return self._kept(lambda connection: _found(connection, "true"))

    def is_done(self, item: Handed) -> bool:
        """Whether the office's events tell that it did it."""
        asked = "select 1 from history where office = ? and id = ? limit 1"
        return self._kept(
            lambda connection: bool(
                connection.execute(asked, (item.office, item.id)).fetchall()
            )
        )

    def settle(self, item: Handed, outcome: Outcome, reasons: str) -> None:
        """Keep what became of it, once."""

        def keep(connection: ServerConnection) -> None:
            connection.execute(
                "update handed_down set outcome = ?, reasons = ?, settled_at = now()"
                " where office = ? and version = ? and outcome is null",
                (outcome.value, reasons, item.office, item.version),
            )

        self._kept(keep)

    def _kept(self, work: Callable[[ServerConnection], Result]) -> Result:
        def whole() -> Result:
            with self._server.transaction() as connection:
                return work(connection)

        return self._server.settled(whole)


def _added(
    connection: ServerConnection, office: str, kind: Kind, content: str, over: str
) -> Handed:
    run = connection.execute
    told = run("select sheet from office where code = ? for update", (office,))
    sheet = told.fetchone()
    if sheet is None or not sheet[0]:
        words = N_("The region has not heard of an office “{code}”: jiaohao region")
        raise BadRequest(words, code=office)
    _make(connection)
    before = _found(connection, "office = ?", office)
    newest = before[-1] if before else None
    if (
        newest is not None
        and newest.outcome is None
        and (newest.kind, newest.content) == (kind, content)
    ):
        return newest
    sheets = [
        each.content
        for each in before
        if each.kind is Kind.OFFICE and each.outcome is not Outcome.REFUSED
    ]
    base = over or version_of([sheet[0], *sheets][-1])
    version = newest.version + 1 if newest is not None else 1
    run(
        "insert into handed_down (office, version, kind, content, base)"
        " values (?, ?, ?, ?, ?)",
        (office, version, kind.value, content, base if kind is Kind.OFFICE else ""),
    )
    return _found(connection, "office = ?", office)[-1]


def _make(connection: ServerConnection) -> None:
    """Make the table, where a region has none yet."""
    if connection.has_table(_TABLE):
        return
    connection.begin_schema(SCHEMA)
    if not connection.has_table(_TABLE):
        connection.run_script(HANDED_DOWN)


def _found(connection: ServerConnection, which: str, *values: str) -> list[Handed]:
    if not connection.has_table(_TABLE):
        return []
    rows = connection.execute(
        f"select {_COLUMNS} from handed_down where {which} order by office, version",
        values,
    ).fetchall()
    return [
        Handed(
            *(office, version, Kind(kind), content, base, by, since),
            outcome=Outcome(outcome) if outcome is not None else None,
            reasons=reasons,
        )
        for office, version, kind, content, base, by, since, outcome, reasons in rows
    ]
