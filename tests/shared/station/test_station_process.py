"""A station as a process: what it reads, writes, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Process


@pytest.fixture
def station(office_folder: Path) -> Iterator[Process]:
    process = Process(office_folder, "pad [/] 號")
    yield process
    if process.process.poll() is None:
        process.process.kill()
    process.process.communicate()


def test_hello_answers_in_order_and_a_quiet_end(station: Process) -> None:
    hello = station.read()
    assert hello["hello"] == "jiaohao"
    assert hello["protocol"] == 1
    assert hello["station"] == "pad [/] 號"
    assert hello["office"] == "示範就業中心"
    for number in range(5):
        request = {"id": str(number), "do": "issue", "service": "jobs"}
        station.send(json.dumps(request).encode())
    labels = [station.read()["ticket"]["label"] for _ in range(5)]
    assert labels == ["A001", "A002", "A003", "A004", "A005"]
    assert station.end() == (0, "")


def test_bad_lines_are_answered_and_it_goes_on(station: Process) -> None:
    station.read()
    for line in (b"", b"hello", b"{", b"\xff", b'{"id": "x"}', b'{"do": "state"}'):
        station.send(line)
        assert station.read()["error"] == "bad_request"
    station.send(b'{"id": "long", "do": "issue", "service": "' + b"x" * 10_000_000)
    assert station.read() == {
        "id": None,
        "ok": False,
        "error": "bad_request",
        "message": station_message(station),
    }
    assert station.ask("issue", service="jobs")["ticket"]["label"] == "A001"


def station_message(station: Process) -> str:
    """What it says of a line that is too long, asked once more."""
    station.send(b"y" * 70_000)
    message: str = station.read()["message"]
    return message


def test_a_last_line_without_its_end_is_answered(station: Process) -> None:
    station.read()
    out, _ = station.process.communicate(b'{"id": "1", "do": "state"}', timeout=30)
    assert json.loads(out)["ok"]


def test_a_name_is_for_one_process(station: Process, office_folder: Path) -> None:
    station.read()
    second = Process(office_folder, "pad [/] 號")
    told = second.read()
    assert (told["ok"], told["error"]) == (False, "station_taken")
    status, error = second.end()
    assert status == 3
    assert "station_taken" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_one_that_died_may_start_again_at_once(
    station: Process, office_folder: Path, end: signal.Signals
) -> None:
    station.read()
    station.ask("open_counter", counter=1)
    station.ask("issue", service="jobs")
    station.ask("call", counter=1)
    station.process.send_signal(end)
    station.process.wait(30)

    again = Process(office_folder, "pad [/] 號")
    assert again.read()["hello"] == "jiaohao"
    assert again.ask("open_counter", counter=1)["counter"]["ticket"]["label"] == "A001"
    assert again.ask("start", counter=1)["ticket"]["state"] == "serving"
    assert again.end()[0] == 0


def test_a_counter_is_held_by_a_living_station_and_free_after_it(
    station: Process, office_folder: Path
) -> None:
    station.read()
    station.ask("open_counter", counter=1, staff="Lin")
    other = Process(office_folder, "other")
    other.read()
    taken = other.ask("open_counter", counter=1)
    assert taken["error"] == "counter_taken"
    assert "pad [/] 號" in taken["message"]
    assert "Lin" in taken["message"]
    station.end()
    free = other.ask("open_counter", counter=1, staff="Wu")
    assert free["counter"]["station"] == "other"
    assert other.end()[0] == 0


def test_sigterm_ends_it_in_order_while_it_waits(station: Process) -> None:
    station.read()
    station.process.terminate()
    _, error = station.process.communicate(timeout=30)
    assert (station.process.returncode, error) == (0, b"")


def test_a_watcher_hears_every_change(station: Process, office_folder: Path) -> None:
    station.read()
    station.ask("watch")
    assert station.read()["watch"]["seq"] == 0
    other = Process(office_folder, "other")
    other.read()
    other.ask("issue", service="jobs")
    while "seq" not in (news := station.read()["watch"]):
        assert news["as_of"]
    assert news["seq"] == 1, "a sign of life is no news"
    assert news["tickets"][0]["label"] == "A001"
    other.end()


@pytest.mark.parametrize("name", ["", " ", "a\x1bb", "x" * 101])
def test_names_that_are_none(office_folder: Path, name: str) -> None:
    process = Process(office_folder, name)
    status, error = process.end()
    assert status == 2
    assert "Traceback" not in error


def test_a_broken_office_is_told_before_work(office_folder: Path) -> None:
    file = office_folder / "queue.db"
    file.write_bytes(b"x" * 5000)
    process = Process(office_folder, "pad")
    assert process.read()["error"] == "damaged"
    status, error = process.end()
    assert status == 3
    assert "damaged" in error
    assert file.read_bytes() == b"x" * 5000


COMMANDED = """
import sys, threading
from pathlib import Path
threading.Thread(target=threading.Event().wait, daemon=True).start()
from jiaohao.stations import run_station
sys.exit(run_station(Path(sys.argv[1]), "pad"))
"""


def test_a_worker_that_cannot_be_forked_is_started_as_a_command(
    office_folder: Path,
) -> None:
    """As on Windows, and as one whose predecessor ended."""
    station = subprocess.Popen(
        [sys.executable, "-c", COMMANDED, office_folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert station.stdin is not None and station.stdout is not None
    assert json.loads(station.stdout.readline())["station"] == "pad"
    children = Path(f"/proc/{station.pid}/task/{station.pid}/children").read_text()
    worker = Path(f"/proc/{int(children)}/cmdline").read_text().split("\0")
    assert "worker" in worker
    answered, _ = station.communicate(
        '{"id": "1", "do": "issue", "service": "jobs"}\n', timeout=60
    )
    assert json.loads(answered)["ticket"]["label"] == "A001"
    assert station.returncode == 0


def test_a_worker_goes_on_with_what_its_station_has_loaded(station: Process) -> None:
    station.read()
    first = Path(f"/proc/{station.worker()}/cmdline").read_text().split("\0")
    assert "worker" not in first
    os.kill(station.worker(), signal.SIGKILL)
    assert station.settled("issue", service="jobs")["ok"]
    second = Path(f"/proc/{station.worker()}/cmdline").read_text().split("\0")
    assert "worker" in second
    assert station.end() == (0, "")
