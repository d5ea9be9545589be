"""What the share knows of printers, and what people want of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.tables.snapshot import read_hall
from shared.trade import printer as printing
from shared.wire.decoder import hall_from_json
from shared.wire.encoder import hall_told
from shared.wire.json_text import to_json
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import OFFICE, FakeClock

TWO_PRINTERS = OFFICE.replace(
    "[[kiosks]]", '[[printers]]\nname = "spare"\naddress = "none"\n\n[[kiosks]]', 1
)
UNKNOWN_A001 = {
    "job": "j1",
    "label": "A001",
    "kind": "ticket",
    "state": "unknown",
    "at": "2026-11-23T09:00:00.000+08:00",
}


@pytest.fixture
def kiosk(office_folder: Path, clock: FakeClock) -> Iterator[Asker]:
    """A kiosk's station that gave out A001 and told that its printer is fine."""
    (office_folder / OFFICE_FILE).write_text(TWO_PRINTERS, encoding="utf-8")
    kiosk = Asker(office_folder, name="kiosk-1", clock=clock)
    kiosk.ok("issue", service="jobs")
    kiosk.ok("printer_state", printer="paper", condition="fine")
    yield kiosk
    kiosk.close()
    check_file(office_folder / QUEUE_FILE)


@pytest.fixture
def desk(kiosk: Asker, office_folder: Path, clock: FakeClock) -> Iterator[Asker]:
    """Somebody else's station."""
    desk = Asker(office_folder, name="counter-1", clock=clock)
    yield desk
    desk.close()


def events(asker: Asker, *kinds: str) -> list[Any]:
    found = asker.ok("events", after=0)["events"]
    return [event for event in found if event["kind"] in kinds]


def test_only_a_change_is_an_event(kiosk: Asker, clock: FakeClock) -> None:
    clock.forward(minutes=1)
    told = {"printer": "paper", "condition": "fine"}
    kiosk.ok("printer_state", **told)
    assert len(events(kiosk, "printer_changed")) == 1
    for change in (
        {"condition": "out"},
        {"condition": "out", "reason": "it does not answer"},
        {"condition": "out", "can_confirm": False},
        {"condition": "out", "can_confirm": False, "jobs": [UNKNOWN_A001]},
        {},
    ):
        answer = kiosk.ok("printer_state", **{**told, **change})
        again = kiosk.ok("printer_state", **{**told, **change})
        assert answer["printer"] == again["printer"]
    assert len(events(kiosk, "printer_changed")) == 6


def test_everybody_sees_how_a_printer_is_and_since_when(
    kiosk: Asker, desk: Asker, clock: FakeClock
) -> None:
    clock.forward(seconds=5)
    kiosk.ok("printer_state", printer="paper", condition="out", jobs=[UNKNOWN_A001])
    clock.forward(seconds=5)
    kiosk.ok("printer_state", printer="paper", condition="out", reason="x")
    (told,) = desk.ok("state")["printers"]
    assert told == {
        "printer": "paper",
        "station": "kiosk-1",
        "condition": "out",
        "reason": "x",
        "can_confirm": True,
        "since": "2026-11-23T09:00:05.000+08:00",
        "at_work": True,
        "jobs": [],
    }


def test_a_printer_is_as_alive_as_its_station(
    kiosk: Asker, desk: Asker, clock: FakeClock, office_folder: Path
) -> None:
    clock.forward(seconds=16)
    assert desk.ok("state")["printers"][0]["at_work"] is False
    kiosk.station.beat()
    assert desk.ok("state")["printers"][0]["at_work"] is True
    assert len(events(kiosk, "printer_changed")) == 1
    other = Asker(office_folder, name="kiosk-2", clock=clock)
    other.ok("printer_state", printer="paper", condition="offline")
    other.close()
    shown = [
        (each["station"], each["condition"], each["at_work"])
        for each in desk.ok("state")["printers"]
    ]
    assert shown == [("kiosk-1", "fine", True), ("kiosk-2", "offline", False)]


def test_the_hall_goes_over_the_wire_and_back(kiosk: Asker, desk: Asker) -> None:
    kiosk.ok("printer_state", printer="paper", condition="out", jobs=[UNKNOWN_A001])
    desk.ok("print_wish", what="drop", job="j1")
    store, office = desk.station.attendance.store, desk.station.office
    hall = store.read(lambda connection, now: read_hall(connection, office, now))
    assert hall.printers and hall.wishes
    assert hall_from_json(to_json(hall_told(hall, office))) == hall


def test_a_reprint_goes_to_where_the_number_was_printed(
    kiosk: Asker, desk: Asker
) -> None:
    desk.ok("printer_state", printer="paper", condition="fine")
    wish = desk.ok("print_wish", what="reprint", label="A001", id="again")["wish"]
    assert (wish["station"], wish["printer"], wish["job"]) == ("kiosk-1", "paper", None)
    assert kiosk.ok("state")["wishes"] == [wish]
    assert kiosk.ok("print_done", wish="again", outcome="printed")["wish"] == wish
    assert kiosk.ok("state")["wishes"] == []
    (event,) = events(desk, "reprinted")
    assert (event["ticket"], event["station"]) == ("A001", "kiosk-1")
    assert event["data"]["wish"] == "again"
    assert desk.ticket("ticket", label="A001")["state"] == "waiting"


def test_a_reprint_elsewhere_when_a_printer_is_named(
    kiosk: Asker, desk: Asker, office_folder: Path, clock: FakeClock
) -> None:
    other = Asker(office_folder, name="kiosk-2", clock=clock)
    other.ok("printer_state", printer="spare", condition="fine")
    wished = desk.ok("print_wish", what="reprint", label="A001", printer="spare")
    assert wished["wish"]["station"] == "kiosk-2"
    other.close()


@pytest.mark.parametrize("what", printing.WISHES)
def test_a_paper_that_needs_a_person(kiosk: Asker, desk: Asker, what: str) -> None:
    kiosk.ok("printer_state", printer="paper", condition="out", jobs=[UNKNOWN_A001])
    by_label = desk.ok("print_wish", what=what, label="A001", id="one")["wish"]
    assert (by_label["job"], by_label["station"]) == ("j1", "kiosk-1")
    assert desk.error("print_wish", what=what, job="j1") == "wrong_state"
    kiosk.ok("print_done", wish="one", outcome="unknown", reason="it stopped")
    (event,) = events(desk, "print_settled")
    assert (event["data"]["outcome"], event["ticket"]) == ("unknown", "A001")
    assert desk.ok("print_wish", what=what, job="j1")["wish"]["label"] == "A001"


def test_a_paper_of_yesterday_is_no_ticket_of_today(
    kiosk: Asker, desk: Asker, clock: FakeClock
) -> None:
    old = {**UNKNOWN_A001, "label": "A077"}
    kiosk.ok("printer_state", printer="paper", condition="fine", jobs=[old])
    desk.ok("print_wish", what="drop", job="j1", id="one")
    kiosk.ok("print_done", wish="one", outcome="dropped")
    told = events(desk, "print_wished", "print_settled")
    assert [event["ticket"] for event in told] == [None, None]
    assert {event["data"]["label"] for event in told} == {"A077"}


def test_a_wish_ends_with_its_day(kiosk: Asker, desk: Asker, clock: FakeClock) -> None:
    desk.ok("print_wish", what="reprint", label="A001")
    clock.forward(minutes=24 * 60)
    assert desk.ok("state")["wishes"] == []
    (event,) = events(desk, "print_settled")
    assert event["data"]["outcome"] == printing.EXPIRED


@pytest.mark.parametrize(
    ("do", "fields", "code"),
    [
        ("printer_state", {"printer": "none", "condition": "fine"}, "bad_request"),
        ("printer_state", {"printer": "paper", "condition": "well"}, "bad_request"),
        ("printer_state", {"printer": "paper"}, "bad_request"),
        ("print_wish", {"what": "reprint", "label": "A002"}, "unknown_ticket"),
        ("print_wish", {"what": "reprint", "label": "x"}, "unknown_ticket"),
        ("print_wish", {"what": "retry", "label": "A001"}, "wrong_state"),
        ("print_wish", {"what": "drop", "label": "A001"}, "wrong_state"),
        ("print_wish", {"what": "drop", "job": "j1"}, "bad_request"),
        ("print_wish", {"what": "burn", "label": "A001"}, "bad_request"),
        ("print_wish", {"what": "reprint"}, "bad_request"),
        (
            "print_wish",
            {"what": "reprint", "label": "A001", "printer": "spare"},
            "bad_request",
        ),
        ("print_done", {"wish": "none", "outcome": "printed"}, "bad_request"),
        ("print_done", {"wish": "none", "outcome": "well"}, "bad_request"),
    ],
)
def test_refusals(
    kiosk: Asker, desk: Asker, do: str, fields: dict[str, Any], code: str
) -> None:
    before = desk.ok("state")["seq"]
    assert desk.error(do, **fields) == code
    assert desk.ok("state")["seq"] == before


@pytest.mark.parametrize(
    "jobs",
    [
        {},
        ["j1"],
        [{}],
        [{**UNKNOWN_A001, "state": "printed"}],
        [{**UNKNOWN_A001, "at": "yesterday"}],
        [{**UNKNOWN_A001, "label": "A\x1b001"}],
        [UNKNOWN_A001] * (printing.MOST_JOBS + 1),
    ],
)
def test_jobs_that_are_none(kiosk: Asker, jobs: Any) -> None:
    told = {"printer": "paper", "condition": "fine"}
    assert kiosk.error("printer_state", **told, jobs=jobs) == "bad_request"


def test_no_copy_for_who_is_gone_and_none_from_a_station_that_is(
    kiosk: Asker, desk: Asker, clock: FakeClock
) -> None:
    clock.forward(seconds=16)
    assert desk.error("print_wish", what="reprint", label="A001") == "wrong_state"
    kiosk.station.beat()
    desk.ok("cancel", label="A001")
    assert desk.error("print_wish", what="reprint", label="A001") == "wrong_state"


def test_the_same_id_asks_once(kiosk: Asker, desk: Asker) -> None:
    first = desk("print_wish", what="reprint", label="A001", id="again")
    kiosk.ok("print_done", wish="again", outcome="printed", id="done")
    assert desk("print_wish", what="reprint", label="A001", id="again") == first
    assert kiosk("print_done", wish="again", outcome="failed", id="done")["ok"]
    assert len(events(desk, "print_wished", "reprinted")) == 2


def test_the_schema_takes_every_condition_there_is(office_folder: Path) -> None:
    asker = Asker(office_folder)
    for condition in printing.CONDITIONS:
        asker.ok("printer_state", printer="paper", condition=condition)
    asker.close()
    check_file(office_folder / QUEUE_FILE)


def test_who_prints_for_somebody_at_its_screen_is_not_told_to_wait(
    kiosk: Asker, desk: Asker
) -> None:
    desk.ok("print_wish", what="reprint", label="A001", id="staff")
    kiosk.ok("print_wish", what="reprint", label="A001", id="person")
    again = desk.error("print_wish", what="reprint", label="A001")
    assert again == "wrong_state"
    for wish in ("person", "staff"):
        kiosk.ok("print_done", wish=wish, outcome="printed")
    wishes = [event["data"]["wish"] for event in events(desk, "reprinted")]
    assert wishes == ["person", "staff"]
