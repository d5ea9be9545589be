"""Which stations are at work, as queue.db knows it."""

from __future__ import annotations

import json
from dataclasses import dataclass

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
            _wrong_by(told),
            seen_at if now - seen_at >= STATION_PATIENCE else None,
        )
        for name, version, seen_at, told in sorted(rows)
        if office.business_day(seen_at) == office.business_day(now)
    )


def _wrong_by(told: str) -> int:
    """What a machine's clock is ahead, to a tenth of a second, where that is much."""
    lacks = json.loads(told).get("offset_ms") or 0
    return -round(lacks, -2) if abs(lacks) > WRONG_MS else 0
