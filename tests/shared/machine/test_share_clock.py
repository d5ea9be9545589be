"""The share's clock: what a machine with a wrong one does, and what it tells."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from shared.errors import ShareUnavailable
from shared.machine.host import MountFingerprint
from shared.machine.mount import Access
from shared.machine.share_clock import LEARN_SECONDS, Reading, ShareClock, read_server
from shared.office.folder import BACKUPS
from shared.office.reader import load_office
from shared.station.share_session import ShareSession
from shared.tables.presence import stations_at_work
from shared.tables.rows import kept_day
from tests.shared.safety.test_proof import ask
from tests.support import MONDAY_9, FakeClock

DAY = 86_400_000
HERE = MountFingerprint("kiosk/1", "boot-1", Access.NFS, "nfs4", "srv:/", ("vers=4.2",))


class Share:
    """A server with a clock of its own, and a machine that looks at it."""

    def __init__(self, folder: Path, *, machine_is_ahead: int = 0) -> None:
        self.server = FakeClock()
        self.ticks = FakeClock(1_000)
        self.machine = FakeClock(MONDAY_9 + machine_is_ahead)
        self.is_away = False
        self.clock = ShareClock(
            folder, base=self.machine, ticks=self.ticks, read=self.read
        )

    def read(self, _folder: Path) -> Reading:
        if self.is_away:
            raise PermissionError(13, "Permission denied")
        return Reading(self.server(), self.ticks(), 1)

    def forward(self, seconds: float) -> None:
        for clock in (self.server, self.ticks, self.machine):
            clock.forward(seconds=seconds)


def test_a_file_just_made_tells_the_time_of_where_it_lies(tmp_path: Path) -> None:
    before = os.stat(tmp_path).st_ctime_ns
    found = read_server(tmp_path)
    clock = ShareClock(tmp_path)
    assert found.instant >= before // 1_000_000 - 50
    assert found.error < 1_000
    assert not list((tmp_path / BACKUPS).iterdir())
    clock.learn(0)
    assert clock.offset is not None and abs(clock.offset) < 1_000
    assert not clock.is_wrong


def test_the_shares_time_counts(tmp_path: Path) -> None:
    share = Share(tmp_path, machine_is_ahead=DAY)
    assert share.clock() == MONDAY_9 + DAY
    share.clock.learn(0)
    assert share.clock() == MONDAY_9
    assert share.clock.offset == -DAY and share.clock.is_wrong
    share.forward(2.5)
    assert share.clock() == MONDAY_9 + 2_500


@pytest.mark.parametrize(("ahead", "is_wrong"), [(2_000, False), (-2_001, True)])
def test_two_seconds_are_said(tmp_path: Path, ahead: int, is_wrong: bool) -> None:
    share = Share(tmp_path, machine_is_ahead=ahead)
    share.clock.learn(0)
    assert share.clock.is_wrong is is_wrong


def test_a_clock_set_by_hand_in_between_changes_nothing(tmp_path: Path) -> None:
    share = Share(tmp_path)
    share.clock.learn(0)
    share.machine.forward(minutes=600)
    share.forward(10)
    assert share.clock() == MONDAY_9 + 10_000
    assert not share.clock.is_wrong
    share.clock.learn(0)
    assert share.clock() == MONDAY_9 + 10_000
    assert share.clock.is_wrong


def test_it_is_learned_again_after_a_while_and_after_an_outage(tmp_path: Path) -> None:
    share = Share(tmp_path)
    assert share.clock.is_due
    share.clock.learn(0)
    assert not share.clock.is_due
    share.forward(LEARN_SECONDS)
    assert share.clock.is_due
    share.clock.learn(0)
    share.clock.wake()
    assert share.clock.is_due


def test_the_tick_of_file_times_does_not_make_it_jump(tmp_path: Path) -> None:
    share = Share(tmp_path)
    share.clock.learn(0)
    share.server.forward(seconds=-0.015)
    share.clock.learn(0)
    assert share.clock() == MONDAY_9
    share.server.forward(seconds=-0.1)
    share.clock.learn(0)
    assert share.clock() == MONDAY_9 - 115


def test_without_a_time_no_work_is_begun(tmp_path: Path) -> None:
    share = Share(tmp_path)
    share.is_away = True
    with pytest.raises(ShareUnavailable, match="not written to"):
        share.clock.learn(0)
    share.is_away = False
    share.clock.learn(0)
    share.is_away = True
    share.forward(60)
    share.clock.learn(0)
    assert share.clock() == MONDAY_9 + 60_000


def test_a_server_that_lost_its_time_is_not_believed(tmp_path: Path) -> None:
    share = Share(tmp_path)
    share.server.instant = 1_000_000_000_000
    share.clock.learn(MONDAY_9 - 60_000)
    assert share.clock.is_doubted
    assert share.clock() == MONDAY_9
    # Where this machine's clock is no better, the server's counts.
    share.machine.instant = 1_000_000_000_000 - DAY
    share.clock.learn(MONDAY_9 - 60_000)
    assert not share.clock.is_doubted
    assert share.clock() == 1_000_000_000_000


# In a station


def station_with(folder: Path, share: Share, name: str = "kiosk-1") -> ShareSession:
    """A station on a share whose server has the clock of `share`."""
    station = ShareSession(folder, load_office(folder), name=name, fingerprint=HERE)
    at_work = station.attendance
    at_work.clock = at_work.store.clock = at_work.trust.clock = share.clock
    station.join()
    return station


def test_a_wrong_date_issues_into_the_right_day(office_folder: Path) -> None:
    share = Share(office_folder, machine_is_ahead=3 * DAY)
    station = station_with(office_folder, share)
    ticket = ask(station, "1")["ticket"]
    assert ticket["issued_at"].startswith("2026-11-23T09:00:00")
    assert station.attendance.store.read(lambda c, _: kept_day(c)) == "2026-11-23"
    behind = Share(office_folder, machine_is_ahead=-400 * DAY)
    other = station_with(office_folder, behind, "kiosk-2")
    assert ask(other, "2")["ticket"]["label"] == "A002"
    station.leave()
    other.leave()


def test_what_is_off_is_told(
    office_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    share = Share(office_folder, machine_is_ahead=5_000)
    station = station_with(office_folder, share)
    told = station.attendance.store.read(stations_at_work)
    assert [each.offset_ms for each in told] == [-5_000]
    assert "offset_ms=-5000" in caplog.text
    share.machine.forward(seconds=-5)
    share.forward(LEARN_SECONDS)
    station.beat()
    told = station.attendance.store.read(stations_at_work)
    assert [each.offset_ms for each in told] == [0]
    station.leave()


def test_a_local_disk_has_no_clock_of_its_own(
    office_folder: Path, clock: FakeClock
) -> None:
    office = load_office(office_folder)
    station = ShareSession(office_folder, office, name="x", clock=clock)
    station.join()
    assert station.clock.offset is None
    clock.forward(minutes=3)
    assert station.attendance.store.clock() == clock()
    assert not list(office_folder.glob(f"{BACKUPS}/clock-*"))
    station.leave()


def test_who_may_not_write_reads_by_its_own_clock(office_folder: Path) -> None:
    share = Share(office_folder)
    share.is_away = True
    reader = ShareSession(office_folder, load_office(office_folder), name=None)
    trust = reader.attendance.trust
    reader.attendance.clock = reader.attendance.store.clock = trust.clock = share.clock
    trust.fingerprint = replace(HERE, host="lobby/2")
    reader.join()
    assert reader.attendance.store.clock() == MONDAY_9
    reader.leave()
