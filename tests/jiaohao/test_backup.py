"""`jiaohao backup` and `jiaohao restore`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jiaohao.backup import put_back
from jiaohao.cli import main
from shared.office.model import BACKUPS, QUEUE_FILE
from shared.text.catalogue import catalogue
from tests.desk import Asker
from tests.processes import SOON


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


def test_stations_at_work_are_named(office_folder: Path) -> None:
    ask = Asker(office_folder, name="pad [/] 3")
    run("backup", "--office", office_folder)
    refused = run("restore", "--office", office_folder)
    assert refused.exit_code == 2
    assert "pad [/] 3" in refused.stderr
    ask.close()


def test_no_copy_and_no_such_copy(office_folder: Path) -> None:
    assert run("restore", "--office", office_folder).exit_code == 2
    missing = office_folder / BACKUPS / "x.db"
    assert run("restore", missing, "--office", office_folder).exit_code == 2


def test_a_copy_cannot_be_written(office_folder: Path) -> None:
    (office_folder / BACKUPS).write_text("a file where a folder should be")
    assert run("backup", "--office", office_folder).exit_code == 3


def test_nothing_to_copy(office_folder: Path) -> None:
    (office_folder / QUEUE_FILE).write_bytes(b"x" * 200)
    assert run("backup", "--office", office_folder).exit_code == 3
    assert not list((office_folder / BACKUPS).glob("queue-*"))
