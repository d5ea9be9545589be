"""An office taken from the file to a server and back: nothing lost, nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiaohao.archive import move_aside
from jiaohao.backup import back_up, put_back
from shared.errors import OfficeMistake, StoreMoved
from shared.office.folder import QUEUE_FILE
from shared.office.reader import load_office
from shared.sqlite.ledgers import SqliteLedgers
from shared.station.share_session import ShareSession
from shared.tables.migrations import TABLES
from shared.tables.moving import RowsDiffer
from shared.text.catalogue import catalogue
from shared.upkeep import moving
from tests.desk import Asker
from tests.invariants import check_file
from tests.shared.postgres.conftest import name_store
from tests.support import FakeClock

psycopg = pytest.importorskip("psycopg")
from jiaohao.move_store import move_store  # noqa: E402
from shared.postgres.moving import ServerSide  # noqa: E402

REQUESTS: list[dict[str, Any]] = [
    {"do": "open_counter", "counter": 1},
    {"do": "issue", "service": "jobs"},
    {"do": "issue", "service": "training", "needs_help": True},
    {"do": "call", "counter": 1},
    {"do": "hold", "counter": 1, "reason": "papers"},
    {"do": "issue", "service": "nowhere"},
    {"do": "issue", "service": "jobs"},
]


def moved(folder: Path) -> str:
    """What it said."""
    return "\n".join(move_store(folder, catalogue("en")))


def answers(folder: Path, requests: list[dict[str, Any]]) -> list[Any]:
    """What a station says, which then ends; each is asked under its own id."""
    asker = Asker(folder)
    found = [asker(**each, id=f"r{number}") for number, each in enumerate(requests)]
    asker.close()
    return found


def rows(folder: Path) -> dict[str, list[Any]]:
    """Everything in the file, but where it went."""
    with sqlite3.connect(folder / QUEUE_FILE) as connection:
        found = {
            table: connection.execute(f"select * from {table} order by 1, 2").fetchall()
            for table in sorted(TABLES)
        }
    connection.close()
    found["meta"] = [each for each in found["meta"] if each[0] != "moved_to"]
    return found


def test_there_and_back_with_every_answer(
    office_folder: Path, server_address: str
) -> None:
    first = answers(office_folder, REQUESTS)
    before = rows(office_folder)
    name_store(office_folder, server_address)
    said = moved(office_folder)
    assert "6 events, 3 numbers" in said and "7 answers" in said
    assert "already" in moved(office_folder)
    assert answers(office_folder, REQUESTS) == first
    more = answers(office_folder, [*REQUESTS, {"do": "issue", "service": "jobs"}])
    assert more[-1]["ticket"]["label"] == "A003"

    # With the number, that office.toml was changed.
    name_store(office_folder, "")
    assert "8 events, 4 numbers" in moved(office_folder)
    assert "already" in moved(office_folder)
    check_file(office_folder / QUEUE_FILE)
    after = rows(office_folder)
    assert after["event"][: len(before["event"])] == before["event"]
    assert answers(office_folder, REQUESTS) == first
    # Once more: what was left on the server is older, and makes room.
    name_store(office_folder, server_address)
    assert "9 events, 4 numbers" in moved(office_folder)
    assert answers(office_folder, REQUESTS) == first


def test_not_while_stations_work(office_folder: Path, server_address: str) -> None:
    asker = Asker(office_folder, name="kiosk-1")
    name_store(office_folder, server_address)
    with pytest.raises(OfficeMistake, match="kiosk-1"):
        moved(office_folder)
    assert asker.ok("issue", service="jobs")
    asker.close()
    moved(office_folder)
    asker = Asker(office_folder, name="kiosk-1")
    name_store(office_folder, "")
    with pytest.raises(OfficeMistake, match="kiosk-1"):
        moved(office_folder)
    asker.close()


def test_nobody_works_on_what_was_left(
    office_folder: Path, server_address: str
) -> None:
    name_store(office_folder, server_address)
    there = load_office(office_folder)
    moved(office_folder)
    name_store(office_folder, "")
    station = ShareSession(office_folder, load_office(office_folder), name="x")
    with pytest.raises(StoreMoved, match="jiaohao move-store"):
        station.join()
    station.leave()
    moved(office_folder)
    station = ShareSession(office_folder, there, name="x")
    with pytest.raises(StoreMoved, match="jiaohao move-store"):
        station.join()
    station.leave()


def test_who_slept_through_a_move_changes_nothing(
    office_folder: Path, server_address: str, clock: FakeClock
) -> None:
    sleeper = Asker(office_folder, name="kiosk-1", clock=clock)
    name_store(office_folder, server_address)
    # Its last sign of life is long ago, by the clock of who moves.
    moved(office_folder)
    assert sleeper.error("issue", service="jobs") == "share_unsafe"
    assert isinstance(sleeper.station.ledgers, SqliteLedgers)
    with sqlite3.connect(office_folder / QUEUE_FILE) as connection:
        assert connection.execute("select count(*) from event").fetchone() == (0,)
    connection.close()
    sleeper.close()


def test_what_was_left_is_not_copied_nor_put_back(
    office_folder: Path, server_address: str
) -> None:
    name_store(office_folder, server_address)
    moved(office_folder)
    say = catalogue("en")
    for work in (
        lambda: list(back_up(office_folder, None, say)),
        lambda: list(put_back(office_folder, None, say)),
        lambda: list(move_aside(office_folder, None, say)),
    ):
        with pytest.raises(StoreMoved):
            work()


def test_a_queue_that_is_in_use_is_not_written_over(
    office_folder: Path, server_address: str, tmp_path: Path
) -> None:
    name_store(office_folder, server_address)
    moved(office_folder)
    with sqlite3.connect(office_folder / QUEUE_FILE) as connection:
        connection.execute("delete from meta where key = 'moved_to'")
    connection.close()
    with pytest.raises(OfficeMistake, match="never left"):
        moved(office_folder)
    with sqlite3.connect(office_folder / QUEUE_FILE) as connection:
        connection.execute("update meta set value = 'other' where key = 'office'")
    connection.close()
    with pytest.raises(OfficeMistake, match="another office"):
        moved(office_folder)


class CutOff(Exception):
    """The line, or the machine."""


def _cut(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def cut(*_: object) -> None:
        raise CutOff

    monkeypatch.setattr(moving, name, cut)


@pytest.mark.parametrize("step", ["compare_rows", "mark_moved", "drop_mark"])
@pytest.mark.parametrize("is_back", [False, True])
def test_cut_off_in_the_middle_it_is_said_again(
    office_folder: Path,
    server_address: str,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    is_back: bool,
) -> None:
    first = answers(office_folder, REQUESTS)
    name_store(office_folder, server_address)
    if is_back:
        moved(office_folder)
        name_store(office_folder, "")
    with monkeypatch.context() as patch:
        _cut(patch, step)
        with pytest.raises(CutOff):
            moved(office_folder)
    assert "6 events" in moved(office_folder)
    assert answers(office_folder, REQUESTS) == first


def test_what_comes_out_otherwise_is_said(
    office_folder: Path, server_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answers(office_folder, REQUESTS)
    name_store(office_folder, server_address)
    plain: Callable[..., Any] = ServerSide.rows

    def wrong(side: Any, connection: Any, statement: str) -> Any:
        found = list(plain(side, connection, statement))
        return iter(found[:-1] if " from ticket" in statement else found)

    with monkeypatch.context() as patch:
        patch.setattr(ServerSide, "rows", wrong)
        with pytest.raises(RowsDiffer, match="ticket"):
            moved(office_folder)
    name_store(office_folder, "")
    assert answers(office_folder, REQUESTS) == first


def test_from_one_server_to_another_goes_by_the_file(
    office_folder: Path, server_address: str
) -> None:
    name_store(office_folder, server_address)
    moved(office_folder)
    name_store(office_folder, server_address + "?connect_timeout=2")
    with pytest.raises(OfficeMistake, match="back to the file first"):
        moved(office_folder)


def test_an_id_that_no_server_keeps(office_folder: Path, server_address: str) -> None:
    asker = Asker(office_folder)
    asker.ok("issue", service="jobs", id="a\0b")
    asker.close()
    name_store(office_folder, server_address)
    assert "1 events" in moved(office_folder)
    asker = Asker(office_folder)
    assert asker.ticket("issue", service="jobs", id="a\0b")["label"] == "A001"
    asker.close()
