"""What the lobby screens look like, measured: millimetres, colours, room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

import pytest

from display.content.words import Tongues
from display.painting.page import METRES, PANEL_INCHES, Measured, Role
from display.views import serving_of
from shared.canvas.grid import Grid, GridClass
from shared.canvas.said import Kind, Said
from shared.text.palette import ACCENT, FOREGROUND, INK, contrast
from shared.text.themes import THEMES, OfficeColours, faint_pairs, office_theme
from shared.trade.printer import TICKET_PAPER, PrinterNow, PrintJob
from tests.display.scenes import (
    CALLS,
    MORNING,
    OTHER_SIZES,
    SIZES,
    announced,
    centre,
    every_scene,
    known,
    painted,
    serving_scenes,
)

READABLE = 7.0
"""WCAG 2.2, 1.4.6; of text on every ground it stands on."""
VISIBLE = 3.0
"""WCAG 2.2, 1.4.11; of icons."""
ASKED = {"NEWEST": 100, "LAST": 45, "CAPTION": 37}
"""Millimetres on the usual panel (issue 14); all other words 24."""
LANGUAGES = (("zh-TW", "en"), ("en", "zh-TW"), ("zh-TW", "vi"))
in_every_language = pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
at_every_size = pytest.mark.parametrize(
    "size", (*SIZES, *OTHER_SIZES), ids=lambda size: f"{size[0]}x{size[1]}"
)
DRAWN = [
    size
    for size in (*SIZES, *OTHER_SIZES)
    if Grid(*size).size in (GridClass.FINE, GridClass.MEDIUM)
]


@dataclass(frozen=True)
class Kept:
    """What a page says; the dots are not kept."""

    said: list[Said]
    texts: list[Measured]


@cache
def _pages(size: tuple[int, int], *languages: str) -> list[tuple[str, Kept]]:
    found = []
    for name, paint in every_scene(*languages).items():
        page = painted(paint, size)
        found.append((name, Kept(page.surface.said, page.texts)))
    return found


def _texts(page: Kept) -> list[Said]:
    return [each for each in page.said if each.kind is not Kind.ICON]


@in_every_language
@pytest.mark.parametrize("size", DRAWN, ids=str)
def test_every_text_is_as_high_as_asked(
    size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    grid = Grid(*size)
    small = [
        (name, each.role.name, each.said.text, grid.mm(each.said.size, PANEL_INCHES))
        for name, page in _pages(size, *languages)
        for each in page.texts
        if grid.mm(each.said.size, PANEL_INCHES) < ASKED.get(each.role.name, 24)
    ]
    assert small == []


def test_what_is_asked_is_what_the_issue_says() -> None:
    assert (PANEL_INCHES, METRES) == (43, 8)
    for role in Role:
        least = ASKED.get(role.name, 24)
        assert role.least_mm >= least, role


@in_every_language
@at_every_size
def test_everything_painted_is_measured(
    size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    for name, page in _pages(size, *languages):
        known = [each.said for each in page.texts]
        badges = "ABCD"
        missing = [
            each.text
            for each in _texts(page)
            if each not in known and each.text not in badges
        ]
        assert missing == [], name


@in_every_language
@at_every_size
def test_every_pair_of_colours_can_be_told_apart(
    size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    low = [
        (name, each.text, each.ink, ground)
        for name, page in _pages(size, *languages)
        for each in page.said
        for ground in each.grounds
        if contrast(each.ink, ground)
        < (VISIBLE if each.kind is Kind.ICON else READABLE)
    ]
    assert low == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_theme_can_be_read(size: tuple[int, int], theme: str) -> None:
    low, colours = [], set()
    for name, paint in every_scene().items():
        page = painted(paint, size, theme=THEMES[theme])
        for each in page.surface.said:
            least = VISIBLE if each.kind is Kind.ICON else READABLE
            if any(contrast(each.ink, ground) < least for ground in each.grounds):
                low.append((name, each.text, each.ink, each.grounds))
            colours.add(each.ink)
    assert low == []
    if theme == "contrast":
        assert colours <= {"#000000", INK, FOREGROUND, ACCENT}


@pytest.mark.parametrize(
    "colours",
    [
        OfficeColours("#f6efe2", "#e3d3b4", "#ffffff", accent="#6b4500"),
        OfficeColours("#0b2416", "#14402a", "#173322"),
        OfficeColours(
            accent="#7a0019", ground="#f2f2f2", band="#dadada", card="#fff8e7"
        ),
        OfficeColours(accent="#ff9f1c"),
    ],
    ids=["sand", "forest", "crimson", "orange"],
)
def test_every_office_whose_colours_have_no_advice_can_be_read(
    colours: OfficeColours,
) -> None:
    assert faint_pairs(colours) == []
    theme = office_theme(colours)
    low = [
        (name, each.text, each.ink, each.grounds)
        for name, paint in every_scene().items()
        for each in painted(paint, (240, 67), theme=theme).surface.said
        for ground in each.grounds
        if contrast(each.ink, ground)
        < (VISIBLE if each.kind is Kind.ICON else READABLE)
    ]
    assert low == []


@in_every_language
@at_every_size
def test_no_two_texts_stand_on_each_other(
    size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    wrong = [
        (name, one.text, other.text)
        for name, page in _pages(size, *languages)
        for one, other in combinations(_texts(page), 2)
        if one.box.meets(other.box)
    ]
    assert wrong == []


@in_every_language
@at_every_size
def test_nothing_is_cut_but_notices(
    size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    cut = [
        (name, each.text)
        for name, page in _pages(size, *languages)
        for each in page.said
        if each.is_cut
    ]
    assert cut == []


@pytest.mark.parametrize("size", SIZES[:4], ids=str)
def test_the_newest_stands_out_by_size(size: tuple[int, int]) -> None:
    for name, paint in serving_scenes().items():
        page = painted(paint, size)
        newest = [each.said.size for each in page.texts if each.role is Role.NEWEST]
        last = [each.said.size for each in page.texts if each.role is Role.LAST]
        is_grey = name == "stale" and size == (96, 27)
        if newest and last and not is_grey:
            assert min(newest) >= 1.3 * max(last), name


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_number_and_counter_are_of_one_size(size: tuple[int, int]) -> None:
    page = painted(serving_scenes()["usual"], size)
    large = {each.said.text: each.said.size for each in page.texts}
    assert large["153"] == large["→3"] == large["C"]


@pytest.mark.parametrize("language", ["zh-TW", "en", "vi", "id", "th"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_leads_the_way_is_there_in_every_language(
    size: tuple[int, int], language: str
) -> None:
    office = centre(language)
    usual = serving_scenes(language)["usual"]
    page = painted(usual, size, is_tall=known(office).is_tall)
    said = [each.text for each in page.surface.said]
    counters = Tongues.of(office).say("Please go to counter")
    assert office.name.say(language) in said
    assert {"C", "153", "→3"} <= set(said)
    # On the one wide screen there may be room for the number alone.
    assert counters[0] in said or size == (320, 67)


@pytest.mark.parametrize("language", ["zh-TW", "en", "id"])
def test_who_waits_has_its_caption_where_there_are_two_languages(language: str) -> None:
    beside = "en" if language == "zh-TW" else "zh-TW"
    view = known(centre(language, beside))
    usual = serving_scenes(language, beside)["usual"]
    page = painted(usual, (480, 135), is_tall=view.is_tall)
    assert view.tongues.say("Waiting")[0] in {each.said.text for each in page.texts}


@pytest.mark.parametrize("scene", ["usual", "40 counters"])
@pytest.mark.parametrize("size", [(480, 135), (240, 67), (320, 67)], ids=str)
def test_a_counter_and_the_age_after_it_are_not_read_as_one(
    size: tuple[int, int], scene: str
) -> None:
    page = painted(serving_scenes()[scene], size)
    texts = [each.said for each in page.texts if each.role is Role.LAST]
    ages = [each.said for each in page.texts if each.said.text.endswith(("分", "′"))]
    counters = [each for each in texts if each.text.isdigit()]
    assert counters and ages
    for age in ages:
        beside = [
            each.box.right
            for each in counters
            if each.box.y <= age.box.y + age.box.height // 2 < each.box.bottom
        ]
        gap = age.box.x - max(beside, default=0)
        assert gap * 3 >= age.size, (size, age.text, gap)


def test_a_call_without_a_slip_says_so_and_nothing_else() -> None:
    newest = CALLS[0]
    lost = PrintJob("job", newest.label, TICKET_PAPER, "failed", MORNING)
    printer = PrinterNow("paper", "kiosk-1", "out", None, True, MORNING, (lost,))
    usual = known()
    assert usual.hall is not None
    lacking = known(hall=replace(usual.hall, printers=(printer,)))
    announcements = announced(newest)
    before, after = (serving_of(each, announcements) for each in (usual, lacking))
    assert after.said.caption[1] == "無紙本"
    assert replace(after, said=before.said) == before
