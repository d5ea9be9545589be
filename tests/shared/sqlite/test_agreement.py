"""Damage that raises no error: a row that is not found, an index that has lost some."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from shared.errors import Damaged
from shared.sqlite.agreement import refuse_if_at_odds
from shared.tables.rows import kept_day
from shared.upkeep.backup import make_backup
from tests.desk import Asker
from tests.jiaohao.test_backup import run
from tests.support import FakeClock

PEOPLE = 124


def lose(file: Path, *statements: str) -> None:
    """Spoil the file; its schema can be written to."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("pragma writable_schema = on")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def lose_rows_of_index(file: Path, index: str, where: str) -> None:
    """Let an index forget some rows that its table has."""
    connection = sqlite3.connect(file, isolation_level=None)
    sql = "select sql from sqlite_master where name = ?"
    whole = connection.execute(sql, (index,)).fetchone()[0]
    connection.execute("pragma writable_schema = on")
    change = "update sqlite_master set sql = ? where name = ?"
    connection.execute(f"drop index {index}")
    narrow = whole.replace(" where ", f" where {where} and ", 1)
    connection.execute(narrow)
    # From now on SQLite takes it for the index it was.
    connection.execute(change, (whole, index))
    connection.execute("pragma writable_schema = reset")
    connection.close()


SPOILT = {
    "day": ["delete from meta where key = 'day'"],
    "day of another time": ["update meta set value = '1926-11-23' where key = 'day'"],
    "day that is none": ["update meta set value = 'x' where key = 'day'"],
    "count": ["update series set last = 3"],
    "no count": ["delete from series"],
    "newest event's number": ["delete from ticket where number = 124"],
}


@pytest.mark.parametrize("lost", SPOILT)
def test_a_file_that_has_lost_something_expires_nobody(
    office_folder: Path, file: Path, ask: Asker, clock: FakeClock, lost: str
) -> None:
    for _ in range(PEOPLE):
        ask.ok("issue", service="jobs")
    lose(file, *SPOILT[lost])
    events = _count(file, "event")
    clock.forward(minutes=24 * 60)

    starts = Asker(office_folder, name="starts", clock=clock)
    ask.station.beat()
    for asker in (starts, ask):
        assert asker.error("issue", service="jobs") == "damaged"
        assert asker.error("state") == "damaged", "not: nobody waits"
        assert isinstance(asker.station.attendance.trouble, Damaged)
    with pytest.raises(Damaged):
        make_backup(office_folder, clock=clock) if "day" in lost else _refused(file)
    assert _count(file, "event") == events
    assert _count(file, "ticket where state = 'expired'") == 0
    starts.close()


@pytest.mark.parametrize("index", ["in_hand", "whose_turn"])
def test_an_index_that_has_lost_some(
    office_folder: Path, file: Path, ask: Asker, clock: FakeClock, index: str
) -> None:
    for _ in range(PEOPLE):
        ask.ok("issue", service="jobs")
    lose_rows_of_index(file, index, "key < 3")
    events = _count(file, "event")
    clock.forward(minutes=24 * 60)
    assert ask.error("issue", service="jobs") == "damaged"
    ask.station.beat()
    assert ask.error("state") == "damaged"
    assert _count(file, "event") == events


@pytest.mark.parametrize("lost", ["day", "count"])
def test_every_command_says_so(office_folder: Path, file: Path, lost: str) -> None:
    ask = Asker(office_folder)
    ask.ok("issue", service="jobs")
    ask.ok("issue", service="jobs")
    lose(file, *[each.replace("= 3", "= 1") for each in SPOILT[lost]])
    for command in ("status", "doctor"):
        told = run(command, "--office", office_folder)
        assert told.exit_code == 3, told.output
        assert "jiaohao restore" in told.output
    ask.close()


def test_a_file_of_a_whole_day_agrees(
    office_folder: Path, file: Path, ask: Asker, clock: FakeClock
) -> None:
    for counter in (1, 2):
        ask.ok("open_counter", counter=counter)
    steps = ("call", "recall", "start", "hold", "call", "no_show", "call", "finish")
    for _ in range(4):
        ask.ok("issue", service="jobs")
    for step in steps:
        ask.ok(step, counter=1)
        _agrees(file)
    ask.ok("transfer", counter=2, service="express") if ask("call", counter=2)[
        "ticket"
    ] else None
    _agrees(file)
    clock.forward(minutes=24 * 60)
    ask.ok("state")
    _agrees(file)


def _agrees(file: Path) -> None:
    connection = sqlite3.connect(file)
    refuse_if_at_odds(connection)
    assert kept_day(connection)
    connection.close()


def _refused(file: Path) -> None:
    connection = sqlite3.connect(file)
    try:
        refuse_if_at_odds(connection)
    finally:
        connection.close()


def _count(file: Path, what: str) -> int:
    connection = sqlite3.connect(file)
    found: int = connection.execute(f"select count(*) from {what}").fetchone()[0]
    connection.close()
    return found
