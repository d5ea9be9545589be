"""`jiaohao doctor` where office.toml was edited while stations are at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.folder import OFFICE_FILE
from tests.jiaohao.test_commands import english, run
from tests.processes import Process
from tests.support import OFFICE

__all__ = ["english"]


@pytest.fixture
def at_work(office_folder: Path) -> Path:
    """A folder in which a station of this machine was at work."""
    station = Process(office_folder, "pad")
    station.read()
    station.end()
    return office_folder


def _said(folder: Path, sheet: str) -> str:
    (folder / OFFICE_FILE).write_text(sheet, encoding="utf-8")
    return run("doctor", "--office", folder).stdout


def test_nothing_is_said_while_the_office_is_the_same(at_work: Path) -> None:
    said = _said(at_work, f"# by the porter\n{OFFICE}")
    assert "It was changed" not in said and "all stations work by version" in said


def test_what_may_be_taken_up_at_once(at_work: Path) -> None:
    said = _said(at_work, OFFICE.replace("minutes = 25", "minutes = 20"))
    assert "office.toml: It was changed (version " in said
    assert "jiaohao reload" in said
    assert "break numbers" not in said


def test_what_breaks_numbers_given_out_today(at_work: Path) -> None:
    said = _said(at_work, OFFICE.replace('letter = "B"', 'letter = "C"'))
    assert "service training: its letter B becomes C – this would break numbers" in said


def test_mistakes_stop_no_station_of_this_machine(at_work: Path) -> None:
    assert "go on by the last one without mistakes" in _said(at_work, "nothing")


def test_mistakes_leave_the_rest_to_be_looked_at(at_work: Path) -> None:
    (at_work / OFFICE_FILE).write_text("nothing", encoding="utf-8")
    found = run("doctor", "--office", at_work)
    assert found.exit_code == 0, found.output
    assert "all stations work by version" in found.stdout
    assert run("backup", "--office", at_work).exit_code == 0
    assert run("archive", "--office", at_work).exit_code == 0
