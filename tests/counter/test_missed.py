"""Missed numbers and the office that picks nobody, at the counter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shared.office.model import Office
from shared.office.reader import load_office
from shared.office.rules import MissedRule
from shared.trade.ticket import TicketState
from tests.counter.helpers import (
    MINUTE,
    busy,
    panel_of,
    sentence,
    shown,
    status,
    strict,
    ticket,
)
from tests.counter.panels import at_work
from tests.support import MONDAY_9, assert_golden

GOLDEN = Path(__file__).parent / "golden"
RULE = MissedRule(times=1, after_numbers=3, minutes_apart=5)


@pytest.fixture
def ruled(office_folder: Path) -> Office:
    """The small office with a rule for missed numbers."""
    file = office_folder / "office.toml"
    told = "\n[missed]\nminutes_apart = 5\nafter_numbers = 2\n"
    file.write_text(file.read_text(encoding="utf-8") + told, encoding="utf-8")
    return load_office(office_folder)


@pytest.fixture
def in_turn(office_folder: Path) -> Office:
    """The small office, where nobody is picked."""
    file = office_folder / "office.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("[office]\n", "[office]\nno_picking = true\n", 1)
    file.write_text(text, encoding="utf-8")
    return load_office(office_folder)


@pytest.mark.parametrize("language", ("zh-TW", "en"))
async def test_the_list_says_who_may_come_back(
    tmp_path: Path, office: Office, language: str
) -> None:
    office = replace(office, missed=RULE)
    came = ticket(6, returns=1, call_from=MONDAY_9 + 3 * MINUTE)
    gone = ticket(4, state=TicketState.MISSED, returns=1, ended_at=MONDAY_9 - MINUTE)
    panel = panel_of(tmp_path, office, busy(office, "free", came, gone), language)
    text = await shown(panel, (80, 24))
    assert_golden(GOLDEN / f"missed-80x24-{language}.txt", text)


@pytest.mark.parametrize("size", ((80, 24), (120, 40), (160, 48)))
@pytest.mark.parametrize("language", ("zh-TW", "en"))
async def test_lengths_where_nobody_is_picked(
    tmp_path: Path, office: Office, size: tuple[int, int], language: str
) -> None:
    office = replace(strict(office), no_picking=True)
    back = ticket(6, returns=1)
    panel = panel_of(tmp_path, office, busy(office, "free", back), language)
    text = await shown(panel, size, "down", "down")
    assert_golden(GOLDEN / f"no-picking-{size[0]}x{size[1]}-{language}.txt", text)
    hall = panel.known.hall
    assert hall is not None
    assert not [each.label for each in hall.waiting() if each.label in text]


async def test_a_missed_number_comes_back_by_the_rule(
    office_folder: Path, ruled: Office
) -> None:
    async with at_work(office_folder, ruled, people=3) as counter:
        await counter.open()
        await counter.press("enter", says="A001 called")
        await counter.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")
        await counter.shows("back 1×, after 2")
        await counter.shows("back ok")
        await counter.keys("1")
        assert sentence(counter.panel) == "A001 back in line"
        await counter.press("enter", says="A001 waits again")
        await counter.shows("← ")
        # Its time has not come: Enter says so, and nobody is called.
        before = counter.kinds()
        await counter.keys("1", "enter")
        assert "A001 was missed and may be called again from" in status(counter.panel)
        assert counter.kinds() == before


async def test_a_missed_number_comes_back_while_somebody_is_served(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as counter:
        await counter.open()
        await counter.press("enter", says="A001 called")
        await counter.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")
        await counter.serve("A002")
        await counter.keys("1")
        assert sentence(counter.panel) == "A001 back in line"
        await counter.press("enter", says="A001 waits again")
        assert counter.state("A002") == "serving"
        await counter.press("ctrl+z", says="Taken back: A001 is missed")


async def test_nobody_comes_back_too_often(office_folder: Path, ruled: Office) -> None:
    ruled = replace(ruled, missed=replace(RULE, times=0))
    async with at_work(office_folder, ruled, people=1) as counter:
        await counter.open()
        await counter.press("enter", says="A001 called")
        await counter.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")
        await counter.keys("1", "enter")
        assert "takes a new number" in status(counter.panel)
        assert counter.state("A001") == "missed"


async def test_nobody_is_picked(office_folder: Path, in_turn: Office) -> None:
    async with at_work(office_folder, in_turn, people=3) as counter:
        await counter.open()
        await counter.keys("down", "down")
        assert sentence(counter.panel) == "Call next"
        # A number is still looked up; the office calls it in its turn only.
        await counter.keys("a", "0", "0", "3")
        assert sentence(counter.panel) == "Call A003"
        await counter.keys("enter")
        await counter.until(lambda: status(counter.panel).startswith("! "))
        assert counter.state("A003") == "waiting"
        await counter.keys("escape")
        await counter.press("enter", says="A001 called")
        await counter.press("enter", says="A001 started")
