"""Which stations are at work, as queue.db knows it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from shared import VERSION
from shared.errors import StationTaken
from shared.machine.share_clock import WRONG_MS
from shared.office.model import Office
from shared.tables.connection import Connection, put
from shared.trade.hall import STATION_PATIENCE, StationNow


@dataclass(frozen=True, slots=True)
class Presence:
    """This process as a station: its name, where it runs, and a mark of its own."""

    name: str
    place: str
    """The machine and the state folder: one process of a name can be there."""
    token: str


@dataclass(frozen=True, slots=True)
class AtWork:
    """A station at work, and what it tells of itself."""

    name: str
    token: str
    version: str
    seen_at: int
    host: str = ""
    boot: str = ""
    mark: str = ""
    """"" on a disk of its own machine, or of a version that does not tell."""
    offset_ms: int | None = None
    """What its machine's clock lacks."""

    @property
    def has_wrong_clock(self) -> bool:
        """Whether its machine's clock differs so much that it should be said."""
        return abs(self.offset_ms or 0) > WRONG_MS


def join(connection: Connection, now: int, presence: Presence) -> None:
    """Put the station to work. Raises StationTaken while another has its name.

    The caller holds the name's lock at `place`, so a row from the same place is
    of a process that died.
    """
    row = connection.execute(
        "select token, place, seen_at from station where name = ?", (presence.name,)
    ).fetchone()
    if row is not None:
        token, place, seen_at = row
        is_alive = place != presence.place and abs(now - seen_at) < STATION_PATIENCE
        if is_alive and token != presence.token:
            raise StationTaken(station=presence.name, place=place.partition(" ")[0])
    put(
        connection,
        "station",
        "name",
        name=presence.name,
        token=presence.token,
        place=presence.place,
        version=VERSION,
        started_at=now,
        seen_at=now,
    )


def beat(connection: Connection, now: int, presence: Presence) -> None:
    """A sign of life. Raises StationTaken when another has taken the name.

    A file that does not know this process was put back from a copy.
    """
    changed = connection.execute(
        "update station set seen_at = ? where name = ? and token = ?",
        (now, presence.name, presence.token),
    ).rowcount
    if changed != 1:
        join(connection, now, presence)


def leave(connection: Connection, _now: int, presence: Presence) -> None:
    """The station stops; its name and its counters are free at once."""
    connection.execute(
        "delete from station where name = ? and token = ?",
        (presence.name, presence.token),
    )


def stations_at_work(connection: Connection, now: int) -> list[AtWork]:
    """The stations seen not long ago, by name."""
    rows = connection.execute(
        "select name, token, version, seen_at, told from station"
        " where abs(seen_at - ?) < ? order by name",
        (now, STATION_PATIENCE),
    ).fetchall()
    names = ("host", "boot", "mark", "offset_ms")
    return [
        AtWork(*row[:4], **{name: it[name] for name in names if name in it})
        for row in rows
        for it in (json.loads(row[4]),)
    ]


def tell(connection: Connection, token: str, told: dict[str, Any]) -> None:
    """Put into a station's row what it tells of itself, where that changed."""
    words = json.dumps(told, ensure_ascii=False)
    connection.execute(
        "update station set told = ? where token = ? and told <> ?",
        (words, token, words),
    )


def stations_now(
    connection: Connection, office: Office, now: int
) -> tuple[StationNow, ...]:
    """The stations of this business day, by name; those gone too, until it ends.

    It says of a sign of life only when it is overdue, so that none of them is news.
    """
    rows = connection.execute("select name, version, seen_at, told from station")
    return tuple(
        StationNow(
            name,
            version,
            _wrong_by(it.get("offset_ms") or 0),
            seen_at if now - seen_at >= STATION_PATIENCE else None,
            it.get("behind_ms"),
        )
        for name, version, seen_at, told in sorted(rows)
        if office.business_day(seen_at) == office.business_day(now)
        for it in (json.loads(told),)
    )


def _wrong_by(lacks: int) -> int:
    """What a machine's clock is ahead, to a tenth of a second, where that is much."""
    return -round(lacks, -2) if abs(lacks) > WRONG_MS else 0
