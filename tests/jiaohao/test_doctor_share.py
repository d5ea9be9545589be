"""`jiaohao doctor` on a share: what it finds there, and what it says to do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jiaohao.doctor import file as doctor_file
from jiaohao.doctor import share as doctor_share
from shared.clock import now_ms
from shared.machine import mount as store_mount
from shared.machine.host import MountFingerprint, find_fingerprint
from shared.office.folder import BACKUPS
from shared.office.reader import load_office
from shared.safety import file_check
from shared.sqlite.transactions import Store
from shared.station.share_session import ShareSession
from tests.desk import Asker
from tests.jiaohao.test_commands import english, run
from tests.shared.safety.test_proof import HOLDS, LIES, found_between, proofs_of
from tests.support import FakeClock

__all__ = ["english"]

NFS = "nfs4 srv:/office rw,vers=4.2,local_lock=none"
SMB = "cifs //nas/office rw,vers=3.1.1,cache=strict"


@pytest.fixture
def mounted(
    office_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Makes the kernel's table say that the office lies on a share."""

    def mount(what: str) -> Path:
        table = tmp_path / "mountinfo"
        table.write_text(f"40 22 0:45 / {office_folder} rw - {what}\n")
        monkeypatch.setattr(store_mount, "_MOUNTS", table)
        return office_folder

    return mount


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody beats here but where a test says so."""
    monkeypatch.setattr(doctor_share, "_LONGEST_WAIT", 0.2)


@pytest.fixture
def store(office_folder: Path) -> Iterator[Store]:
    found = Store(office_folder)
    yield found
    found.close()


def here(folder: Path) -> MountFingerprint:
    fingerprint = find_fingerprint(folder)
    assert fingerprint is not None
    return fingerprint


def there(folder: Path) -> MountFingerprint:
    """Another host with the same mount."""
    return replace(here(folder), host="desk/2", boot="boot-2")


def findings(folder: Path) -> tuple[dict[str, Any], int]:
    """What it found by topic, and its exit status."""
    done = run("doctor", "--json", "--office", folder)
    found = json.loads(done.stdout)["findings"]
    return {each["topic"]: each for each in found}, done.exit_code


def test_a_disk_of_this_machine(office_folder: Path) -> None:
    found, status = findings(office_folder)
    assert status == 0
    assert "nothing to prove" in found["locks between hosts"]["found"]
    assert found["soundness of queue.db"]["level"] == "fine"
    assert "what others write" not in found and "clock" not in found
    assert "MB free" in found["space on the share"]["found"]
    assert "A commit takes" in found["speed"]["found"]
    assert not list((office_folder / BACKUPS).iterdir())


def test_a_share_that_nobody_has_proven(mounted: Any) -> None:
    found, status = findings(mounted(NFS))
    assert status == 0
    assert "srv:/office" in found["mount"]["found"]
    assert found["mount"]["level"] == "fine"
    assert found["locks between hosts"]["level"] == "warning"
    assert "second machine" in found["locks between hosts"]["remedy"]
    assert "No station of another machine" in found["what others write"]["found"]
    assert "0.0 s" in found["clock"]["found"]


def test_a_share_that_was_proven(mounted: Any, store: Store) -> None:
    folder = mounted(NFS)
    found_between(store, here(folder), there(folder), HOLDS)
    found, status = findings(folder)
    assert status == 0
    assert "They held with desk" in found["locks between hosts"]["found"]


def test_a_share_whose_proof_failed(mounted: Any, store: Store) -> None:
    folder = mounted(NFS)
    found_between(store, here(folder), there(folder), LIES)
    found, status = findings(folder)
    assert status == 3
    said = found["locks between hosts"]
    assert said["level"] == "unusable"
    assert "vers=4.2" in said["found"] and "doctor --prove" in said["found"]
    again = run("doctor", "--prove", "--office", folder)
    assert again.exit_code == 0, again.output
    assert "Forgotten: 1." in again.stdout
    assert proofs_of(store) == []


def test_stations_that_have_not_agreed_yet(mounted: Any, store: Store) -> None:
    folder = mounted(NFS)
    station = at_work(folder, there(folder))
    found, _ = findings(folder)
    said = found["locks between hosts"]
    assert "Not proven yet with desk" in said["found"]
    assert "Start a station on this machine" in said["remedy"]
    assert "No sign of life of 1 stations" in found["what others write"]["found"]
    station.leave()


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("cifs //nas/office rw,nobrl", "without"),
        ("nfs srv:/office rw,nolock", "vers=4.2"),
        ("fuse.sshfs srv:/office rw", "sshfs"),
    ],
)
def test_an_unsafe_mount(mounted: Any, what: str, words: str) -> None:
    found, status = findings(mounted(what))
    assert status == 3
    assert found["mount"]["level"] == "unusable" and words in found["mount"]["found"]
    assert "speed" not in found


@pytest.mark.parametrize(
    ("what", "remedy"),
    [(NFS.replace("nfs4", "nfs"), "vers=4.2"), (SMB, "nolease,actimeo=0")],
)
def test_options_that_are_missing(mounted: Any, what: str, remedy: str) -> None:
    found, _ = findings(mounted(what))
    assert found["mount"]["level"] == "warning"
    assert remedy in found["mount"]["remedy"]


def at_work(folder: Path, fingerprint: MountFingerprint, **told: Any) -> ShareSession:
    office = load_office(folder)
    station = ShareSession(folder, office, name="desk-2", fingerprint=fingerprint)
    clock = station.attendance.clock
    clock.offset = told.get("offset")
    clock.rest()
    station.join()
    return station


def test_what_another_host_writes_is_seen_soon(
    mounted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_share, "_LONGEST_WAIT", 10.0)
    folder = mounted(NFS)
    station = at_work(folder, there(folder))
    is_over = threading.Event()

    def beat() -> None:
        while not is_over.wait(0.2):
            station.beat()

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        found, _ = findings(folder)
    finally:
        is_over.set()
        thread.join()
        station.leave()
    said = found["what others write"]
    assert said["level"] == "fine" and "Seen here after" in said["found"]


def test_clocks_and_versions_of_the_stations(mounted: Any, store: Store) -> None:
    folder = mounted(NFS)
    station = at_work(folder, there(folder), offset=-7_200_000)
    store.write(
        lambda connection, now: connection.execute(
            "insert into station values ('old', 't', 'p', '0.0.1', ?, ?, '{}')",
            (now, now),
        )
    )
    words = run("status", "--office", folder).stdout
    assert "desk-2  +7200.0 s: let it be set" in words
    found, status = findings(folder)
    assert status == 0
    assert found["clock"]["about"] == "desk-2"
    assert "+7200.0 s" in found["clock"]["found"]
    assert "0.0.1" in found["stations"]["found"]
    assert "newest version" in found["stations"]["remedy"]
    station.leave()


def test_the_last_copy(office_folder: Path) -> None:
    assert "none yet" in findings(office_folder)[0]["last copy"]["found"]
    assert run("backup", "--office", office_folder).exit_code == 0
    found, _ = findings(office_folder)
    assert found["last copy"]["level"] == "fine", found["last copy"]
    copy = next((office_folder / BACKUPS).glob("queue-*.db"))
    copy.write_bytes(b"torn")
    found, _ = findings(office_folder)
    assert "cannot be trusted" in found["last copy"]["found"]
    assert "jiaohao backup" in found["last copy"]["remedy"]


def test_a_broken_file(office_folder: Path) -> None:
    file = office_folder / "queue.db"
    whole = bytearray(file.read_bytes())
    whole[4096 : 4096 * 8] = b"\xff" * (4096 * 7)
    file.write_bytes(whole)
    done = run("doctor", "--office", office_folder)
    assert done.exit_code == 3
    assert "STOP" in done.stdout


def test_little_space_and_a_long_check(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_file, "_LITTLE_SPACE", 2**62)
    monkeypatch.setattr(doctor_file, "_CHECK_SECONDS", -1.0)
    monkeypatch.setattr(file_check, "_STEPS", 1)
    found, status = findings(office_folder)
    assert status == 0
    assert "Free some space" in found["space on the share"]["remedy"]
    assert "jiaohao backup" in found["soundness of queue.db"]["remedy"]


def test_a_clock_that_has_leapt(office_folder: Path) -> None:
    long_ago = FakeClock(now_ms() - 60 * 86_400_000)
    asker = Asker(office_folder, clock=long_ago)
    asker.ok("issue", service="jobs")
    asker.close()
    found, status = findings(office_folder)
    assert (found["clock"]["level"], status) == ("unusable", 3)
    assert "jiaohao doctor --accept-day" in found["clock"]["found"]
    assert run("status", "--office", office_folder).exit_code == 3
    accepted = run("doctor", "--accept-day", "--json", "--office", office_folder)
    assert accepted.exit_code == 0, accepted.output
    found, status = findings(office_folder)
    assert status == 0 and "clock" not in found
    assert run("status", "--office", office_folder).exit_code == 0


def test_an_office_that_a_wrong_clock_put_ahead(office_folder: Path) -> None:
    ahead = FakeClock(now_ms() + 400 * 86_400_000)
    asker = Asker(office_folder, clock=ahead)
    asker.ok("issue", service="jobs")
    asker.close()
    found, status = findings(office_folder)
    assert (found["clock"]["level"], status) == ("unusable", 3)
    assert "jiaohao restore" in found["clock"]["remedy"]
