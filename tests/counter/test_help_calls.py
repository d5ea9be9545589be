"""Calls for help at a counter: asked for discreetly, seen elsewhere, answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shared.office.model import Office
from shared.trade.orders import HelpCall
from tests.counter.helpers import (
    busy,
    lawful,
    panel_of,
    sentence,
    shown,
    strict,
    strip,
)
from tests.counter.panels import at_work
from tests.support import MONDAY_9, assert_golden

GOLDEN = Path(__file__).parent / "golden"


def wanted(key: str, counter: int | None = None, kiosk: str | None = None) -> HelpCall:
    """A call twenty seconds old."""
    return HelpCall(key, counter, kiosk, None, MONDAY_9 - 20_000)


@pytest.mark.parametrize("language", ("zh-TW", "en"))
async def test_who_asks_for_help_stands_above_everything(
    tmp_path: Path, office: Office, language: str
) -> None:
    office = strict(office)
    hall = busy(office, "serving")
    hall = replace(hall, help_calls=(wanted("a", 2), wanted("b", kiosk="kiosk-1")))
    panel = panel_of(tmp_path, office, hall, language)
    text = await shown(panel, (120, 40))
    assert_golden(GOLDEN / f"help-call-120x40-{language}.txt", text)


async def test_help_is_asked_for_and_called_off(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as counter:
        await counter.open()
        await counter.serve("A001")
        await counter.press("f12", says="Colleagues see that you need help")
        await counter.until(lambda: strip(counter.panel).asked)
        assert "F12: all is well" in strip(counter.panel).asked
        # It is asked for whatever else is on the screen.
        assert not strip(counter.panel).alarm
        await counter.press("f12", says="The call for help is answered")
        await counter.until(lambda: not strip(counter.panel).asked)
        assert counter.kinds()[-2:] == ["help_called", "help_answered"]
        assert counter.state("A001") == "serving"


async def test_a_kiosk_s_call_is_answered_by_one_key(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as counter:
        await counter.open()
        assert "answer_help" not in lawful(counter.panel)
        counter.ask.ok("call_help", kiosk="kiosk-1", reason="cannot see")
        await counter.until(lambda: strip(counter.panel).alarm)
        assert "kiosk-1 asks for help" in strip(counter.panel).alarm
        assert "cannot see" in strip(counter.panel).alarm
        await counter.press("ctrl+r", says="The call for help is answered")
        await counter.until(lambda: not strip(counter.panel).alarm)
        told = counter.last()
        assert (told["kind"], told["data"]["answered_by"]) == ("help_answered", 1)


async def test_help_in_a_question_leaves_the_question(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as counter:
        await counter.open()
        await counter.serve("A001")
        await counter.keys("f8")
        await counter.keys("t", "r")
        before = sentence(counter.panel)
        await counter.press("f12", says="Colleagues see that you need help")
        assert sentence(counter.panel) == before
        assert counter.panel.board.ask.search.value == "tr"


async def test_the_last_act_can_still_be_taken_back(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as counter:
        await counter.open()
        await counter.serve("A001")
        await counter.press("f4", says="A001 done")
        await counter.press("f12", says="Colleagues see that you need help")
        await counter.press("ctrl+z", says="Taken back: A001 is being served")


async def test_another_priority_for_whom_one_chose(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3) as counter:
        await counter.open()
        await counter.keys("3", "ctrl+o")
        await counter.shows("Priority of A003")
        await counter.press("2", says="A003 has another priority")
        assert counter.ask.ticket("ticket", label="A003")["priority"] == "priority"
        await counter.until(lambda: counter.panel.known.line().own[0].label == "A003")
