"""A queue.db a made-up next version wrote in: what is unknown is passed over."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from counter.app import CounterApp
from counter.panel import CounterPanel
from display.app import DisplayApp, Shows
from shared.office.folder import QUEUE_FILE
from shared.office.model import Office
from tests.desk import Asker
from tests.jiaohao.test_commands import english, run
from tests.support import station_link, until

__all__ = ["english"]
JOB = {"id": "1", "label": "A001", "kind": "number", "state": "failed", "at": 1}
JOBS = [
    {**JOB, "colour": "blue"},
    {**JOB, "id": "2", "state": "smudged"},
    {"id": "3"},
    "none",
]


@pytest.fixture
def next_office(office_folder: Path) -> Path:
    """Each table has a column more, and rows with words that nobody here knows."""
    ask = Asker(office_folder)
    for _ in range(3):
        ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    ask.ok("call", counter=1)
    ask.ok("printer_state", printer="paper", condition="fine", jobs=[])
    day, now = ask.ok("state")["day"], ask.station.clock()
    connection = sqlite3.connect(office_folder / QUEUE_FILE, isolation_level=None)
    run = connection.execute
    run("pragma ignore_check_constraints = on")
    tables = run("select name from sqlite_master where type = 'table'").fetchall()
    for (table,) in tables:
        run(f"alter table {table} add column next_word text default 'next'")
    run("update ticket set state = 'parked' where number = 3")
    run("insert into counter values (2, 'training', null, null, null, ?, 'x')", (now,))
    run("update printer set condition = 'low_ink', jobs = ?", (json.dumps(JOBS),))
    run(
        "insert into print_wish (id, what, station, printer, label, asked_at, asked_by)"
        " values ('w', 'laminate', 'kiosk-1', 'paper', 'A001', ?, 'counter-1')",
        (now,),
    )
    run('update station set told = \'{"offset_ms": 1, "mood": [1]}\'')
    told = {"do": "park", "label": "A001", "state": "parked", "happened": "soon"}
    for kind, data in (
        ("not_added", json.dumps({"why": {}})),
        ("not_added", "[]"),
        ("not_added", json.dumps(told)),
        ("parked", json.dumps({"deep": [[]]})),
    ):
        run(
            "insert into event (id, day, at, kind, station, ticket, service, data)"
            " values ('next', ?, ?, ?, 'next', 'A003', 'next', ?)",
            (day, now, kind, data),
        )
    connection.close()
    ask.close()
    return office_folder


@pytest.mark.parametrize(
    "words",
    [
        "status",
        "status --json",
        "print list",
        "print drop A001",
        "doctor",
        "backup",
        "check",
        "log",
        "archive --before 2020",
    ],
)
def test_every_command_goes_on(next_office: Path, words: str) -> None:
    found = run(*words.split(), "--office", next_office)
    assert found.exception is None or isinstance(found.exception, SystemExit)
    if words.startswith("status"):
        assert found.exit_code == 0, found.output


def test_what_is_known_is_told(next_office: Path) -> None:
    ask = Asker(next_office, name="other")
    hall = ask.ok("state")
    assert [each["label"] for each in hall["tickets"]] == ["A002"]
    assert [each["state"] for each in hall["counters"][:2]] == ["open", "paused"]
    [printer] = hall["printers"]
    assert printer["condition"] == "unknown"
    assert [each["job"] for each in printer["jobs"]] == ["1"]
    assert hall["wishes"] == []
    assert [(each["do"], each["state"]) for each in hall["remarks"]] == [("park", None)]
    assert ask.ok("events", after=0)["events"][-1]["kind"] == "parked"
    assert ask.error("ticket", label="A003") == "unknown_ticket"
    assert ask.error("cancel", label="A003") == "unknown_ticket"
    assert ask.ok("open_counter", counter=2)
    assert ask.ok("issue", service="jobs")["ticket"]["label"] == "A004"
    ask.close()


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
async def test_the_lobby(office: Office, next_office: Path, shows: Shows) -> None:
    client = station_link(next_office, None)
    app = DisplayApp(office, client, shows)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: client.hall is not None)
        await pilot.pause()
    assert app._exception is None


@pytest.mark.parametrize("number", [1, 2])
async def test_a_counter(office: Office, next_office: Path, number: int) -> None:
    client = station_link(next_office, f"counter-{number}")
    app = CounterApp(office, number, client, language="en")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.query_one(CounterPanel).known.hall)
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press("escape")
    assert app._exception is None
