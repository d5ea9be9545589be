"""The list before the counter: walked, and a number typed to find its person."""

from __future__ import annotations

from pathlib import Path

from shared.office.model import Office
from tests.counter.helpers import (
    sentence,
    status,
    strip,
)
from tests.counter.panels import at_work


async def test_a_number_is_typed_anywhere(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=13) as here:
        await here.open()
        await here.keys("a", "0", "1", "2")
        assert sentence(here.panel) == "Call A012"
        await here.shows("Job seeking, waited 0 min")
        await here.press("enter", says="A012 called")
        await here.press("f3", says="A012 started")
        await here.keys("5", "enter")
        await here.shows("Finish A012 first?")
        await here.keys("enter")
        assert here.state("A012") == "serving"
        await here.press("5", "enter", "2", says="A005 called")
        assert here.state("A012") == "done"
        await here.press("z", "9", "enter", says="! There is no number Z9 in the list")
        await here.keys("escape")
        assert strip(here.panel).typed == ""
        await here.press(
            "ㄅ", says="! An input method is on: Shift ends it, or use the number pad"
        )


async def test_the_list_is_walked_and_taken(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        await here.keys("down", "down", "up")
        assert sentence(here.panel) == "Call A002"
        await here.press("enter", says="A002 called")
        await here.press("f5", "f5", says="A002 no-show; the board keeps it 10 s")
        assert sentence(here.panel) == "Call next A001"
        await here.keys("pagedown")
        assert sentence(here.panel) == "A002 back in line"
        await here.press("enter", says="A002 waits again")
        assert here.state("A002") == "waiting"
        await here.keys("down", "home")
        assert sentence(here.panel) == "Call next A001"


async def test_who_was_chosen_and_is_called_elsewhere(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        await here.keys("down")
        here.ask.ok("open_counter", counter=3, staff="Huang")
        here.ask.ok("call_ticket", counter=3, label="A002")
        says = "! A002 was called by counter 3 Huang before you"
        await here.until(lambda: status(here.panel) == says)
        assert sentence(here.panel) == "Call next A001"
