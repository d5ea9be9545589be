"""A copy of a file that is being written: of one moment, and in nobody's way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.office.folder import QUEUE_FILE
from shared.sqlite.transactions import Store
from shared.upkeep import copy as store_copy
from shared.upkeep.backup import make_backup
from shared.upkeep.copies import verify
from tests.bench.history import write_history
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import FakeClock


def _content(file: Path) -> dict[str, list[Any]]:
    connection = sqlite3.connect(file)
    tables = [
        name
        for (name,) in connection.execute(
            "select name from sqlite_master where type = 'table'"
        )
    ]
    found = {
        name: connection.execute(f"select * from {name} order by 1").fetchall()
        for name in tables
    }
    found["schema"] = connection.execute(
        "select name, sql from sqlite_master order by name"
    ).fetchall()
    for pragma in ("user_version", "application_id"):
        found[pragma] = connection.execute(f"pragma {pragma}").fetchall()
    connection.close()
    return found


@pytest.fixture
def at_each_read(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What is done, one after the other, whenever the copying lets go of the file."""
    to_do: list[Callable[[], object]] = []
    fetching = store_copy._fetching

    def between(statement: str, *values: int) -> Any:
        if to_do:
            to_do.pop(0)()
        return fetching(statement, *values)

    monkeypatch.setattr(store_copy, "_fetching", between)
    monkeypatch.setattr(store_copy, "_AT_ONCE", 20)
    return to_do


def test_a_copy_has_everything(office_folder: Path, clock: FakeClock) -> None:
    file = office_folder / QUEUE_FILE
    write_history(file, 50, a_day=9, last_day=date(2026, 11, 22), service="jobs")
    asker = Asker(office_folder, clock=clock)
    asker.ok("open_counter", counter=1)
    asker.ok("issue", service="jobs")
    asker.ok("printer_state", printer="paper", condition="fine")
    asker.close()
    copy = make_backup(office_folder)
    assert _content(copy) == _content(file)


def test_what_happens_meanwhile_is_in_it_whole(
    office_folder: Path, clock: FakeClock, at_each_read: list[Callable[[], object]]
) -> None:
    file = office_folder / QUEUE_FILE
    write_history(file, 50, a_day=9, last_day=date(2026, 11, 22), service="jobs")
    asker = Asker(office_folder, clock=clock)
    asker.ok("issue", service="jobs")
    asker.ok("open_counter", counter=1)
    commands: list[tuple[str, dict[str, Any]]] = [
        ("issue", {"service": "training"}),
        ("call", {"counter": 1}),
        ("start", {"counter": 1}),
        ("issue", {"service": "jobs"}),
        ("hold", {"counter": 1}),
        ("cancel", {"label": "A002"}),
        ("resume", {"counter": 1, "label": "A001"}),
        ("finish", {"counter": 1}),
    ]
    done = len(commands)
    at_each_read += [
        lambda do=do, fields=fields: asker.ok(do, **fields)  # type: ignore[misc]
        for do, fields in commands
    ]
    copy = make_backup(office_folder)
    assert not at_each_read, "all of it happened while the copy was made"
    asker.close()
    check_file(copy)
    assert verify(copy) == 50 * 7 - 16 + 2 + done
    assert _content(copy)["ticket"] == _content(file)["ticket"]


def test_a_new_day_meanwhile(
    office_folder: Path, clock: FakeClock, at_each_read: list[Callable[[], object]]
) -> None:
    """Tickets of the day before change while they are copied."""
    file = office_folder / QUEUE_FILE
    write_history(file, 50, a_day=9, last_day=date(2026, 11, 22), service="jobs")
    asker = Asker(office_folder, clock=clock)
    for _ in range(3):
        asker.ok("issue", service="jobs")

    def next_day() -> None:
        clock.forward(minutes=24 * 60)
        asker.ok("issue", service="jobs")

    at_each_read.append(next_day)
    copy = make_backup(office_folder)
    asker.close()
    check_file(copy)
    assert _content(copy)["ticket"] == _content(file)["ticket"]


def test_a_late_change_of_a_closed_day(
    office_folder: Path, clock: FakeClock, at_each_read: list[Callable[[], object]]
) -> None:
    file = office_folder / QUEUE_FILE
    write_history(file, 50, a_day=9, last_day=date(2026, 11, 22), service="jobs")

    def hand_in() -> None:
        connection = sqlite3.connect(file)
        connection.execute("update ticket set state = 'cancelled' where key = 1")
        connection.execute(
            "insert into event (id, day, at, kind, station, ticket, service)"
            " select 'late', day, 9e12, 'cancelled', 's', 'A001', 'jobs'"
            " from ticket where key = 1"
        )
        connection.commit()
        connection.close()

    def nothing() -> None:
        pass

    at_each_read += [*[nothing] * 19, hand_in]
    copy = make_backup(office_folder)
    assert not at_each_read
    check_file(copy)
    assert _content(copy) == _content(file)


def test_the_file_is_free_between_the_pieces(
    office_folder: Path, at_each_read: list[Callable[[], object]]
) -> None:
    file = office_folder / QUEUE_FILE
    write_history(file, 200, service="jobs")
    writer = Store(office_folder, patience=0)

    def write() -> None:
        writer.write(lambda connection, now: None)

    at_each_read += [write] * 50
    make_backup(office_folder)
    writer.close()
    assert not at_each_read
