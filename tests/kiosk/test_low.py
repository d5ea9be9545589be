"""All within reach from a wheelchair: each page in the lower half, nothing lost."""

from __future__ import annotations

import pytest

from kiosk.act import Begin, Choose, Enlarge, Home, Lower
from kiosk.given import Said as SaidToNumber
from kiosk.pages.enquiry import Found
from kiosk.steps import Start
from kiosk.way import Way
from shared.canvas.grid import Grid
from shared.canvas.said import Kind
from shared.text.palette import contrast
from tests.kiosk.desk import Desk
from tests.kiosk.pages import LANGUAGES, PAGES, every_page
from tests.kiosk.test_looks import PANEL, READABLE, TALLEST, TARGET_MM, VISIBLE
from tests.short import IS_EVERY

SIZES = ((480, 135), (270, 240), (96, 27))
SOME = LANGUAGES if IS_EVERY else ("zh-TW", "th")
at_every_size = pytest.mark.parametrize(
    ("size", "language"),
    [
        (size, language)
        for size in SIZES
        for language in SOME
        if IS_EVERY or language == SOME[0] or size != TALLEST
    ],
    ids=lambda each: each if isinstance(each, str) else f"{each[0]}x{each[1]}",
)


@at_every_size
def test_every_word_is_whole_and_can_be_told_apart(
    size: tuple[int, int], language: str
) -> None:
    wrong = [
        (name, each.text, each.is_cut, each.ink, each.grounds)
        for name, page in every_page(size, language, is_low=True)
        for each in page.surface.said
        if each.is_cut
        or any(
            contrast(each.ink, ground)
            < (VISIBLE if each.kind is Kind.ICON else READABLE)
            for ground in each.grounds
        )
    ]
    assert wrong == []


@at_every_size
def test_every_target_is_for_a_finger_and_in_the_lower_half(
    size: tuple[int, int], language: str
) -> None:
    """In whole millimetres: two of 27 rows are 19.8 on that panel."""
    grid = Grid(*size)
    wrong: list[object] = []
    for name, page in every_page(size, language, is_low=True):
        assert page.box.height <= grid.height / 2
        assert page.targets, name
        wrong += [
            (name, each.words, each.box)
            for each in page.targets
            if not page.box.holds(each.box)
            or round(grid.mm(min(each.box.width, each.box.height), PANEL)) < TARGET_MM
        ]
    assert wrong == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_number_is_seen_whole(size: tuple[int, int]) -> None:
    for name, page in every_page(size, SOME[0], is_low=True):
        shown = dict(PAGES[name].shown)
        if "given" in shown or isinstance(shown.get("found"), Found):
            assert "153" in [each.text for each in page.surface.said], name


@pytest.mark.parametrize("size", SIZES if IS_EVERY else SIZES[::2], ids=str)
def test_letters_and_height_are_one_press_away_on_every_page(
    size: tuple[int, int],
) -> None:
    """With few dots a number has every one of them: there by key only."""
    for is_low in (False, True):
        for name, page in every_page(size, SOME[0], is_low=is_low):
            acts = [each.act for each in page.targets]
            if not any(isinstance(each, SaidToNumber) for each in acts):
                assert Lower(not is_low) in acts, name
                assert any(isinstance(each, Enlarge) for each in acts), name


async def test_a_number_from_the_lower_half_and_the_next_person_has_all(
    desk: Desk,
) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await desk.begin(pilot)
        whole = desk.panel.sheet
        assert whole is not None
        await desk.press(pilot, Lower(True))
        assert desk.panel.above == 14
        assert all(desk.middle(each.act)[1] >= 14 for each in desk.targets)
        await desk.get_number(pilot)
        assert desk.panel.way.is_low and desk.label == "A001"
        await desk.press(pilot, SaidToNumber.DONE)
        assert desk.panel.way == Way(desk.office.language) and desk.panel.above == 0


async def test_a_finger_on_the_empty_half_presses_nothing(desk: Desk) -> None:
    async with desk.app.run_test(size=(96, 27)) as pilot:
        await desk.begin(pilot)
        at = desk.middle(Begin())
        await desk.press(pilot, Lower(True))
        desk.let_page_stand()
        await pilot.click(offset=(at[0], 3))
        assert desk.here == Start()


def test_the_height_stays_on_the_whole_way_and_goes_with_the_person(
    desk: Desk,
) -> None:
    way = Way("th").after(Lower(True), desk.office)
    assert isinstance(way, Way)
    for act in (Begin(), Choose("jobs")):
        after = way.after(act, desk.office)
        assert not isinstance(after, Way) or after.is_low
    assert way.after(Home(), desk.office) == Way(desk.office.language)
