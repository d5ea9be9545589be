"""The flow as it is drawn: steps with their pictures above papers with boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from display.content.flow import Flow, flow_of
from display.painting.flow import FlowPage, flow_pages, paint_flow
from display.painting.page import Page, Role
from display.places import below_header
from shared.canvas.grid import Grid, GridClass
from shared.canvas.said import Kind
from shared.office.items import Item
from shared.office.visitor_pages import VisitorPages
from tests.display.scenes import OTHER_SIZES, SIZES, centre, flow_scenes, painted
from tests.kiosk.desk import WORDS

LONG: Final = "benefit-application"
ADDRESS: Final = "https://jobs.example/q"
WALLS: Final = [
    size
    for size in (*SIZES, *OTHER_SIZES)
    if Grid(*size).size is not GridClass.TINY and not Grid(*size).is_upright
]
on_every_wall = pytest.mark.parametrize("size", WALLS, ids=lambda each: str(each[0]))


def flow(code: str = LONG, *languages: str) -> Flow:
    office = centre(*languages)
    service = office.service(code)
    assert service is not None
    return flow_of(service, office, office.language)


def pages_at(size: tuple[int, int], told: Flow) -> tuple[Page, list[FlowPage]]:
    page = Page(Grid(*size), WORDS)
    return page, flow_pages(page, told, page.box)


def icons(page: Page) -> list[str]:
    return [each.text for each in page.surface.said if each.kind is Kind.ICON]


@on_every_wall
@pytest.mark.parametrize("code", [each.code for each in centre().services])
def test_every_service_stands_on_lines_above_its_papers(
    size: tuple[int, int], code: str
) -> None:
    told = flow(code)
    _, pages = pages_at(size, told)
    assert len(pages) <= 3
    for shown in pages:
        assert shown.line is not None, "no page is a mere list"
        assert bool(shown.papers) == bool(told.papers)
    steps = {each for shown in pages for each in shown.places}
    papers = [text for shown in pages if shown.papers for text in shown.papers.texts]
    assert steps == set(range(len(told.steps)))
    assert set(papers) == {each.words for each in told.papers}


@on_every_wall
def test_a_step_has_its_picture_and_a_box_is_before_each_paper(
    size: tuple[int, int],
) -> None:
    page = painted(flow_scenes()["benefit 0"], size)
    shown = icons(page)
    told = [each.icon for each in flow().steps]
    at = next(at for at in range(len(shown)) if shown[at : at + 2] == told[:2])
    found = shown[at : at + 3]
    assert found == told[:3]
    assert found == ["tick", "chair", "question"]


def test_a_step_without_a_picture_has_its_number() -> None:
    told = flow()
    plain = tuple(replace(each, icon="") for each in told.steps)
    page, pages = pages_at((480, 135), replace(told, steps=plain))
    paint_flow(page, pages[0], page.box, place=(0, 1), notices=(), turn=0)
    strokes = [each.text for each in page.surface.said if each.kind is Kind.STROKES]
    assert strokes == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("size", [(480, 135), (160, 48)], ids=str)
def test_the_second_language_stands_below_steps_and_papers(
    size: tuple[int, int],
) -> None:
    page = painted(flow_scenes()["reply card"], size)
    said = [each.text for each in page.surface.said]
    for first, second in (("收件", "Handing in"), ("介紹卡", "Referral card")):
        above = next(each for each in page.surface.said if each.text == first)
        below = next(each for each in page.surface.said if each.text == second)
        assert below.box.y >= above.box.bottom, said
        assert below.size < above.size or below.kind is Kind.TERMINAL
    assert "您在這裡" in said


def test_a_coarse_terminal_draws_the_words_of_steps_and_papers() -> None:
    page = painted(flow_scenes()["benefit 0"], (160, 48))
    drawn = [each for each in page.texts if each.role is Role.STEP]
    assert {"取號", "等候", "接待", "申請書"} <= {each.said.text for each in drawn}
    assert {each.said.kind for each in drawn} == {Kind.WORDS}


@pytest.mark.parametrize("size", [(480, 135), (320, 67), (240, 67)], ids=str)
def test_the_page_of_the_office_has_its_place_beside_the_papers(
    size: tuple[int, int],
) -> None:
    office = replace(centre(), pages=VisitorPages(ADDRESS))
    service = office.service(LONG)
    assert service is not None
    told = flow_of(service, office, office.language)
    assert told.page == ADDRESS
    page, notices = Page(Grid(*size), WORDS), ("求職服務免費",)
    box = below_header(page)
    shown = flow_pages(page, told, box)[0]
    paint_flow(page, shown, box, place=(0, 2), notices=notices, turn=0)
    found = page.surface.said
    words = next(each for each in found if each.text.replace(" ", "") == "手機看本頁")
    notice = next(each for each in found if each.text in notices)
    assert notice.box.right < words.box.x or words.box.bottom < notice.box.y
    papers = [
        each for each in page.surface.said if each.text in ("申請書", "國民身分證")
    ]
    assert all(each.box.right < words.box.x for each in papers)
    assert not words.is_cut
    bare, pages = pages_at(size, flow())
    paint_flow(bare, pages[0], bare.box, place=(0, 2), notices=(), turn=0)
    assert not any("看本頁" in each.text for each in bare.surface.said)


@on_every_wall
def test_words_nobody_shortened_are_told_whole(size: tuple[int, int]) -> None:
    office = centre()
    service = office.service(LONG)
    assert service is not None
    whole = replace(
        service,
        steps=tuple(Item(each.by_language) for each in service.steps),
        documents=tuple(Item(each.by_language) for each in service.documents),
    )
    told = flow_of(whole, office, office.language)
    _, pages = pages_at(size, told)
    texts = {text for shown in pages for text in shown.texts}
    assert {each.words for each in (*told.steps, *told.papers)} <= texts
