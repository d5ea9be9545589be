"""What the kiosk says of the paper, until the person has it or has noted the number."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.act import Speak
from kiosk.durations import HERE_SECONDS, MORE_SECONDS, STAY_SECONDS
from kiosk.given import Said
from kiosk.on_paper import OnPaper
from printers.session.outcome import Outcome
from shared.trade.printer import Condition
from tests.kiosk.desk import Desk, kinds
from tests.support import until

SIZE = (96, 27)
NOTE = "No paper: please note or photograph it"
ASKED = "Did your paper come out?"
HERE = "Paper printed: please take it"


async def test_without_a_printer_people_note_the_number(
    desk: Desk, office_folder: Path
) -> None:
    desk.papers.outcome = None
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await until(pilot, lambda: desk.says(NOTE))
        assert desk.says("Your number stays valid")
        desk.pass_seconds(STAY_SECONDS - 5)
        assert desk.label
        desk.pass_seconds(5)
        assert desk.panel.is_at_start
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"]


async def test_a_late_no_from_the_printer_gives_time_to_note_the_number(
    desk: Desk,
) -> None:
    desk.papers.outcome = Outcome.FAILED
    desk.papers.answers.clear()
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        assert desk.says("Printing your paper…")
        desk.pass_seconds(8)
        desk.papers.answers.set()
        await until(pilot, lambda: desk.says(NOTE))
        assert (desk.panel.visit.seconds_left or 0) > STAY_SECONDS - 5


async def test_the_number_goes_away_unless_more_time_is_wanted(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        desk.pass_seconds(4)
        left = desk.panel.visit.seconds_left
        assert left is not None and 0 < left <= 8
        before = desk.panel.given
        assert before and before.left < 1
        await desk.press(pilot, Said.MORE_TIME)
        assert (desk.panel.visit.seconds_left or 0) > MORE_SECONDS
        desk.pass_seconds(MORE_SECONDS)
        assert desk.label
        desk.pass_seconds(12)
        assert desk.panel.is_at_start


@pytest.mark.parametrize("printer_tells", [True, False])
async def test_what_is_said_of_a_paper_is_what_the_printer_knows(
    desk: Desk, printer_tells: bool
) -> None:
    desk.papers.can_confirm = printer_tells
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        sent = "Your paper was sent to the printer"
        await until(pilot, lambda: desk.says(HERE if printer_tells else sent))
        assert desk.says(HERE) is printer_tells


@pytest.mark.parametrize("outcome", [Outcome.FAILED, None, Outcome.UNKNOWN])
async def test_who_noted_the_number_or_has_the_paper_is_settled(
    desk: Desk, office_folder: Path, outcome: Outcome | None
) -> None:
    desk.papers.outcome = outcome
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        is_doubt = outcome is Outcome.UNKNOWN
        await until(pilot, lambda: desk.says(ASKED if is_doubt else "I have noted it"))
        await desk.press(pilot, Said.DONE)
        assert desk.panel.is_at_start
        assert (desk.papers.settled, desk.papers.copied) == (["A001"], [])
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.UNKNOWN])
async def test_a_number_that_was_shown_stays_though_nobody_answers(
    desk: Desk, office_folder: Path, outcome: Outcome
) -> None:
    desk.papers.outcome = outcome
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        is_doubt = outcome is Outcome.UNKNOWN
        await until(pilot, lambda: desk.says(ASKED if is_doubt else "I have noted it"))
        desk.pass_seconds(STAY_SECONDS - 5)
        assert desk.label
        desk.pass_seconds(5)
        assert desk.panel.is_at_start
        assert (desk.papers.settled, desk.papers.left) == ([], ["A001"])
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.UNKNOWN])
async def test_no_paper_is_one_copy(desk: Desk, outcome: Outcome) -> None:
    desk.papers.outcome = outcome
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        is_there = [Said.NO_PAPER, Said.DONE]
        said = lambda: [each.act for each in desk.targets if each.act in is_there]  # noqa: E731
        await until(pilot, lambda: said() == is_there)
        desk.papers.answers.clear()
        await desk.press(pilot, Said.NO_PAPER)
        await until(pilot, lambda: desk.says("Printing your paper…"))
        assert Said.NO_PAPER not in [each.act for each in desk.targets]
        desk.papers.answers.set()
        await until(pilot, lambda: desk.says(HERE))
        assert desk.papers.copied == ["A001"]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.UNKNOWN])
async def test_nobody_is_asked_twice(
    desk: Desk, office_folder: Path, outcome: Outcome
) -> None:
    """A copy that may be in somebody's hand keeps the number alive."""
    desk.papers.outcome = Outcome.UNKNOWN
    desk.papers.copy_outcome = outcome
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await until(pilot, lambda: desk.says(ASKED))
        await desk.press(pilot, Said.NO_PAPER)
        await until(pilot, lambda: desk.says("I have noted it"))
        assert not desk.says(ASKED)
        desk.pass_seconds(STAY_SECONDS + 1)
        assert desk.panel.is_at_start
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"]
        assert desk.papers.left == ["A001"]


async def test_a_late_yes_from_the_printer_ends_the_question(desk: Desk) -> None:
    desk.papers.outcome = Outcome.UNKNOWN
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await until(pilot, lambda: desk.says(ASKED))
        desk.papers.is_late = True
        desk.papers.on_change()
        await until(pilot, lambda: desk.says(HERE))
        assert (desk.panel.visit.seconds_left or 99) < 12


async def test_a_slow_printer_keeps_the_page(desk: Desk) -> None:
    desk.papers.answers.clear()
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        desk.pass_seconds(40)
        assert desk.label
        desk.papers.answers.set()
        await until(pilot, lambda: desk.says(HERE))
        assert (desk.panel.visit.seconds_left or 0) >= HERE_SECONDS - 1


async def test_who_goes_before_the_paper_has_seen_the_number(
    desk: Desk, office_folder: Path
) -> None:
    desk.papers.outcome = Outcome.FAILED
    desk.papers.answers.clear()
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await desk.press(pilot, Said.DONE)
        assert desk.panel.is_at_start
        desk.papers.answers.set()
        await until(pilot, lambda: desk.papers.left == ["A001"])
        assert desk.panel.is_at_start
        assert kinds(office_folder) == ["issued"]


async def test_a_late_paper_is_not_shown_with_the_next_number(desk: Desk) -> None:
    desk.papers.answers.clear()
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await desk.press(pilot, Said.DONE)
        desk.papers.outcome = Outcome.FAILED
        await desk.get_number(pilot)
        desk.papers.answers.set()
        await until(pilot, lambda: desk.says("I have noted it"))
        assert desk.label == "A002"
        assert desk.panel.given and desk.panel.given.paper is OnPaper.MISSING


@pytest.mark.parametrize("trouble", [Condition.OUT, Condition.OFFLINE])
async def test_it_is_said_beforehand_that_no_paper_will_come(
    desk: Desk, trouble: Condition
) -> None:
    words = "No paper at present: your number will be on the screen."
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        assert not desk.says(words)
        desk.papers.trouble = trouble
        desk.papers.on_change()
        await until(pilot, lambda: desk.says(words))
        await desk.press(pilot, Speak("en"))
        assert desk.says(words, language="en")
        desk.papers.trouble = None
        desk.papers.on_change()
        await until(pilot, lambda: not desk.says(words, language="en"))
