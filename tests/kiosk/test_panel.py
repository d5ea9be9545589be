"""The kiosk against a real station."""

from __future__ import annotations

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
from printers.session.outcome import Outcome
from shared.clock import now_ms
from shared.errors import ServiceClosed
from shared.office.model import OFFICE_FILE, Office
from shared.office.reader import load_office
from shared.offline.journal import Journal
from shared.sqlite.handed_in import office_id
from shared.sqlite.transactions import Store
from shared.trade.printer import Condition
from shared.wire.client import Client
from shared.wire.entry import JournalEntry
from tests.kiosk.support import CLOSED_DAYS, FakePapers, Stage, happened, touch
from tests.support import OFFICE, screen_text, station_link, until


class Desk:
    """The owner of the panel: its link, its app, and what went to the printer."""

    def __init__(self, office: Office, client: Client) -> None:
        self.client = client
        self.papers = FakePapers()
        self.app = Stage(
            lambda: KioskPanel(office, client, papers=self.papers, back_seconds=12)
        )

    @property
    def printed(self) -> list[str]:
        return self.papers.printed

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
        assert self.client._process is not None
        self.client._process.send_signal(number)

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
    process = desk.client._process
    if process is not None and process.returncode is None:
        process.kill()


async def begin(desk: Desk, pilot: Pilot[None]) -> None:
    await until(pilot, lambda: desk.client.hall)
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
        # RefusedByOffice in order: whatever else was asked for is in the file by then.
        await desk.client.ask("state")
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
        await desk.client.ask("state")
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
        answer = await desk.client.ask("ticket", label="A001")
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
        await until(pilot, lambda: desk.page == "message" and desk.client._pending)
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
        await until(pilot, lambda: desk.client._pending)
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
        await until(pilot, lambda: desk.client.hall and not desk.tile().is_open)
        desk.let_page_stand()
        touch(desk.tile())
        await pilot.pause()
        assert desk.page == "start"
        assert kinds(office_folder) == []


async def test_without_a_printer_people_note_the_number(
    desk: Desk, office_folder: Path
) -> None:
    desk.papers.outcome = None
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("No paper: please note your number"))
        desk.pass_seconds(12)
        assert desk.page == "start"
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"]


async def test_a_late_no_from_the_printer_gives_time_to_note_the_number(
    desk: Desk,
) -> None:
    desk.papers.outcome = Outcome.FAILED
    desk.papers.answers.clear()
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        assert desk.shows("Printing your paper…")
        desk.pass_seconds(8)
        desk.papers.answers.set()
        await until(pilot, lambda: desk.shows("No paper: please note your number"))
        assert desk.panel._seconds_left == STAY_SECONDS


async def test_the_number_goes_away_unless_more_time_is_wanted(
    desk: Desk,
) -> None:
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
        desk.client._heard_at -= 12
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


async def test_who_notes_the_number_keeps_it(desk: Desk, office_folder: Path) -> None:
    desk.papers.outcome = Outcome.FAILED
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("I have noted it"))
        await desk.press_key(pilot, "#leave")
        await until(pilot, lambda: desk.page == "start")
        assert desk.papers.settled == ["A001"]
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"]


async def test_a_number_nobody_took_is_cancelled(
    desk: Desk, office_folder: Path
) -> None:
    desk.papers.outcome = Outcome.FAILED
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("I have noted it"))
        desk.pass_seconds(STAY_SECONDS - 1)
        assert desk.page == "number"
        desk.pass_seconds(1)
        assert desk.page == "start"
        await until(pilot, lambda: kinds(office_folder) == ["issued", "cancelled"])
        assert desk.papers.settled == ["A001"]
        assert happened(office_folder)[-1]["data"]["reason"]


async def test_a_paper_in_doubt_is_asked_about(desk: Desk, office_folder: Path) -> None:
    desk.papers.outcome = Outcome.UNKNOWN
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("Did your paper come out?"))
        await desk.press_key(pilot, "#leave")
        await until(pilot, lambda: desk.page == "start")
        assert (desk.papers.settled, desk.papers.copied) == (["A001"], [])
        assert kinds(office_folder) == ["issued"]


async def test_a_paper_in_doubt_that_nobody_answers_for_is_the_staff_s(
    desk: Desk, office_folder: Path
) -> None:
    desk.papers.outcome = Outcome.UNKNOWN
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("Did your paper come out?"))
        desk.pass_seconds(STAY_SECONDS)
        assert desk.page == "start"
        assert (desk.papers.settled, desk.papers.left) == ([], ["A001"])
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"]


async def test_no_paper_is_one_copy(desk: Desk, office_folder: Path) -> None:
    desk.papers.outcome = Outcome.UNKNOWN
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("Did your paper come out?"))
        desk.papers.answers.clear()
        await desk.press_key(pilot, "#deny")
        await until(pilot, lambda: desk.shows("Printing your paper…"))
        assert not desk.app.query_one("#number #deny").display
        desk.papers.answers.set()
        await until(pilot, lambda: desk.shows("Please take your paper"))
        assert desk.papers.copied == ["A001"]


@pytest.mark.parametrize(
    ("outcome", "says", "end"),
    [
        (Outcome.FAILED, "I have noted it", "cancelled"),
        (Outcome.UNKNOWN, "No paper: please note your number", "issued"),
    ],
)
async def test_nobody_is_asked_twice(
    desk: Desk, office_folder: Path, outcome: Outcome, says: str, end: str
) -> None:
    """A copy that may be in somebody's hand keeps the number alive."""
    desk.papers.outcome = Outcome.UNKNOWN
    desk.papers.copy_outcome = outcome
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("Did your paper come out?"))
        await desk.press_key(pilot, "#deny")
        await until(pilot, lambda: desk.shows(says))
        assert not desk.shows("Did your paper come out?")
        desk.pass_seconds(STAY_SECONDS + 1)
        await until(pilot, lambda: desk.page == "start")
        await until(pilot, lambda: kinds(office_folder)[-1] == end)
        assert (desk.papers.left == []) == (end == "cancelled")


async def test_a_late_yes_from_the_printer_ends_the_question(
    desk: Desk,
) -> None:
    desk.papers.outcome = Outcome.UNKNOWN
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await until(pilot, lambda: desk.shows("Did your paper come out?"))
        desk.papers.is_late = True
        desk.papers.on_change()
        await until(pilot, lambda: desk.shows("Please take your paper"))
        assert (desk.panel._seconds_left or 99) < 12


async def test_a_slow_printer_keeps_the_page(desk: Desk, office_folder: Path) -> None:
    desk.papers.answers.clear()
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        desk.pass_seconds(40)
        assert desk.page == "number"
        desk.papers.answers.set()
        await until(pilot, lambda: desk.shows("Please take your paper"))
        assert (desk.panel._seconds_left or 0) >= 4


async def test_who_goes_before_the_paper_has_seen_the_number(
    desk: Desk, office_folder: Path
) -> None:
    desk.papers.outcome = Outcome.FAILED
    desk.papers.answers.clear()
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        await get_number(desk, pilot)
        await desk.press_key(pilot, "#leave")
        await until(pilot, lambda: desk.page == "start")
        desk.papers.answers.set()
        await until(pilot, lambda: desk.papers.settled == ["A001", "A001"])
        assert desk.page == "start"
        assert kinds(office_folder) == ["issued"]


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Condition.OUT, "Paper out: your number will be on the screen"),
        (Condition.OFFLINE, "No paper now: your number will be on the screen"),
    ],
)
async def test_it_is_said_beforehand_that_no_paper_will_come(
    desk: Desk, trouble: Condition, words: str
) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await begin(desk, pilot)
        assert not desk.shows(words)
        desk.papers.trouble = trouble
        desk.papers.on_change()
        await until(pilot, lambda: desk.shows(words))
        desk.start.language = "en"
        await until(pilot, lambda: desk.shows(words, language="en"))
        desk.papers.trouble = None
        desk.papers.on_change()
        await until(pilot, lambda: not desk.shows(words))


async def test_numbers_go_on_while_the_share_is_away(
    desk: Desk, office_folder: Path
) -> None:
    file = office_folder / "queue.db"
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await begin(desk, pilot)
        file.rename(file.with_suffix(".away"))
        await until(pilot, lambda: desk.client.may_issue)
        await get_number(desk, pilot)
        assert desk.app.query_one(BigNumber).label == "A9001"
        assert desk.printed == ["A9001"]
        await desk.press_key(pilot, "#leave")
        await until(pilot, lambda: desk.page == "start")
        desk.pass_seconds(1)
        assert not desk.shows("Please ask the staff.")
        file.with_suffix(".away").rename(file)
        await until(
            pilot,
            lambda: desk.client.hall and desk.client.hall.waiting("jobs") != [],
        )
    assert kinds(office_folder) == ["issued"]


async def test_what_was_asked_before_a_crash_is_taken_back(
    desk: Desk, office: Office, office_folder: Path
) -> None:
    """The machine went down between the press and its answer: nobody has a number."""
    mark = Store(office_folder).read(lambda connection, _: office_id(connection))
    journal = Journal(mark, "kiosk-1")
    now = now_ms()
    day = office.business_day(now).isoformat()
    journal.ask(JournalEntry("press", day, now, "issue", {"service": "jobs"}))
    journal.close()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await begin(desk, pilot)
        await until(pilot, lambda: kinds(office_folder) == ["issued", "cancelled"])
        assert desk.page == "start"
