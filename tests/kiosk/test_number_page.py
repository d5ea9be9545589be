"""The number a person got."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.pages.number import LEAVES, NumberPage, OnPaper
from kiosk.speech import Speech
from kiosk.widgets.big_number import BigNumber
from kiosk.widgets.code_picture import HEIGHT, WIDTH, CodePicture
from shared.canvas.letters import big
from shared.canvas.qr import matrix
from shared.office.model import Office
from tests.kiosk.support import SIZES, Stage, ticket_of
from tests.support import assert_golden, screen_text

GOLDEN = Path(__file__).parent / "golden"
NO_PAPER = "No paper: please note your number"


def ask(app: Stage, speech: Speech, paper: OnPaper) -> None:
    """Show a page that asks something, as the panel does."""
    page = app.query_one(NumberPage)
    page.show(speech, ticket_of(), paper)
    deny = "No paper" if paper is OnPaper.IN_DOUBT else ""
    page.bar.show(speech, LEAVES[paper], 60, deny)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize("size", [(40, 20), (54, 49), (96, 27)])
async def test_looks(office: Office, language: str, size: tuple[int, int]) -> None:
    app = Stage(NumberPage)
    async with app.run_test(size=size) as pilot:
        page = app.query_one(NumberPage)
        speech = Speech(office, language)
        page.show(speech, ticket_of(), OnPaper.NONE)
        page.bar.show(speech, "Done", 9)
        await pilot.pause()
        width, height = size
        name = f"number-{language}-{width}x{height}.txt"
        assert_golden(GOLDEN / name, screen_text(app))


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize("size", [(40, 20), (96, 27)])
@pytest.mark.parametrize("paper", LEAVES)
async def test_looks_when_it_asks(
    office: Office, language: str, size: tuple[int, int], paper: OnPaper
) -> None:
    app = Stage(NumberPage)
    async with app.run_test(size=size) as pilot:
        ask(app, Speech(office, language), paper)
        await pilot.pause()
        width, height = size
        name = f"{paper.name.lower().replace('_', '-')}-{language}-{width}x{height}.txt"
        assert_golden(GOLDEN / name, screen_text(app))


@pytest.mark.parametrize("size", [*SIZES, (24, 10), (54, 49)])
@pytest.mark.parametrize(
    ("paper", "question"),
    [
        (OnPaper.MISSING, NO_PAPER),
        (OnPaper.IN_DOUBT, "Did your paper come out?"),
    ],
)
async def test_any_size_asks_and_shows_the_number(
    office: Office, size: tuple[int, int], paper: OnPaper, question: str
) -> None:
    app = Stage(NumberPage)
    async with app.run_test(size=size) as pilot:
        ask(app, Speech(office, "en"), paper)
        await pilot.pause()
        shown = screen_text(app)
        drawn = [big("A012", scale)[0].strip() for scale in range(1, 12)]
        assert "A012" in shown or any(row in shown for row in drawn)
        assert question.split()[0] in shown


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (OnPaper.COMING, "Printing your paper…"),
        (OnPaper.HERE, "Please take your paper"),
        (OnPaper.NONE, NO_PAPER),
        (OnPaper.MISSING, NO_PAPER),
        (OnPaper.MISSING, "Press “I have noted it”, or A012 is cancelled"),
        (OnPaper.IN_DOUBT, "Did your paper come out?"),
        (OnPaper.IN_DOUBT, "Press “No paper” to print it once more"),
    ],
)
async def test_says_whether_paper_comes(
    office: Office, paper: OnPaper, words: str
) -> None:
    app = Stage(NumberPage)
    async with app.run_test(size=(96, 27)) as pilot:
        speech = Speech(office, "en")
        app.query_one(NumberPage).show(speech, ticket_of(), paper)
        await pilot.pause()
        assert words in screen_text(app)


async def test_says_a_chosen_priority(office: Office) -> None:
    app = Stage(NumberPage)
    async with app.run_test(size=(96, 27)) as pilot:
        page = app.query_one(NumberPage)
        page.show(Speech(office, "en"), ticket_of(priority="priority"), OnPaper.COMING)
        await pilot.pause()
        assert "Priority" in screen_text(app)
        page.show(Speech(office, "en"), ticket_of(), OnPaper.COMING)
        await pilot.pause()
        assert "Priority" not in screen_text(app)


async def test_the_number_is_as_large_as_fits(office: Office) -> None:
    app = Stage(NumberPage)
    async with app.run_test(size=(60, 24)) as pilot:
        app.query_one(NumberPage).show(
            Speech(office, "en"), ticket_of(), OnPaper.COMING
        )
        await pilot.pause()
        number = app.query_one(BigNumber)
        rows = big("A012", 2)
        assert all(row.rstrip() in screen_text(app) for row in rows)
        assert number.size.width < len(big("A012", 3)[0])


async def test_the_code_is_dark_on_light_with_its_quiet_zone(office: Office) -> None:
    app = Stage(NumberPage)
    # In English only, so that a column of the text is a cell of the screen.
    english = replace(office, languages=("en",))
    async with app.run_test(size=(120, 40)) as pilot:
        app.query_one(NumberPage).show(
            Speech(english, "en"), ticket_of(), OnPaper.COMING
        )
        await pilot.pause()
        region = app.query_one(CodePicture).region
        assert region.size == (WIDTH, HEIGHT)
        rows = screen_text(app).split("\n")[region.y : region.bottom]
        cells = [row[region.x : region.right].ljust(WIDTH) for row in rows]
        upper = {"█": False, "▀": False, "▄": True, " ": True}
        lower = {"█": False, "▄": False, "▀": True, " ": True}
        halves = [(row, half) for row in cells for half in (upper, lower)]
        dark = [[half[cell] for cell in row] for row, half in halves]
        assert dark[:WIDTH] == matrix("JIAOHAO 2026-11-23 A012")


@pytest.mark.parametrize("size", SIZES)
async def test_any_size_shows_the_number(office: Office, size: tuple[int, int]) -> None:
    app = Stage(NumberPage)
    async with app.run_test(size=size) as pilot:
        page = app.query_one(NumberPage)
        speech = Speech(office, "zh-TW")
        page.show(speech, ticket_of(), OnPaper.NONE)
        page.bar.show(speech, "Done", 9)
        await pilot.pause()
        shown = screen_text(app)
        drawn = [big("A012", scale)[0].strip() for scale in range(1, 12)]
        assert "A012" in shown or any(row in shown for row in drawn)
        assert speech.say("People ahead: {n}", n=3).split()[0] in shown
