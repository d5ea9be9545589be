"""A child that goes on with what was loaded: its pipes, its end, what it keeps."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from shared.machine.forking import ForkedProcess, can_fork
from shared.machine.own_process import begin_piped

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes are forked on Linux only"
)


def run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A script in a process that has but one thread."""
    begin = "import os, sys\nfrom shared.machine.forking import *\n"
    return subprocess.run(
        [sys.executable, "-c", begin + textwrap.dedent(script), *words],
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_it_hears_and_is_heard_and_its_status_is_told() -> None:
    done = run("""
        def work():
            sys.stdout.buffer.write(sys.stdin.buffer.readline().upper())
            return 7
        child = ForkedProcess(work)
        child.stdin.write(b"words\\n")
        print(child.stdout.read(), child.wait(), child.poll(), child.pid != os.getpid())
    """)
    assert done.stdout == "b'WORDS\\n' 7 7 True\n", done.stderr


@pytest.mark.parametrize(
    ("ends", "status"),
    [
        ("sys.exit(3)", 3),
        ("sys.exit()", 0),
        ("sys.exit('words')", 1),
        ("1 / 0", 1),
        ("os.kill(os.getpid(), 9)", -9),
    ],
)
def test_however_it_ends(ends: str, status: int) -> None:
    done = run(f"""
        child = ForkedProcess(lambda: {ends})
        print(child.stdout.read(), child.wait())
    """)
    assert done.stdout == f"b'' {status}\n", done.stderr
    assert ("ZeroDivisionError" in done.stderr) == ("/" in ends)


def test_it_does_nothing_that_was_left_to_the_end_of_this_process() -> None:
    done = run("""
        import atexit
        atexit.register(lambda: print("the end", flush=True))
        print("once")
        ForkedProcess(lambda: 0).wait()
    """)
    assert done.stdout == "once\nthe end\n"


def test_it_keeps_nothing_open_and_leads_its_own_session(tmp_path: Path) -> None:
    done = run(
        """
        kept = open(sys.argv[1], "w")
        def work():
            places = [int(each) for each in os.listdir("/proc/self/fd")]
            with open(sys.argv[2], "w") as out:
                # One more is open to look.
                print(sorted(places)[:3], len(places) - 1, os.getsid(0) == os.getpid(),
                      os.isatty(1), file=out)
            return 0
        ForkedProcess(work).wait()
        """,
        str(tmp_path / "kept"),
        str(tmp_path / "told"),
    )
    told = (tmp_path / "told").read_text()
    assert told == "[0, 1, 2] 3 True False\n", done.stderr


def test_one_that_does_not_end_is_waited_for_so_long_and_killed() -> None:
    done = run("""
        import subprocess, time
        child = ForkedProcess(lambda: time.sleep(99) or 0)
        try:
            child.wait(0.1)
        except subprocess.TimeoutExpired:
            print("runs", child.poll())
        child.kill()
        print(child.wait())
        child.kill()
    """)
    assert done.stdout == "runs None\n-9\n", done.stderr


def test_its_errors_go_where_they_are_sent(tmp_path: Path) -> None:
    done = run(
        """
        import subprocess
        with open(sys.argv[1], "w") as errors:
            ForkedProcess(lambda: 1 / 0, errors=errors.fileno()).wait()
        ForkedProcess(lambda: 1 / 0, errors=subprocess.DEVNULL).wait()
        """,
        str(tmp_path / "errors"),
    )
    assert done.stderr == ""
    assert (tmp_path / "errors").read_text().count("ZeroDivisionError") == 1


def test_nothing_is_forked_beside_another_thread() -> None:
    is_over = threading.Event()
    other = threading.Thread(target=is_over.wait)
    other.start()
    try:
        assert not can_fork()
        piped = begin_piped([sys.executable, "-c", "print(1)"], lambda: 0)
        assert not isinstance(piped, ForkedProcess)
        assert piped.stdout is not None
        assert piped.stdout.read() == b"1\n"
        assert piped.wait() == 0
    finally:
        is_over.set()
        other.join()
        for stream in (piped.stdin, piped.stdout):
            if stream is not None:
                stream.close()


def test_nothing_is_forked_where_an_output_is_closed() -> None:
    done = run("os.write(2, str(can_fork()).encode())")
    assert done.stderr == "True"
    closed = subprocess.run(
        [
            *("sh", "-c", 'exec "$0" "$@" >&-', sys.executable, "-c"),
            "import os; from shared.machine.forking import can_fork;"
            " os.write(2, str(can_fork()).encode())",
        ],
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert closed.stderr == "False"
