"""A slot is never overbooked: the file decides, whoever asks, and however many."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.office.folder import QUEUE_FILE
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.invariants import check_answers, check_file
from tests.processes import answers_to
from tests.support import APPOINTMENTS, OFFICE, FakeClock

PROCESSES = 8
MONDAY = date.today() + timedelta(days=7 - date.today().weekday())
"""In the coming week: stations of their own go by the real clock."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, OFFICE + APPOINTMENTS)


def _wishes() -> Iterator[dict[str, Any]]:
    for wall in ("09:00", "09:30", "10:00", "10:30"):
        for _ in range(2):
            yield {"service": "jobs", "at": f"{MONDAY}T{wall}:00+08:00"}
    for wall in ("09:00", "09:20", "09:40"):
        yield {"service": "training", "at": f"{MONDAY}T{wall}:00+08:00"}
        yield {"service": "jobs", "at": f"{MONDAY}T10:30:00+08:00", "officer": "Lin"}


def _run(folder: Path, worker: int) -> list[dict[str, Any]]:
    asked = (
        {"id": f"{worker}-{index}", "do": "book", **wish}
        for index, wish in enumerate(_wishes())
    )
    return answers_to(folder, f"w{worker}", asked)


def test_eight_processes_book_the_same_slots(folder: Path) -> None:
    with ThreadPoolExecutor(PROCESSES) as pool:
        told = list(pool.map(lambda worker: _run(folder, worker), range(PROCESSES)))
    answers = [answer for each in told for answer in each]
    made = [answer["booking"] for answer in answers if answer["ok"]]
    errors = {answer["error"] for answer in answers if not answer["ok"]}
    assert errors == {"slot_taken"}
    taken = Counter((each["service"], each["at"][11:16]) for each in made)
    full = {("jobs", wall): 2 for wall in ("09:00", "09:30", "10:00", "10:30")}
    officers = [each for each in made if each["at"][11:16] == "09:00"]
    busy = Counter(each["officer"] for each in officers if each["officer"])
    assert taken >= Counter(full)
    assert {count for name, count in taken.items() if name in full} == {2}
    assert set(busy.values()) == {1}
    assert len({each["code"] for each in made}) == len(made)
    check_file(folder / QUEUE_FILE)
    check_answers(folder / QUEUE_FILE, answers)


@pytest.mark.parametrize(
    ("service", "place", "officer"),
    [("jobs", 1, None), ("training", 2, "Lin"), ("jobs", 3, None)],
    ids=["a place twice", "an officer twice", "a place there is not"],
)
def test_the_schema_refuses(
    folder: Path, clock: FakeClock, service: str, place: int, officer: str | None
) -> None:
    ask = Asker(folder, clock=clock)
    at = "2026-11-23T10:00:00+08:00"
    ask.ok("book", service="jobs", at=at, officer="Lin")
    ask.close()
    with closing(sqlite3.connect(folder / QUEUE_FILE)) as connection:
        again = (
            "insert into booking select 'x', day, ?, at, minutes, ?, places, ?,"
            " language, channel, reference, state, ticket from booking"
        )
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(again, (service, place, officer))
        connection.execute("update booking set state = 'cancelled'")
        if place <= 2:
            connection.execute(again, (service, place, officer))
