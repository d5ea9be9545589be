"""The way to a number: how many presses it takes, and what one finds on it."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import pytest

from kiosk.act import (
    Act,
    Back,
    Begin,
    Choose,
    ChooseNeed,
    Claim,
    Enlarge,
    Home,
    Lower,
    Speak,
    Take,
    TakeBack,
    Turn,
    TypeSign,
)
from kiosk.pages.painter import paint
from kiosk.sheet import Sheet
from kiosk.steps import AllServices, Documents, Needs, Reading, Services, Start
from kiosk.view import View
from kiosk.way import Way
from shared.canvas.grid import Grid
from shared.office.model import Office, Service
from shared.text.catalogue import Phrase
from tests.kiosk.desk import WORDS
from tests.kiosk.pages import LANGUAGES, MONDAY, SIZES, centre, hall_of_centre
from tests.short import IS_EVERY

COMMONEST = (
    "benefit-application",
    "recertification",
    "job-seeking",
    "first-confirmation",
    "reply-card",
    "express",
    "training",
    "early-reemployment",
    "vacancy",
    "counselling",
)
"""Visits of an employment centre, by how often they happen (issue 12)."""
at_every_size = pytest.mark.parametrize(
    "size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}"
)


def many(count: int) -> Office:
    """An office without needs and with so many services."""
    office = centre()
    services = tuple(
        Service(f"s{n}", "A", Phrase({"zh-TW": f"服務{n}號", "en": f"Service {n}"}))
        for n in range(1, count + 1)
    )
    counters = tuple(replace(each, serves=("s1",)) for each in office.counters[:1])
    return replace(office, services=services, needs=(), counters=counters)


def page(office: Office, way: Way, size: tuple[int, int]) -> Sheet:
    """What somebody on that way sees."""
    sheet = Sheet(Grid(*size), WORDS)
    paint(sheet, View(office, way, MONDAY))
    return sheet


def acts_of(sheet: Sheet) -> list[Act]:
    """What leads on: not the keys of a number, nor what only looks different."""
    other = TypeSign | TakeBack | Speak | Enlarge | Lower
    acts = [each.act for each in sheet.targets if isinstance(each.act, Act)]
    return [each for each in acts if not isinstance(each, other)]


def presses(office: Office, size: tuple[int, int], language: str) -> dict[str, int]:
    """The fewest presses to a number of each service, of those that can be pressed."""
    found: dict[str, int] = {}
    begin = Way(language)
    seen, open_ways = {begin}, deque([(begin, 0)])
    while open_ways:
        way, count = open_ways.popleft()
        for act in acts_of(page(office, way, size)):
            after = way.after(act, office)
            if isinstance(after, Take):
                found.setdefault(after.service, count + 1)
            elif count < 3 and after not in seen:
                seen.add(after)
                open_ways.append((after, count + 1))
    return found


@at_every_size
def test_three_presses_at_most_for_the_commonest_visits(size: tuple[int, int]) -> None:
    counted = presses(centre(), size, "zh-TW")
    far = {code: counted.get(code) for code in COMMONEST if counted.get(code, 9) > 3}
    assert far == {}


@at_every_size
def test_an_office_of_one_service_has_one_press(size: tuple[int, int]) -> None:
    office = many(1)
    assert presses(office, size, "zh-TW") == {"s1": 1}
    sheet = page(office, Way("zh-TW"), size)
    assert sheet.targets[0].act == Begin()


@pytest.mark.parametrize("count", [2, 5, 6, 11, 60])
@at_every_size
def test_every_service_can_be_pressed(size: tuple[int, int], count: int) -> None:
    """Page after page, each fills the screen, and says which of how many it is."""
    office = many(count)
    way = Way("zh-TW").after(Begin(), office)
    assert isinstance(way, Way)
    first, chosen = way, list[str]()
    while True:
        sheet = page(office, way, size)
        acts = [each.act for each in sheet.targets]
        chosen += [each.service for each in acts if isinstance(each, Choose)]
        assert [each.text for each in sheet.surface.said if each.is_cut] == []
        lowest = max(each.box.bottom for each in sheet.targets)
        assert lowest >= sheet.body.bottom - sheet.scale.gap - 2, "it fills the screen"
        turns = [each for each in acts if isinstance(each, Turn)]
        if not turns:
            break
        assert _place(sheet) or len(turns) == 1, "it says which page of how many"
        turned = way.after(turns[-1], office)
        assert isinstance(turned, Way)
        way = turned
        if way == first:
            break
    assert sorted(chosen) == sorted(each.code for each in office.services)


def _place(sheet: Sheet) -> bool:
    return any("/" in each.text for each in sheet.surface.said)


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("language", LANGUAGES if IS_EVERY else ("zh-TW", "th"))
def test_there_is_a_way_back_from_everywhere(language: str, is_large: bool) -> None:
    office = centre()
    begin = Way(language, is_large=is_large)
    seen, open_ways = {begin}, [begin]
    while open_ways:
        way = open_ways.pop()
        acts = acts_of(page(office, way, (96, 27)))
        assert len(way.steps) == 1 or Back() in acts, way
        for act in acts:
            after = way.after(act, office)
            if isinstance(after, Way) and after not in seen and len(after.steps) < 5:
                seen.add(after)
                open_ways.append(after)
    assert len(seen) > 50


def test_a_priority_goes_with_the_person_and_with_nobody_else() -> None:
    office = centre()
    way = _along(Way("en"), office, Begin(), Claim("priority"))
    assert way.priority == "priority"
    further = _along(way, office, ChooseNeed("confirmation"))
    assert further.priority == "priority"
    assert _along(further, office, Claim(None)).priority is None
    assert _along(further, office, Home()) == Way("zh-TW")


def test_a_language_is_kept_on_the_way() -> None:
    office = centre()
    way = _along(Way("zh-TW"), office, Speak("vi"), Begin(), ChooseNeed("benefit"))
    assert way.language == "vi" and way.here == Documents("benefit-application")
    assert _along(way, office, Back()).here == Needs()


def test_who_goes_in_circles_comes_back_to_the_start() -> None:
    office = centre()
    way = Way("zh-TW")
    for _ in range(50):
        way = _along(way, office, Services("other"), AllServices())
    for _ in range(50):
        way = _along(way, office, Back())
    assert isinstance(way.here, Start)


@pytest.mark.parametrize("is_open", [True, False])
def test_a_need_whose_only_service_is_paused_is_read_about(is_open: bool) -> None:
    office, hall = centre(), hall_of_centre(is_open=is_open)
    sheet = Sheet(Grid(96, 27), WORDS)
    paint(sheet, View(office, Way("zh-TW", (Start(), Needs())), MONDAY, hall))
    acts = [each.act for each in sheet.targets]
    assert (ChooseNeed("training") in acts) is is_open
    assert (Reading("training") in acts) is not is_open
    assert ChooseNeed("other") in acts


def _along(way: Way, office: Office, *acts: Act) -> Way:
    for act in acts:
        after = way.after(act, office)
        assert isinstance(after, Way)
        way = after
    return way
