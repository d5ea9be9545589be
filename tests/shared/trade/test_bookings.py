"""Appointments: the contract's sentences on them, one after the other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from shared.office.visitor_pages import VisitorPages
from shared.trade.booking import booking_scanned, said_by_booking
from tests.conftest import make_office_folder
from tests.desk import Asker, Asking
from tests.support import APPOINTMENTS, OFFICE, FakeClock

DAY = "2026-11-23"
MISSED = "\n[missed]\ntimes = 1\nafter_numbers = 1\n"


def at(wall: str, day: str = DAY) -> str:
    return f"{day}T{wall}:00.000+08:00"


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """One that takes appointments."""
    return make_office_folder(tmp_path, OFFICE + APPOINTMENTS)


def slots(ask: Asking, service: str = "jobs", day: str = DAY, **more: str) -> Any:
    found = ask.ok("slots", service=service, day=day, **more)["slots"]
    return {each["at"][11:16]: each["free"] for each in found}


def book(ask: Asking, wall: str = "10:00", service: str = "jobs", **more: Any) -> Any:
    return ask.ok("book", service=service, at=at(wall), **more)["booking"]


def kinds(ask: Asking) -> list[str]:
    return [each["kind"] for each in ask.ok("events", after=0)["events"]]


def called(ask: Asking, count: int, counter: int = 1) -> list[str]:
    """Whom a counter calls, one after the other, each done at once."""
    labels = []
    for _ in range(count):
        ticket = ask.ticket("call", counter=counter)
        labels.append(ticket["label"])
        ask.ok("finish", counter=counter)
    return labels


def test_slots_have_a_time_and_a_number_that_is_free(ask: Asking) -> None:
    assert slots(ask) == {"09:30": 2, "10:00": 2, "10:30": 2, "14:00": 2, "14:30": 2}
    book(ask)
    assert slots(ask)["10:00"] == 1
    book(ask)
    assert slots(ask)["10:00"] == 0
    assert slots(ask, day="2026-11-24")["09:00"] == 2
    assert slots(ask, day="2026-11-25") == slots(ask, "express") == {}
    assert slots(ask, day="2026-11-16") == slots(ask, day="2026-12-14") == {}


def test_a_booking_has_a_code_nobody_guesses_and_no_name(ask: Asking) -> None:
    first, other = book(ask, language="en", channel="phone"), book(ask, channel="page")
    assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}", first["code"])
    assert first["code"] != other["code"]
    assert first["at"] == at("10:00")
    assert (first["service"], first["language"], first["channel"]) == (
        "jobs",
        "en",
        "phone",
    )
    assert not {"name", "phone"} & set(first)
    event, _ = ask.ok("events", after=0)["events"]
    assert (event["kind"], event["service"], event["ticket"]) == (
        "booked",
        "jobs",
        None,
    )
    assert event["data"] == {
        "code": first["code"],
        "at": at("10:00"),
        "channel": "phone",
    }


def test_the_same_id_again_gives_the_first_code(ask: Asking) -> None:
    first = ask("book", id="once", service="jobs", at=at("10:00"))
    assert ask("book", id="once", service="jobs", at=at("10:00")) == first
    assert slots(ask)["10:00"] == 1


def test_a_full_slot_is_taken_and_stays_so_under_its_id(ask: Asking) -> None:
    code, _ = book(ask)["code"], book(ask)
    full: dict[str, str] = {"id": "full", "service": "jobs", "at": at("10:00")}
    assert ask("book", **full)["error"] == "slot_taken"
    ask.ok("cancel_booking", code=code)
    assert ask("book", **full)["error"] == "slot_taken"
    book(ask)


@pytest.mark.parametrize(
    ("wall", "more"),
    [
        ("10:10", {}),
        ("09:00", {}),
        ("11:00", {}),
        ("10:00", {"at": at("10:00", "2026-12-14")}),
        ("10:00", {"at": at("10:00", "2026-11-16")}),
        ("10:00", {"at": at("10:00", "2026-11-25")}),
        ("10:00", {"at": "10:00"}),
        ("10:00", {"service": "express"}),
        ("10:00", {"channel": "pigeon"}),
        ("09:20", {"service": "training", "officer": "Wang"}),
        ("10:00", {"reference": "王小明"}),
    ],
)
def test_a_time_that_is_no_slot_is_a_bad_request(
    ask: Asking, wall: str, more: dict[str, str]
) -> None:
    asked = {"service": "jobs", "at": at(wall), **more}
    assert ask.error("book", **asked) == "bad_request"
    assert kinds(ask) == []


def test_what_is_not_there_is_named(ask: Asking) -> None:
    assert ask.error("book", service="dance", at=at("10:00")) == "unknown_service"
    assert ask.error("slots", service="dance", day=DAY) == "unknown_service"
    assert ask.error("slots", service="jobs", day="soon") == "bad_request"
    assert ask.error("cancel_booking", code="22222-22222") == "unknown_booking"
    assert ask.error("check_in", code="22222-22222") == "unknown_booking"
    assert ask.error("check_in", label="A001") == "unknown_ticket"
    assert ask.error("check_in") == "bad_request"
    assert ask.error("check_in", code="2", label="A001") == "bad_request"
    assert ask.error("book", service="jobs", at=at("10:00"), counter=9) == (
        "unknown_counter"
    )


def test_cancelled_twice_is_a_wrong_state(ask: Asking) -> None:
    code = book(ask)["code"]
    assert (
        ask.ok("cancel_booking", code=code.lower())["booking"]["state"] == "cancelled"
    )
    assert slots(ask)["10:00"] == 2
    assert ask.error("cancel_booking", code=code) == "wrong_state"
    assert ask.error("check_in", code=code) == "wrong_state"
    assert kinds(ask) == ["booked", "booking_cancelled"]


def test_an_officer_has_one_person_at_a_time(ask: Asking) -> None:
    assert slots(ask, "training") == {"09:20": 2, "09:40": 2}
    assert slots(ask, "training", officer="Chen") == {"09:20": 1, "09:40": 1}
    assert book(ask, "09:20", "training", officer="Chen")["officer"] == "Chen"
    assert slots(ask, "training", officer="Chen")["09:20"] == 0
    asked = {"service": "training", "at": at("09:20")}
    assert ask.error("book", **asked, officer="Chen") == "slot_taken"
    assert book(ask, "09:20", "training")["officer"] == "Lin"
    assert ask.error("book", **asked) == "slot_taken"
    # Nor where the other visit is for something else and begins before it ends.
    assert slots(ask, officer="Lin")["09:30"] == 0
    assert slots(ask, officer="Lin")["10:00"] == 1
    asked = {"service": "jobs", "at": at("09:30"), "officer": "Lin"}
    assert ask.error("book", **asked) == "slot_taken"
    book(ask, "09:30", officer="Wang")


def test_check_in_gives_a_number_for_the_slot(ask: Asking, clock: FakeClock) -> None:
    code = book(ask, language="en", channel="phone", officer="Lin")["code"]
    clock.forward(minutes=50)
    ticket = ask.ok("check_in", code=code, id="came")["ticket"]
    assert (ticket["label"], ticket["state"], ticket["service"]) == (
        "A001",
        "waiting",
        "jobs",
    )
    assert (ticket["language"], ticket["channel"], ticket["officer"]) == (
        "en",
        "phone",
        "Lin",
    )
    assert ticket["slot_at"] == at("10:00")
    events = ask.ok("events", after=1)["events"]
    assert [(each["kind"], each["id"], each["ticket"]) for each in events] == [
        ("issued", "came", "A001"),
        ("checked_in", "came", "A001"),
    ]
    assert ask.ok("booking", code=code)["booking"]["ticket"] == "A001"
    assert ask.error("check_in", code=code) == "wrong_state"
    assert ask.error("cancel_booking", code=code) == "wrong_state"
    assert slots(ask)["10:30"] == 2


def test_a_code_of_another_day_is_an_unknown_booking(
    ask: Asking, clock: FakeClock
) -> None:
    tomorrow = ask.ok("book", service="jobs", at=at("09:00", "2026-11-24"))["booking"]
    today = book(ask)
    assert ask.error("check_in", code=tomorrow["code"]) == "unknown_booking"
    clock.forward(minutes=24 * 60)
    assert ask.error("check_in", code=today["code"]) == "unknown_booking"
    assert ask.ticket("check_in", code=tomorrow["code"])["label"] == "A001"


def test_who_did_not_come_is_counted_when_the_day_is_over(
    ask: Asking, clock: FakeClock
) -> None:
    code, gone = book(ask)["code"], book(ask)["code"]
    ask.ok("cancel_booking", code=gone)
    clock.forward(minutes=24 * 60)
    ask.ok("state")
    event = ask.ok("events", after=3)["events"][0]
    assert (event["kind"], event["data"]["code"]) == ("booking_missed", code)
    found = ask.ok("bookings", day=DAY)["bookings"]
    assert {each["code"]: each["state"] for each in found} == {
        code: "missed",
        gone: "cancelled",
    }
    assert ask.error("cancel_booking", code=code) == "wrong_state"


def test_a_day_is_moved_as_far_as_there_is_room(ask: Asking) -> None:
    codes = [book(ask, wall)["code"] for wall in ("10:00", "10:00", "14:00", "14:30")]
    for wall in ("10:00", "10:30"):
        ask.ok("book", service="jobs", at=at(wall, "2026-11-24"))
    for _ in range(2):
        ask.ok("book", service="jobs", at=at("09:30", "2026-11-24"))
    moved = ask.ok("move_bookings", day=DAY, to="2026-11-24")["bookings"]
    found = {each["code"]: each["at"][8:16] for each in moved}
    # At the same time, or the next to it that has room.
    assert [found[code] for code in sorted(codes[:2])] == ["24T10:00", "24T10:30"]
    assert [found[code] for code in codes[2:]] == ["24T09:00", "24T09:00"]
    assert slots(ask, day="2026-11-24") == dict.fromkeys(
        ["09:00", "09:30", "10:00", "10:30"], 0
    )
    more = book(ask, "14:00")["code"]
    assert ask.ok("move_bookings", day=DAY, to="2026-11-24")["bookings"] == [
        ask.ok("booking", code=more)["booking"]
    ]
    event = ask.ok("events", after=0)["events"][-1]
    assert event["kind"] == "booked"
    asked = {"day": DAY, "to": DAY}
    assert ask.error("move_bookings", **asked) == "bad_request"


def test_the_turn_is_that_of_the_slot(ask: Asking, clock: FakeClock) -> None:
    ask.ok("open_counter", counter=1)
    code = book(ask)["code"]
    clock.forward(minutes=30)
    ask.ok("check_in", code=code)  # A001, half an hour early
    clock.forward(minutes=20)
    ask.ok("issue", service="jobs")  # A002 at 9:50
    clock.forward(minutes=12)
    ask.ok("issue", service="jobs")  # A003 at 10:02
    assert ask.ok("ticket", label="A001")["ticket"]["ahead"] == 1
    assert ask.ok("ticket", label="A003")["ticket"]["ahead"] == 2
    assert called(ask, 3) == ["A002", "A001", "A003"]


def test_who_comes_after_the_slot_is_due_from_then(
    ask: Asking, clock: FakeClock
) -> None:
    ask.ok("open_counter", counter=1)
    in_time, late = book(ask)["code"], book(ask)["code"]
    clock.forward(minutes=61)
    ask.ok("issue", service="jobs")  # A001 at 10:01
    clock.forward(minutes=2)
    assert ask.ticket("check_in", code=in_time)["slot_at"] == at("10:00")
    ask.ok("issue", service="jobs")  # A003 at 10:03
    clock.forward(minutes=8)
    assert ask.ticket("check_in", code=late)["slot_at"] is None
    assert called(ask, 4) == ["A001", "A002", "A003", "A004"]


def test_who_is_early_is_called_when_nobody_else_waits(
    ask: Asking, clock: FakeClock
) -> None:
    for number in (1, 3):
        ask.ok("open_counter", counter=number)
    ask.ok("check_in", code=book(ask)["code"])
    clock.forward(minutes=1)
    ask.ok("issue", service="express")
    # Counter 1 only helps out with express; yet that person is due.
    assert called(ask, 2) == ["A002", "A001"]


def test_a_priority_does_not_bring_anybody_before_the_slot(
    ask: Asking, clock: FakeClock
) -> None:
    ask.ok("open_counter", counter=1)
    label = ask.ticket("check_in", code=book(ask)["code"])["label"]
    clock.forward(minutes=50)
    ask.ok("issue", service="jobs")
    ask.ok("set_priority", label=label, priority="priority")
    assert called(ask, 2) == ["A002", "A001"]


def test_nobody_waits_who_is_early(ask: Asking, clock: FakeClock) -> None:
    ask.ok("open_counter", counter=1)
    label = ask.ticket("check_in", code=book(ask)["code"])["label"]
    assert ask.ok("ticket", label=label)["ticket"]["waits_from"] == at("10:00")
    clock.forward(minutes=70)
    ask.ok("call", counter=1)
    ask.ok("hold", counter=1)
    ticket = ask.ok("requeue", label=label)["ticket"]
    # Ten minutes it waited: from the slot to the call.
    assert ticket["waits_from"] == at("10:00")


def test_a_label_says_that_its_person_is_here(ask: Asking) -> None:
    ask.ok("issue", service="jobs")
    assert ask.ticket("check_in", label="A001")["state"] == "waiting"
    assert kinds(ask) == ["issued", "checked_in"]
    ask.ok("cancel", label="A001")
    assert ask.error("check_in", label="A001") == "wrong_state"


def test_who_said_they_are_here_is_not_undone(ask: Asking) -> None:
    ask.ok("open_counter", counter=1)
    ask.ok("issue", service="jobs")
    ask.ok("call", counter=1)
    ask.ok("hold", counter=1)
    ask.ok("check_in", label="A001")
    assert ask.error("undo", counter=1) == "too_late"


def missed(ask: Asking, times: int = 1) -> Any:
    """A number that was missed so often, and checks in each time."""
    ask.ok("open_counter", counter=1)
    ask.ok("issue", service="jobs")
    ticket = None
    for _ in range(times):
        ask.ok("call", counter=1)
        ask.ok("no_show", counter=1)
        ticket = ask.ticket("check_in", label="A001")
    return ticket


def test_a_missed_number_is_back(ask: Asking) -> None:
    assert missed(ask)["state"] == "waiting"
    assert kinds(ask)[-2:] == ["checked_in", "requeued"]


def test_a_missed_number_is_back_only_where_the_rule_lets_it(
    tmp_path: Path, clock: FakeClock
) -> None:
    asker = Asker(make_office_folder(tmp_path, OFFICE + MISSED), clock=clock)
    assert missed(asker, 2)["state"] == "missed"
    assert kinds(asker)[-2:] == ["missed", "checked_in"]
    assert kinds(asker).count("requeued") == 1
    asker.close()


def test_an_office_without_appointments_has_none(
    tmp_path: Path, clock: FakeClock
) -> None:
    asker = Asker(make_office_folder(tmp_path, OFFICE), clock=clock)
    assert slots(asker) == {}
    assert asker.error("book", service="jobs", at=at("10:00")) == "bad_request"
    asker.close()


@pytest.mark.parametrize(
    "words",
    [
        "K7M3Q-9XRT2",
        " k7m3q9xrt2 ",
        "https://queue.example.tw/yk/b/K7M3Q-9XRT2",
        "http://192.168.1.20:8080/b/K7M3Q-9XRT2\n",
    ],
)
def test_a_code_is_read_from_either_qr_code_or_typed(words: str) -> None:
    assert booking_scanned(words) == "K7M3Q-9XRT2"


@pytest.mark.parametrize("words", ["", "A012", "K7M3Q", "K7M3Q-9XRT0", "/b/", "/t/x"])
def test_what_is_no_code_is_none(words: str) -> None:
    assert booking_scanned(words) is None


def test_a_qr_code_leads_to_its_page_where_there_are_pages() -> None:
    pages = VisitorPages("https://queue.example.tw/yk")
    said = said_by_booking("K7M3Q-9XRT2", pages)
    assert said == "https://queue.example.tw/yk/b/K7M3Q-9XRT2"
    assert said_by_booking("K7M3Q-9XRT2", None) == "K7M3Q-9XRT2"
