"""The log of a station: its lines, its files, and what comes into it by itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from shared.machine.log_file import FILES, LogFile, StationLog, station_logs
from shared.machine.log_words import cause, showable, trace

TOP = Path(__file__).parents[3]
SECRET = "林小美"
OFFICE = "/srv/office"
BEGIN = """
import logging, os, sys, threading
from pathlib import Path
from shared.machine import log
log.begin(Path("/srv/office"), "kiosk-1")
"""


def run(script: str, **how: Any) -> subprocess.CompletedProcess[str]:
    """A process of a station of its own; it runs to its end."""
    command = [sys.executable, "-c", BEGIN + script]
    return subprocess.run(
        command, cwd=TOP, timeout=60, capture_output=True, text=True, **how
    )


@pytest.fixture
def log() -> StationLog:
    return StationLog("kiosk-1", OFFICE)


@pytest.fixture
def kept(log: StationLog, state_folder: Path) -> StationLog:
    """A log in a state folder that is there."""
    state_folder.mkdir()
    return log


def told(log: StationLog) -> list[str]:
    """The words of its lines after instant and station, the oldest first."""
    found = []
    for line in whole(log).splitlines():
        instant, station, words = line.split(" ", 2)
        assert datetime.fromisoformat(instant).tzinfo is not None
        assert station == "kiosk-1"
        found.append(words)
    return found


def whole(log: StationLog) -> str:
    files = [each for each in reversed(log.files()) if each.exists()]
    return "".join(each.read_text(encoding="utf-8") for each in files)


def test_one_line_an_event(log: StationLog) -> None:
    done = run('log.event("issue A042", seconds=0.00083)')
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    line = log.file.read_text(encoding="utf-8")
    pattern = (
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d kiosk-1 issue A042 0\.8 ms\n"
    )
    assert re.fullmatch(pattern, line)


def test_only_who_owns_it_reads_it(log: StationLog, state_folder: Path) -> None:
    run('log.event("issue")')
    assert station_logs() == [log]
    for each in (state_folder, *state_folder.rglob("*")):
        assert each.stat().st_mode & 0o777 == (0o700 if each.is_dir() else 0o600), each


def test_modules_warn_in_the_same_lines(log: StationLog) -> None:
    run(
        'logging.getLogger("printers.jobs.spool").info("print %s", "A042")\n'
        'logging.getLogger("shared.x").warning("two\\nlines \\x1b[31m")\n'
        'logging.getLogger("shared.x").debug("nothing")\n'
    )
    assert told(log) == ["print A042", "warning: two\\nlines \\x1b[31m"]


def test_of_others_only_the_place(log: StationLog) -> None:
    run(f'logging.getLogger("escpos").warning("printing {SECRET}")')
    assert told(log) == ["warning: escpos <string>:6"]


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ("int(SECRET)", "error: ValueError at <string>:7"),
        ("{}[SECRET]", "error: KeyError at <string>:7"),
        ("open('/nothing')", "error: FileNotFoundError: [Errno 2] No such file"),
        ("None.strip()", "error: AttributeError: 'NoneType' object has no"),
    ],
)
def test_the_traceback_of_a_process_without_what_people_typed(
    log: StationLog, mistake: str, words: str
) -> None:
    done = run(f"SECRET = {SECRET!r}\n{mistake}")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(log.file) in done.stderr
    lines = told(log)
    assert lines[0].startswith(words)
    assert lines[1].startswith("|   <string>:7 <module>")
    assert SECRET not in whole(log)


def test_what_led_to_an_error_stands_before_it() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ExceptionGroup(SECRET, [error, OSError(28, "full")]) from error
    except ExceptionGroup as error:
        error.__cause__.__cause__ = error  # type: ignore[union-attr]
        lines = [line for line in trace(error) if not line.startswith("|   ")]
    assert lines == [
        "| KeyError",
        "| which led to",
        "| OSError: [Errno 28] full",
        "| one of a group",
        "| ExceptionGroup",
    ]


def test_a_refusal_names_nobody() -> None:
    from shared.errors import CounterTaken, ShareUnavailable

    taken = CounterTaken(counter=1, station="x", staff=SECRET)
    assert cause(taken) == "counter_taken"
    away = cause(ShareUnavailable(folder="/srv", reason="the disk is full"))
    assert "the disk is full" in away


def test_errors_of_threads_and_tasks_and_lost_objects(log: StationLog) -> None:
    done = run(
        "import asyncio, gc\n"
        "class Lost:\n"
        f"    def __del__(self): raise ValueError({SECRET!r})\n"
        f"async def fail(name): raise IndexError(name)\n"
        "async def main():\n"
        f"    asyncio.create_task(fail({SECRET!r}))\n"
        "    await asyncio.sleep(0)\n"
        "asyncio.run(main()); gc.collect(); Lost()\n"
        "thread = threading.Thread(target=lambda: 1 / 0)\n"
        "thread.start(); thread.join()\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = whole(log)
    assert "error: asyncio base_events.py:" in text
    assert "| IndexError" in text
    assert "error: ValueError at" in text
    assert "error: ZeroDivisionError: division by zero at" in text
    assert SECRET not in text


def test_a_hard_crash_leaves_a_trace(log: StationLog) -> None:
    done = run("os.abort()")
    assert done.returncode < 0
    assert done.stderr == ""
    assert "Fatal Python error: Aborted" in whole(log)


def test_it_turns_over_by_size(kept: StationLog) -> None:
    file = LogFile(kept, 1000, 0)
    descriptor = file.descriptor
    lines = [f"{number:04} {'x' * 44}\n" for number in range(150)]
    for line in lines:
        assert file.write(line.encode())
    assert file.descriptor == descriptor
    found = whole(kept).splitlines(keepends=True)
    assert found == lines[-len(found) :]
    assert len(found) > 80
    names = sorted(each.name for each in kept.folder.glob("jiaohao.log*"))
    assert names == ["jiaohao.log", *(f"jiaohao.log.{n}" for n in range(1, FILES))]
    assert all(each.stat().st_size <= 1050 for each in kept.files())


def test_several_processes_neither_tear_lines_nor_lose_any(kept: StationLog) -> None:
    script = (
        "import sys\n"
        "from shared.machine.log_file import LogFile, StationLog\n"
        f"file = LogFile(StationLog('kiosk-1', {OFFICE!r}), 400_000, 0)\n"
        "sys.stdin.readline()\n"
        "for number in range(1500):\n"
        "    line = f'{sys.argv[1]} {number} ' + 'x' * (number % 97 * 3) + '.\\n'\n"
        "    piece = 'y' * 30_000 + '.\\n' + line if number % 500 == 1 else line\n"
        "    assert file.write(piece.encode())\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(number)], cwd=TOP, stdin=subprocess.PIPE
        )
        for number in range(4)
    ]
    for each in writers:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
        each.stdin.close()
    assert [each.wait(60) for each in writers] == [0, 0, 0, 0]
    assert kept.files()[2].exists(), "it was turned over more than once"
    found: dict[str, list[int]] = {}
    for line in whole(kept).splitlines():
        if line != "y" * 30_000 + ".":
            writer, number, rest = line.split(" ")
            assert rest == "x" * (int(number) % 97 * 3) + "."
            found.setdefault(writer, []).append(int(number))
    assert found == {str(writer): list(range(1500)) for writer in range(4)}


def test_whoever_finds_another_file_there_goes_on_in_it(kept: StationLog) -> None:
    one, other = LogFile(kept, 100, 0), LogFile(kept, 100, 0)
    one.write(b"a" * 120 + b"\n")
    other.write(b"b\n")
    one.write(b"c\n")
    assert kept.file.read_bytes() == b"b\nc\n"
    assert kept.files()[1].read_bytes() == b"a" * 120 + b"\n"


def test_who_comes_late_does_not_turn_it_over_again(kept: StationLog) -> None:
    late, other = LogFile(kept, 100, 0), LogFile(kept, 100, 0)
    late.write(b"a" * 120 + b"\n")
    other.write(b"b\n")
    late._turn_over()
    late.write(b"c\n")
    assert kept.file.read_bytes() == b"b\nc\n"
    assert not kept.files()[2].exists()


def test_standard_error_goes_on_in_the_new_file_too(kept: StationLog) -> None:
    """A process that was started with the log as its standard error."""
    file = LogFile(kept, 100, 0)
    script = "log.event('x' * 200); log.event('next'); os.write(2, b'last words\\n')"
    full = BEGIN.replace(
        "log.begin",
        "import shared.machine.log_file as f\n"
        "f.LogFile.__init__.__defaults__ = (100, 0)\nlog.begin",
    )
    command = [sys.executable, "-c", full + script]
    subprocess.run(command, cwd=TOP, check=True, stderr=file.descriptor)
    assert kept.file.read_text().endswith("next\nlast words\n")
    assert kept.files()[1].exists()


def test_what_goes_wrong_all_the_time_is_written_once(log: StationLog) -> None:
    run(
        "warn = logging.getLogger('shared.x').warning\n"
        "for _ in range(50):\n"
        "    warn('share away'); warn('worker ended')\n"
        "log.event('share back')\n"
        "warn('share away')\n"
    )
    again = run("logging.getLogger('shared.x').warning('share away')")
    assert again.returncode == 0
    assert told(log) == [
        "warning: share away",
        "warning: worker ended",
        "share back",
        "warning: share away",
    ]


@pytest.mark.parametrize("state", ["/dev/null/state", "/proc/state"])
def test_a_folder_that_cannot_be_written_is_harmless(state: str) -> None:
    done = run(
        "log.event('issue'); logging.getLogger('shared.x').warning('x')\n"
        "assert log.errors() == -3; print('worked')",
        env={**os.environ, "JIAOHAO_STATE": state},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "worked\n", "")


def test_a_user_without_a_home_is_harmless() -> None:
    nobody = {name: os.environ[name] for name in os.environ if name != "HOME"}
    del nobody["JIAOHAO_STATE"]
    script = (
        "import os, pwd\n"
        "def nobody(_): raise KeyError\n"
        "pwd.getpwuid = nobody\n"
        f"{BEGIN}"
        "log.event('issue')\n"
        "assert not os.path.exists('~')\n"
    )
    command = [sys.executable, "-c", script]
    subprocess.run(command, cwd=TOP, env=nobody, check=True)


def test_a_mistake_is_shown_where_it_cannot_be_written_down() -> None:
    state = {**os.environ, "JIAOHAO_STATE": "/dev/null/state"}
    assert "ZeroDivisionError" in run("1 / 0", env=state).stderr


def test_a_full_disk_tears_no_later_line(log: StationLog) -> None:
    done = run(
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "room = lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, -1))\n"
        "room(100)\n"
        "for _ in range(5): log.event('x' * 60)\n"
        "room(10_000)\n"
        "log.event('there is room again')\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    first, torn, last = whole(log).splitlines()
    assert first.endswith("x" * 60)
    assert len(torn) < len(first)
    assert last.endswith(" kiosk-1 there is room again")


def test_it_begins_anew_where_somebody_took_it_away(log: StationLog) -> None:
    run(
        "import shutil\n"
        "log.event('one')\n"
        "shutil.rmtree(Path(os.environ['JIAOHAO_STATE']) / 'logs')\n"
        "logging.getLogger('shared.x').warning('two')\n"
    )
    assert told(log) == ["warning: two"]
    assert station_logs() == [log]


def test_a_state_folder_that_was_thrown_away_stays_away(state_folder: Path) -> None:
    run("import shutil\nshutil.rmtree(os.environ['JIAOHAO_STATE'])\nlog.event('two')\n")
    assert not state_folder.exists()


def test_a_process_that_is_started_joins_in(log: StationLog) -> None:
    run(
        "import subprocess\n"
        "script = 'from shared.machine import log; log.join(); log.event(str(2))'\n"
        "subprocess.run([sys.executable, '-c', script], stderr=log.errors())\n"
        "subprocess.run([sys.executable, '-c', '1/0'], stderr=log.errors())\n"
    )
    text = whole(log)
    assert text.splitlines()[0].endswith(" kiosk-1 2")
    assert text.endswith("ZeroDivisionError: division by zero\n")


def test_without_a_log_nothing_is_written(state_folder: Path) -> None:
    script = "from shared.machine import log; log.join(); log.event('x')"
    subprocess.run([sys.executable, "-c", script], cwd=TOP, check=True)
    assert not state_folder.exists()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a 號　b", "a 號　b"),
        ("a\nb\x1b\x07", "a\\nb\\x1b\\x07"),
        ("\u202eab", "\\u202eab"),
        ("\udc85", "\\udc85"),
        ("\x9b31m", "\\x9b31m"),
    ],
)
def test_nothing_moves_the_cursor(words: str, shown: str) -> None:
    assert showable(words) == shown
