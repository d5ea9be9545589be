"""start.py of a packed folder: installs once, goes on without the share, goes back."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jiaohao.pack import start
from jiaohao.pack.packing import write_sums

MODULE = """\
import sys
print("jiaohao", {version!r}, *sys.argv[1:])
"""
METADATA = "Metadata-Version: 2.1\nName: jiaohao\nVersion: {version}\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def put_version(share: Path, version: str) -> Path:
    """A version as `jiaohao pack` makes it, of a Jiaohao that only says which it is."""
    folder = share / version
    folder.mkdir(parents=True)
    info = f"jiaohao-{version}.dist-info"
    files = {
        "jiaohao/__init__.py": "",
        "jiaohao/__main__.py": MODULE.format(version=version),
        f"{info}/METADATA": METADATA.format(version=version),
        f"{info}/WHEEL": WHEEL,
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in files)
    wheel = folder / f"jiaohao-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    (folder / start.WANTED).write_text(f"jiaohao=={version}\n")
    own = Path(start.__file__).read_text(encoding="utf-8")
    (folder / start.OWN_NAME).write_text(own, encoding="utf-8")
    (share / start.OWN_NAME).write_text(own, encoding="utf-8")
    write_sums(folder)
    return folder


class Machine:
    """A machine of the office, with a disk of its own."""

    def __init__(self, disk: Path) -> None:
        self.home = disk / "jiaohao"
        self._settings = {**os.environ, "XDG_DATA_HOME": str(disk)}

    def start(
        self, file: Path, *words: str, silence: float | None = None
    ) -> subprocess.CompletedProcess[str]:
        """What a start says; `silence` is how long it waits for the share."""
        command = [sys.executable, str(file), *words]
        if silence is not None:
            quick = (
                "import runpy, sys; sys.argv = sys.argv[1:];"
                "told = runpy.run_path(sys.argv[0], run_name='start');"
                f"told['heard'].__globals__['SILENCE'] = {silence};"
                "sys.exit(told['main'](sys.argv[1:]))"
            )
            command = [sys.executable, "-c", quick, str(file), *words]
        return subprocess.run(
            command, env=self._settings, capture_output=True, text=True, timeout=120
        )

    @property
    def installed(self) -> list[str]:
        return start.versions(self.home / "versions")


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A share with one version."""
    folder = tmp_path_factory.mktemp("share") / "jiaohao"
    put_version(folder, "0.1.0")
    return folder


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, share: Path) -> Machine:
    """A machine that was started from that share once."""
    machine = Machine(tmp_path_factory.mktemp("disk"))
    told = machine.start(share / "start.py", "kiosk", "kiosk-1")
    assert told.stdout == "jiaohao 0.1.0 kiosk kiosk-1\n", told.stderr
    assert "Installing" in told.stderr
    return machine


def test_the_second_start_installs_nothing(machine: Machine, share: Path) -> None:
    told = machine.start(share / "start.py", "counter", "3")
    assert told.stdout == "jiaohao 0.1.0 counter 3\n"
    assert told.stderr == ""


def test_its_own_copy_starts_when_the_share_is_gone(
    machine: Machine, share: Path
) -> None:
    share.rename(share.with_name("gone"))
    try:
        told = machine.start(machine.home / "start.py", "status")
    finally:
        share.with_name("gone").rename(share)
    assert told.stdout == "jiaohao 0.1.0 status\n"


def test_a_share_that_hangs_is_left_alone(machine: Machine, share: Path) -> None:
    # Whoever reads a pipe that nobody writes hangs as on a dead mount.
    os.mkfifo(share / start.HOLD)
    try:
        told = machine.start(machine.home / "start.py", "status", silence=0.5)
    finally:
        (share / start.HOLD).unlink()
    assert told.stdout == "jiaohao 0.1.0 status\n"
    assert "does not answer" in told.stderr


def test_nothing_torn_is_taken_and_what_is_whole_is(
    machine: Machine, share: Path
) -> None:
    new = put_version(share, "0.2.0")
    wheel = next(new.glob("*.whl"))
    whole = wheel.read_bytes()
    wheel.write_bytes(whole[: len(whole) // 2])
    torn = machine.start(machine.home / "start.py", "status")
    assert torn.stdout == "jiaohao 0.1.0 status\n"
    assert "0.2.0" in torn.stderr and "not whole" in torn.stderr
    wheel.unlink()
    assert machine.start(share / "start.py", "status").stdout == torn.stdout
    wheel.write_bytes(whole)
    (share / start.HOLD).write_text("kiosk-1 0.1.0  # till Friday\n")
    kept = machine.start(share / "start.py", "kiosk", "kiosk-1")
    assert kept.stdout == "jiaohao 0.1.0 kiosk kiosk-1\n"
    taken = machine.start(machine.home / "start.py", "counter", "3")
    assert taken.stdout == "jiaohao 0.2.0 counter 3\n"
    assert machine.installed == ["0.2.0", "0.1.0"]
    (share / start.HOLD).write_text("counter-3 0.1.0\n")
    back = machine.start(machine.home / "start.py", "counter", "3")
    assert back.stdout == "jiaohao 0.1.0 counter 3\n"
    assert not [*machine.home.glob("wheels-*"), *machine.home.glob("new-*")]


def test_two_starts_at_once_install_once(tmp_path: Path, share: Path) -> None:
    machine = Machine(tmp_path / "disk")
    starts = [
        subprocess.Popen(
            [sys.executable, share / "start.py", "status"],
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "disk")},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    said = {each.communicate(timeout=120)[0] for each in starts}
    assert len(said) == 1 and b"jiaohao 0." in said.pop()
    assert len(machine.installed) == 1


def test_a_machine_that_never_saw_the_share_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    own = Path(start.__file__).read_text(encoding="utf-8")
    (folder / "start.py").write_text(own, encoding="utf-8")
    told = Machine(tmp_path / "disk").start(folder / "start.py", "status")
    assert told.returncode == start.EXIT_START
    assert "Nothing is installed" in told.stderr and "還沒安裝" in told.stderr


def test_an_old_python_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert start.main(["status"]) == start.EXIT_START
    assert "3.10" in capsys.readouterr().err


def test_a_disk_that_takes_nothing_is_named(tmp_path: Path, share: Path) -> None:
    (tmp_path / "disk").write_text("no folder")
    told = Machine(tmp_path / "disk").start(share / "start.py", "status")
    assert told.returncode == start.EXIT_START
    assert "disk" in told.stderr and "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("words", "station"),
    [
        (["kiosk", "kiosk-1"], "kiosk-1"),
        (["counter", "3", "--staff", "Lin"], "counter-3"),
        (["display", "serving"], "serving"),
        (["status"], "status"),
        ([], ""),
    ],
)
def test_a_station_s_name_in_hold(words: list[str], station: str) -> None:
    assert start.station_of(words) == station


@pytest.mark.parametrize("name", ["wheels", "0", "0.x", "..", ".0.1.0-ab", "１.0"])
def test_what_is_no_version(name: str) -> None:
    assert start.numbers_of(name) == ()
