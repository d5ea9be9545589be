"""Another office's queue.db where this machine has seen its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from jiaohao.backup import put_back
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.offline.known_office import recall
from shared.text.catalogue import catalogue
from shared.upkeep.backup import make_backup
from tests.jiaohao.test_commands import english, run
from tests.processes import NOBODY, Process

__all__ = ["english"]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The folder of another office."""
    folder = tmp_path / "elsewhere"
    assert run("init", folder).exit_code == 0
    return folder


@pytest.fixture
def mixed_up(office_folder: Path, elsewhere: Path) -> Path:
    """A folder in which a kiosk of this machine gave a number out, and now this."""
    kiosk, hello = begun(office_folder)
    assert hello["hello"] == "jiaohao"
    assert kiosk.ask("issue", service="jobs")["ticket"]["label"] == "A001"
    kiosk.end()
    make_backup(office_folder)
    shutil.copy(elsewhere / QUEUE_FILE, office_folder / QUEUE_FILE)
    return office_folder


def begun(folder: Path) -> tuple[Process, Any]:
    """A kiosk's station and its first word."""
    kiosk = Process(folder, "kiosk-1")
    return kiosk, kiosk.read()


def test_it_is_refused_until_a_person_says_that_it_is_meant(mixed_up: Path) -> None:
    kiosk, told = begun(mixed_up)
    assert (told["ok"], told["error"]) == (False, "share_unsafe"), "not: A001 again"
    assert "jiaohao doctor --accept-office" in told["message"]
    assert kiosk.end()[0] == 3
    found = run("doctor", "--office", mixed_up)
    assert found.exit_code == 3 and "--accept-office" in found.stdout
    assert run("doctor", "--accept-office", "--office", mixed_up).exit_code == 0
    kiosk, hello = begun(mixed_up)
    assert hello["hello"] == "jiaohao"
    kiosk.end()
    assert run("doctor", "--office", mixed_up).exit_code == 0


def test_or_the_own_copy_is_put_back(mixed_up: Path) -> None:
    assert list(put_back(mixed_up, None, catalogue("en"), waits=NOBODY))
    kiosk, hello = begun(mixed_up)
    assert hello["hello"] == "jiaohao"
    assert kiosk.settled("ticket", label="A001")["ticket"]["state"] == "waiting"
    kiosk.end()


def test_a_copy_of_another_office_is_not_put_back(
    office_folder: Path, elsewhere: Path
) -> None:
    kiosk, _ = begun(office_folder)
    kiosk.end()
    theirs = make_backup(elsewhere)
    refused = run("restore", theirs, "--office", office_folder)
    assert refused.exit_code == 2 and "another office" in refused.stderr
    place = office_folder / BACKUPS
    place.mkdir(exist_ok=True)
    shutil.copy(theirs, place / theirs.name)
    refused = run("restore", "--office", office_folder)
    assert refused.exit_code == 2 and "no copy" in refused.stderr


def test_a_new_office_in_its_place_is_meant(office_folder: Path) -> None:
    kiosk, _ = begun(office_folder)
    kiosk.end()
    before = recall(office_folder)
    office_folder.rename(office_folder.with_name("before"))
    assert run("init", office_folder).exit_code == 0
    kiosk, hello = begun(office_folder)
    assert hello["hello"] == "jiaohao"
    kiosk.end()
    after = recall(office_folder)
    assert before is not None and after is not None and before.office != after.office
