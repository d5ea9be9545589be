"""The kiosk against a real station."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher

from kiosk.pages.start import LanguageButton, StartPage
from kiosk.panel import (
    IDLE_SECONDS,
    MORE_SECONDS,
    SLOW_SECONDS,
    STAY_SECONDS,
    KioskPanel,
)
from kiosk.speech import Speech
from kiosk.widgets.big_number import BigNumber
from kiosk.widgets.service_tile import ServiceTile
from shared.errors import JiaohaoError, ServiceClosed
from shared.link import Link
from shared.office import OFFICE_FILE, Office
from shared.office_file import load_office
from shared.ticket import Ticket
from tests.kiosk.support import CLOSED_DAYS, Stage, happened, touch
from tests.support import OFFICE, screen_text, station_link, until


class Desk:
    """The owner of the panel: its link, its app, and what went to the printer."""

    def __init__(self, office: Office, link: Link) -> None:
        self.link = link
        self.printed: list[str] = []
        self.is_on_paper: bool | JiaohaoError = True
        self.printer_answers = asyncio.Event()
        self.printer_answers.set()
        self.app = Stage(
            lambda: KioskPanel(office, link, deliver=self.deliver, back_seconds=12)
        )

    async def deliver(self, ticket: Ticket) -> bool:
        self.printed.append(ticket.label)
        await self.printer_answers.wait()
        if isinstance(self.is_on_paper, JiaohaoError):
            raise self.is_on_paper
        return self.is_on_paper

    @property
    def panel(self) -> KioskPanel:
        return self.app.query_one(KioskPanel)

    @property
    def start(self) -> StartPage:
        return self.app.query_one(StartPage)

    @property
    def page(self) -> str | None:
        return self.app.query_one(ContentSwitcher).current

    def tile(self, code: str = "jobs") -> ServiceTile:
        return next(t for t in self.app.query(ServiceTile) if t.service.code == code)

    def shows(self, msgid: str, *, language: str = "zh-TW", **values: object) -> bool:
        speech = Speech(self.panel._office, language)
        return speech.say(msgid, **values) in screen_text(self.app)

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self.panel.tick()

    def let_page_stand(self) -> None:
        """As if the page had been there for a while."""
        self.panel._shown_at -= 60

    def signal(self, number: int) -> None:
        assert self.link._process is not None
        self.link._process.send_signal(number)

    async def press_key(self, pilot: Pilot[None], id: str) -> None:
        """Press a key of the page when it takes presses."""
        self.let_page_stand()
        await pilot.pause()
        page = self.app.query_one(f"#{self.page}")
        touch(page.query_one(id))


@pytest.fixture
def desk(office: Office, office_folder: Path) -> Iterator[Desk]:
    desk = Desk(office, station_link(office_folder, "kiosk-1"))
    yield desk
    process = desk.link._process
    if process is not None and process.returncode is None:
        process.kill()


async def begin(desk: Desk, pilot: Pilot[None]) -> None:
    await until(pilot, lambda: desk.link.hall)
    await pilot.pause()


async def get_number(desk: Desk, pilot: Pilot[None]) -> None:
    desk.let_page_stand()
    touch(desk.tile())
    await until(pilot, lambda: desk.page == "number" and desk.printed)
    await pilot.pause()


def kinds(folder: Path) -> list[str]:
    return [event["kind"] for event in happened(folder)]


async def test_three_fast_presses_are_one_ticket(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await begin(desk, pilot)
        touch(desk.tile(), times=3)
        await until(pilot, lambda: desk.page == "number" and desk.printed)
        touch(desk.app.query_one(BigNumber), times=3)
        await pilot.pause()
        # Answered in order: whatever else was asked for is in the file by then.
        await desk.link.ask("state")
        assert desk.app.query_one(BigNumber).label == "A001"
        assert kinds(office_folder) == ["issued"]
        assert desk.printed == ["A001"]
        await until(pilot, lambda: desk.tile().lines[-1].words.count("1"))


async def test_a_second_tap_on_done_is_no_press_on_what_comes_up(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=(20, 5)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await desk.press_key(pilot, "#leave")
        await until(pilot, lambda: desk.page == "start")
        # However slow this machine is: the page has only just come up.
        desk.panel._shown_at += 60
        await pilot.pause()
        touch(desk.tile(), times=2)
        await pilot.pause()
        await desk.link.ask("state")
        assert desk.page == "start"
        assert kinds(office_folder) == ["issued"]
        desk.let_page_stand()
        await get_number(desk, pilot)
        assert kinds(office_folder) == ["issued", "issued"]


async def test_what_was_chosen_is_asked_for(desk: Desk, office_folder: Path) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        desk.start.language, desk.start.priority = "en", "priority"
        await get_number(desk, pilot)
        assert desk.shows("People ahead: {n}", language="en", n=0)
        assert desk.shows("Please take your paper", language="en")
        answer = await desk.link.ask("ticket", label="A001")
        ticket = answer["ticket"]
        assert (ticket["language"], ticket["priority"]) == ("en", "priority")
        assert (ticket["service"], ticket["channel"]) == ("jobs", "kiosk")
        await desk.press_key(pilot, "#leave")
        await until(pilot, lambda: desk.page == "start")
        assert (desk.start.language, desk.start.priority) == ("zh-TW", None)


async def test_the_number_comes_though_the_station_was_killed(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        desk.signal(signal.SIGSTOP)
        touch(desk.tile())
        await until(pilot, lambda: desk.page == "message" and desk.link._pending)
        assert desk.shows("One moment…")
        desk.pass_seconds(SLOW_SECONDS)
        await pilot.pause()
        assert desk.shows("This takes longer than usual.")
        desk.signal(signal.SIGKILL)
        await until(pilot, lambda: desk.page == "number")
        assert kinds(office_folder) == ["issued"]
        assert desk.app.query_one(BigNumber).label == "A001"


@pytest.mark.parametrize("way", ["by a press", "by walking away"])
async def test_who_leaves_is_not_called_as_a_ghost(
    desk: Desk, office_folder: Path, way: str
) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        desk.start.language = "en"
        desk.signal(signal.SIGSTOP)
        touch(desk.tile())
        await until(pilot, lambda: desk.link._pending)
        desk.pass_seconds(SLOW_SECONDS)
        if way == "by a press":
            await desk.press_key(pilot, "#leave")
        else:
            desk.pass_seconds(STAY_SECONDS)
        await until(pilot, lambda: desk.page == "start")
        assert desk.start.language == "zh-TW"
        desk.signal(signal.SIGCONT)
        await until(pilot, lambda: kinds(office_folder) == ["issued", "cancelled"])
        assert desk.page == "start"
        assert desk.printed == []


async def test_a_refusal_shows_its_words_and_goes_back(office_folder: Path) -> None:
    closed = OFFICE.replace("[[priorities]]", CLOSED_DAYS + "[[priorities]]", 1)
    (office_folder / OFFICE_FILE).write_text(closed, encoding="utf-8")
    office = load_office(office_folder)
    desk = Desk(office, station_link(office_folder, "kiosk-1"))
    async with desk.app.run_test(size=(96, 27)) as pilot:
        desk.start.language = "en"
        # Before the first word from the office a tile does not know that it is closed.
        touch(desk.tile())
        await until(pilot, lambda: desk.shows("No number was given out", language="en"))
        assert desk.shows(ServiceClosed.text, language="en")
        desk.pass_seconds(11)
        assert desk.page == "message"
        desk.pass_seconds(1)
        assert desk.page == "start"
        assert desk.start.language == "en"
        await until(pilot, lambda: desk.link.hall and not desk.tile().is_open)
        desk.let_page_stand()
        touch(desk.tile())
        await pilot.pause()
        assert desk.page == "start"
        assert kinds(office_folder) == []


@pytest.mark.parametrize("is_on_paper", [False, JiaohaoError()])
async def test_without_paper_it_says_so(
    desk: Desk, is_on_paper: bool | JiaohaoError
) -> None:
    desk.is_on_paper = is_on_paper
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("No paper: please note your number"))


async def test_a_late_no_from_the_printer_gives_time_to_note_the_number(
    desk: Desk,
) -> None:
    desk.is_on_paper = False
    desk.printer_answers.clear()
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        assert desk.shows("Printing your paper…")
        desk.pass_seconds(8)
        desk.printer_answers.set()
        await until(pilot, lambda: desk.shows("No paper: please note your number"))
        assert desk.panel._seconds_left == 12


async def test_the_number_goes_away_unless_more_time_is_wanted(desk: Desk) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        desk.pass_seconds(4)
        await pilot.pause()
        left = desk.panel._seconds_left
        assert left is not None and 0 < left <= 8
        assert desk.shows("Back in {n} s", n=left)
        await desk.press_key(pilot, "#more-time")
        await until(pilot, lambda: (desk.panel._seconds_left or 0) > MORE_SECONDS)
        desk.pass_seconds(MORE_SECONDS)
        assert desk.page == "number"
        desk.pass_seconds(12)
        assert desk.page == "start"


async def test_an_idle_page_is_the_office_s_own_again(desk: Desk) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        touch(desk.app.query(LanguageButton).last())
        await until(pilot, lambda: desk.start.language == "en")
        desk.pass_seconds(IDLE_SECONDS - 2)
        touch(desk.start.query_one("#heading"))
        await until(pilot, lambda: desk.panel._seconds < 2)
        desk.pass_seconds(IDLE_SECONDS - 3)
        assert desk.start.language == "en"
        desk.pass_seconds(3)
        assert desk.start.language == "zh-TW"


async def test_before_the_first_word_it_says_that_it_waits(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        assert desk.shows("Waiting for the office")
        await begin(desk, pilot)
        assert not desk.shows("Waiting for the office")
        assert desk.shows("Waiting: {n}", n=0)


async def test_old_data_is_said_and_numbers_go_on(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        desk.signal(signal.SIGSTOP)
        desk.link._heard_at -= 12
        desk.panel.tick()
        await pilot.pause()
        ages: list[Callable[[], bool]] = [
            lambda n=n: desk.shows("Data is {n} s old", n=n) for n in (12, 13, 14)
        ]
        assert any(is_shown() for is_shown in ages)
        touch(desk.tile())
        await until(pilot, lambda: desk.page == "message")
        desk.signal(signal.SIGCONT)
        await until(pilot, lambda: desk.page == "number")


async def test_at_40_by_20_a_tile_is_whole_and_usable(desk: Desk) -> None:
    async with desk.app.run_test(size=(40, 20)) as pilot:
        await begin(desk, pilot)
        shown = screen_text(desk.app)
        for words in ("求職登記", "職訓諮詢", "快速櫃檯"):
            assert words in shown
        assert all(desk.tile(code).region.height >= 3 for code in ("jobs", "express"))
        await get_number(desk, pilot)
        assert desk.app.query_one(BigNumber).label == "A001"
