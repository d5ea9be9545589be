"""The share goes away: what a station does meanwhile, and that nothing is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.offline.journal import journal_file
from shared.sqlite.transactions import Store
from shared.tables.handed_in import office_id
from tests.invariants import check_answers, check_file
from tests.processes import Process, gone


@pytest.fixture
def counter(office_folder: Path) -> Iterator[Process]:
    process = Process(office_folder, "counter-1")
    process.read()
    process.ask("watch")
    process.ask("open_counter", counter=1)
    yield process
    process.process.kill()
    process.process.communicate()


def _events(process: Process, *kinds: str) -> list[dict[str, Any]]:
    return [
        event
        for event in process.settled("events", after=0)["events"]
        if event["kind"] in kinds
    ]


def test_a_kiosk_goes_on_from_its_reserve(
    kiosk: Process, counter: Process, file: Path
) -> None:
    answers = [kiosk.ask("issue", service="jobs")]
    with gone(file):
        for number in (9001, 9002):
            told = kiosk.ask("issue", service="jobs", id=f"press-{number}")
            assert told["ticket"]["label"] == f"A{number}"
            assert told["ticket"]["state"] == "waiting"
            answers.append(told)
        assert kiosk.ask("issue", service="training")["ticket"]["label"] == "B9001"
        assert kiosk.ask("issue", service="jobs", id="press-9001") == answers[1]
        assert kiosk.ask("issue", service="nothing")["error"] == "unknown_service"
        assert kiosk.ask("cancel", label="A9001")["error"] == "share_unavailable"
    kiosk.settled("state")
    answers.append(kiosk.ask("issue", service="jobs"))
    assert [each["ticket"]["label"] for each in answers] == [
        "A001",
        "A9001",
        "A9002",
        "A002",
    ]
    assert kiosk.ask("issue", service="jobs", id="press-9001") == answers[1]
    assert counter.settled("ticket", label="A9002")["ticket"]["ahead"] == 2
    for label in ("A001", "A9001", "A9002", "A002"):
        called = counter.settled("call", counter=1, finish_current=True)
        assert called["ticket"]["label"] == label
    kept = kiosk.ask("ticket", label="A9001")["ticket"]
    assert kept["issued_at"] == answers[1]["ticket"]["issued_at"]
    kiosk.end()
    counter.end()
    check_file(file)
    check_answers(file, answers)


def test_only_a_kiosk_with_a_reserve_gives_numbers(
    counter: Process, file: Path
) -> None:
    with gone(file):
        told = counter.ask("issue", service="jobs")
        assert told["error"] == "share_unavailable"


def test_two_machines_never_share_a_reserve(
    kiosk: Process,
    office_folder: Path,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second machine, or a wiped disk, does not know which numbers are out."""
    with gone(file):
        assert kiosk.ask("issue", service="jobs")["ticket"]["label"] == "A9001"
    kiosk.settled("state")
    kiosk.end()
    monkeypatch.setenv("JIAOHAO_STATE", str(tmp_path / "another disk"))
    other = Process(office_folder, "kiosk-1")
    other.read()
    with gone(file):
        assert other.ask("issue", service="jobs")["error"] == "share_unavailable"
    other.settled("state")
    assert other.ask("issue", service="jobs")["ticket"]["label"] == "A001"
    other.end()
    check_file(file)


def test_a_kiosk_that_starts_again_goes_on_where_it_was(
    kiosk: Process, office_folder: Path, file: Path
) -> None:
    with gone(file):
        assert kiosk.ask("issue", service="jobs")["ticket"]["label"] == "A9001"
        kiosk.process.kill()
        kiosk.process.wait()
    again = Process(office_folder, "kiosk-1")
    again.read()
    assert again.settled("ticket", label="A9001")["ticket"]["ahead"] == 0
    with gone(file):
        assert again.ask("issue", service="jobs")["ticket"]["label"] == "A9002"
    again.settled("state")
    again.end()
    check_file(file)


def test_a_counter_goes_on_with_its_visitor(
    kiosk: Process, counter: Process, file: Path
) -> None:
    kiosk.ask("issue", service="jobs")
    counter.ask("call", counter=1)
    with gone(file):
        started = counter.ask("start", counter=1, id="start")
        assert started["ticket"]["state"] == "serving"
        finished = counter.ask("finish", counter=1, id="finish", outcome="hired")
        assert finished["ticket"]["state"] == "done"
        assert counter.ask("finish", counter=1)["error"] == "share_unavailable"
        assert counter.ask("call", counter=1)["error"] == "share_unavailable"
    ticket = counter.settled("ticket", label="A001")["ticket"]
    assert ticket["state"] == "done"
    assert counter.ask("finish", counter=1, id="finish") == finished
    event = _events(counter, "finished")[0]
    assert event["data"]["outcome"] == "hired"
    assert event["id"] == "finish"
    kiosk.end()
    counter.end()
    check_file(file)
    check_answers(file, [started, finished])


def _hasty(folder: Path, name: str) -> Process:
    process = Process(folder, name, is_hasty=True)
    process.read()
    return process


def test_a_share_that_hangs_holds_nobody(office_folder: Path, file: Path) -> None:
    """A call that never comes back: its process is left behind."""
    kiosk = _hasty(office_folder, "kiosk-1")
    counter = _hasty(office_folder, "counter-1")
    counter.ask("open_counter", counter=1)
    kiosk.ask("issue", service="jobs")
    counter.ask("call", counter=1)
    frozen = kiosk.freeze_worker()
    told = kiosk.ask("issue", service="jobs", id="press")
    assert told["ticket"]["label"] == "A9001"
    assert counter.ask("start", counter=1)["ok"]
    # Another worker takes over, and what was done without it is handed in.
    assert kiosk.settled("ticket", label="A9001")["ticket"]["ahead"] == 0
    assert not Path(f"/proc/{frozen}/exe").exists()
    assert kiosk.ask("issue", service="jobs", id="press") == told
    kiosk.end()
    counter.end()
    check_file(file)


def test_a_press_that_went_through_unheard_is_not_two_numbers(
    office_folder: Path, file: Path
) -> None:
    """The share took the press and its answer was lost: the paper's number counts."""
    kiosk = _hasty(office_folder, "kiosk-1")
    other = Process(office_folder, "other")
    other.read()
    frozen = kiosk.freeze_worker()
    told = kiosk.ask("issue", service="jobs", id="press")
    assert told["ticket"]["label"] == "A9001"
    # As if the worker's commit had gone through: the same id, by another way.
    assert other.ask("issue", service="jobs", id="press")["ticket"]["label"] == "A001"
    os.kill(frozen, signal.SIGCONT)
    assert kiosk.settled("ticket", label="A9001")["ticket"]["ahead"] == 0
    assert kiosk.settled("ticket", label="A001")["ticket"]["state"] == "cancelled"
    assert other.settled("issue", service="jobs", id="press") == told
    kiosk.end()
    other.end()
    check_file(file)


def _journal_of(folder: Path, name: str) -> Path:
    store = Store(folder)
    mark = store.read(lambda connection, _: office_id(connection))
    store.close()
    return journal_file(mark, name)


def test_without_a_disk_of_its_own_a_station_works_with_the_share_only(
    office_folder: Path, file: Path
) -> None:
    journal = _journal_of(office_folder, "kiosk-1")
    journal.parent.parent.mkdir(parents=True)
    journal.parent.write_text("not a folder")
    kiosk = Process(office_folder, "kiosk-1")
    kiosk.read()
    assert kiosk.ask("issue", service="jobs")["ticket"]["label"] == "A001"
    with gone(file):
        assert kiosk.ask("issue", service="jobs")["error"] == "share_unavailable"
    assert kiosk.settled("issue", service="jobs")["ticket"]["label"] == "A002"
    assert kiosk.end() == (0, "")
    check_file(file)


def test_a_broken_journal_is_put_aside_and_its_reserve_with_it(
    office_folder: Path, file: Path
) -> None:
    kiosk = Process(office_folder, "kiosk-1")
    kiosk.read()
    kiosk.end()
    journal = _journal_of(office_folder, "kiosk-1")
    journal.write_bytes(b"nonsense" * 1000)
    again = Process(office_folder, "kiosk-1")
    again.read()
    assert again.ask("issue", service="jobs")["ticket"]["label"] == "A001"
    with gone(file):
        assert again.ask("issue", service="jobs")["error"] == "share_unavailable"
    again.end()
    assert journal.with_suffix(".broken").read_bytes() == b"nonsense" * 1000
