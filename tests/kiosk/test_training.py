"""An office that trains says so on every page of the kiosk, and on its papers."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from jiaohao.folder import template
from kiosk.pages.painter import paint
from kiosk.sheet import Sheet
from printers.papers.checklist import checklist_paper
from printers.papers.paper import ticket_paper
from shared.canvas.grid import Grid
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import parse_office
from tests.kiosk.desk import WORDS
from tests.kiosk.pages import LANGUAGES, PAGES, ticket
from tests.kiosk.pages import centre as real_centre
from tests.printers.words import words_on

MARKS = {
    "zh-TW": "【練習】",
    "en": "[TEST]",
    "vi": "[CHẠY THỬ]",
    "id": "[LATIHAN]",
    "th": "[ทดสอบ]",
}


@cache
def training() -> Office:
    text = template("employment-centre").replace(
        "[office]", "[office]\ntraining = true", 1
    )
    return parse_office(text.encode(), Path(OFFICE_FILE))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_mark(name: str, language: str) -> None:
    page, sheet = PAGES[name], Sheet(Grid(96, 27), WORDS)
    paint(sheet, page.view_in(language, training()), **dict(page.shown))
    said = "".join(each.text for each in sheet.surface.said)
    assert "".join(MARKS[language].split()) in "".join(said.split())


def test_the_papers_have_it_too() -> None:
    day = date(2026, 11, 23)
    office = training()
    for paper in (
        ticket_paper(ticket(), office, day),
        checklist_paper(office.services[0], office, "th"),
    ):
        assert words_on(paper)[0] == "【練習】就業中心"
    assert real_centre().name.say("zh-TW") == "就業中心"
