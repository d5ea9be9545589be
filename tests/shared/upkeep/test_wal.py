"""Another program switches queue.db to WAL mode, which loses data on a share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shared.office.folder import BACKUPS
from shared.sqlite.connection import SwitchedToWal
from shared.upkeep.backup import make_backup
from tests.desk import Asker
from tests.invariants import check_answers, check_file
from tests.jiaohao.test_backup import run
from tests.processes import Process


@contextmanager
def another_program(file: Path) -> Iterator[None]:
    """It switches the file, writes to it, and keeps it open."""
    connection = sqlite3.connect(file, isolation_level=None)
    assert connection.execute("pragma journal_mode = wal").fetchone()[0] == "wal"
    connection.execute("insert into meta (key, value) values ('theirs', '1')")
    yield
    connection.close()


def test_a_station_at_work_notices_at_its_next_command(
    ask: Asker, office_folder: Path, file: Path
) -> None:
    ask.ok("issue", service="jobs")
    with another_program(file):
        assert ask.error("issue", service="jobs") == "share_unsafe"
        assert ask.error("state") == "share_unsafe"
        told = ask("issue", service="jobs")["message"]
        assert "jiaohao restore" in told
        with pytest.raises(SwitchedToWal):
            make_backup(office_folder)


def test_it_is_put_right_with_the_stations_running(
    kiosk: Process, office_folder: Path, file: Path
) -> None:
    answers = [kiosk.ask("issue", service="jobs") for _ in range(3)]
    make_backup(office_folder)
    answers += [kiosk.ask("issue", service="jobs") for _ in range(3)]
    with another_program(file):
        pass
    assert kiosk.ask("call", counter=1)["error"] == "share_unsafe"

    done = run("restore", "--office", office_folder)

    assert done.exit_code == 0, done.output
    assert "left out" not in done.stdout
    told = kiosk.settled("issue", service="jobs")
    assert told["ticket"]["label"] == "A007"
    assert kiosk.end() == (0, "")
    check_file(file)
    check_answers(file, [*answers, told])
    beside = {each.name for each in office_folder.iterdir()}
    assert not {"queue.db-wal", "queue.db-shm"} & beside
    assert list((office_folder / BACKUPS).glob("replaced-*.db"))
