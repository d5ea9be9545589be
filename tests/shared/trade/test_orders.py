"""What who leads the hall orders: pauses, counters moved, priorities, notices, help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.clock import rfc3339
from shared.office.folder import QUEUE_FILE
from shared.text.catalogue import catalogue
from shared.trade.orders import NoticeState, PostedNotice
from shared.wire.decoder import hall_from_json
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import OFFICE, FakeClock


@pytest.fixture
def ask(tmp_path: Path, clock: FakeClock) -> Iterator[Asker]:
    folder = make_office_folder(tmp_path)
    asker = Asker(folder, clock=clock)
    yield asker
    asker.close()
    check_file(folder / QUEUE_FILE)


def in_minutes(ask: Asker, clock: FakeClock, minutes: int) -> str:
    zone = ask.station.office.time_zone
    return str(rfc3339(clock() + minutes * 60_000, zone))


def of(ask: Asker, what: str, **wanted: Any) -> Any:
    (name, value), *_ = wanted.items()
    found = ask.ok("state")[what]
    return next(each for each in found if each[name] == value)


def kinds(ask: Asker) -> list[str]:
    return [each["kind"] for each in ask.ok("events", after=0)["events"]]


def test_a_paused_service_binds_the_kiosk_only(ask: Asker, clock: FakeClock) -> None:
    until = in_minutes(ask, clock, 30)
    asked = {"service": "jobs", "message": "Printer repair", "until": until}
    paused = ask.ok("pause_service", **asked)["service"]
    assert paused["paused"] == {"message": "Printer repair", "until": until}
    assert not paused["open"]
    assert ask.error("issue", service="jobs") == "service_closed"
    assert ask.ok("issue", service="training")
    assert ask.ok("issue", service="jobs", channel="staff")
    ask.ok("open_counter", counter=1)
    assert ask.ticket("call", counter=1)
    opened = ask.ok("open_service", service="jobs")["service"]
    assert opened["paused"] is None and opened["open"]
    assert ask.ok("issue", service="jobs")
    assert kinds(ask).count("service_paused") == kinds(ask).count("service_opened") == 1


def test_for_a_closed_service_nobody_is_called(ask: Asker, clock: FakeClock) -> None:
    waits = ask.ticket("issue", service="jobs")["label"]
    other = ask.ticket("issue", service="training")["label"]
    ask.ok("open_counter", counter=1)
    ask.ok("open_counter", counter=2)
    asked = {"service": "jobs", "message": "[b]ill[/]"}
    told = ask.ok("close_service", **asked)["service"]
    assert (told["closed"], told["open"], told["waiting"]) == (True, False, 1)
    assert told["paused"] == {"message": "[b]ill[/]", "until": None}
    assert of(ask, "services", service="jobs")["no_wait"] == "nobody"
    for act in (
        {"do": "issue", "service": "jobs", "channel": "staff"},
        {"do": "call_ticket", "counter": 1, "label": waits},
    ):
        assert ask.error(act.pop("do"), **act) == "service_closed"
    assert ask.ok("call_group", counter=1, service="jobs", count=2)["tickets"] is None
    assert ask.ok("call", counter=1)["ticket"] is None
    assert ask.ticket("call", counter=2)["label"] == other
    sent_on = ask.error("transfer", counter=2, service="jobs")
    assert sent_on == "service_closed"
    ask.ok("close_service", **asked)
    # The intake alone is closed from now on: who waits is called again.
    told = ask.ok("pause_service", service="jobs")["service"]
    assert (told["closed"], told["open"]) == (False, False)
    assert ask.ticket("call", counter=1)["label"] == waits
    ask.ok("close_service", service="jobs")
    clock.forward(minutes=24 * 60)
    assert ask.ok("issue", service="jobs")
    found = [each for each in kinds(ask) if each.startswith("service_")]
    assert found == [
        *("service_closed", "service_paused", "service_closed", "service_opened")
    ]


@pytest.mark.parametrize("days", [0, 2])
@pytest.mark.parametrize("reason", [None, "[b]ill[/]"])
def test_who_waits_for_a_closed_service_is_told_the_rule(
    tmp_path: Path, clock: FakeClock, days: int, reason: str | None
) -> None:
    lasting = f'code = "jobs"\ncome_back_days = {days}'
    text = OFFICE.replace('code = "jobs"', lasting, 1)
    ask = Asker(make_office_folder(tmp_path, text), clock=clock)
    ask.ok("close_service", service="jobs", message=reason)
    hall = hall_from_json(ask.ok("state"))
    last = hall.day + timedelta(days=days)
    (told,) = hall.announced
    assert told.is_shown(clock())
    words = told.words(ask.station.office, catalogue("en"))
    assert ("[b]ill[/]" in words) == (reason is not None)
    assert (f"by {last.month}/{last.day}:" in words) == (days > 0)
    assert ("ask our staff" in words) == (days == 0)
    ask.ok("open_service", service="jobs")
    assert not hall_from_json(ask.ok("state")).announced
    ask.close()


def test_a_service_gives_out_so_many_a_day(tmp_path: Path, clock: FakeClock) -> None:
    text = OFFICE.replace('code = "express"', 'code = "express"\nmost_a_day = 2')
    folder = make_office_folder(tmp_path, text)
    ask = Asker(folder, clock=clock)
    first = ask.ticket("issue", service="express")["label"]
    ask.ok("issue", service="express")
    assert of(ask, "services", service="express")["full"]
    assert ask.error("issue", service="express") == "service_closed"
    ask.ok("cancel", label=first)
    assert ask.error("issue", service="express") == "service_closed"
    assert ask.ok("issue", service="express", channel="staff")
    clock.forward(minutes=24 * 60)
    assert ask.ok("issue", service="express")
    ask.close()


def test_no_more_wait_than_the_office_lets_wait(
    tmp_path: Path, clock: FakeClock
) -> None:
    text = OFFICE.replace('code = "express"', 'code = "express"\nmost_waiting = 2')
    ask = Asker(make_office_folder(tmp_path, text), clock=clock)
    first = ask.ticket("issue", service="express")["label"]
    assert not of(ask, "services", service="express")["crowded"]
    ask.ok("issue", service="express")
    now = of(ask, "services", service="express")
    assert (now["crowded"], now["full"], now["open"]) == (True, False, False)
    assert ask.error("issue", service="express") == "service_closed"
    # Who stands at a counter, or is served, is not kept out, and gives way to others.
    assert ask.ok("issue", service="express", channel="staff")
    assert ask.ok("issue", service="jobs")
    ask.ok("cancel", label=first)
    assert ask.error("issue", service="express") == "service_closed"
    ask.ok("open_counter", counter=3)
    ask.ok("call", counter=3)
    assert of(ask, "services", service="express")["open"]
    assert ask.ok("issue", service="express")
    ask.close()


def test_a_pause_ends_by_itself_with_an_event(ask: Asker, clock: FakeClock) -> None:
    ask.ok("pause_service", service="jobs", until=in_minutes(ask, clock, 5))
    clock.forward(minutes=5)
    assert of(ask, "services", service="jobs")["paused"] is None
    assert ask.ok("issue", service="jobs", id="first after")
    found = [
        each["kind"]
        for each in ask.ok("events", after=0)["events"]
        if each["id"] == "first after"
    ]
    assert found == ["service_opened", "issued"]


def test_a_pause_without_an_end_is_over_with_its_day(
    ask: Asker, clock: FakeClock
) -> None:
    ask.ok("pause_service", service="jobs")
    ask.ok("move_counter", counter=1, serves=["training"])
    clock.forward(minutes=24 * 60)
    assert ask.ok("issue", service="jobs")
    assert of(ask, "counters", counter=1)["serves"] != ["training"]


def test_an_end_that_is_past_is_refused(ask: Asker, clock: FakeClock) -> None:
    past = in_minutes(ask, clock, -1)
    assert ask.error("pause_service", service="jobs", until=past) == "bad_request"
    assert ask.error("pause_kiosk", kiosk="kiosk-1", until=past) == "bad_request"
    wanted = {"counter": 1, "serves": ["training"], "until": past}
    assert ask.error("move_counter", **wanted) == "bad_request"
    assert ask.error("post_notice", text="Hello", to=past) == "bad_request"


def test_a_paused_kiosk_gives_out_nothing(ask: Asker, tmp_path: Path) -> None:
    assert of(ask, "kiosks", kiosk="kiosk-1")["state"] == "away"
    folder = tmp_path / "office"
    kiosk = Asker(folder, name="kiosk-1", clock=ask.station.clock)
    assert of(ask, "kiosks", kiosk="kiosk-1")["state"] == "open"
    asked = {"kiosk": "kiosk-1", "message": "Out of paper"}
    assert ask.ok("pause_kiosk", **asked)["kiosk"]["state"] == "paused"
    assert kiosk.error("issue", service="jobs") == "service_closed"
    assert ask.ok("issue", service="jobs")
    assert ask.ok("open_kiosk", kiosk="kiosk-1")["kiosk"]["state"] == "open"
    assert kiosk.ok("issue", service="jobs")
    assert ask.error("pause_kiosk", kiosk="nowhere") == "bad_request"
    kiosk.close()


def test_a_moved_counter_calls_what_it_was_given(ask: Asker) -> None:
    ask.ok("issue", service="jobs")
    training = ask.ticket("issue", service="training")["label"]
    ask.ok("open_counter", counter=1)
    moved = ask.ok("move_counter", counter=1, serves=["training"])["counter"]
    assert moved["serves"] == ["training"] and moved["helps"] == []
    assert ask.ticket("call", counter=1)["label"] == training
    ask.ok("finish", counter=1)
    assert ask.ticket("call", counter=1) is None
    back = ask.ok("move_counter", counter=1)["counter"]
    assert "jobs" in back["serves"]
    assert ask.ticket("call", counter=1)
    assert kinds(ask).count("counter_moved") == 2
    unknown = {"counter": 1, "serves": ["nothing"]}
    assert ask.error("move_counter", **unknown) == "unknown_service"


def test_a_moved_counter_goes_back_once_whatever_its_station_and_the_clock_do(
    ask: Asker, tmp_path: Path, clock: FakeClock
) -> None:
    other = Asker(tmp_path / "office", name="counter-3", clock=clock)
    other.ok("open_counter", counter=3)
    until = in_minutes(ask, clock, 60)
    ask.ok("move_counter", counter=3, serves=["training"], until=until)
    other.close()
    assert of(ask, "counters", counter=3)["serves"] == ["training"]
    clock.forward(minutes=300)
    ask.ok("issue", service="jobs")
    assert of(ask, "counters", counter=3)["serves"] == ["express"]
    clock.forward(minutes=-290)
    ask.ok("issue", service="jobs")
    assert of(ask, "counters", counter=3)["serves"] == ["express"]
    assert kinds(ask).count("counter_moved") == 2


def test_another_priority_is_another_place(ask: Asker) -> None:
    first, second = (ask.ticket("issue", service="jobs")["label"] for _ in range(2))
    given = ask.ticket("set_priority", label=second, priority="priority")
    assert (given["priority"], given["ahead"]) == ("priority", 0)
    event = ask.ok("events", after=0)["events"][-1]
    assert event["kind"] == "priority_set"
    assert event["data"] == {"priority": "priority", "from": "normal"}
    assert ask.error("set_priority", label=first, priority="none") == "bad_request"
    ask.ok("cancel", label=first)
    assert ask.error("set_priority", label=first, priority="priority") == "wrong_state"


def test_a_notice_is_posted_approved_and_ended(ask: Asker, clock: FakeClock) -> None:
    times = {"from": in_minutes(ask, clock, 0), "to": in_minutes(ask, clock, 60)}
    posted = ask.ok("post_notice", text="Fire drill at [b]11[/b]", **times)["notice"]
    assert posted["state"] == "draft"
    assert (posted["from"], posted["to"]) == (times["from"], times["to"])
    notice = posted["notice"]
    assert ask.ok("approve_notice", notice=notice)["notice"]["state"] == "approved"
    assert ask.error("approve_notice", notice=notice) == "wrong_state"
    assert [each["notice"] for each in ask.ok("state")["notices"]] == [notice]
    ask.ok("end_notice", notice=notice)
    assert ask.ok("state")["notices"] == []
    assert ask.error("end_notice", notice=notice) == "wrong_state"
    assert ask.error("end_notice", notice="another") == "bad_request"


def test_a_line_to_who_waits_for_a_service(ask: Asker) -> None:
    office = ask.station.office
    posted = ask.ok("post_notice", text="20 min [b]late[/]", service="training")
    assert posted["notice"]["service"] == "training"
    (found,) = ask.ok("state")["notices"]
    line = PostedNotice("n", found["text"], NoticeState.DRAFT, None, None, "training")
    assert line.words(office, catalogue("en")) == "Training: 20 min [b]late[/]"
    everybody = replace(line, service=None)
    assert everybody.words(office, catalogue("en")) == "20 min [b]late[/]"
    event = ask.ok("events", after=0)["events"][-1]
    assert (event["kind"], event["service"]) == ("notice_posted", "training")
    assert ask.error("post_notice", text="x", service="none") == "unknown_service"


def test_a_notice_is_over_at_its_end(ask: Asker, clock: FakeClock) -> None:
    posted = ask.ok("post_notice", text="Soon", to=in_minutes(ask, clock, 5))["notice"]
    clock.forward(minutes=6)
    assert ask.ok("state")["notices"] == []
    assert ask.error("approve_notice", notice=posted["notice"]) == "wrong_state"


def test_a_clock_that_jumps_over_an_end_and_back_ends_each_once(
    ask: Asker, clock: FakeClock
) -> None:
    until = in_minutes(ask, clock, 60)
    ask.ok("pause_service", service="jobs", until=until)
    ask.ok("pause_kiosk", kiosk="kiosk-1", until=until)
    told = ask.ok("post_notice", text="Soon", to=until)["notice"]["notice"]
    ask.ok("approve_notice", notice=told)
    clock.forward(minutes=300)
    ask.ok("issue", service="jobs")
    clock.forward(minutes=-290)
    ask.ok("issue", service="jobs")
    assert of(ask, "services", service="jobs")["paused"] is None
    assert of(ask, "kiosks", kiosk="kiosk-1")["state"] == "away"
    ends = [each for each in kinds(ask) if each.endswith("_opened")]
    assert sorted(ends) == ["kiosk_opened", "service_opened"]
    # A notice has no event of its own for its end: the screens go by the time.
    (line,) = ask.ok("state")["notices"]
    assert line["to"] == until


def test_help_is_called_once_and_answered_once(ask: Asker) -> None:
    called = ask.ok("call_help", counter=2, reason="please come")["help"]
    assert ask.ok("call_help", counter=2)["help"] == called
    kiosk = ask.ok("call_help", kiosk="kiosk-1")["help"]
    assert [each["help"] for each in ask.ok("state")["help"]] == [
        called["help"],
        kiosk["help"],
    ]
    ask.ok("answer_help", help=called["help"], counter=1)
    assert ask.error("answer_help", help=called["help"]) == "wrong_state"
    assert ask.error("answer_help", help="nothing") == "bad_request"
    assert ask.error("call_help") == "bad_request"
    assert ask.error("call_help", kiosk="nowhere") == "bad_request"
    assert [each["help"] for each in ask.ok("state")["help"]] == [kiosk["help"]]
