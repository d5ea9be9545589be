"""`make pictures`: the kiosk's pages at every size, from the running kiosk, as PNG.

One picture a size: first page, needs, papers to bring, number; one of the same size
in the lower half and in large letters, by keys; one of what a code and the staff's key
lead to. Small files.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from PIL import Image
from textual.pilot import Pilot

from jiaohao.folder import make_office
from kiosk.act import Begin, ChooseNeed, Take
from kiosk.low import set_down
from kiosk.pages.booking import Book
from kiosk.sheet import Sheet
from kiosk.steps import BookDay, BookRight, BookService, BookTime, Maintenance
from kiosk.survey.pages import paint_survey
from kiosk.typed import Appointment, Enquiry
from kiosk.view import View
from shared.canvas.grid import Grid
from shared.clock import now_ms
from shared.office.reader import load_office
from shared.text.palette import BACKGROUND, NIGHT
from tests.kiosk.desk import WORDS, Desk, desk_at
from tests.kiosk.monkey import always_open
from tests.kiosk.pages import SIZES
from tests.kiosk.support import maintenance
from tests.kiosk.survey_places import SHOWN
from tests.kiosk.test_appointment import DAYS
from tests.shared.canvas.picture import picture
from tests.short import IS_SHORT
from tests.support import MONDAY_9, until

WIDE: Final = 640
"""Pixels of a page that is wider than high; an upright one has two thirds."""
PIN: Final = "735192"
BOOKED: Final = "youth"
BOOKABLE: Final = (
    f'\n[appointments]\n[[appointments.services]]\nservice = "{BOOKED}"\nminutes = 30\n'
    + "".join(f'{day} = ["00:00-24:00"]\n' for day in DAYS)
)
COLOURS: Final = 128
_NIGHT: Final = "#000000"
_GAP: Final = 8


def shot(desk: Desk) -> Image.Image:
    """What the terminal shows, in the pixels of a page."""
    assert desk.panel.sheet is not None
    whole, way = Grid(*desk.panel.size), desk.panel.view.way
    cell = (4, 8) if whole.columns >= 200 else (12, 24)
    ground = BACKGROUND if way.is_large else NIGHT
    rows = set_down(desk.panel.sheet.surface.rows(), whole, ground)
    image = picture(rows, cell)
    wide = WIDE if image.width > image.height else WIDE * 2 // 3
    size = (wide, round(image.height * wide / image.width))
    return image.resize(size, Image.Resampling.LANCZOS)


def survey_pages(language: str = "zh-TW") -> list[Image.Image]:
    """First page, services, a question and thanks of a spare kiosk that asks."""
    pages = []
    for course in SHOWN:
        way = replace(course.way, language=language)
        sheet = Sheet(Grid(480, 135), WORDS)
        view = View(course.office, way, MONDAY_9)
        paint_survey(sheet, view, replace(course, way=way), None)
        image = picture(sheet.surface.rows(), (4, 8))
        size = (WIDE, round(image.height * WIDE / image.width))
        pages.append(image.resize(size, Image.Resampling.LANCZOS))
    return pages


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Wide pages in two rows, upright ones beside each other; in few colours."""
    across = 2 if pages[0].width > pages[0].height else len(pages)
    down = -(-len(pages) // across)
    wide, high = pages[0].width + _GAP, pages[0].height + _GAP
    sheet = Image.new("RGB", (wide * across - _GAP, high * down - _GAP), _NIGHT)
    for number, page in enumerate(pages):
        sheet.paste(page, (number % across * wide, number // across * high))
    way = Image.Quantize.FASTOCTREE
    return sheet.quantize(COLOURS, way, dither=Image.Dither.NONE)


async def walk(desk: Desk, pilot: Pilot[None]) -> list[Image.Image]:
    """From the first page to a number, a picture of each page on the way."""
    await desk.begin(pilot)
    pages = [shot(desk)]
    for act in (Begin(), ChooseNeed("benefit")):
        await desk.press(pilot, act)
        pages.append(shot(desk))
    await desk.press(pilot, Take("benefit-application"))
    await until(pilot, lambda: desk.label and desk.printed)
    await pilot.pause()
    pages.append(shot(desk))
    return pages


async def walk_by_keys(desk: Desk, pilot: Pilot[None]) -> list[Image.Image]:
    """From a wheelchair, then in large letters, with a keypad."""
    await desk.begin(pilot)
    await keys(pilot, desk, "slash")
    pages = [shot(desk)]
    await keys(pilot, desk, "1", "enter", "slash", "full_stop", "tab")
    pages.append(shot(desk))
    await keys(pilot, desk, "slash", "2")
    pages.append(shot(desk))
    await keys(pilot, desk, "full_stop")
    pages.append(shot(desk))
    return pages


async def walk_by_code(desk: Desk, pilot: Pilot[None]) -> list[Image.Image]:
    """An appointment, then the staff."""
    await desk.begin(pilot)
    code = await booked(desk)
    for act in (Enquiry(), Appointment()):
        await desk.press(pilot, act)
    await keys(pilot, desk, *code[:8].lower().replace("-", ""))
    pages = [shot(desk)]
    await keys(pilot, desk, *code[8:].lower(), "enter")
    await until(pilot, lambda: desk.label and desk.printed)
    await pilot.pause()
    pages.append(shot(desk))
    await keys(pilot, desk, "f12", *PIN[:4])
    pages.append(shot(desk))
    await keys(pilot, desk, *PIN[4:], "enter")
    await until(pilot, lambda: desk.panel.maintenance.way.here == Maintenance())
    await pilot.pause()
    pages.append(shot(desk))
    return pages


async def walk_to_book(desk: Desk, pilot: Pilot[None]) -> list[Image.Image]:
    """An appointment is made: which day, what time, is it right, and its code."""
    await desk.begin(pilot)
    tomorrow = desk.office.business_day(now_ms()) + timedelta(days=1)
    days, times = BookDay(BOOKED), BookTime(BOOKED, tomorrow.isoformat())
    for act in (Enquiry(), Appointment(), BookService()):
        await desk.press(pilot, act)
    pages = []
    for act in (days, times):
        await desk.press(pilot, act)
        await until(pilot, lambda: desk.panel.visit.found)
        await pilot.pause()
        pages.append(shot(desk))
    for kind in (BookRight, Book):
        (first, *_) = [each.act for each in desk.targets if isinstance(each.act, kind)]
        await desk.press(pilot, first)
        if kind is Book:
            await until(pilot, lambda: desk.says("Please take your card"))
        pages.append(shot(desk))
    return pages


async def keys(pilot: Pilot[None], desk: Desk, *names: str) -> None:
    """Keys of a person, one after the other."""
    for each in names:
        desk.let_page_stand()
        desk.panel._keys._last = 0.0
        await pilot.press(each)
    await pilot.pause()


async def booked(desk: Desk) -> str:
    """The code of an appointment of today."""
    day = desk.office.business_day(now_ms()).isoformat()
    slots = await desk.client.ask("slots", service=BOOKED, day=day)
    at = slots["slots"][-1]["at"]
    answer = await desk.client.ask("book", service=BOOKED, at=at)
    code: str = answer["booking"]["code"]
    return code


WALKS: Final = (
    ("kiosk-{}x{}.png", SIZES, walk),
    ("kiosk-low-large-{}x{}.png", ((480, 135), (270, 240), (96, 27)), walk_by_keys),
    ("kiosk-code-staff-{}x{}.png", ((480, 135),), walk_by_code),
    ("kiosk-book-{}x{}.png", ((480, 135),), walk_to_book),
)
"""What a picture is called, its sizes, and how its pages are come to."""


async def paint_all(scratch: Path, into: Path) -> int:
    """Every size, each with a station that some came to before; bytes written."""
    folder = scratch / "office"
    make_office(folder, always_open() + BOOKABLE + maintenance(PIN))
    office, written = load_office(folder), 0
    for name, sizes, way in WALKS:
        for columns, rows in sizes[-1:] if IS_SHORT else sizes:
            with desk_at(office, folder) as desk:
                async with desk.app.run_test(size=(columns, rows)) as pilot:
                    for number in range(3):
                        code = office.services[number * 2].code
                        await desk.client.ask("issue", service=code, channel="staff")
                    pages = await way(desk, pilot)
            file = into / name.format(columns, rows)
            side_by_side(pages).save(file, optimize=True)
            written += file.stat().st_size
    return written


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    into = Path(sys.argv[1])
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JIAOHAO_STATE"] = f"{scratch}/state"
        written = asyncio.run(paint_all(Path(scratch), into))
    side_by_side(survey_pages()).save(into / "kiosk-survey.png", optimize=True)
    print(
        f"{into}: {sum(len(each[1]) for each in WALKS) + 1} pictures, {written} bytes"
    )


if __name__ == "__main__":
    main()
