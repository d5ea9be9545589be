"""A file with years behind it: no statement of a station's life looks through them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest

from shared.office.folder import QUEUE_FILE
from shared.tables.learnt import claim_learning
from shared.tables.turns import claim_copy
from shared.trade.commands import COMMANDS
from shared.trade.staff import Member, Role
from tests.bench.history import write_history
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.support import APPOINTMENTS, OFFICE, FakeClock

PAGE = """
[page]
address = "http://queue.example.tw"
give_back = true
step_out = true

[survey]
"""
YEARS = 20_000
"""Tickets; with 133,000 events."""
A_STEP = 50
"""Instructions of SQLite's machine between two looks at the count."""
FEW = 6_000
"""Instructions; to look at each ticket of the years takes twenty times as many."""
FROM_THE_END = {
    "select at from event order by seq desc limit 1",
    "select day from event order by seq desc limit 1",
    "select kind, ticket, day, case when kind = 'undone' then data ->> 'state' end"
    " from event order by seq desc limit 1",
    "select station from event where kind = 'issued' and ticket = ?"
    " order by seq desc limit 1",
}
"""They go backwards from the newest event and stop within today."""


class Counting(sqlite3.Connection):
    """Counts the instructions of each statement, as its dearest run needed."""

    counts: ClassVar[Counter[str]] = Counter()
    statement = ""
    spent = 0

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.set_progress_handler(self.count, A_STEP)

    def count(self) -> int:
        """Called every A_STEP instructions."""
        self.spent += A_STEP
        self.counts[self.statement] = max(self.counts[self.statement], self.spent)
        return 0

    def execute(self, sql: str, *rest: Any) -> Any:  # type: ignore[override]
        self.statement, self.spent = sql, 0
        self.counts[sql] = self.counts[sql]
        return super().execute(sql, *rest)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    connect = sqlite3.connect
    Counting.counts = Counter()
    with monkeypatch.context() as patch:
        patch.setattr(
            sqlite3,
            "connect",
            lambda *given, **named: connect(*given, **({"factory": Counting} | named)),
        )
        yield Counting.counts


def _life(folder: Path, clock: FakeClock) -> None:
    """Every command, every question, a new day, and what a station does by itself."""
    done: set[str] = set()
    asker = Asker(folder, clock=clock)

    def ask(do: str, **fields: Any) -> Any:
        done.add(do)
        return asker.ok(do, **fields)

    asker.ok("watch")
    lin = Member("lin", Role.STAFF).with_pin("4711")
    asker.station.ledgers.write(lambda it: it.put_member(lin), station="test", id="lin")
    for _ in range(2):
        asker.station._beat_at = float("-inf")
        asker.station.pulse()
        asker.station.attendance.store.write(claim_copy)
        asker.station.attendance.store.write(
            lambda it, _: claim_learning(it, "2026-11-23")
        )
        ask("open_counter", counter=1, staff="Lin")
        for service in ("jobs", "jobs", "jobs", "jobs", "training"):
            ask("issue", service=service, priority="priority")
        for do in ("call", "recall", "start", "hold"):
            ask(do, counter=1)
        ask("resume", counter=1, label="A001")
        ask("transfer", counter=1, service="training")
        ask("call_ticket", counter=1, label="A002")
        ask("no_show", counter=1)
        ask("requeue", label="A002")
        ask("call", counter=1, finish_current=True)
        ask("finish", counter=1)
        ask("cancel", label="A004")
        ask("printer_state", printer="paper", condition="fine")
        wish = ask("print_wish", what="reprint", label="A003")["wish"]["wish"]
        ask("print_done", wish=wish, outcome="printed")
        _order(ask)
        ask("pause_counter", counter=1)
        ask("close_counter", counter=1)
        asker.ok("ticket", label="A003")
        asker.ok("state")
        asker.ok("events", after=asker.ok("state")["seq"] - 5)
        left, day = (
            ask("issue", service="jobs")["ticket"]["label"],
            asker.ok("state")["day"],
        )
        clock.forward(minutes=24 * 60)
        ask("come_back", label=left, day=day)
    asker.close()
    assert done >= set(COMMANDS), "a command is missing here"


def _order(ask: Callable[..., Any]) -> None:
    """What goes on at a counter besides, and what who leads the hall orders."""
    for service in ("jobs", "jobs", "jobs", "training"):
        ask("issue", service=service)
    ask("call", counter=1)
    ask("finish", counter=1)
    ask("undo", counter=1)
    ask("start", counter=1)
    ask("continue_with", counter=1, service="training")
    ask("finish", counter=1)
    ask("call_group", counter=1, service="jobs", count=2)
    ask("end_group", counter=1)
    ask("walk_in", counter=1, service="jobs")
    ask("finish", counter=1)
    for do, about in (("service", "jobs"), ("kiosk", "kiosk-1")):
        ask(f"pause_{do}", **{do: about})
        ask(f"open_{do}", **{do: about})
    ask("close_service", service="jobs")
    ask("open_service", service="jobs")
    ask("move_counter", counter=1, serves=["training"])
    label = ask("issue", service="jobs")["ticket"]["label"]
    ask("set_priority", label=label, priority="priority")
    ask("set_needs", label=label, cannot_hear=True)
    notice = ask("post_notice", text="Hello")["notice"]["notice"]
    ask("approve_notice", notice=notice)
    ask("end_notice", notice=notice)
    ask("answer_help", help=ask("call_help", counter=1)["help"]["help"])
    awaited = ask("add_follow_up", reference="115-0042", kind="card", due="2026-12-01")
    ask("follow_ups", day="2026-12-01")
    ask(
        "settle_follow_up",
        follow_up=awaited["follow_up"]["follow_up"],
        outcome="reached",
    )
    day = ask("state")["day"]
    at = ask("slots", service="jobs", day=day)["slots"][0]["at"]
    for do in ("cancel_booking", "check_in"):
        code = ask("book", service="jobs", at=at)["booking"]["code"]
        ask("booking", code=code)
        ask("bookings", day=day)
        ask(do, code=code)
    for do in ("step_out", "give_back"):
        ask(do, code=ask("issue", service="jobs")["ticket"]["code"])
    _survey(ask, day)
    ask("move_bookings", day=day, to="2026-11-30")
    ask("sign_on", counter=1, staff="lin", pin="4711")
    ask("sign_off", counter=1)


def _survey(ask: Callable[..., Any], day: str) -> None:
    """What a visitor says after a visit, and what becomes of it."""
    code = ask("walk_in", counter=1, service="jobs")["ticket"]["code"]
    ask("finish", counter=1)
    ask("may_answer", code=code)
    said = ask("answer_survey", code=code, courtesy=5, text="Thank you")["comment"]
    for do in ("read_comment", "answer_comment", "hide_comment"):
        text = {"text": "With pleasure"} if do == "answer_comment" else {}
        ask(do, comment=said["comment"], **text)
    ask("comment", comment=said["comment"])
    ask("comments", since=day)
    ask("survey", first=day, last=day)


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """One that takes appointments too."""
    back = OFFICE.replace('code = "jobs"', 'code = "jobs"\ncome_back_days = 3', 1)
    return make_office_folder(tmp_path, back + APPOINTMENTS + PAGE)


@pytest.fixture
def statements(
    office_folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> Counter[str]:
    """All statements of a life on a file of years, with their instructions."""
    file = office_folder / QUEUE_FILE
    write_history(file, YEARS, last_day=date(2026, 11, 22), service="jobs")
    with counted(monkeypatch) as counts:
        _life(office_folder, clock)
    return counts


def test_no_statement_looks_through_the_years(
    statements: Counter[str], office_folder: Path
) -> None:
    assert len(statements) > 40
    dear = {sql: count for sql, count in statements.items() if count > FEW}
    assert not dear
    connection = sqlite3.connect(office_folder / QUEUE_FILE)
    for sql in statements:
        if sql.partition(" ")[0] not in ("select", "insert", "update", "delete"):
            continue
        values = [None] * sql.count("?")
        plan = connection.execute(f"explain query plan {sql}", values).fetchall()
        scans = [row[3] for row in plan if row[3].startswith("SCAN ")]
        if {"SCAN ticket", "SCAN event"} & set(scans):
            assert sql in FROM_THE_END, (sql, plan)
    connection.close()


def test_the_count_would_notice(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = office_folder / QUEUE_FILE
    write_history(file, YEARS, last_day=date(2026, 11, 22), service="jobs")
    with counted(monkeypatch) as counts:
        connection = sqlite3.connect(file)
        connection.execute("select count(*) from ticket where note = 'x'").fetchall()
        connection.close()
    assert max(counts.values()) > FEW * 5
