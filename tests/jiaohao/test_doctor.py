"""`jiaohao doctor`: what it finds, and how it ends."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import cast

import platformdirs
import pytest

from jiaohao.doctor import examination as doctor
from jiaohao.doctor import screens
from printers.drawing import faces
from shared.canvas import fonts
from shared.canvas.fonts import Font, Script
from shared.machine.state_folder import StateFolderUnusable, state_folder
from shared.office.folder import OFFICE_FILE
from shared.offline.journal import journal_file
from shared.offline.journal_opening import open_journal
from shared.text.catalogue import Catalogue
from tests.jiaohao.test_commands import english, run
from tests.support import OFFICE

__all__ = ["english"]


@pytest.fixture
def paper(office_folder: Path, tmp_path: Path) -> Path:
    """The file that the office's printer prints into."""
    file = tmp_path / "paper.bin"
    address = f'address = "file://{file}"'
    text = OFFICE.replace('address = "none"', address)
    (office_folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    return file


def test_a_sound_office(office_folder: Path, paper: Path) -> None:
    found = run("doctor", "--office", office_folder)
    assert found.exit_code == 0, found.output
    assert f"printer (paper, file://{paper}): fine" in found.stdout
    assert "STOP" not in found.stdout
    assert not paper.exists() or not paper.read_bytes()


def test_findings_for_programs(office_folder: Path, paper: Path) -> None:
    found = run("doctor", "--json", "--office", office_folder)
    findings = json.loads(found.stdout)["findings"]
    topics = {each["topic"]: each for each in findings}
    assert set(topics) >= {"office", "python", "sqlite", "state folder", "printer"}
    assert topics["printer"]["about"] == f"paper, file://{paper}"
    assert topics["office"]["about"] is None
    assert {each["level"] for each in findings} <= {"fine", "warning"}
    keys = {"topic", "about", "level", "found", "remedy"}
    assert all(set(each) == keys for each in findings)


def test_people_read_the_topics_in_their_language_and_programs_do_not(
    office_folder: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    known = {}

    def say(msgid: str, **values: object) -> str:
        known[msgid] = values
        return f"<{msgid}>"

    findings = doctor.examine(office_folder)
    lines = [finding.line(cast(Catalogue, say)) for finding in findings]
    assert {"office", "font", "Chinese", "state folder", "printer"} <= set(known)
    assert all("  <" in line for line in lines)
    told = json.loads(run("doctor", "--json", "--office", office_folder).stdout)
    assert told["findings"][0]["topic"] == "office"


@pytest.mark.parametrize("brings_fonts", [True, False])
def test_the_letters_for_paper(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch, brings_fonts: bool
) -> None:
    monkeypatch.setattr(fonts, "FONTS", dict.fromkeys(Script, ()))
    monkeypatch.setattr(faces, "find_font", faces.find_font.__wrapped__)
    if not brings_fonts:
        nowhere = ("jiaohao_no_such_package", Font("no-such-font.ttc"))
        monkeypatch.setattr(fonts, "BROUGHT", dict.fromkeys(Script, nowhere))
    found = run("doctor", "--office", office_folder).stdout.splitlines()
    line = next(it for it in found if "font (Chinese)" in it)
    if brings_fonts:
        assert line.startswith("ok ") and line.endswith("/NotoSansCJK-Regular.ttc")
    else:
        assert line.startswith("look ")
        assert line.endswith("On Debian: apt install fonts-noto-cjk")


@pytest.mark.parametrize(
    ("is_there", "said"),
    [
        (True, "ok .*public screens: Small Chinese words are sharper"),
        (False, "look .*public screens: No font .* apt install fonts-noto-cjk$"),
    ],
)
def test_the_letters_for_screens(
    office_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_there: bool,
    said: str,
) -> None:
    font = Font("here.otf") if is_there else None
    monkeypatch.setattr(screens, "drawing_font", lambda script: font)
    monkeypatch.setattr(screens, "bitmap_font", lambda size: None)
    found = run("doctor", "--office", office_folder).stdout
    assert re.search(f"^{said}", found, re.MULTILINE)


def test_doctor_names_the_best_terminal_there_is(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "neither kitty nor xterm" in run("doctor", "--office", office_folder).stdout
    for name, expected in (("xterm", "xterm -fa "), ("kitty", "kitty --start-as ")):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
        found = run("doctor", "--office", office_folder).stdout
        assert f"start the kiosk and the lobby in: {expected}" in found


def test_the_terminals_are_those_of_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "kiosk.md").read_text()
    for _, command in screens.TERMINALS:
        assert f"`{command}`" in guide


def test_a_kiosk_without_a_printer(office_folder: Path) -> None:
    found = run("doctor", "--office", office_folder)
    line = next(it for it in found.stdout.splitlines() if "no printer" in it)
    assert line.startswith("look") and "kiosk-1" in line and "office.toml" in line


def test_a_printer_that_is_not_there(office_folder: Path, tmp_path: Path) -> None:
    text = OFFICE.replace('"none"', f'"device://{tmp_path}/lp0"')
    (office_folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    found = run("doctor", "--office", office_folder)
    assert found.exit_code == 0
    line = next(it for it in found.stdout.splitlines() if "printer (paper" in it)
    assert line.startswith("look")
    assert "offline (it is not there) Check its power" in line
    assert not (tmp_path / "lp0").exists()


def test_the_test_page_goes_to_the_printer_named(
    office_folder: Path, paper: Path
) -> None:
    found = run("doctor", "--test-page", "paper", "--office", office_folder)
    assert found.exit_code == 0, found.output
    assert "test page (paper): printed" in found.stdout
    assert "It confirms nothing" in found.stdout
    assert len(paper.read_bytes()) > 1000


@pytest.mark.parametrize("printer", ["none", "paper"])
def test_no_such_printer_for_a_test_page(office_folder: Path, printer: str) -> None:
    found = run("doctor", "--test-page", printer, "--office", office_folder)
    assert found.exit_code == 2
    assert printer in found.stderr


def test_what_makes_work_impossible(
    office_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("doctor", "--office", tmp_path).exit_code == 3
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("JIAOHAO_STATE", str(tmp_path / "file" / "state"))
    found = run("doctor", "--office", office_folder)
    assert found.exit_code == 3
    assert "STOP" in found.stdout and "JIAOHAO_STATE" in found.stdout


def test_without_an_office_the_machine_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("doctor")
    assert found.exit_code == 0
    assert "python" in found.stdout
    assert run("doctor", "--test-page", "paper").exit_code == 2


def test_too_little_space_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "_LITTLE_SPACE", 2**62)
    monkeypatch.chdir(tmp_path)
    assert "Free some space" in run("doctor").stdout


def test_an_old_python_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    later = (sys.version_info[0], sys.version_info[1] + 1)
    monkeypatch.setattr(doctor, "_OLDEST_PYTHON", later)
    monkeypatch.chdir(tmp_path)
    found = run("doctor")
    assert found.exit_code == 3
    assert f"Install {later[0]}.{later[1]} or newer" in found.stdout


def test_the_probe_leaves_nothing_behind(
    state_folder: Path, office_folder: Path
) -> None:
    run("doctor", "--office", office_folder)
    assert not [each for each in state_folder.rglob("*") if "probe" in each.name]


def test_a_user_without_a_home_is_told(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare systemd unit has no HOME, and its user perhaps no entry."""

    def homeless(*_: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("JIAOHAO_STATE")
    monkeypatch.setattr(platformdirs, "user_state_path", homeless)
    done = run("doctor", "--office", office_folder)
    assert done.exit_code == 3
    assert done.output.count("JIAOHAO_STATE") == 1
    with pytest.raises(StateFolderUnusable) as told:
        state_folder()
    assert told.value.code == "state_folder"


def test_a_ruined_journal(office_folder: Path, paper: Path) -> None:
    def told() -> list[tuple[str, str]]:
        found = run("doctor", "--json", "--office", office_folder)
        findings = json.loads(found.stdout)["findings"]
        journals = [each for each in findings if each["topic"] == "journals"]
        return [(each["level"], each["found"]) for each in journals]

    open_journal("office", "kiosk-1").close()
    assert told() == [("fine", "1, nothing wrong with them")]
    file = journal_file("office", "kiosk-1")
    file.write_bytes(b"nonsense" * 1000)
    [(level, words)] = told()
    assert level == "warning"
    assert f"{file} is ruined" in words
    open_journal("office", "kiosk-1").close()
    [(level, words)] = told()
    assert level == "warning"
    assert f"{file.with_suffix('.broken')} was ruined and put aside" in words
