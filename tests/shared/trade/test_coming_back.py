"""Numbers that were not served come back on a later day, to their old place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.office.folder import QUEUE_FILE
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import OFFICE, FakeClock

DAY = 24 * 60


@pytest.fixture
def ask(tmp_path: Path, clock: FakeClock) -> Iterator[Asker]:
    text = OFFICE.replace('code = "jobs"', 'code = "jobs"\ncome_back_days = 3', 1)
    folder = make_office_folder(tmp_path, text)
    asker = Asker(folder, clock=clock)
    asker.ok("open_counter", counter=1)
    yield asker
    asker.close()
    check_file(folder / QUEUE_FILE)


def test_who_was_not_served_comes_before_those_of_today_in_the_old_order(
    ask: Asker, clock: FakeClock
) -> None:
    for _ in range(3):
        ask.ok("issue", service="jobs", language="vi")
        clock.forward(minutes=1)
    ask.ok("call", counter=1)
    ask.ok("start", counter=1)
    ask.ok("finish", counter=1)
    day = ask.ok("state")["day"]
    clock.forward(minutes=DAY)
    first = ask.ticket("issue", service="jobs")
    third = ask.ticket("come_back", label="A003", day=day)
    second = ask.ticket("come_back", label="A002", day=day)
    assert (first["label"], third["label"], second["label"]) == ("A001", "A002", "A003")
    assert (second["ahead"], second["language"]) == (0, "vi")
    ask.ok("open_counter", counter=1)
    for ticket in (second, third, first):
        called = ask.ticket("call", counter=1, finish_current=True)
        assert called["label"] == ticket["label"]
    told = [
        each["data"]["came_from"]
        for each in ask.ok("events", after=0)["events"]
        if "came_from" in (each["data"] or {})
    ]
    assert told == [{"label": "A003", "day": day}, {"label": "A002", "day": day}]


def test_each_number_comes_back_once_within_its_days_and_only_unserved(
    ask: Asker, clock: FakeClock
) -> None:
    for service in ("jobs", "jobs", "jobs", "training"):
        ask.ok("issue", service=service)
        clock.forward(minutes=1)
    ask.ok("call", counter=1)
    ask.ok("no_show", counter=1)
    day = ask.ok("state")["day"]
    assert ask.error("come_back", label="A002", day=day) == "wrong_state"
    clock.forward(minutes=DAY)
    assert ask.ok("come_back", label="A002", day=day)
    # Twice, a no-show, another service, none, no day at all.
    assert ask.error("come_back", label="A002", day=day) == "wrong_state"
    assert ask.error("come_back", label="A001", day=day) == "wrong_state"
    assert ask.error("come_back", label="B001", day=day) == "wrong_state"
    assert ask.error("come_back", label="A077", day=day) == "unknown_ticket"
    assert ask.error("come_back", label="A003", day="yesterday") == "bad_request"
    for minutes in (DAY, DAY, DAY):
        clock.forward(minutes=minutes)
        ask.ok("state")
    assert ask.error("come_back", label="A002", day=day) == "wrong_state"
    assert ask.error("come_back", label="A003", day=day) == "wrong_state"


def test_its_place_and_its_coming_once_outlive_another_priority(
    ask: Asker, clock: FakeClock
) -> None:
    for _ in range(2):
        # In the same instant, as at two kiosks.
        ask.ok("issue", service="jobs")
    first_day = ask.ok("state")["day"]
    clock.forward(minutes=DAY)
    ask.ok("come_back", label="A001", day=first_day)
    ask.ok("come_back", label="A002", day=first_day)
    second_day = ask.ok("state")["day"]
    clock.forward(minutes=DAY)
    back = ask.ticket("come_back", label="A001", day=second_day)["label"]
    other = ask.ticket("issue", service="jobs")["label"]
    for priority in ("priority", "normal"):
        ask.ok("set_priority", label=back, priority=priority)
        found = ask.ok("ticket", label=other)["ticket"]
        assert found["ahead"] == 1
        assert ask.error("come_back", label="A001", day=second_day) == "wrong_state"
    assert ask.error("come_back", label="A001", day=first_day) == "wrong_state"


def test_a_pause_binds_who_comes_back_as_everybody(
    ask: Asker, clock: FakeClock
) -> None:
    label = ask.ticket("issue", service="jobs")["label"]
    day = ask.ok("state")["day"]
    clock.forward(minutes=DAY)
    ask.ok("pause_service", service="jobs")
    assert ask.error("come_back", label=label, day=day) == "service_closed"
    assert ask.ok("come_back", label=label, day=day, channel="staff")
