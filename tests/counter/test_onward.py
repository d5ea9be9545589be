"""Visits that go on: put aside, sent on, further served, in groups, unnumbered."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.model import Office
from shared.office.reader import load_office
from tests.conftest import make_office_folder
from tests.counter.helpers import status
from tests.counter.panels import at_work
from tests.support import OFFICE


async def test_hold_by_a_digit_then_resume(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f6", "3", says="A001 on hold")
        note = "Copies, cash machine"
        assert here.ask.ticket("ticket", label="A001")["note"] == note
        await here.serve("A002")
        await here.press("f7", says="! Counter 1 still has number A002.")
        await here.keys("f6", "5")
        assert here.panel.board.ask.text.has_focus
        await here.write("her son has the card")
        await here.press("enter", says="A002 on hold")
        assert here.ask.ticket("ticket", label="A002")["note"] == "her son has the card"
        await here.press("f7", "1", says="A001 resumed")
        await here.press("f4", says="A001 done")
        await here.press("f7", says="A002 resumed")
        await here.press("f4", says="A002 done")
        await here.press("f7", says="! Nobody is on hold at this counter")


async def test_back_to_the_list_keeps_the_place(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f6", "6", says="A001 sent on to Job seeking")
        assert here.state("A001") == "waiting"


async def test_a_note_is_read_before_the_call(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.keys("f8")
        await here.shows("Send A001 on")
        await here.write("train")
        await here.keys("tab")
        await here.write("[b]papers[/]")
        await here.press("enter", says="A001 sent on to Training")
    async with at_work(office_folder, office, 2) as there:
        await there.press("enter", says="Counter 2 is open")
        await there.until(lambda: "[b]papers[/]" in there.screen())
        await there.shows("→ ctr 1")
        await there.press("enter", says="A001 called")
        await there.shows("[b]papers[/]")


async def test_send_on_to_a_counter_and_to_a_colleague(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        here.ask.ok("open_counter", counter=3, staff="Huang")
        await here.until(lambda: here.panel.known.hall.counter(3).state == "open")  # type: ignore[union-attr]
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f8", "3", "enter", says="A001 sent on to counter 3")
        assert here.last()["data"]["to_counter"] == 3
        await here.press("enter", says="A002 called")
        await here.keys("f8")
        await here.write("huang")
        await here.keys("down")
        await here.keys("enter")
        await here.until(lambda: here.kinds()[-1] == "transferred")
        assert here.last()["data"]["officer"] == "Huang"


async def test_a_further_service_on_the_same_number(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        words = "! A001 is not here yet: F3 when the person came"
        await here.press("ctrl+e", says=words)
        await here.press("f3", says="A001 started")
        says = "A001 goes on with Training"
        await here.press("ctrl+e", "t", "r", "enter", says=says)
        assert here.ask.ticket("ticket", label="A001")["services"] == [
            "jobs",
            "training",
        ]
        await here.shows("▶ Training")


@pytest.mark.parametrize(("digit", "channel"), [("1", "staff"), ("2", "phone")])
async def test_served_without_a_number(
    office_folder: Path, office: Office, digit: str, channel: str
) -> None:
    async with at_work(office_folder, office) as here:
        await here.open()
        says = "A001 is served without a call"
        await here.press("ctrl+n", digit, "enter", says=says)
        found = here.ask.ticket("ticket", label="A001")
        assert (found["state"], found["channel"]) == ("serving", channel)


async def test_a_group_goes_and_comes_back(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        await here.keys("ctrl+g", "tab")
        await here.write("Room 1")
        await here.press("enter", says="Called together: A001 A002 A003")
        await here.until(lambda: "Room 1" in here.screen(), "the place")
        await here.press("f7", says="! The group comes first: Ctrl+G ends it")
        await here.press("enter", "enter", says="Back in line: A001 A002 A003")
        assert here.state("A001") == "waiting"


async def test_a_number_of_an_earlier_day_comes_back(tmp_path: Path) -> None:
    text = OFFICE.replace('code = "jobs"', 'code = "jobs"\ncome_back_days = 3', 1)
    folder = make_office_folder(tmp_path, text)
    async with at_work(folder, load_office(folder)) as here:
        await here.open()
        await here.keys("ctrl+n", "3")
        await here.write("a001")
        await here.keys("enter")
        # There is none: the office says so, and of which number.
        await here.until(lambda: status(here.panel).startswith("! "))
        assert "A001" in status(here.panel)
