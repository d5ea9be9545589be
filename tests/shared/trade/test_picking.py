"""An office may want everybody called in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.trade.ledger import Ledgers
from shared.trade.staff import Member, Role
from tests.desk import StoreAsker


@pytest.fixture
def in_turn(office_folder: Path) -> Path:
    """The small office, where nobody is picked."""
    file = office_folder / "office.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[office]\n", "[office]\nno_picking = true\n", 1))
    return office_folder


@pytest.fixture
def desk(in_turn: Path, ledgers: Ledgers) -> StoreAsker:
    """Counter 1 is open, two people wait, and a supervisor may sign on."""
    ask = StoreAsker(ledgers)
    chen = Member("chen", Role.SUPERVISOR).with_pin("4711")
    lin = Member("lin", Role.STAFF).with_pin("4712")
    for each in (chen, lin):
        ledgers.write(lambda it, each=each: it.put_member(each), station="t", id="m")
    ask.ok("open_counter", counter=1)
    for _ in range(2):
        ask.ok("issue", service="jobs")
    return ask


def test_nobody_is_picked(desk: StoreAsker) -> None:
    refused = desk("call_ticket", counter=1, label="A002")
    assert refused["error"] == "not_allowed"
    assert "不能挑號" in refused["message"]
    assert desk.ok("ticket", label="A002")["ticket"]["calls"] == 0
    assert desk.ticket("call", counter=1)["label"] == "A001"


def test_a_member_of_staff_signed_on_picks_nobody_either(desk: StoreAsker) -> None:
    desk.ok("sign_on", counter=1, staff="lin", pin="4712")
    assert desk.error("call_ticket", counter=1, label="A002") == "not_allowed"


def test_a_supervisor_may(desk: StoreAsker) -> None:
    desk.ok("sign_on", counter=1, staff="chen", pin="4711")
    assert desk.ticket("call_ticket", counter=1, label="A002")["state"] == "called"


def test_who_was_on_hold_here_is_taken_up_again(desk: StoreAsker) -> None:
    desk.ok("call", counter=1)
    desk.ok("hold", counter=1)
    assert desk.ticket("resume", counter=1, label="A001")["state"] == "serving"


def test_a_closed_counter_is_said_first(desk: StoreAsker) -> None:
    desk.ok("close_counter", counter=1)
    assert desk.error("call_ticket", counter=1, label="A002") == "counter_closed"
