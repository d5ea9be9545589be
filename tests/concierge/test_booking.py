"""An appointment made at reception: for who is here, and for who telephones."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from shared.clock import now_ms
from shared.office.reader import load_office
from tests.concierge.reception import Reception
from tests.conftest import make_office_folder
from tests.counter.test_booking import KEPT
from tests.support import OFFICE


@pytest.fixture
def kept(tmp_path: Path) -> Reception:
    """Reception of an office that keeps appointments, at any time of any day."""
    folder = make_office_folder(tmp_path, OFFICE + KEPT)
    return Reception(load_office(folder), folder)


async def _booked(desk: Reception, *first: str) -> tuple[str, str]:
    """Tomorrow at 09:30: the code, and how it was made."""
    tomorrow = desk.panel.known.hall.day + timedelta(days=1)  # type: ignore[union-attr]
    await desk.pilot.press(*first, "f5", "down", "enter", *f"{tomorrow:%m%d}", "enter")
    assert "At what time" in desk.looks.question.heading  # type: ignore[union-attr]
    await desk.press(*"0930", "enter")
    await desk.until(lambda: desk.kinds[-1] == "booked")
    last = desk.ask.ok("events", after=0)["events"][-1]
    assert last["data"]["at"] == f"{tomorrow}T09:30:00.000+08:00"
    return last["data"]["code"], last["data"]["channel"]


async def test_who_is_here_gets_the_card(kept: Reception) -> None:
    async with kept as desk:
        code, channel = await _booked(desk)
        assert channel == "staff" and code in desk.looks.told
        await desk.until(lambda: desk.papers.printed == [f"card {code}"])


async def test_who_telephones_hears_the_code(kept: Reception) -> None:
    async with kept as desk:
        code, channel = await _booked(desk, "f8")
        assert channel == "phone" and code in desk.looks.told
        assert desk.papers.printed == [] and not desk.panel.hand.phone


async def test_a_time_that_is_taken_meanwhile_is_refused(kept: Reception) -> None:
    async with kept as desk:
        await _booked(desk)
        tomorrow = load_office(kept.folder).business_day(now_ms()) + timedelta(days=1)
        keys = ("f5", "down", "enter", *f"{tomorrow:%m%d}", "enter", *"0930", "enter")
        await desk.press(*keys)
        await desk.until(lambda: desk.looks.refusal)
        assert desk.kinds.count("booked") == 1


async def test_an_office_without_appointments_offers_none(
    reception: Reception,
) -> None:
    async with reception as desk:
        await desk.pilot.press("f5")
        question = desk.looks.question
        assert question is not None and len(question.options) == 1
