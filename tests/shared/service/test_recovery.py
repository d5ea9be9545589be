"""A file damaged, deleted or put back: no answered command is missing afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shared.service.reconcile import add_entries, recover
from shared.trade.recovery import WAITS
from shared.upkeep.backup import make_backup
from shared.upkeep.restore import restore
from shared.wire.entry import JournalEntry, deposit_of
from shared.wire.json_text import to_json
from tests.desk import Asker
from tests.invariants import check_answers, check_file
from tests.memories import asked
from tests.processes import Process, restored, restoring
from tests.support import FakeClock


@pytest.fixture
def stations(office_folder: Path) -> Iterator[dict[str, Process]]:
    found = {name: Process(office_folder, name) for name in ("kiosk-1", "counter-1")}
    for process in found.values():
        process.read()
    yield found
    for process in found.values():
        process.process.kill()
        process.process.communicate()


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

    said = restored(office_folder)

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
    mine = JournalEntry(
        "mine", day, clock(), "issue", fields, seq=3, body=to_json(told)
    )
    restore(office_folder, copy, clock)

    _deposit(ask, "desk", [mine], 3)
    recover(ask.station.ledgers, "desk")
    assert ask.error("issue", service="jobs") == "share_unavailable"
    assert ask.error("state") == "share_unavailable"
    clock.forward(seconds=WAITS.awaited / 1000)
    recover(ask.station.ledgers, "desk")

    restored = ask.ok("events", after=1)["events"][-1]
    assert restored["kind"] == "restored"
    assert restored["data"] == {
        "from": 1,
        "added": 1,
        "lost": 1,
        "silent": ["other"],
        "skipped": 101,
    }
    assert ask("issue", id="mine", service="jobs") == lost[1]
    # What “other” has given out since, nobody here knows.
    assert ask.ticket("issue", service="jobs")["label"] == "A105"
    assert ask.ticket("issue", service="training")["label"] == "B102"
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


def test_what_is_given_out_meanwhile_is_there_when_the_station_leaves(
    stations: dict[str, Process], office_folder: Path, file: Path
) -> None:
    kiosk = stations["kiosk-1"]
    answers = [kiosk.ask("issue", service="jobs")]
    make_backup(office_folder)
    file.unlink()
    answers.append(kiosk.ask("issue", service="jobs"))
    with restoring(office_folder) as restore:
        kiosk.ask("watch")
        for _ in range(3):
            # One a second: by then it has deposited what it had.
            kiosk.read()
        answers.append(kiosk.ask("issue", service="jobs"))
        restore.communicate(timeout=60)
    assert restore.returncode == 0 and answers[-1]["kept"]
    kiosk.settled("state")
    for process in stations.values():
        process.end()
    check_file(file)
    check_answers(file, answers)


def test_a_journal_of_another_office_is_not_touched(
    stations: dict[str, Process], office_folder: Path, file: Path
) -> None:
    from shared.sqlite.transactions import Store

    kiosk = stations["kiosk-1"]
    kiosk.ask("issue", service="jobs")
    for process in stations.values():
        process.end()
    file.unlink()
    store = Store(office_folder)
    store.create()
    store.close()
    words = ("doctor", "--accept-office", "--office", str(office_folder))
    subprocess.run([sys.executable, "-m", "jiaohao", *words], capture_output=True)
    again = Process(office_folder, "kiosk-1")
    again.read()
    assert again.ask("issue", service="jobs")["ticket"]["label"] == "A001"
    again.end()
    check_file(file)


def _answered(asker: Asker, do: str, **fields: Any) -> JournalEntry:
    """What a station's journal knows of a command, once it is answered."""
    id = f"{do}-{uuid.uuid4().hex}"
    told = asker.station.change(asked(id, do, **fields))
    day = asker.station.office.business_day(told.at).isoformat()
    return JournalEntry(id, day, told.at, do, fields, told.seq, told.body)


def _deposit(ask: Asker, by: str, entries: list[JournalEntry], last: int) -> None:
    deposits = [deposit_of(each, by) for each in entries]
    ask.station.ledgers.write(
        lambda ledger: ledger.deposit(deposits, last, is_all=True), station=by, id="d"
    )


def _recovered(ask: Asker) -> Any:
    """What the event says, once it is over."""
    recover(ask.station.ledgers, "desk")
    restored = [
        each
        for each in ask.ok("events", after=0)["events"]
        if each["kind"] == "restored"
    ]
    return restored[-1]["data"]


def test_a_copy_of_the_night_waits_for_those_who_work_by_day(
    ask: Asker, office_folder: Path, file: Path, clock: FakeClock
) -> None:
    """Nobody was at work when it was made; who deposits first is not alone."""
    ask.close()
    copy = make_backup(office_folder)
    one, two = (Asker(office_folder, name=name, clock=clock) for name in ("1", "2"))
    first = _answered(one, "issue", service="jobs")
    second = _answered(two, "issue", service="jobs")
    restore(office_folder, copy, clock)
    recover(one.station.ledgers, "1")
    _deposit(two, "2", [second], 2)
    recover(two.station.ledgers, "2")
    clock.forward(seconds=3)
    recover(two.station.ledgers, "2")
    assert one.error("issue", service="jobs") == "share_unavailable"
    _deposit(one, "1", [first], 1)
    clock.forward(seconds=WAITS.later / 1000)
    told = _recovered(one)
    assert (told["added"], told["lost"], told["skipped"]) == (2, 0, 0)
    assert one.ticket("issue", service="jobs")["label"] == "A003"
    one.close()
    two.close()
    check_file(file)


def test_two_restores_in_a_row_and_days_in_between(
    ask: Asker, office_folder: Path, file: Path, clock: FakeClock
) -> None:
    """The same id on two days is two commands; a second copy is put back at once."""
    entries = [_answered(ask, "issue", service="jobs")]
    copy = make_backup(office_folder)
    entries.append(_answered(ask, "open_counter", counter=1))
    for minutes in (0, 24 * 60):
        clock.forward(minutes=minutes)
        entries += [_answered(ask, "issue", service="jobs") for _ in range(2)]
        entries.append(_answered(ask, "call", counter=1))
        entries.append(_answered(ask, "start", counter=1))
        entries.append(_answered(ask, "finish", counter=1))
    late = [replace(each, id="twice") for each in (entries[2], entries[7])]
    entries[2], entries[7] = late
    before = ask.ok("events", after=0)
    for _ in range(2):
        restore(office_folder, copy, clock)
        _deposit(ask, "desk", entries[1:], before["last"])
        clock.forward(seconds=WAITS.later / 1000)
        told = _recovered(ask)
        assert (told["lost"], told["silent"]) == (0, [])
        after = ask.ok("events", after=0)["events"]
        kept = [
            [{**each, "id": ""} for each in events]
            for events in (before["events"], after[: before["last"]])
        ]
        # The day turns by whichever command came first; all else is the same.
        assert kept[1] == kept[0]
    check_file(file)


def test_what_comes_too_late_for_a_recovery_waits_for_none(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    copy = make_backup(office_folder)
    entry = _answered(ask, "issue", service="jobs")
    restore(office_folder, copy, clock)
    clock.forward(seconds=WAITS.awaited / 1000)
    assert _recovered(ask)["silent"] == ["desk"]
    _deposit(ask, "desk", [entry], 1)
    rows = ask.station.attendance.store.read(
        lambda connection, _: connection.execute("select * from found").fetchall()
    )
    assert rows == []
    # It is handed in instead, under the number that is on the paper.
    station = ask.station
    assert add_entries(station.ledgers, "desk", [entry])[0] == [True]
    assert ask.ticket("ticket", label="A001")["state"] == "waiting"
    # The file that was replaced was sound, and knew of the first.
    assert ask.ticket("issue", service="jobs")["label"] == "A102"


@pytest.mark.parametrize("silent", ["kiosk", "counter"])
def test_with_holes_state_and_events_still_agree(
    ask: Asker, office_folder: Path, file: Path, clock: FakeClock, silent: str
) -> None:
    counter = Asker(office_folder, name="counter", clock=clock)
    kiosk = Asker(office_folder, name="kiosk", clock=clock)
    told: dict[str, list[JournalEntry]] = {"kiosk": [], "counter": []}
    copy = make_backup(office_folder)
    for number in (1, 2):
        told["counter"].append(_answered(counter, "open_counter", counter=number))
    for each in range(4):
        clock.forward(seconds=20)
        told["kiosk"].append(_answered(kiosk, "issue", service="jobs"))
        for do in ("call", ("finish", "hold", "no_show", "transfer")[each]):
            fields = {"service": "training"} if do == "transfer" else {}
            told["counter"].append(_answered(counter, do, counter=1, **fields))
    told["counter"].append(_answered(counter, "resume", counter=2, label="A002"))
    told["counter"].append(_answered(counter, "requeue", label="A003"))
    last = ask.ok("events", after=0)["last"]
    restore(office_folder, copy, clock)
    for name in {"kiosk", "counter"} - {silent}:
        _deposit(ask, name, told[name], last)
    clock.forward(seconds=WAITS.awaited / 1000)
    found = _recovered(ask)
    assert found["silent"] == sorted({"desk", silent})
    for label in ("A001", "A002", "A003", "A004"):
        assert ask.ticket("ticket", label=label)
    # The silent one comes back, and what it knows is handed in.
    station = ask.station
    add_entries(station.ledgers, silent, told[silent])
    if silent == "kiosk":
        states = [
            ask.ticket("ticket", label=f"A00{number}")["state"]
            for number in (1, 2, 3, 4)
        ]
        assert states == ["done", "serving", "waiting", "waiting"]
    assert ask.ticket("issue", service="jobs")["number"] > 100
    counter.close()
    kiosk.close()
    check_file(file)


def _kept(ask: Asker, do: str, at: int, told: Any, **fields: object) -> bool:
    """Hand in what another station answered while the share was away."""
    station = ask.station
    day = station.office.business_day(at).isoformat()
    body = to_json({"ok": True, "ticket": told, "kept": True})
    entry = JournalEntry(f"kept-{do}", day, at, do, fields, body=body)
    return add_entries(station.ledgers, "counter-1", [entry])[0][0]


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
