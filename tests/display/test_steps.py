"""The pages of a service on the flow screen."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from textual.content import Content

import shared
from display.content.steps import items_of, pages_of
from display.content.words import Tongues
from shared.office.model import OFFICE_FILE, Office, Service
from shared.office.reader import load_office
from shared.text.catalogue import columns

SIZES = [(116, 36), (58, 15), (78, 9), (28, 7), (18, 2), (236, 62)]


@pytest.fixture
def centre(tmp_path: Path) -> Office:
    """The employment centre of the template, with long lists."""
    template = files(shared) / "office" / "templates" / "employment-centre.toml"
    (tmp_path / OFFICE_FILE).write_text(template.read_text("utf-8"), "utf-8")
    return load_office(tmp_path)


def service_of(office: Office, code: str) -> Service:
    found = office.service(code)
    assert found is not None
    return found


def plain(pages: list[list[Content]]) -> list[list[str]]:
    return [[line.plain.rstrip() for line in page] for page in pages]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_page_keeps_to_its_room_and_nothing_is_lost(
    centre: Office, width: int, height: int
) -> None:
    tongues = Tongues.of(centre)
    for service in centre.services:
        pages = pages_of(service, tongues, width, height)
        assert all(len(page) <= height for page in pages)
        lines = [line for page in pages for line in page]
        assert all(columns(line.plain) <= width for line in lines)
        shown = Counter("".join(line.plain for line in lines))
        for item in items_of(service, tongues):
            for text in item.texts:
                shown.subtract(text.replace(" ", ""))
        assert min(shown.values()) >= 0


def test_the_languages_stand_side_by_side_where_it_is_wide(office: Office) -> None:
    page = plain(pages_of(service_of(office, "jobs"), Tongues.of(office), 100, 30))[0]
    assert page[0].split() == ["求職登記", "Job", "seeking"]
    step = next(line for line in page if line.startswith("2 "))
    assert step.split("  ")[0] == "2 諮詢" and step.endswith("2 Short counselling")


def test_the_languages_stand_below_each_other_where_it_is_narrow(
    office: Office,
) -> None:
    page = plain(pages_of(service_of(office, "jobs"), Tongues.of(office), 50, 30))[0]
    second = page.index("2 諮詢")
    assert page[second + 1] == "  Short counselling"
    assert "[ ] 身分證件" in page


def test_what_does_not_fit_is_on_the_next_page_under_the_same_name(
    office: Office,
) -> None:
    pages = plain(pages_of(service_of(office, "jobs"), Tongues.of(office), 50, 10))
    assert len(pages) > 1
    assert all(page[:2] == ["求職登記", "Job seeking"] for page in pages)


def test_a_heading_never_ends_a_page(office: Office) -> None:
    tongues = Tongues.of(office)
    heading = tongues.say("Steps")[-1], tongues.say("Please bring")[-1]
    for height in range(8, 24):
        for page in plain(pages_of(service_of(office, "jobs"), tongues, 50, height)):
            assert page[-1] not in heading


def test_a_service_that_says_little_has_one_page(office: Office) -> None:
    pages = plain(pages_of(service_of(office, "express"), Tongues.of(office), 50, 20))
    assert len(pages) == 1
    assert pages[0][-1] == "About 3 minutes at the counter"
