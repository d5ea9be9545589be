"""`jiaohao appointments`: who comes, and a day moved with whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiaohao.cli import main
from jiaohao.report.visits import visits_of
from shared.clock import rfc3339
from shared.office.model import Office
from shared.trade.event import Event
from shared.trade.staff import Member, Role
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.shared.sqlite.test_overbooking import MONDAY
from tests.support import APPOINTMENTS, MONDAY_9, OFFICE

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, OFFICE + APPOINTMENTS)


def booked(ask: Asker, wall: str, **more: str) -> str:
    at = f"{MONDAY}T{wall}:00+08:00"
    booking = ask.ok("book", service="jobs", at=at, **more)["booking"]
    return str(booking["code"])


def told(folder: Path, *words: str) -> list[str]:
    asked: Sequence[str] = ("appointments", "--office", str(folder), *words)
    result = CliRunner().invoke(main, asked, env={"LANGUAGE": "en"})
    return result.output.splitlines()


def test_a_day_is_listed_and_moved_with_whom_to_call(folder: Path) -> None:
    ask = Asker(folder)
    first = booked(ask, "10:00", officer="Lin", reference="115-0042", language="en")
    late = booked(ask, "14:30", officer="Lin")
    other = booked(ask, "10:00")
    gone = booked(ask, "09:00", officer="Lin")
    ask.ok("cancel_booking", code=gone)
    lines = told(folder, "--day", MONDAY.isoformat())
    assert lines[0] == f"09:00  {gone}  求職登記  Lin  zh-TW  cancelled"
    assert f"10:00  {first}  求職登記  Lin  115-0042  en  booked" in lines
    assert lines[-1] == "Appointments: 4, did not come: 0"
    move = ("--day", MONDAY.isoformat(), "--move-to", TUESDAY.isoformat())
    assert told(folder, *move, "--officer", "Lin") == [
        f"10:00  {first}  求職登記  Lin  115-0042  en  → {TUESDAY} 10:00",
        f"14:30  {late}  求職登記  Lin  zh-TW  → {TUESDAY} 10:30",
        "To call: 2, of whom without room that day: 0",
    ]
    assert ask.ok("booking", code=other)["booking"]["at"][:10] == MONDAY.isoformat()
    kinds = [each["kind"] for each in ask.ok("events", after=0)["events"]]
    assert kinds[-2:] == ["booking_moved"] * 2
    ask.close()


def test_only_a_supervisor_moves_a_day_where_people_sign_on(tmp_path: Path) -> None:
    text = f"{OFFICE}{APPOINTMENTS}\n[staff]\nsign_on = true\n"
    folder = make_office_folder(tmp_path, text)
    ask = Asker(folder)
    for name, role in (("lin", Role.STAFF), ("chen", Role.SUPERVISOR)):
        member = Member(name, role).with_pin("4711")
        ask.station.ledgers.write(
            lambda it, member=member: it.put_member(member),  # type: ignore[misc]
            station="test",
            id=name,
        )
    asked = {"day": MONDAY.isoformat(), "to": TUESDAY.isoformat()}
    assert ask.error("move_bookings", **asked) == "not_allowed"
    asked["pin"] = "4711"
    assert ask.error("move_bookings", **asked, staff="lin") == "not_allowed"
    assert ask.ok("move_bookings", **asked, staff="chen")["bookings"] == []
    move = ("--day", MONDAY.isoformat(), "--move-to", TUESDAY.isoformat())
    assert told(folder, *move) == ["Say who you are: short name and PIN."]
    ask.close()


def test_a_day_is_named_to_be_moved(folder: Path) -> None:
    assert told(folder, "--move-to", "2026-12-02")[-1].startswith("Error:")
    same = MONDAY.isoformat()
    lines = told(folder, "--day", same, "--move-to", same)
    assert lines == ["They are on that day already."]


def test_who_came_early_has_waited_from_the_slot_on(office: Office) -> None:
    slot = rfc3339(MONDAY_9 + 1_800_000, office.time_zone)

    def waited(called_after: int) -> int:
        about = ("A001", "jobs", None)
        events = [
            Event(1, "a", MONDAY_9, "issued", "k", *about, {"slot": slot}),
            Event(2, "b", MONDAY_9 + called_after, "called", "c", *about, None),
        ]
        return next(iter(visits_of(events, office))).waited

    assert waited(2_400_000) == 600_000
    assert waited(600_000) == 0
