"""`jiaohao log`: what real stations wrote down, and what they never do."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from shared.machine.log_file import StationLog
from shared.office.folder import OFFICE_FILE
from tests.jiaohao.terminal import Terminal
from tests.jiaohao.test_commands import english, run
from tests.processes import Process, gone
from tests.support import OFFICE

__all__ = ["english"]

SECRETS = ("王大同", "note-7f3a", "reason-7f3a", "outcome-7f3a", "odd-7f3a")
JIAOHAO = [sys.executable, "-m", "jiaohao"]


@pytest.fixture
def kiosk(office_folder: Path) -> Iterator[Process]:
    process = Process(office_folder, "kiosk-1")
    process.read()
    yield process
    if process.process.poll() is None:
        process.process.kill()
        process.process.communicate()


def shown(*words: str | Path) -> list[str]:
    """What `jiaohao log` says, without instants, milliseconds and versions read."""
    found = run("log", *words)
    assert found.exit_code == 0, found.output
    lines = [line.split(" ", 1)[1] for line in found.stdout.splitlines()]
    lines = [line for line in lines if " office.toml version=" not in line]
    return [re.sub(r" \d+\.\d ms$", " ms", line) for line in lines]


def write(log: StationLog, text: str, number: int = 0) -> None:
    """Write a log as stations would have; `number` 0 is the newest file."""
    log.folder.parent.parent.mkdir(exist_ok=True)
    log.make_folder()
    log.files()[number].write_text(text, encoding="utf-8")


def test_what_a_station_answered_and_never_what_people_typed(
    kiosk: Process, state_folder: Path
) -> None:
    staff, note, reason, outcome, odd = SECRETS
    kiosk.ask("open_counter", counter=1, staff=staff)
    for _ in range(4):
        kiosk.ask("issue", service="jobs")
    kiosk.ask("call", counter=1)
    kiosk.ask("start", counter=1)
    kiosk.ask("hold", counter=1, reason=reason)
    kiosk.ask("call", counter=1)
    kiosk.ask("transfer", counter=1, service="training", note=note)
    kiosk.ask("call", counter=1)
    kiosk.ask("start", counter=1)
    kiosk.ask("finish", counter=1, outcome=outcome)
    kiosk.ask("cancel", label="A004", reason=reason)
    kiosk.ask("pause_counter", counter=1, reason=reason)
    kiosk.ask("call_ticket", counter=1, label=odd)
    kiosk.ask("issue", service=odd)
    kiosk.ask("issue", service="jobs", priority=odd)
    kiosk.ask(odd)
    kiosk.ask("ticket", label=odd)
    kiosk.ask("state")
    kiosk.send(odd.encode())
    kiosk.read()
    kiosk.ask("issue", id=f'","ticket":{{"label":"{odd}"', service="express")
    kiosk.end()
    assert shown() == [
        f"kiosk-1 {words}"
        for words in (
            "worker at work",
            "open_counter ms",
            *(f"issue A00{number} ms" for number in range(1, 5)),
            "call A001 ms",
            "start A001 ms",
            "hold A001 ms",
            "call A002 ms",
            "transfer A002 ms",
            "call A003 ms",
            "start A003 ms",
            "finish A003 ms",
            "cancel A004 ms",
            "pause_counter ms",
            "call_ticket refused counter_closed ms",
            "issue refused unknown_service ms",
            "issue refused bad_request ms",
            "request refused unknown_command",
            "ticket refused unknown_ticket ms",
            "request refused bad_request",
            "issue A005 ms",
        )
    ]
    for file in state_folder.glob("logs/*/*"):
        text = file.read_text(encoding="utf-8")
        assert not [each for each in SECRETS if each in text]


def test_a_share_that_was_away(kiosk: Process, office_folder: Path) -> None:
    kiosk.ask("watch")
    with gone(office_folder / "queue.db"):
        assert kiosk.ask("issue", service="jobs")["ticket"]["label"] == "A9001"
        for _ in range(3):
            assert kiosk.ask("cancel", label="A9001")["error"] == "share_unavailable"
    kiosk.settled("state")
    kiosk.ask("issue", service="jobs")
    kiosk.end()
    lines = [line.removeprefix("kiosk-1 ") for line in shown()]
    lines = [line for line in lines if "state refused" not in line]
    assert lines[1].startswith("warning: share_unavailable: ")
    assert "queue.db" in lines[1]
    assert lines[2:] == [
        "issue A9001 alone ms",
        "warning: cancel refused share_unavailable",
        "share back",
        "handed in 1",
        "issue A001 ms",
    ]


def test_a_worker_that_dies_is_told_of(kiosk: Process) -> None:
    os.kill(kiosk.worker(), signal.SIGABRT)
    kiosk.settled("issue", service="jobs")
    kiosk.end()
    lines = shown()
    assert "kiosk-1 Fatal Python error: Aborted" in lines
    assert lines[-3:] == [
        "kiosk-1 warning: worker ended, status -6",
        "kiosk-1 worker at work",
        "kiosk-1 issue A001 ms",
    ]


def test_the_traceback_of_a_station_that_crashes(office_folder: Path) -> None:
    script = (
        "import shared.station.gateway as gateway\n"
        "def run(self, input): raise LookupError('odd-7f3a')\n"
        "gateway.Gateway.run = run\n"
        "from jiaohao.cli import main\n"
        "main()"
    )
    command = [
        sys.executable,
        "-c",
        script,
        "station",
        "pad",
        "--office",
        office_folder,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "made a mistake" in done.stderr and "Traceback" not in done.stderr
    lines = shown("pad")
    assert lines[0] == "pad error: LookupError at <string>:2"
    assert any("stations.py" in line and "run_station" in line for line in lines)
    assert lines[-1] == "pad | LookupError"


def test_a_screen_its_papers_and_the_death_of_its_station(
    office_folder: Path, tmp_path: Path
) -> None:
    text = OFFICE.replace('"none"', f'"file://{tmp_path}/paper.bin"')
    (office_folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    screen = Terminal(
        [*JIAOHAO, "kiosk", "kiosk-1", f"--office={office_folder}"],
        columns=100,
        rows=30,
    )
    log = StationLog("kiosk-1", str(office_folder))

    def touched() -> bool:
        screen.touch(30, 12)
        return "issue A001" in log.file.read_text()

    try:
        screen.until(lambda: "Take a number" in screen.text)
        screen.until(touched)
        screen.until(lambda: "print A001" in log.file.read_text())
        children = Path(
            f"/proc/{screen.process.pid}/task/{screen.process.pid}/children"
        )
        station = int(children.read_text().split()[0])
        assert os.readlink(f"/proc/{station}/fd/2") == str(log.file)
        os.kill(station, signal.SIGABRT)
        screen.until(lambda: "station ended" in log.file.read_text())
    finally:
        assert screen.end() == 0
    lines = shown("kiosk-1")
    assert "kiosk-1 print A001 ticket printed paper" in lines
    assert "kiosk-1 Fatal Python error: Aborted" in lines
    assert "kiosk-1 warning: station ended, status -6" in lines
    assert "Fatal" not in screen.text


def test_all_stations_merged_by_time(office_folder: Path) -> None:
    one, other = (StationLog(name, str(office_folder)) for name in ("a", "b 號"))
    write(one, "2026-11-28T10:00:01+08:00 a first\n", 2)
    write(one, "2026-11-28T10:00:03+08:00 a third\n", 1)
    write(one, "2026-11-28T10:00:05+08:00 a fifth\nFatal: raw\n")
    write(other, "2026-11-28T02:00:02+00:00 b 號 second\n")
    found = run("log", "--office", office_folder).stdout.splitlines()
    assert found[1] == "2026-11-28T02:00:02+00:00 b 號 second"
    words = [line.split()[-1] for line in found]
    assert words == ["first", "second", "third", "fifth", "raw"]
    assert re.fullmatch(r"2026-11-28T\S+ a Fatal: raw", found[-1])
    assert shown("b 號") == ["b 號 second"]


def test_a_name_that_no_station_has(office_folder: Path) -> None:
    write(StationLog("pad [/]\x1b", str(office_folder)), "")
    found = run("log", "pad\x1b", "--office", office_folder)
    assert (found.exit_code, found.stdout) == (2, "")
    assert "pad [/]\\x1b" in found.stderr
    assert "\x1b" not in found.stderr


def test_nothing_written_yet(state_folder: Path) -> None:
    for words in ((), ("kiosk-1",)):
        found = run("log", *words)
        assert (found.exit_code, found.stdout) == (0, "")
        assert str(state_folder) in found.stderr


def test_what_is_written_is_no_command_to_the_terminal(office_folder: Path) -> None:
    log = StationLog("a", str(office_folder))
    write(log, "2026-11-28T10:00:01+08:00 a \x1b[2J\u202e\r\n")
    assert shown() == ["a \\x1b[2J\\u202e\\r"]


def test_of_several_offices_the_one_that_is_meant(tmp_path: Path) -> None:
    for office in ("one", "two"):
        log = StationLog("kiosk-1", str(tmp_path / office))
        write(log, f"2026-11-28T10:00:01+08:00 kiosk-1 in {office}\n")
    assert shown("--office", tmp_path / "two") == ["kiosk-1 in two"]
    assert len(shown("kiosk-1", "--office", tmp_path / "three")) == 2
    assert len(shown()) == 2


def test_it_never_waits_for_the_share(office_folder: Path, tmp_path: Path) -> None:
    """A fifo in the place of office.toml hangs whoever opens it."""
    write(StationLog("a", str(office_folder)), "2026-11-28T10:00:01+08:00 a b\n")
    (office_folder / OFFICE_FILE).unlink()
    os.mkfifo(office_folder / OFFICE_FILE)
    assert shown("--office", office_folder) == ["a b"]


@pytest.fixture
def following(office_folder: Path) -> Iterator[subprocess.Popen[str]]:
    """`jiaohao log --follow`; one line was there."""
    write(StationLog("a", str(office_folder)), "2026-11-28T10:00:01+08:00 a one\n")
    command = [*JIAOHAO, "log", "--follow", "--office", office_folder]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # As from a terminal: tests that run in the background ignore Ctrl+C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert _next(process.stdout) == "a one"
    yield process
    process.kill()
    process.communicate()


def _next(lines: IO[str] | None) -> str:
    assert lines is not None
    return lines.readline().rstrip("\n").split(" ", 1)[1]


def test_it_follows_through_turned_files_and_to_new_stations(
    following: subprocess.Popen[str], office_folder: Path
) -> None:
    log = StationLog("a", str(office_folder))
    with log.file.open("a") as file:
        file.write("2026-11-28T10:00:02+08:00 a two\n2026-11-28T10:00:03+08:00 a th")
        file.flush()
        assert _next(following.stdout) == "a two"
        file.write("ree\n")
    newest, older, *_ = log.files()
    newest.rename(older)
    newest.write_text("2026-11-28T10:00:04+08:00 a four\n")
    assert _next(following.stdout) == "a three"
    assert _next(following.stdout) == "a four"
    write(StationLog("b", str(office_folder)), "2026-11-28T10:00:05+08:00 b five\n")
    assert _next(following.stdout) == "b five"


def test_ctrl_c_ends_it(following: subprocess.Popen[str]) -> None:
    following.send_signal(signal.SIGINT)
    assert following.communicate(timeout=20) == ("", "")
    assert following.returncode == 0


def test_it_ends_when_nobody_reads(following: subprocess.Popen[str]) -> None:
    assert following.stdout is not None and following.stderr is not None
    following.stdout.close()
    assert following.wait(20) == 0
    assert following.stderr.read() == ""


def test_it_does_nothing_while_nothing_happens(
    following: subprocess.Popen[str],
) -> None:
    def worked() -> int:
        """Processor time so far, in ticks of 10 ms."""
        stat = Path(f"/proc/{following.pid}/stat").read_text().rpartition(")")[2]
        return sum(map(int, stat.split()[11:13]))

    before = worked()
    assert not select.select([following.stdout], [], [], 1.5)[0]
    assert worked() - before < 30


def test_each_station_says_which_office_it_reads(office_folder: Path) -> None:
    def reads(name: str) -> str:
        station = Process(office_folder, name)
        station.read()
        station.end()
        said = run("log", name, "--office", office_folder).stdout.splitlines()
        lines = [each for each in said if " office.toml version=" in each]
        return lines[-1].rsplit("=", 1)[1]

    older = reads("one")
    assert reads("two") == older
    sheet = OFFICE.replace("minutes = 25", "minutes = 20")
    (office_folder / OFFICE_FILE).write_text(sheet, encoding="utf-8")
    newer = reads("three")
    assert newer != older, "a start takes up what breaks nothing"
    assert run("reload", "--office", office_folder).exit_code == 0
    assert reads("four") == newer
