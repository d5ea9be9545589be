"""`jiaohao doctor` on a server: whether it can be worked on, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jiaohao.doctor.clock import SET_IT, ahead
from jiaohao.doctor.finding import Examination, Finding, Level
from jiaohao.doctor.share import station_findings
from shared.errors import JiaohaoError
from shared.machine.share_clock import WRONG_MS
from shared.office.model import Office
from shared.station.stores import driver
from shared.text.catalogue import N_

_SERVER: Final = N_("server")
_SLOW_MS: Final = 500
"""Milliseconds a transaction may take before it is said."""


def look_at_server(examination: Examination) -> Iterator[Finding]:
    """The server, where the office's queue lies on one."""
    office = examination.office
    if office is not None and office.store:
        yield from findings_of(office)


def findings_of(office: Office) -> Iterator[Finding]:
    """What is wrong with an office's server, and how it is."""
    try:
        with driver():
            from shared.postgres.looking import OLDEST, look_at
        seen = look_at(office)
    except JiaohaoError as error:
        values = dict(error.values)
        yield Finding(_SERVER, Level.UNUSABLE, error.words, values=values)
        return
    values = {
        "server": seen.place,
        "version": seen.version,
        "oldest": OLDEST,
        "n": f"{seen.milliseconds:.0f}",
        "tables": ", ".join(seen.without_rights),
        "seconds": ahead(seen.offset),
    }
    words = N_("{server}, PostgreSQL {version}; a transaction takes {n} ms")
    is_slow = seen.milliseconds > _SLOW_MS
    level = Level.WARNING if is_slow else Level.FINE
    yield Finding(_SERVER, level, words, values=values)
    if seen.version < OLDEST:
        words = N_("PostgreSQL {version} is too old.")
        remedy = N_("Install {oldest} or newer.")
        yield Finding(_SERVER, Level.UNUSABLE, words, remedy, values)
    if seen.without_rights:
        words = N_("This user may not do everything in: {tables}.")
        remedy = N_("Let the user who made the tables own them, and work as that one.")
        yield Finding(_SERVER, Level.UNUSABLE, words, remedy, values)
    if seen.is_open:
        words = N_("What goes to the server and back is not encrypted.")
        remedy = N_("Write ?sslmode=verify-full behind its address (docs/region.md).")
        yield Finding(_SERVER, Level.WARNING, words, remedy)
    is_wrong = abs(seen.offset) > WRONG_MS
    words = N_("This machine's clock is off by {seconds} s from the server's")
    yield Finding(
        N_("clock"),
        Level.WARNING if is_wrong else Level.FINE,
        words,
        SET_IT if is_wrong else "",
        values,
    )
    yield from station_findings(seen.stations)
