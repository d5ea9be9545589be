"""A file damaged, deleted or put back: no answered command is missing afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.entry import Entry
from shared.office import QUEUE_FILE
from shared.protocol import to_json
from shared.recovery import add_entry, recover
from shared.store_backup import make_backup, restore
from shared.store_recovery import RECOVERY_MS, deposit
from tests.desk import Asker
from tests.invariants import check_answers, check_file
from tests.processes import Process
from tests.support import FakeClock


@pytest.fixture
def file(office_folder: Path) -> Path:
    return office_folder / QUEUE_FILE


@pytest.fixture
def stations(office_folder: Path) -> Iterator[dict[str, Process]]:
    found = {name: Process(office_folder, name) for name in ("kiosk-1", "counter-1")}
    for process in found.values():
        process.read()
    yield found
    for process in found.values():
        process.process.kill()
        process.process.communicate()


def _restore(folder: Path) -> str:
    words = [sys.executable, "-m", "jiaohao", "restore", "--office", str(folder)]
    return subprocess.run(words, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("harm", ["deleted", "damaged"])
def test_the_office_is_back_and_no_answer_is_missing(
    stations: dict[str, Process], office_folder: Path, file: Path, harm: str
) -> None:
    kiosk, counter = stations["kiosk-1"], stations["counter-1"]
    answers = [counter.ask("open_counter", counter=1)]
    answers += [kiosk.ask("issue", service="jobs") for _ in range(2)]
    make_backup(office_folder)
    answers.append(counter.ask("call", counter=1))
    answers += [kiosk.ask("issue", service="jobs") for _ in range(3)]
    answers.append(counter.ask("start", counter=1))
    answers.append(counter.ask("call", counter=1, finish_current=True))
    answers.append(counter.ask("recall", counter=3))
    before = kiosk.ask("events", after=0)
    if harm == "deleted":
        file.unlink()
    else:
        file.write_bytes(b"broken" * 10_000)
    answers.append(kiosk.ask("issue", service="jobs"))
    assert answers[-1]["ticket"]["label"] == "A9001"

    said = _restore(office_folder)

    assert "Not found" not in said
    assert "Nothing came" not in said
    answers.append(kiosk.settled("issue", service="jobs"))
    assert answers[-1]["ticket"]["label"] == "A006"
    after = kiosk.settled("events", after=0)
    # Not only what was answered: the very same history, and it goes on.
    assert after["events"][: len(before["events"])] == before["events"]
    for process in stations.values():
        process.end()
    check_file(file)
    check_answers(file, answers)


def test_a_station_that_is_silent_is_waited_for_and_then_named(
    ask: Asker, office_folder: Path, file: Path, clock: FakeClock
) -> None:
    other = Asker(office_folder, name="other", clock=clock)
    ask.ok("issue", service="jobs")
    copy = make_backup(office_folder)
    lost = [other.ok("issue", service="jobs"), ask("issue", id="mine", service="jobs")]
    told = {name: lost[1][name] for name in ("ok", "ticket")}
    day = ask.station.office.business_day(clock()).isoformat()
    fields = {"service": "jobs"}
    mine = Entry("mine", day, clock(), "issue", fields, seq=3, body=to_json(told))
    restore(office_folder, copy, clock)

    store, office = ask.station.store, ask.station.office
    store.write(
        lambda connection, _: deposit(connection, "desk", [mine], 3, is_all=True)
    )
    recover(store, office, "desk")
    assert ask.error("issue", service="jobs") == "share_unavailable"
    assert ask.error("state") == "share_unavailable"
    clock.forward(seconds=RECOVERY_MS / 1000)
    recover(store, office, "desk")

    restored = ask.ok("events", after=1)["events"][-1]
    assert restored["kind"] == "restored"
    assert restored["data"] == {"from": 1, "added": 1, "lost": 1, "silent": ["other"]}
    assert ask("issue", id="mine", service="jobs") == lost[1]
    assert ask.ticket("issue", service="jobs")["label"] == "A004"
    other.close()


def test_a_file_that_lost_answers_gets_them_back(
    stations: dict[str, Process], office_folder: Path, file: Path, tmp_path: Path
) -> None:
    """An older file in its place, by whatever hand, and nobody said so."""
    kiosk = stations["kiosk-1"]
    answers = [kiosk.ask("issue", service="jobs")]
    old = make_backup(office_folder)
    answers += [kiosk.ask("issue", service="jobs") for _ in range(3)]
    for process in stations.values():
        process.end()
    shutil.copy(old, file)
    again = Process(office_folder, "kiosk-1")
    again.read()
    answers.append(again.ask("issue", service="jobs"))
    assert answers[-1]["ticket"]["label"] == "A005"
    again.end()
    check_file(file)
    check_answers(file, answers)


def test_a_journal_of_another_office_is_not_touched(
    stations: dict[str, Process], office_folder: Path, file: Path
) -> None:
    from shared.store import Store

    kiosk = stations["kiosk-1"]
    kiosk.ask("issue", service="jobs")
    for process in stations.values():
        process.end()
    file.unlink()
    store = Store(office_folder)
    store.create()
    store.close()
    again = Process(office_folder, "kiosk-1")
    again.read()
    assert again.ask("issue", service="jobs")["ticket"]["label"] == "A001"
    again.end()
    check_file(file)


def _kept(ask: Asker, do: str, at: int, told: Any, **fields: object) -> bool:
    """Hand in what another station answered while the share was away."""
    station = ask.station
    day = station.office.business_day(at).isoformat()
    body = to_json({"ok": True, "ticket": told, "kept": True})
    entry = Entry(f"kept-{do}", day, at, do, fields, body=body)
    return add_entry(station.store, station.office, "counter-1", entry)


def _remarks(ask: Asker) -> list[dict[str, Any]]:
    events = ask.ok("events", after=0)["events"]
    return [event["data"] for event in events if event["kind"] == "not_added"]


def test_finished_here_and_cancelled_there(ask: Asker, clock: FakeClock) -> None:
    """The person was served: that is what counts."""
    ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    served = ask.ticket("call", counter=1)
    at = clock()
    clock.forward(minutes=5)
    ask.ok("no_show", counter=1)
    assert _kept(ask, "finish", at, served | {"state": "done"}, counter=1)
    assert ask.ticket("ticket", label="A001")["state"] == "done"
    assert not _remarks(ask)


def test_held_here_and_called_elsewhere_stays_there(
    ask: Asker, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    ask.ok("open_counter", counter=2)
    served = ask.ticket("call", counter=1)
    at = clock()
    clock.forward(minutes=5)
    ask.ok("hold", counter=1)
    ask.ok("resume", counter=2, label="A001")
    assert not _kept(ask, "no_show", at, served | {"state": "missed"}, counter=1)
    assert ask.ticket("ticket", label="A001")["counter"] == 2
    remark = _remarks(ask)[0]
    assert (remark["label"], remark["state"], remark["counter"]) == (
        "A001",
        "serving",
        1,
    )
    assert json.loads(json.dumps(remark)) == remark


def test_a_number_given_yesterday_belongs_to_yesterday(
    ask: Asker, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    told = ask.ticket("issue", service="jobs")
    at = clock()
    clock.forward(minutes=24 * 60)
    ask.ok("issue", service="jobs")
    given = told | {"label": "A9001", "number": 9001}
    assert _kept(ask, "issue", at, given, service="jobs")
    assert ask.error("ticket", label="A9001") == "unknown_ticket"
    kinds = [
        event["kind"]
        for event in ask.ok("events", after=0)["events"]
        if event["ticket"] == "A9001"
    ]
    assert kinds == ["issued", "expired"]
