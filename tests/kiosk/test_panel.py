"""The kiosk against a real station: from a press to one number, or to none."""

from __future__ import annotations

import math
import signal
from pathlib import Path

import pytest

from kiosk.act import Begin, Choose, Claim, Enlarge, Home, Speak
from kiosk.durations import IDLE_SECONDS, SLOW_SECONDS, STAY_SECONDS, WARNING_SECONDS
from kiosk.given import Said
from kiosk.steps import Services
from shared.clock import now_ms
from shared.errors import ServiceClosed
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from shared.offline.journal import Journal
from shared.sqlite.transactions import Store
from shared.tables.handed_in import office_id
from shared.wire.entry import JournalEntry
from tests.kiosk.desk import Desk, desk_at, kinds
from tests.kiosk.support import CLOSED_DAYS, finger, happened
from tests.support import OFFICE, until

SIZE = (96, 27)
NOTE = "No paper: please note or photograph it"
ASKED = "Did your paper come out?"
HERE = "Paper printed: please take it"


async def test_three_fast_presses_are_one_ticket(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        desk.touch(Choose("jobs"), times=3)
        await until(pilot, lambda: desk.label and desk.printed)
        finger(desk.app, 60, 20)
        finger(desk.app, 60, 20)
        await pilot.pause()
        # Answered in order: whatever else was asked for is in the file by then.
        await desk.client.ask("state")
        assert desk.label == "A001"
        assert kinds(office_folder) == ["issued"]
        assert desk.printed == desk.papers.kept == ["A001"]
        await desk.press(pilot, Said.DONE)
        await desk.press(pilot, Begin())
        await until(pilot, lambda: desk.says("{n} waiting", n=1))


async def test_a_second_tap_is_no_press_on_what_comes_up(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await desk.press(pilot, Said.DONE)
        assert desk.panel.is_at_start
        # However slow this machine is: the page has only just come up.
        desk.panel._shown_at = math.inf
        for each in (Begin(), Begin()):
            finger(desk.app, *desk.middle(each))
        await pilot.pause()
        assert desk.panel.is_at_start
        await desk.get_number(pilot)
        assert kinds(office_folder) == ["issued", "issued"]


async def test_what_was_chosen_is_asked_for_and_forgotten(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        for act in (Speak("en"), Begin(), Claim("priority")):
            await desk.press(pilot, act)
        assert desk.here == Services(None)
        await desk.get_number(pilot)
        assert desk.says("You are next", language="en")
        assert desk.says(HERE, language="en")
        ticket = (await desk.client.ask("ticket", label="A001"))["ticket"]
        assert (ticket["language"], ticket["priority"]) == ("en", "priority")
        assert (ticket["service"], ticket["channel"]) == ("jobs", "kiosk")
        await desk.press(pilot, Said.DONE)
        assert desk.panel.is_at_start
        assert (desk.language, desk.panel.way.priority) == ("zh-TW", None)


async def test_large_letters_keep_the_page_and_end_with_the_person(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        here = desk.panel.way.here
        await desk.press(pilot, Enlarge(True))
        assert desk.panel.way.is_large and desk.panel.way.here == here
        await desk.press(pilot, Choose("jobs"))
        await until(pilot, lambda: desk.label and desk.printed)
        await desk.press(pilot, Enlarge(False))
        await desk.press(pilot, Enlarge(True))
        assert desk.label == "A001"
        await desk.press(pilot, Said.DONE)
        assert desk.panel.is_at_start and not desk.panel.way.is_large
        assert kinds(office_folder) == ["issued"]
        await desk.get_number(pilot)
        assert desk.papers.in_large_print == ["A001"]


async def test_the_number_page_does_not_tell_who_goes_first(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        for act in (Begin(), Claim("priority")):
            await desk.press(pilot, act)
        assert desk.panel.way.priority == "priority"
        await desk.get_number(pilot)
        assert "優先" not in desk.text


async def test_the_number_comes_though_the_station_was_killed(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        desk.signal(signal.SIGSTOP)
        desk.touch(Choose("jobs"))
        await until(pilot, lambda: desk.panel.message and desk.client._pending)
        assert desk.says("One moment…")
        desk.pass_seconds(SLOW_SECONDS)
        await pilot.pause()
        assert desk.says("This takes longer than usual.")
        desk.signal(signal.SIGKILL)
        await until(pilot, lambda: desk.label)
        assert kinds(office_folder) == ["issued"]
        assert desk.label == "A001"


@pytest.mark.parametrize("way", ["by a press", "by walking away"])
async def test_who_leaves_is_not_called_as_a_ghost(
    desk: Desk, office_folder: Path, way: str
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Speak("en"))
        await desk.press(pilot, Begin())
        desk.signal(signal.SIGSTOP)
        desk.touch(Choose("jobs"))
        await until(pilot, lambda: desk.client._pending)
        desk.pass_seconds(SLOW_SECONDS)
        if way == "by a press":
            await desk.press(pilot, Home())
        else:
            desk.pass_seconds(STAY_SECONDS)
        await until(pilot, lambda: desk.panel.is_at_start)
        assert desk.language == "zh-TW"
        desk.signal(signal.SIGCONT)
        await until(pilot, lambda: kinds(office_folder) == ["issued", "cancelled"])
        assert desk.panel.is_at_start
        assert desk.printed == []


async def test_a_number_that_came_too_late_is_not_shown_to_the_next(
    desk: Desk, office_folder: Path
) -> None:
    """The disk was slow, and the person gone before the number was kept."""
    desk.papers.is_on_disk.clear()
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        desk.touch(Choose("jobs"))
        await until(pilot, lambda: desk.papers.kept)
        desk.pass_seconds(SLOW_SECONDS + STAY_SECONDS)
        assert desk.panel.is_at_start
        desk.papers.is_on_disk.set()
        await until(pilot, lambda: desk.papers.left == ["A001"])
        assert desk.panel.is_at_start
        assert kinds(office_folder) == ["issued"]


async def test_a_refusal_shows_its_words_and_goes_back(
    office_folder: Path, office: Office
) -> None:
    with desk_at(office, office_folder) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            await desk.press(pilot, Speak("en"))
            desk.panel.visit.take("none-such", None, "en")
            await until(
                pilot, lambda: desk.says("No number was given out", language="en")
            )
            assert desk.says("Please ask the staff.", language="en")
            desk.pass_seconds(8)
            assert desk.panel.message
            desk.pass_seconds(4)
            assert desk.panel.is_at_start
            assert kinds(office_folder) == []


async def test_a_closed_office_gives_out_nothing(office_folder: Path) -> None:
    closed = OFFICE.replace("[[priorities]]", CLOSED_DAYS + "[[priorities]]", 1)
    (office_folder / OFFICE_FILE).write_text(closed, encoding="utf-8")
    with desk_at(load_office(office_folder), office_folder) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            assert desk.says("We are closed now")
            assert not any(isinstance(each.act, Begin) for each in desk.targets)
            # Somebody who was on the way when it closed.
            desk.panel.visit.take("jobs", None, "en")
            await until(pilot, lambda: desk.says(ServiceClosed.text, language="en"))
            assert kinds(office_folder) == []


async def test_an_idle_page_is_the_office_s_own_again(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        for act in (Speak("en"), Begin(), Claim("priority")):
            await desk.press(pilot, act)
        desk.pass_seconds(IDLE_SECONDS - 2)
        finger(desk.app, 48, 0)
        await until(pilot, lambda: desk.panel.visit.seconds < 2)
        desk.pass_seconds(IDLE_SECONDS - 3)
        assert desk.language == "en" and desk.here == Services(None)
        desk.pass_seconds(3)
        assert desk.says("Are you still there?", language="en")
        desk.pass_seconds(WARNING_SECONDS - 1)
        finger(desk.app, 48, 20)
        await until(pilot, lambda: desk.panel.message is None)
        assert desk.here == Services(None) and desk.panel.way.priority == "priority"
        desk.pass_seconds(IDLE_SECONDS)
        await pilot.press("x")
        assert desk.here == Services(None) and desk.panel.message is None
        desk.pass_seconds(IDLE_SECONDS + WARNING_SECONDS)
        assert desk.panel.is_at_start
        assert (desk.language, desk.panel.way.priority) == ("zh-TW", None)


async def test_old_figures_are_not_told_and_numbers_go_on(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        assert desk.says("No waiting")
        desk.signal(signal.SIGSTOP)
        desk.client._heard_at -= 12
        desk.panel.tick()
        await pilot.pause()
        assert not desk.says("No waiting")
        desk.touch(Choose("jobs"))
        await until(pilot, lambda: desk.panel.message)
        desk.signal(signal.SIGCONT)
        await until(pilot, lambda: desk.label)


async def test_numbers_go_on_while_the_share_is_away(
    desk: Desk, office_folder: Path
) -> None:
    file = office_folder / "queue.db"
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await desk.begin(pilot)
        file.rename(file.with_suffix(".away"))
        await until(pilot, lambda: desk.client.may_issue)
        desk.panel.repaint()
        assert desk.says("No connection: numbers still work, waiting is not known.")
        await desk.get_number(pilot)
        assert desk.label == "A9001"
        assert desk.printed == ["A9001"]
        await desk.press(pilot, Said.DONE)
        desk.pass_seconds(1)
        file.with_suffix(".away").rename(file)
        await until(
            pilot,
            lambda: desk.client.hall and desk.client.hall.waiting("jobs") != [],
        )
        desk.panel.tick()
        await until(pilot, lambda: not desk.panel.view.is_away)
        assert not desk.says("No connection: numbers still work, waiting is not known.")
    assert kinds(office_folder) == ["issued"]


async def test_a_kiosk_without_reserve_says_that_it_gives_out_nothing(
    desk: Desk,
) -> None:
    words = "No connection: no numbers at present. Please ask the staff."
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        desk.signal(signal.SIGSTOP)
        desk.client.trouble = ("share_unavailable", "Away [/]")
        desk.panel._hear()
        await until(pilot, lambda: desk.says(words))
        assert "Away[/]" not in desk.text
        desk.signal(signal.SIGCONT)


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
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await until(pilot, lambda: kinds(office_folder) == ["issued", "cancelled"])
        assert desk.panel.is_at_start
        assert happened(office_folder)[-1]["data"]["reason"]
