"""Each call to SQLite fails in turn: no answer is wrong, and an id has one answer."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.errors import ShareUnavailable
from shared.machine.file_identity import Identity
from shared.machine.mount import Access
from shared.office.folder import QUEUE_FILE
from shared.sqlite import connection as store_opening
from shared.sqlite import transactions as store
from shared.sqlite.connection import QueueFile
from shared.sqlite.transactions import Store
from tests.desk import Asker
from tests.faults import Fault, Faults, When, injected
from tests.invariants import check_answers, check_file
from tests.short import IS_EVERY
from tests.support import FakeClock

TOP = Path(__file__).parents[3]
CODES = {
    "i/o": sqlite3.SQLITE_IOERR,
    "sync": sqlite3.SQLITE_IOERR_FSYNC,
    "short read": sqlite3.SQLITE_IOERR_SHORT_READ,
    "journal not removed": sqlite3.SQLITE_IOERR_DELETE_NOENT,
    "lock": sqlite3.SQLITE_IOERR_LOCK,
    "full": sqlite3.SQLITE_FULL,
    "cannot open": sqlite3.SQLITE_CANTOPEN,
    "read-only": sqlite3.SQLITE_READONLY,
    "protocol": sqlite3.SQLITE_PROTOCOL,
    "busy": sqlite3.SQLITE_BUSY,
    "corrupt": sqlite3.SQLITE_CORRUPT,
}
SOME = ("i/o", "full", "busy", "corrupt")
"""One of each way to be answered; `make soak` tries all."""
AT_COUNTER = ("start", "recall", "finish", "no_show", "hold")
Request = tuple[str, dict[str, Any]]


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """The file layer, and no long pauses between tries."""
    monkeypatch.setattr(store, "_PAUSE", (0.0, 0.001))
    with injected(monkeypatch) as found:
        yield found


@pytest.fixture
def asker(office_folder: Path, faults: Faults, clock: FakeClock) -> Iterator[Asker]:
    asker = Asker(office_folder, clock=clock)
    asker.ok("open_counter", counter=1)
    yield asker
    faults.set(None)
    asker.close()


@pytest.fixture
def on_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is used as on SMB, though it lies on a local disk."""
    monkeypatch.setattr(store_opening, "access_to", lambda *_: Access.SMB)


def _requests(asker: Asker) -> Iterator[Request]:
    """One of each kind, each lawful when it is asked."""
    yield "issue", {"service": "jobs"}
    for do in AT_COUNTER:
        asker.ok("issue", service="jobs")
        asker.ok("call", counter=1, finish_current=True)
        yield do, {"counter": 1}
    asker.ok("issue", service="jobs")
    yield "call", {"counter": 1, "finish_current": True}
    yield "transfer", {"counter": 1, "service": "training"}
    label = asker.ticket("issue", service="jobs")["label"]
    yield "cancel", {"label": label}
    asker.ok("issue", service="jobs")
    label = asker.ticket("call", counter=1, finish_current=True)["label"]
    asker.ok("hold", counter=1)
    yield "requeue", {"label": label}
    asker.ok("call", counter=1)
    asker.ok("hold", counter=1)
    yield "pause_counter", {"counter": 1}
    yield "open_counter", {"counter": 1, "staff": "Lin"}


class Trials:
    """Every kind of command, each of its calls to SQLite failing in turn."""

    def __init__(self, asker: Asker, faults: Faults) -> None:
        self.asker, self.faults = asker, faults
        self.count = self.unknown = 0
        self.answers: list[dict[str, Any]] = []

    def run(self, when: When, code: int, *, only: str = "") -> None:
        """Try all; `only` restricts the calls."""
        call, was_struck = 0, True
        while was_struck:
            call, was_struck = call + 1, False
            self.faults.set(None)
            for do, fields in _requests(self.asker):
                self.faults.set(Fault(call, when, code, only=only))
                self._try(do, fields, code)
                was_struck = was_struck or bool(self.faults.struck)
                self.faults.set(None)

    def _try(self, do: str, fields: dict[str, Any], code: int) -> None:
        self.count += 1
        id = f"trial-{self.count}"
        first = self.asker(do, id=id, **fields)
        if not first["ok"]:
            self.unknown += 1
            alone = {"damaged"} if code == sqlite3.SQLITE_CORRUPT else set()
            assert first["error"] in alone | {"share_unavailable"}, first
        self.faults.set(None) if not self.faults.struck else None
        again = self.asker(do, id=id, **fields)
        assert again["ok"], again
        assert not first["ok"] or first == again
        assert self.asker(do, id=id, **fields) == again
        self.answers.append(again)


def _check(asker: Asker, answers: list[dict[str, Any]]) -> None:
    file = asker.station.attendance.store.file
    check_file(file)
    check_answers(file, answers)
    events = asker.ok("events", after=0)["events"]
    twice = Counter(
        (event["id"], event["kind"])
        for event in events
        if event["id"].startswith("trial-")
    )
    assert set(twice.values()) == {1}, "a command was carried out once"
    assert {id for id, _ in twice} == {answer["id"] for answer in answers}


@pytest.mark.parametrize("name", CODES if IS_EVERY else SOME)
def test_each_call_fails_in_turn(asker: Asker, faults: Faults, name: str) -> None:
    trials = Trials(asker, faults)
    trials.run(When.BEFORE, CODES[name])
    assert trials.count > 50
    _check(asker, trials.answers)


@pytest.mark.parametrize(
    "name", ["i/o", "sync", "journal not removed"] if IS_EVERY else ["sync"]
)
def test_each_call_takes_effect_and_fails(
    asker: Asker, faults: Faults, name: str
) -> None:
    """As a commit on NFS may, which says that it failed and is in the file."""
    trials = Trials(asker, faults)
    trials.run(When.AFTER, CODES[name])
    assert trials.count > 50
    _check(asker, trials.answers)


@pytest.mark.usefixtures("on_a_share")
@pytest.mark.parametrize("when", [When.BEFORE, When.AFTER], ids=["before", "after"])
def test_each_call_fails_in_turn_on_a_share(
    asker: Asker, faults: Faults, when: When
) -> None:
    trials = Trials(asker, faults)
    trials.run(when, sqlite3.SQLITE_IOERR)
    _check(asker, trials.answers)


@pytest.mark.usefixtures("on_a_share")
def test_a_commit_that_says_ok_and_did_not_land(asker: Asker, faults: Faults) -> None:
    """The fresh look on a share finds that it is not there; it is done again."""
    queue_file = asker.station.attendance.store._queue_file
    for do, fields in _requests(asker):
        faults.set(Fault(1, When.INSTEAD, only="commit"))
        answer = asker(do, id=f"trial-{do}", **fields)
        assert faults.struck
        faults.set(None)
        assert answer["ok"]
        assert asker(do, id=f"trial-{do}", **fields) == answer
    assert queue_file.is_shared
    check_file(asker.station.attendance.store.file)


@pytest.mark.parametrize("when", [When.BEFORE, When.AFTER], ids=["before", "after"])
def test_questions_are_answered_right_or_not_at_all(
    asker: Asker, faults: Faults, when: When
) -> None:
    for _ in range(3):
        asker.ok("issue", service="jobs")
    right = {do: asker.ok(do, id="q", **fields) for do, fields in QUESTIONS}
    call, was_struck = 0, True
    while was_struck:
        call, was_struck = call + 1, False
        for do, fields in QUESTIONS:
            faults.set(Fault(call, when))
            found = asker(do, id="q", **fields)
            was_struck = was_struck or bool(faults.struck)
            assert found == right[do] or found["error"] == "share_unavailable"
    assert call > 5


QUESTIONS: list[Request] = [
    ("state", {}),
    ("ticket", {"label": "A002"}),
    ("events", {"after": 0}),
]


def test_a_share_that_fails_for_long_is_told_and_heals(
    asker: Asker, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> bool:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Identity, "is_lost", failing)
        patch.setattr(QueueFile, "_check_header", failing)
        assert asker.error("issue", id="trial", service="jobs") == "share_unavailable"
    assert asker.ticket("issue", id="trial", service="jobs")["label"] == "A001"


def test_a_hang_longer_than_a_lock_lasts_is_not_committed(
    office_folder: Path, faults: Faults
) -> None:
    place = Store(office_folder, patience=5)
    tries: list[int] = []

    def work(connection: sqlite3.Connection, now: int) -> None:
        tries.append(now)
        key = f"try-{len(tries)}"
        connection.execute("insert into meta (key, value) values (?, '1')", (key,))

    faults.set(Fault(1, When.HANG, seconds=0.2, only="insert"))
    place.write(work, longest=0.1)
    found = place.read(
        lambda connection, _: connection.execute(
            "select key from meta where key like 'try-%'"
        ).fetchall()
    )
    place.close()
    assert len(tries) == 2
    assert found == [("try-2",)], "the first was rolled back"


def test_a_hang_of_a_commit_is_waited_for(asker: Asker, faults: Faults) -> None:
    faults.set(Fault(1, When.HANG, seconds=0.3, only="commit"))
    assert asker.ok("issue", service="jobs", id="trial")["ticket"]["label"] == "A001"


LOST_LOCK = """
import os, sys
from pathlib import Path
from shared.sqlite import connection as store_opening
from shared.machine.mount import Access
store_opening.access_to = lambda *_: Access.SMB
from shared.sqlite.transactions import Store
store = Store(Path(sys.argv[1]))

def work(connection, now):
    connection.execute("insert into meta values ('mine', 'x')")
    if sys.argv[2] == "lost":
        descriptor = os.open(store.file, os.O_RDWR)
        counter = int.from_bytes(os.pread(descriptor, 4, 24), "big") + 1
        os.pwrite(descriptor, counter.to_bytes(4, "big"), 24)

store.write(work)
store.close()
"""


@pytest.mark.parametrize("lock", ["lost", "held"])
def test_who_wrote_under_a_lost_lock_is_not_overwritten(
    office_folder: Path, lock: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOST_LOCK, office_folder, lock],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (3 if lock == "lost" else 0), done.stderr
    place = Store(office_folder)
    found = place.write(
        lambda connection, _: connection.execute(
            "select count(*) from meta where key = 'mine'"
        ).fetchone()[0]
    )
    place.close()
    assert found == (0 if lock == "lost" else 1)
    check_file(office_folder / QUEUE_FILE)


def test_damage_is_told_once_and_not_tried_for_long(
    asker: Asker, faults: Faults
) -> None:
    """A share may call a sound file damaged for a moment, while it grows."""
    faults.set(Fault(1, When.BEFORE, sqlite3.SQLITE_CORRUPT, only="begin"))
    answer = asker("issue", id="trial", service="jobs")
    assert json.dumps(answer)
    assert asker.ticket("issue", id="trial", service="jobs")["label"] == "A001"


def test_patience_is_bounded(office_folder: Path) -> None:
    holder = sqlite3.connect(office_folder / QUEUE_FILE, isolation_level=None)
    holder.execute("begin exclusive")
    place = Store(office_folder, patience=0.3)
    with pytest.raises(ShareUnavailable, match="another station"):
        place.read(lambda connection, now: None)
    holder.execute("rollback")
    holder.close()
    place.close()
