"""An appointment made at the counter: a time that is kept, a card with its code."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from shared.office.reader import load_office
from tests.conftest import make_office_folder
from tests.counter.panels import Counter, at_work
from tests.counter.test_papers import Desk, office_with_printer, title
from tests.kiosk.test_appointment import DAYS
from tests.printers.test_codes import decoded, printed
from tests.support import OFFICE

KEPT = (
    '\n[appointments]\n[[appointments.services]]\nservice = "jobs"\nminutes = 30\n'
    + "".join(f'{day} = ["00:00-24:00"]\n' for day in DAYS)
)
"""Appointments at any time of any day."""


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, OFFICE + KEPT)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def _to_the_card(here: Counter) -> None:
    """Tomorrow at 09:30, looked at before it prints."""
    await here.open()
    await here.serve("A001")
    await here.keys("ctrl+p")
    await here.write("2")
    await here.keys("enter")
    assert title(here) == "A001: Appointment card"
    office, now = here.panel.office, here.panel.known.now
    tomorrow = office.business_day(now) + timedelta(days=1)
    await here.write(f"{tomorrow:%m%d}")
    await here.keys("enter")
    await here.shows("At what time")
    await here.write("0930")
    await here.keys("enter")
    await here.shows("09:30")


async def test_a_time_is_kept_and_its_card_has_the_code(
    office_folder: Path, desk: Desk
) -> None:
    office = office_with_printer(load_office(office_folder), desk.address)
    papers = desk.papers(office, office_folder)
    async with at_work(office_folder, office, people=1, papers=papers) as here:
        await _to_the_card(here)
        assert here.last()["kind"] == "started"
        await here.keys("1")
        await here.until(lambda: desk.cuts() == 1)
        last = here.last()
        assert (last["kind"], last["counter"]) == ("booked", 1)
        width = office.printer("desk").dots  # type: ignore[union-attr]
        paper = printed(desk.paper.read_bytes(), width)
        assert decoded(paper) == [last["data"]["code"]]
        assert here.state("A001") == "serving"


async def test_a_time_that_is_full_ends_nothing_and_another_is_chosen(
    office_folder: Path, desk: Desk
) -> None:
    office = office_with_printer(
        load_office(office_folder), desk.address, "appointment"
    )
    papers = desk.papers(office, office_folder)
    async with at_work(office_folder, office, people=1, papers=papers) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("f4", "1")
        assert title(here) == "A001: Appointment card"
        tomorrow = office.business_day(here.panel.known.now) + timedelta(days=1)
        at = f"{tomorrow}T09:30:00+08:00"
        here.ask.ok("book", service="jobs", at=at, channel="phone")
        await here.write(f"{tomorrow:%m%d}")
        await here.keys("enter")
        await here.write("0930")
        await here.keys("enter")
        await here.keys("1")
        await here.until(lambda: "額滿" in here.screen().replace(" ", ""))
        assert here.state("A001") == "serving"
        assert desk.size() == 0


async def test_a_full_calendar_offers_nothing_and_says_so(
    office_folder: Path, desk: Desk
) -> None:
    office = office_with_printer(load_office(office_folder), desk.address)
    rule = replace(office.appointments, days_ahead=0)
    closed = replace(rule.bookable[0], by_weekday={0: ((time(0), time(0, 30)),)})
    office = replace(office, appointments=replace(rule, bookable=(closed,)))
    papers = desk.papers(office, office_folder)
    async with at_work(office_folder, office, people=1, papers=papers) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("ctrl+p")
        await here.write("2")
        await here.keys("enter")
        await here.shows("No time can be booked")
        await here.keys("enter", "escape")
        assert here.state("A001") == "serving"
