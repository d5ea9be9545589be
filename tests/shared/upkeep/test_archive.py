"""Closed years leave queue.db for a file each; nothing is lost on the way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from jiaohao.cli import main
from jiaohao.report.source import source_of
from shared.errors import Damaged, OfficeMistake
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.trade.event import Event
from shared.upkeep.archive import Moved, archive
from shared.upkeep.backup import make_backup
from shared.upkeep.copies import prune, verify
from tests.bench.history import write_history
from tests.desk import Asker, after_a_long_rest
from tests.invariants import check_file
from tests.support import FakeClock

TOP = Path(__file__).parents[3]
TABLES = ("ticket", "event", "series")
NOW = 2026
IN_2100 = 4_102_444_800_000
"""The year of the tests' clock."""


@pytest.fixture
def file(office_folder: Path) -> Path:
    """A queue of two closed years, some days of this one, and today."""
    file = office_folder / QUEUE_FILE
    write_history(file, 180, a_day=4, last_day=date(2025, 1, 15), service="jobs")
    _later(office_folder, "2025-06-02", "2025-12-31", "2026-01-01", "2026-11-23")
    return file


def _later(office_folder: Path, *days: str) -> None:
    for when in days:
        instant = datetime.fromisoformat(f"{when}T09:00:00+08:00").timestamp()
        clock = FakeClock(round(instant) * 1000)
        after_a_long_rest(office_folder, clock)
        asker = Asker(office_folder, name=when, clock=clock)
        for _ in range(3):
            asker.ok("issue", service="jobs")
        asker.close()


def _reported(folder: Path) -> tuple[list[Event], date | None]:
    with source_of(folder) as source:
        return list(source.events(date(2024, 1, 1), source.today)), source.lacks_before


def _figures(folder: Path) -> dict[str, str]:
    """What the reports say of days in three years, two of which may be archived."""
    found = {}
    for kind in ("day", "waiting", "limits", "services", "promise", "staffing"):
        days = ["--from", "2024-11-01", "--to", "2026-01-31"]
        words = ["report", kind, *days, "--format", "csv", "--office", str(folder)]
        told = CliRunner(env={"LANGUAGE": "en"}).invoke(main, words)
        assert told.exit_code == 0, told.output
        found[kind] = told.output
    assert len(set(found.values())) == len(found) and ",jobs,180," in found["waiting"]
    return found


def _rows(*files: Path) -> dict[str, set[tuple[Any, ...]]]:
    found: dict[str, set[tuple[Any, ...]]] = {table: set() for table in TABLES}
    for file in files:
        connection = sqlite3.connect(file)
        for table in TABLES:
            found[table] |= set(connection.execute(f"select * from {table}"))
        connection.close()
    return found


def _archives(folder: Path) -> list[Path]:
    return sorted((folder / BACKUPS).glob("archive-*.db"))


def _years(file: Path) -> set[str]:
    connection = sqlite3.connect(file)
    found = {
        day[:4]
        for table in TABLES
        for (day,) in connection.execute(f"select distinct day from {table}")
    }
    connection.close()
    return found


def _all(folder: Path, year: int = NOW, before: int | None = None) -> list[Moved]:
    return list(archive(folder, year, before=before))


def test_closed_years_move_aside(file: Path) -> None:
    folder, before = file.parent, _rows(file)
    moved = _all(folder)
    assert [(each.year, each.is_removed) for each in moved] == [
        (2024, False),
        (2024, True),
        (2025, False),
        (2025, True),
    ]
    assert [each.name for each in _archives(folder)] == [
        "archive-2024.db",
        "archive-2025.db",
    ]
    assert _years(file) == {"2026"}
    for archived, year in zip(_archives(folder), ("2024", "2025"), strict=True):
        assert _years(archived) == {year}
        assert verify(archived) > 0
    assert _rows(file, *_archives(folder)) == before
    counted = _rows(_archives(folder)[0])
    assert (moved[1].tickets, moved[1].events) == (
        len(counted["ticket"]),
        len(counted["event"]),
    )
    check_file(file)
    assert sorted(each.name for each in (folder / BACKUPS).iterdir()) == [
        "archive-2024.db",
        "archive-2025.db",
    ]


def test_an_archive_is_of_the_same_office_and_never_removed(file: Path) -> None:
    folder = file.parent
    _all(folder)
    offices = set()
    for each in (file, *_archives(folder)):
        connection = sqlite3.connect(each)
        offices |= set(connection.execute("select * from meta where key = 'office'"))
        connection.close()
    assert len(offices) == 1
    prune(folder / BACKUPS, IN_2100, IN_2100)
    assert len(_archives(folder)) == 2
    connection = sqlite3.connect(_archives(folder)[0])
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("delete from event")
    connection.close()


def test_twice_is_harmless_and_the_office_goes_on(file: Path) -> None:
    folder = file.parent
    _all(folder)
    kept = [each.read_bytes() for each in _archives(folder)]
    assert _all(folder) == []
    assert [each.read_bytes() for each in _archives(folder)] == kept
    last = max(_rows(file)["event"])[0]
    instant = datetime.fromisoformat("2026-11-24T09:00:00+08:00").timestamp()
    asker = Asker(folder, clock=FakeClock(round(instant) * 1000))
    assert asker.ticket("issue", service="jobs")["label"] == "A001"
    state = asker.ok("state")
    assert state["seq"] > last
    assert asker.ok("events", after=0)["events"][0]["seq"] > 1
    asker.close()
    check_file(file)
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("delete from event")
    connection.close()


def test_only_years_before_the_one_named(file: Path) -> None:
    assert {each.year for each in _all(file.parent, before=2025)} == {2024}
    assert _years(file) == {"2025", "2026"}


@pytest.mark.parametrize("this_year", [2026, 2031, 2025])
def test_the_present_year_is_never_moved(file: Path, this_year: int) -> None:
    """Neither by a clock of the future, nor asked for."""
    with pytest.raises(OfficeMistake, match="not closed"):
        _all(file.parent, this_year, before=2027)
    before = _rows(file)
    _all(file.parent, this_year)
    assert str(min(this_year, NOW)) in _years(file)
    assert _rows(file, *_archives(file.parent)) == before


def test_the_year_of_the_newest_event_stays_though_it_is_over(
    office_folder: Path,
) -> None:
    file = office_folder / QUEUE_FILE
    write_history(file, 30, a_day=4, last_day=date(2025, 12, 31), service="jobs")
    before = _rows(file)
    assert _all(office_folder) == []
    assert _rows(file) == before


def test_an_empty_file_has_no_years(office_folder: Path) -> None:
    assert _all(office_folder) == []
    assert not (office_folder / BACKUPS).exists()


def test_what_was_handed_in_late_is_added(office_folder: Path) -> None:
    folder, file = office_folder, office_folder / QUEUE_FILE
    _later(folder, "2025-06-02", "2025-12-31", "2026-01-02")
    before = _rows(file)
    _all(folder)
    connection = sqlite3.connect(file)
    connection.execute(
        "insert into ticket (key, day, letter, number, service, state, priority,"
        " language, channel, issued_at, due_at, ended_at) values (90000, '2025-12-31',"
        " 'A', 9001, 'jobs', 'expired', 'normal', 'en', 'kiosk', 0, 0, 0)"
    )
    connection.execute(
        "insert into event (id, day, at, kind, station, ticket, service)"
        " values ('late', '2025-12-31', 0, 'issued', 'k', 'A9001', 'jobs')"
    )
    connection.commit()
    connection.close()
    _later(folder, "2026-06-01", "2027-03-01")
    late = _rows(file)
    _all(folder, 2027)
    assert _years(file) == {"2027"}
    found = _rows(file, *_archives(folder))
    for table in TABLES:
        closed = {row for row in before[table] if "2025-12-31" in row}
        assert found[table] >= late[table] | closed
    assert "late" in {row[1] for row in _rows(_archives(folder)[0])["event"]}
    assert _years(_archives(folder)[0]) == {"2025"}


def test_what_the_archive_has_otherwise_is_not_removed(file: Path) -> None:
    folder, before = file.parent, _rows(file)
    for _ in archive(folder, NOW):
        break  # Copied, not removed.
    connection = sqlite3.connect(_archives(folder)[0])
    connection.execute("update ticket set note = 'altered' where key = 3")
    connection.commit()
    connection.close()
    with pytest.raises(Damaged, match="lacks"):
        _all(folder)
    assert before["ticket"] - _rows(file)["ticket"] == set()


KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
connect, left = sqlite3.connect, int(sys.argv[2])
def trace(_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
def connecting(*given, **named):
    connection = connect(*given, **named)
    connection.set_trace_callback(trace)
    return connection
sqlite3.connect = connecting
import shared.upkeep.archive
shared.upkeep.archive._FIRST = shared.upkeep.archive._MOST = 60
shared.upkeep.archive._COPIED_AT_ONCE = 200
shared.upkeep.archive._LEAST_REST = 0
list(shared.upkeep.archive.archive(Path(sys.argv[1]), 2026))
print(left)
"""


def test_killed_at_any_time_nothing_is_lost_and_it_goes_on(file: Path) -> None:
    folder, before = file.parent, _rows(file)

    def run(at: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", KILLED, folder, str(at)],
            cwd=TOP,
            capture_output=True,
            text=True,
            check=False,
        )

    runs = 0
    at = 40
    while (done := run(at)).returncode:
        assert done.returncode == -9, done.stderr
        runs += 1
        at += 67
        assert _rows(file, *_archives(folder)) == before
        check_file(file)
    assert runs >= 5
    assert _years(file) == {"2026"}
    assert _rows(file, *_archives(folder)) == before


def test_the_command(file: Path) -> None:
    folder = str(file.parent)
    runner = CliRunner(env={"LANGUAGE": "en"})
    told = runner.invoke(main, ["archive", "--before", "2025", "--office", folder])
    assert told.exit_code == 0, told.output
    assert "archive-2024.db" in told.output
    again = runner.invoke(main, ["archive", "--before", "2025", "--office", folder])
    assert again.exit_code == 0
    assert "no closed year" in again.output
    wrong = runner.invoke(main, ["archive", "--before", "2999", "--office", folder])
    assert wrong.exit_code == 2
    helped = runner.invoke(main, ["archive", "--help"])
    assert "Example:  jiaohao archive --before" in helped.output


@pytest.mark.parametrize("is_copied", [True, False])
def test_reports_reach_into_archived_years(
    is_copied: bool, file: Path, office_folder: Path
) -> None:
    whole, figures = _reported(office_folder), _figures(office_folder)
    assert whole[1] is None
    for _ in archive(office_folder, NOW):
        pass
    if is_copied:
        make_backup(office_folder)
    assert _reported(office_folder) == whole
    assert _figures(office_folder) == figures
    gone = office_folder / BACKUPS / "archive-2024.db"
    gone.unlink()
    events, lacks_before = _reported(office_folder)
    assert lacks_before == date(2025, 1, 1)
    assert events == [each for each in whole[0] if each in events] != []
    days = ["--from", "2024-12-01", "--to", "2025-06-30"]
    words = ["report", "day", "--office", str(office_folder), *days]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0 and "archive-YEAR.db" in said.stderr
    for first in ("2025-01-01", "2025-02-01"):
        later = [*words[:-4], "--from", first, "--to", "2025-06-30"]
        assert not CliRunner().invoke(main, later).stderr, first
