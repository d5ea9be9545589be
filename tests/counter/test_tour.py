"""F1 leads through a visit in six steps, each done when the clerk has done it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.model import Office
from tests.counter.helpers import strip
from tests.counter.panels import Counter, at_work


def step(here: Counter) -> str:
    """Which step the strip says, such as "2/6"."""
    return strip(here.panel).guide[:3]


async def test_six_steps_follow_what_the_clerk_does(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.keys("f1")
        await here.shows("Lead me through")
        await here.keys("enter")
        assert step(here) == "1/6"
        await here.shows("1/6  Enter opens the counter")
        await here.open()
        assert step(here) == "2/6"
        await here.press("enter", says="A001 called")
        assert step(here) == "3/6"
        await here.press("enter", says="A001 started")
        assert step(here) == "4/6"
        await here.keys("space")
        assert step(here) == "5/6"
        await here.press("f4", says="A001 done")
        assert step(here) == "6/6"
        await here.press("ctrl+z", says="Taken back: A001 is being served")
        assert step(here) == ""


async def test_who_did_not_come_leads_back_to_the_call(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.keys("f1", "enter")
        assert step(here) == "2/6"
        await here.press("enter", says="A001 called")
        await here.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")
        assert step(here) == "2/6"
        await here.serve("A002")
        assert step(here) == "4/6"


@pytest.mark.parametrize("key", ["escape", "f1"])
async def test_nobody_is_led_who_does_not_want_it(
    office_folder: Path, office: Office, key: str
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.keys("f1", key)
        assert step(here) == ""
        await here.keys("f1", "enter", "escape")
        assert step(here) == ""
