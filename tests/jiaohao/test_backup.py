"""`jiaohao backup` and `jiaohao restore`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jiaohao.backup import put_back
from jiaohao.cli import main
from shared.clock import local, now_ms
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.office.reader import load_office
from shared.text.catalogue import catalogue
from shared.upkeep.backup import make_backup
from tests.desk import Asker, after_a_long_rest
from tests.processes import SOON, Process, restored
from tests.support import FakeClock


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_from_a_deleted_file_back_to_work(office_folder: Path) -> None:
    ask = Asker(office_folder, name="one")
    ask.ok("issue", service="jobs")
    made = run("backup", "--office", office_folder)
    assert made.exit_code == 0
    assert run("restore", "--office", office_folder).exit_code == 2
    ask.close()
    (office_folder / QUEUE_FILE).unlink()

    said = "".join(put_back(office_folder, None, catalogue("en"), waits=SOON))

    assert "event is 1" in said
    assert "Nothing came from: one" in said
    ask = Asker(office_folder, name="two")
    # “one” may have given out numbers that nobody else has heard of.
    assert ask.ticket("issue", service="jobs")["label"] == "A102"
    ask.close()


def test_a_deleted_file_that_is_still_open_elsewhere_is_waited_for(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SMB its name is not free before the last has let go of it."""
    run("backup", "--office", office_folder)
    file = office_folder / QUEUE_FILE
    file.unlink()
    tries, replace = [PermissionError(), PermissionError()], os.replace

    def denied(part: Path, place: Path) -> None:
        if place == file and tries:
            raise tries.pop()
        replace(part, place)

    monkeypatch.setattr(os, "replace", denied)
    assert list(put_back(office_folder, None, catalogue("en"), waits=SOON))
    assert file.exists() and not tries


def test_an_office_that_a_wrong_clock_put_ahead_comes_back(
    office_folder: Path,
) -> None:
    ask = Asker(office_folder, name="one")
    ask.ok("issue", service="jobs")
    sound = make_backup(office_folder)
    ask.close()
    far = FakeClock(now_ms() + 400 * 86_400_000)
    after_a_long_rest(office_folder, far)
    wrong = Asker(office_folder, name="wrong", clock=far)
    wrong.ok("issue", service="jobs")
    wrong.close()
    make_backup(office_folder, clock=far)
    kiosk = Process(office_folder, "kiosk-1")
    kiosk.read()
    said = restored(office_folder)
    assert sound.name in said
    today = f"{local(now_ms(), load_office(office_folder).time_zone):%Y-%m-%d}"
    told = kiosk.settled("issue", service="jobs")["ticket"]
    assert told["issued_at"].startswith(today)
    assert kiosk.settled("ticket", label="A001")["ticket"]["issued_at"].startswith(
        today
    )
    kiosk.end()


def test_stations_at_work_are_named(office_folder: Path) -> None:
    ask = Asker(office_folder, name="pad [/] 3")
    run("backup", "--office", office_folder)
    refused = run("restore", "--office", office_folder)
    assert refused.exit_code == 2
    assert "pad [/] 3" in refused.stderr and "Nothing was changed" in refused.stderr
    ask.close()


def test_no_copy_and_no_such_copy(office_folder: Path) -> None:
    assert run("restore", "--office", office_folder).exit_code == 2
    missing = office_folder / BACKUPS / "x.db"
    assert run("restore", missing, "--office", office_folder).exit_code == 2


def test_a_copy_cannot_be_written(office_folder: Path) -> None:
    (office_folder / BACKUPS).write_text("a file where a folder should be")
    assert run("backup", "--office", office_folder).exit_code == 3


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="Linux")
def test_a_folder_that_may_only_be_read(office_folder: Path) -> None:
    refused = run("backup", "--into", "/sys/kernel", "--office", office_folder)
    assert refused.exit_code == 3
    assert "it may be read but not written" in refused.stderr


def test_a_copy_on_another_disk(office_folder: Path, tmp_path: Path) -> None:
    missing = run("backup", "--into", tmp_path / "usb", "--office", office_folder)
    assert missing.exit_code == 2 and "usb" in missing.stderr
    made = run("backup", "--into", tmp_path, "--office", office_folder)
    assert made.exit_code == 0 and "the office's own disk" in made.stdout


@pytest.mark.skipif(
    not Path("/dev/shm").is_dir(), reason="needs a mount: a second disk"
)
def test_a_copy_on_this_machines_own_disk(tmp_path: Path) -> None:
    """As on a mount point whose disk is not there."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as share:
        office = Path(share) / "office"
        run("init", office)
        made = run("backup", "--into", tmp_path, "--office", office)
        assert made.exit_code == 0
        is_root_disk = os.stat(tmp_path).st_dev == os.stat("/").st_dev
        assert ("this machine's own disk" in made.stdout) is is_root_disk


def test_nothing_to_copy(office_folder: Path) -> None:
    (office_folder / QUEUE_FILE).write_bytes(b"x" * 200)
    assert run("backup", "--office", office_folder).exit_code == 3
    assert not list((office_folder / BACKUPS).glob("queue-*"))
