"""Which office is emptiest: the order, what is never told, and the page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from jiaohao.page.look import Wishes
from jiaohao.region.page.emptiest import offices_told, services_known
from jiaohao.region.page.region_page import RegionLook, region_page
from shared.postgres.region import OfficeAfar
from tests.display.scenes import MORNING
from tests.support import OFFICE

FEW, MANY = {"people": None}, {"people": 9, "low": 20, "high": 45}


def afar(code: str, age: float | None = 2.0, **hall: Any) -> OfficeAfar:
    """An office that has told so much; its name is its code."""
    names = f'name = {{ zh-TW = "{code}", en = "{code}" }}'
    sheet = re.sub(r"(?m)^name = .*$", names, OFFICE, count=1)
    told = {"waiting": 9, "longest": 720_000, "stopped": []}
    jobs = {"services": ["jobs", "express"], "people": 5, "low": 5, "high": 15}
    return OfficeAfar(code, sheet, {**told, "crowds": [jobs], **hall}, age)


def crowd(**told: Any) -> list[dict[str, Any]]:
    return [{"services": ["jobs", "express"], **told}]


def order(*offices: OfficeAfar, service: str = "jobs") -> list[str]:
    return [each.code for each in offices_told(offices, service, MORNING)]


def page(*offices: OfficeAfar, service: str = "", language: str = "en") -> str:
    told = offices_told(offices, service, MORNING)
    known = services_known(offices)
    look = RegionLook(told, known, ["zh-TW", "en"], service, language, Wishes())
    return region_page(look)


def test_few_people_then_the_upper_end_then_those_where_one_cannot_go() -> None:
    assert order(
        afar("away", age=3_600.0),
        afar("stopped", stopped=["jobs"]),
        afar("never", age=None, crowds=[]),
        afar("unknown", crowds=[]),
        afar("no range", crowds=crowd(people=4)),
        afar("long", crowds=crowd(**MANY)),
        afar("short"),
        afar("few", crowds=crowd(**FEW)),
    ) == ["few", "short", "long", "no range", "unknown", "away", "stopped", "never"]


def test_an_office_that_does_not_offer_it_is_left_out() -> None:
    assert order(afar("here"), service="dance") == []
    assert order(OfficeAfar("new", "", {}, None), service="") == []
    assert order(OfficeAfar("odd", "[what", {}, 1.0), service="") == []


def test_few_people_are_never_counted_and_nobody_is_timed() -> None:
    text = page(afar("a", waiting=2), afar("b", waiting=3))
    assert "fewer than 3 people wait" in text and "3 people wait" in text
    assert text.count("The longest wait so far: 12 min") == 1
    assert "2 people" not in text


def test_only_the_best_is_yellow_and_only_if_one_may_go_there() -> None:
    text = page(afar("a"), afar("b", crowds=crowd(**MANY)), service="jobs")
    assert text.count('class="now"') == 1
    assert "about 5–15 min" in text and "5 people wait" in text
    assert 'class="now"' not in page(afar("a", age=99.0), afar("b", age=None))
    assert 'class="now"' not in page(afar("alone"))


def test_an_old_office_says_since_when_and_nothing_else() -> None:
    text = page(afar("a", age=600.0), service="jobs")
    assert "Not known: the data stops at" in text
    assert "about 5" not in text and "5 people" not in text


def test_markup_in_the_name_of_an_office_is_text() -> None:
    assert "<b>x" not in page(afar("<b>x</b>"))


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_a_page_is_small_and_asks_nobody_else(language: str) -> None:
    text = page(*(afar(f"office {n}") for n in range(40)), language=language)
    assert len(text.encode()) < 40_000
    assert "http" not in text and "refresh" not in text and "style=" not in text
