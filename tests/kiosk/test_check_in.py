"""A scanner at the kiosk: a number, one that was missed, an appointment, rubbish."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from kiosk.act import Home
from kiosk.given import Said
from kiosk.pages.message import OLD_CODE, UNKNOWN_CODE
from kiosk.typed import Enquiry
from shared.trade.ticket_code import said_by_code
from tests.kiosk.desk import Desk, kinds
from tests.support import until

SIZE = (96, 27)


async def scan(pilot: Pilot[None], desk: Desk, words: str) -> None:
    """As a keyboard-wedge scanner types: all at once, Enter behind it."""
    desk.let_page_stand()
    for each in [*words, "enter"]:
        key = events.Key(each, "\r" if each == "enter" else each)
        key.time = 5_000.0
        desk.panel.on_key(key)
    await pilot.pause()


async def test_a_number_that_is_scanned_says_how_it_stands(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        given = desk.panel.given
        assert given is not None
        day = desk.office.business_day(given.ticket.issued_at)
        code = said_by_code(given.ticket, day, None)
        await scan(pilot, desk, code)
        assert desk.label == "A001"
        await desk.press(pilot, Said.DONE)
        await scan(pilot, desk, code)
        await until(pilot, lambda: desk.panel.visit.found)
        assert desk.here == Enquiry("A001") and desk.says("You are next")
        assert kinds(office_folder) == ["issued"]


async def test_a_missed_number_comes_back_once_by_the_offices_rule(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await desk.press(pilot, Said.DONE)
        await desk.client.ask("open_counter", counter=1)
        await desk.client.ask("call", counter=1)
        await desk.client.ask("no_show", counter=1, label="A001")
        day = desk.office.business_day(desk.panel.view.now)
        await scan(pilot, desk, f"JIAOHAO {day.isoformat()} A001")
        await until(pilot, lambda: desk.panel.visit.found)
        assert kinds(office_folder)[-2:] == ["checked_in", "requeued"]
        assert desk.says("You are next")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("JIAOHAO 2020-01-02 A001", OLD_CODE),
        ("4712345678901", UNKNOWN_CODE),
        ("x" * 5_000, UNKNOWN_CODE),
        ("http://10.9.9.9/t/elsewhere", UNKNOWN_CODE),
    ],
)
async def test_what_is_nobodys_takes_nothing(
    desk: Desk, office_folder: Path, words: str, message: object
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await scan(pilot, desk, words)
        assert desk.panel.message is message
        await desk.press(pilot, Home())
        assert desk.panel.is_at_start
        assert kinds(office_folder) == []


async def test_an_appointment_that_nobody_made_is_refused_in_words(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await scan(pilot, desk, "K7M3Q-9XRT2")
        await until(pilot, lambda: desk.panel.visit.press is None)
        await pilot.pause()
        assert desk.says("There is no appointment with this code")
        assert kinds(office_folder) == []
