"""`jiaohao unit`: what systemd is told of a station, on each kind of machine."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiaohao.cli import main
from jiaohao.pack.unit import (
    Machine,
    install,
    this_machine,
    unit_name,
    unit_text,
    way_back,
)
from shared.errors import EXIT_BY_STAFF, OfficeMistake

OLD = Machine(12, frozenset({"xinit", "xterm"}), "desk")
NEW = Machine(13, frozenset({"cage", "foot", "xterm", "xinit"}), "desk")
OFFICE = Path("/srv/office 100%")


def command_of(text: str) -> list[str]:
    """The words of ExecStart, as systemd reads them."""
    line = next(each for each in text.splitlines() if each.startswith("ExecStart="))
    return shlex.split(line.removeprefix("ExecStart=").replace("%%", "%"))


def test_a_kiosk_on_debian_12_comes_up_on_x11() -> None:
    text = unit_text(["kiosk", "kiosk-1"], OFFICE, OLD)
    command = command_of(text)
    assert command[:2] == ["/usr/bin/xinit", "/usr/bin/xterm"]
    assert "DejaVu Sans Mono:pixelsize=6" in command
    assert "-maximized" in command and "-fullscreen" not in command
    assert "XTerm*omitTranslation" in " ".join(command)
    assert command[command.index("--") :] == (
        ["--", ":0", "vt7", "-nolisten", "tcp", "-s", "0", "-dpms"]
    )
    assert ["kiosk", "kiosk-1", "--office", str(OFFICE)] == command[
        command.index("kiosk") : command.index("--")
    ]
    for line in (
        "User=desk",
        "Restart=always",
        "TTYPath=/dev/tty7",
        "UMask=0007",
        f"RestartPreventExitStatus={EXIT_BY_STAFF}",
    ):
        assert line in text.splitlines()


def test_on_debian_13_it_comes_up_on_wayland() -> None:
    command = command_of(unit_text(["display", "serving"], OFFICE, NEW))
    assert command[:4] == ["/usr/bin/cage", "-ds", "--", "/usr/bin/foot"]
    assert command[-2:] == ["--office", str(OFFICE)]
    assert "touch.long-press-delay=0" not in command
    kiosk = command_of(unit_text(["kiosk", "k"], OFFICE, NEW))
    assert "touch.long-press-delay=0" in kiosk
    assert kiosk[:3] == ["/usr/bin/cage", "-d", "--"]
    no_cage = replace(NEW, programs=frozenset({"xinit", "xterm"}))
    assert command_of(unit_text(["kiosk", "k"], OFFICE, no_cage))[0] == "/usr/bin/xinit"


def test_a_counter_has_larger_letters_and_some_have_no_screen() -> None:
    assert "pixelsize=14" in unit_text(["counter", "3"], OFFICE, OLD)
    for kind in ("page", "ship"):
        text = unit_text([kind], OFFICE, Machine(12, frozenset(), "desk"))
        assert "TTYPath" not in text and "xinit" not in text


@pytest.mark.parametrize(("debian", "package"), [(12, "xterm"), (13, "cage foot")])
def test_what_is_missing_is_named(debian: int, package: str) -> None:
    with pytest.raises(OfficeMistake, match=package):
        unit_text(["kiosk", "k"], OFFICE, Machine(debian, frozenset(), "desk"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["kiosk", "kiosk-1"], "jiaohao-kiosk-1.service"),
        (["counter", "3"], "jiaohao-counter-3.service"),
        (["display", "flow"], "jiaohao-display-flow.service"),
        (["page"], "jiaohao-page.service"),
        (["ship"], "jiaohao-ship.service"),
    ],
)
def test_each_station_has_a_unit_of_its_own(words: list[str], name: str) -> None:
    assert unit_name(words) == name
    assert any(name in step for step in way_back(name))


def test_it_is_started_as_it_was_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAOHAO_START", "/home/desk/.local/share/jiaohao/start.py")
    command = command_of(unit_text(["kiosk", "k"], OFFICE, OLD))
    assert "/home/desk/.local/share/jiaohao/start.py" in command


def test_the_release_is_read(tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text('NAME="Debian GNU/Linux"\nVERSION_ID="13"\nID=debian\n')
    assert this_machine(file).debian == 13
    file.write_text('ID="ubuntu"\nVERSION_ID="24.04"\n')
    assert this_machine(file).debian == 0
    assert this_machine(tmp_path / "none").debian == 0


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(OfficeMistake, match="sudo"):
        install("jiaohao-k.service", "text", tmp_path / "none")


def test_it_writes_the_unit_and_asks_systemd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    systemctl = tmp_path / "bin" / "systemctl"
    systemctl.parent.mkdir()
    systemctl.write_text(f'#!/bin/sh\necho "$@" >> {asked}\n')
    systemctl.chmod(0o755)
    monkeypatch.setenv("PATH", str(systemctl.parent), prepend=":")
    install("jiaohao-k.service", "text\n", tmp_path)
    assert (tmp_path / "jiaohao-k.service").read_text() == "text\n"
    assert asked.read_text().splitlines() == [
        "daemon-reload",
        "enable --now jiaohao-k.service",
    ]
    systemctl.write_text("#!/bin/sh\necho no bus >&2\nexit 1\n")
    with pytest.raises(OfficeMistake, match="no bus"):
        install("jiaohao-k.service", "text\n", tmp_path)


def test_the_command_prints_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    told = CliRunner().invoke(main, ["unit", "page", "--office", "/srv/office"])
    assert told.exit_code == 0 and "ExecStart=" in told.output
    told = CliRunner().invoke(main, ["unit", "kiosk", "--office", "/srv/office"])
    assert told.exit_code == 2 and "Say which one" in told.output
