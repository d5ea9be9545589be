"""Copies of the queue: consistent, verified, kept by a rule, put back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from shared.clock import now_ms
from shared.errors import Damaged, OfficeMistake
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.service.reconcile import recover
from shared.sqlite.transactions import Store
from shared.tables.turns import HOUR_MS, claim_copy
from shared.trade.recovery import WAITS
from shared.upkeep.backup import (
    make_backup,
)
from shared.upkeep.copies import AHEAD_MS, copies_in, verify
from shared.upkeep.restore import restore, users_of_sound
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import FakeClock


def test_a_copy_of_a_working_office(ask: Asker, office_folder: Path) -> None:
    for _ in range(3):
        ask.ok("issue", service="jobs")
    copy = make_backup(office_folder)
    ask.ok("issue", service="jobs")
    assert copy.parent == office_folder / BACKUPS
    assert verify(copy) == 3
    check_file(copy)
    assert ask.ok("state")["seq"] == 4


def test_a_copy_on_another_disk(
    ask: Asker, office_folder: Path, tmp_path: Path
) -> None:
    ask.ok("issue", service="jobs")
    usb = tmp_path / "usb"
    with pytest.raises(OfficeMistake):
        make_backup(office_folder, into=usb)
    assert not usb.exists(), "its disk is not plugged in"
    usb.mkdir()
    copy = make_backup(office_folder, into=usb)
    assert copy.parent == usb
    assert not copies_in(office_folder / BACKUPS)


def test_one_station_of_all_makes_it_once_an_hour(office_folder: Path) -> None:
    store, other = Store(office_folder), Store(office_folder)
    now = 10 * HOUR_MS
    assert store.write(lambda connection, _: claim_copy(connection, now))
    assert not other.write(lambda connection, _: claim_copy(connection, now))
    assert not other.write(
        lambda connection, _: claim_copy(connection, now + HOUR_MS - 1)
    )
    assert other.write(lambda connection, _: claim_copy(connection, now + HOUR_MS))
    # A station with a clock of next year does not stop the copies for a year.
    assert store.write(lambda connection, _: claim_copy(connection, now + HOUR_MS - 5))
    store.close()
    other.close()


def test_a_copy_is_put_back_and_the_damaged_file_kept(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    copy = make_backup(office_folder)
    ask.close()
    file = office_folder / QUEUE_FILE
    file.write_bytes(b"broken" * 1000)
    seq, aside = restore(office_folder, copy, clock)
    assert seq == 1
    assert aside is not None
    assert aside.read_bytes() == b"broken" * 1000
    again = Asker(office_folder, name="again", clock=clock)
    # Whoever was at work when the copy was made has left in order since.
    assert again.error("state") == "share_unavailable"
    again.station.ledgers.write(
        lambda ledger: ledger.deposit([], 1, is_all=True), station="desk", id="d"
    )
    clock.forward(seconds=WAITS.later / 1000)
    recover(again.station.ledgers, "again")
    assert again.ticket("issue", service="jobs")["label"] == "A002"
    again.close()
    check_file(file)


def test_what_a_sound_file_gave_out_is_not_given_again(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    """Nobody was at work when the copy was made, and nobody is now."""
    ask.ok("issue", service="jobs")
    ask.close()
    copy = make_backup(office_folder, clock=clock)
    later = Asker(office_folder, name="later", clock=clock)
    assert later.ticket("issue", service="jobs")["label"] == "A002"
    later.close()
    restore(office_folder, copy, clock)
    again = Asker(office_folder, name="again", clock=clock)
    clock.forward(seconds=WAITS.awaited / 1000)
    recover(again.station.ledgers, "again")
    assert again.ticket("issue", service="jobs")["label"] == "A003"
    again.close()


def test_a_broken_copy_is_not_put_back(ask: Asker, office_folder: Path) -> None:
    ask.ok("issue", service="jobs")
    copy = make_backup(office_folder)
    raw = bytearray(copy.read_bytes())
    raw[4096:12288] = b"\xaa" * 8192
    copy.write_bytes(raw)
    before = (office_folder / QUEUE_FILE).read_bytes()
    with pytest.raises(Damaged):
        restore(office_folder, copy)
    with pytest.raises(Damaged):
        verify(Path(__file__))
    assert (office_folder / QUEUE_FILE).read_bytes() == before


def test_who_uses_a_sound_file(office_folder: Path) -> None:
    asker = Asker(office_folder, name="one")
    assert users_of_sound(office_folder, now_ms) == ["one"]
    assert users_of_sound(office_folder, lambda: now_ms() - 2 * AHEAD_MS) == []
    asker.close()
    assert users_of_sound(office_folder, now_ms) == []
    (office_folder / QUEUE_FILE).write_bytes(b"x")
    assert users_of_sound(office_folder, now_ms) == []


def test_a_copy_is_a_file_of_its_own(ask: Asker, office_folder: Path) -> None:
    ask.ok("issue", service="jobs")
    connection = sqlite3.connect(make_backup(office_folder))
    assert connection.execute("pragma journal_mode").fetchone()[0] == "delete"
    connection.close()
