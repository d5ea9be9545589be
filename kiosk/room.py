"""Which of the office's words find no room on the kiosk's pages, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kiosk.pages.painter import paint
from kiosk.pages.services import service_pages
from kiosk.sheet import Sheet
from kiosk.steps import (
    AllServices,
    Condition,
    Documents,
    Needs,
    Priorities,
    Services,
    Start,
    Step,
)
from kiosk.view import View
from kiosk.way import Way
from shared.canvas.grid import Grid
from shared.canvas.words import Words
from shared.office.model import Office

PANELS: Final = (Grid(480, 135), Grid(270, 240))
"""The panel of 1920 x 1080 pixels across and upright, in the recommended terminal."""
_ENOUGH: Final = 5
"""Characters by which a text is known again."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Words that are shown with "…" at their end."""

    shown: str
    language: str
    page: str
    """What the page is called in kiosk.way."""
    grid: Grid


def words_without_room(office: Office, words: Words, now: int) -> Iterator[Cut]:
    """Every text of the office that is cut, each once, as `now` (milliseconds)."""
    seen = set[tuple[str, str]]()
    for grid in PANELS:
        for language in office.languages:
            for step in _steps(office):
                view = View(office, Way(language, (Start(), step)), now)
                sheet = Sheet(grid, words)
                paint(sheet, view)
                for said in sheet.surface.said:
                    # Cut shorter or longer on other pages, it is the same text.
                    known = (said.text[:_ENOUGH], language)
                    if said.is_cut and known not in seen:
                        seen.add(known)
                        yield Cut(said.text, language, type(step).__name__, grid)


def _steps(office: Office) -> list[Step]:
    """Every page with words of the office on it."""
    steps: list[Step] = [Start(), Priorities()]
    if office.needs:
        steps.append(Needs())
    for need in office.needs:
        steps += [Services(need.code), AllServices(need.code)]
    for service in office.services:
        if service.condition is not None:
            steps.append(Condition(service.code))
        if service.asks_documents:
            steps.append(Documents(service.code))
    if not office.needs:
        pages = range(len(service_pages(office, None)))
        steps += [Services(None, page) for page in pages]
    return steps
