"""Slips at the counter: what asks first, what is taken back, what counts once."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.model import Office
from tests.counter.helpers import (
    lawful,
    sentence,
    status,
    strip,
)
from tests.counter.panels import at_work, share_held


async def test_a_visit_that_only_began_is_not_ended_by_a_slip(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("enter", "2")
        assert here.state("A001") == "serving"
        assert here.kinds()[-1] == "started"


async def test_a_no_show_before_the_office_s_calls_asks(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.keys("f5")
        await here.shows("A001 was called 1 of 2 times")
        assert sentence(here.panel) == "No, keep waiting"
        await here.keys("enter")
        assert here.state("A001") == "called"
        await here.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")


@pytest.mark.parametrize(
    ("act", "said", "becomes"),
    [
        (("f4",), "A001 done", "serving"),
        (("f6", "1"), "A001 on hold", "serving"),
        (("f8", "t", "enter"), "A001 sent on to Training", "serving"),
        (("enter", "enter"), "A001 done, A002 called", "serving"),
    ],
)
async def test_a_slip_is_taken_back(
    office_folder: Path, office: Office, act: tuple[str, ...], said: str, becomes: str
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.serve("A001")
        await here.press(*act, says=said)
        assert "undo" in lawful(here.panel)
        await here.shows("Ctrl+Z takes it back")
        await here.press("ctrl+z", says="Taken back: A001 is being served")
        assert (here.state("A001"), here.state("A002")) == (becomes, "waiting")
        assert "undone" in here.kinds()[-2:]
        await here.until(lambda: "undo" not in lawful(here.panel))
        await here.press("ctrl+z", says="! There is nothing to take back")


async def test_a_no_show_a_requeue_and_a_cancel_are_taken_back(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")
        await here.press("ctrl+z", says="Taken back: A001 is called")
        await here.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")
        await here.press("1", "enter", says="A001 waits again")
        await here.press("ctrl+z", says="Taken back: A001 is missed")
        await here.press("2", "delete", "1", says="A002 cancelled")
        await here.press("ctrl+z", says="Taken back: A002 is waiting")


async def test_what_somebody_acted_on_is_not_taken_back(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.serve("A001")
        await here.press("f8", "t", "enter", says="A001 sent on to Training")
        here.ask.ok("open_counter", counter=2)
        here.ask.ok("call", counter=2)
        await here.keys("ctrl+z")
        await here.until(lambda: status(here.panel).startswith("! "))
        assert "A001" in status(here.panel)
        assert here.state("A001") == "called"


async def test_closing_with_somebody_on_hold_asks(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f6", "1", says="A001 on hold")
        await here.keys("f9", "9")
        await here.shows("Still on hold here: A001")
        await here.keys("enter")
        assert here.kinds()[-1] == "held"
        await here.press("f9", "9", "2", says="Counter 1 is closed")


async def test_keys_pressed_meanwhile_are_dropped_not_queued(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        with share_held(office_folder):
            await here.press("enter", says="Calling …")
            await here.press("f4", says="! That key was not taken. Calling …")
            await here.keys("enter", "f5", "f9")
        await here.until(lambda: strip(here.panel).told == "A001 called")
        await here.keys("f3")
        await here.until(lambda: strip(here.panel).told == "A001 started")
        assert here.kinds()[-2:] == ["called", "started"]
        assert here.kinds().count("called") == 1


async def test_a_double_press_counts_once(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        here.panel.guard.ticks = lambda: 10**9
        await here.keys(*["enter"] * 10)
        await here.until(lambda: strip(here.panel).told == "A001 called")
        assert status(here.panel) == "! Too quick: that press of Enter was not taken"
        assert here.kinds().count("called") == 1
        assert here.kinds().count("started") == 0


@pytest.mark.parametrize("key", ["f6", "f8", "f9"])
async def test_esc_leaves_a_question_and_nothing_is_done(
    office_folder: Path, office: Office, key: str
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.keys(key, "down", "f4", "f2", "escape")
        assert here.panel.has_focus
        assert here.panel.looks.question is None
        await here.press("f3", says="A001 started")
        assert here.kinds()[-2:] == ["called", "started"]


async def test_a_question_is_dropped_when_its_visit_is_gone(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.keys("f8", "down")
        here.ask.ok("call", counter=1, finish_current=True)
        await here.until(
            lambda: "Waiting 0" in here.screen() and here.state("A001") == "done"
        )
        await here.press("enter", says="! A001 is no longer at this counter")
        assert here.state("A002") == "called"
