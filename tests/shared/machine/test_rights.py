"""What a machine keeps of its stations is read by their user alone."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from shared.machine.state_folder import put_rights_right
from tests.jiaohao.test_commands import english, run
from tests.processes import Process, gone

__all__ = ["english"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")


@pytest.fixture
def open_to_all() -> object:
    """New files are open to everybody, as with most users."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_places(folder: Path) -> list[Path]:
    """What in a folder others may read or write, and the folder itself."""
    places = (folder, *folder.rglob("*"))
    return [each for each in places if each.stat().st_mode & 0o077]


@pytest.mark.usefixtures("open_to_all")
def test_a_station_keeps_its_journal_to_itself(
    office_folder: Path, state_folder: Path, file: Path
) -> None:
    kiosk = Process(office_folder, "kiosk-1")
    kiosk.read()
    kiosk.ask("open_counter", counter=1, staff="林")
    with gone(file):
        kiosk.ask("issue", service="jobs")
    assert list(state_folder.rglob("*.db")), "there is a journal"
    assert open_places(state_folder) == []
    kiosk.end()
    assert run("doctor", "--office", office_folder).exit_code == 0
    assert open_places(state_folder) == []


def test_what_an_earlier_version_left_open_is_closed(
    office_folder: Path, state_folder: Path
) -> None:
    Process(office_folder, "kiosk-1").end()
    for each in (state_folder, *state_folder.rglob("*")):
        each.chmod(0o755 if each.is_dir() else 0o644)
    assert open_places(state_folder)
    Process(office_folder, "kiosk-1").end()
    assert open_places(state_folder) == []


def test_a_folder_that_is_not_ours_alone_is_left_as_it_is(
    state_folder: Path, tmp_path: Path
) -> None:
    """Somebody named /var/lib, or a home."""
    others, ours = state_folder / "others", state_folder / "journals"
    linked = tmp_path / "elsewhere"
    for each in (others, ours, linked):
        each.mkdir(parents=True)
        each.chmod(0o755)
    (ours / "link").symlink_to(linked)
    state_folder.chmod(0o755)
    put_rights_right()
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (state_folder, others, ours)]
    assert modes == [0o755, 0o755, 0o700]
    assert stat.S_IMODE(linked.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (0o755, "Every user of this machine may read"),
        (0o777, "Every user of this machine may change"),
        (0o770, "Only its user and group"),
    ],
)
def test_the_rights_of_the_office_folder_are_told(mode: int, words: str) -> None:
    with tempfile.TemporaryDirectory() as reached:
        Path(reached).chmod(0o755)
        office = Path(reached) / "office"
        run("init", office)
        office.chmod(mode)
        (office / "queue.db").chmod(0o644)
        told = run("doctor", "--office", office).stdout
    assert words in told
    assert ("chmod o=" in told) is (mode != 0o770)
