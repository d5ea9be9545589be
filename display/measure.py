"""Every text of a lobby screen with its height: in cells, and in millimetres."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from display.content.announcing import Announced, Announcements
from display.content.flow import flow_of
from display.painting.closed import paint_closed
from display.painting.flow import FlowPage, flow_pages, paint_flow
from display.painting.header import paint_header
from display.painting.page import METRES, Page
from display.painting.serving import paint_serving
from display.places import BESIDE_COLUMNS, below_header, beside
from display.views import Known, closed_of, header_of, serving_of
from shared.canvas.grid import Box, Grid
from shared.canvas.words import Words
from shared.office.model import Display, Office
from shared.trade.hall import Call, Hall, ServiceNow

_WAITING: Final = 12
"""People that a measured screen lets wait for each service."""
_NUMBERS: Final = (153, 81, 44, 12, 43)
_MINUTE: Final = 60_000
Paint = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A text of a screen, and how high it stands on the panel."""

    page: str
    """Which picture of the screen it is on."""
    role: str
    text: str
    cells: float
    """Rows of the terminal."""
    mm: float
    least_mm: float
    """What its role asks at the distance that the office names."""
    is_cut: bool = False
    """Whether it is shown with "…" at its end."""

    @property
    def is_enough(self) -> bool:
        """Whether it is as high as its role asks."""
        return self.mm >= self.least_mm


def measures(
    office: Office, display: Display, shows: str, grid: Grid, words: Words, now: int
) -> Iterator[Measure]:
    """Every text of a screen, each once, as a busy hall would show it.

    `shows` is "serving", "flow" or "both"; `now` is in milliseconds since 1970, UTC.
    """
    known = Known(office, display, now, _busy_hall(office, now))
    seen = set[tuple[str, str, int]]()
    for name, paint in _pictures(known, shows, grid, words):
        page = Page(grid, words, is_tall=known.is_tall)
        paint_header(page, header_of(known))
        paint(page)
        for each in page.texts:
            key = (each.role.name, each.said.text, each.said.size)
            if key not in seen:
                seen.add(key)
                yield Measure(
                    page=name,
                    role=each.role.name.lower(),
                    text=each.said.text,
                    cells=each.said.size / 2,
                    mm=round(grid.mm(each.said.size, display.panel_inches), 1),
                    least_mm=round(each.role.least_mm * display.metres / METRES, 1),
                    is_cut=each.said.is_cut,
                )


def _busy_hall(office: Office, now: int) -> Hall:
    """Calls to the counters with the longest numbers, and people for every service."""
    counters = sorted((each.number for each in office.counters), reverse=True)
    letters = office.letters
    calls = tuple(
        Call(
            seq=len(_NUMBERS) - at,
            label=f"{letters[at % len(letters)]}{number:03d}",
            counter=counters[at % len(counters)],
            service="",
            at=now - at * 2 * _MINUTE,
        )
        for at, number in enumerate(_NUMBERS)
    )
    services = tuple(
        ServiceNow(each.code, each.letter, True, _WAITING) for each in office.services
    )
    return Hall(now, len(calls), office.business_day(now), services, (), calls=calls)


def _pictures(
    known: Known, shows: str, grid: Grid, words: Words
) -> Iterator[tuple[str, Paint]]:
    page = Page(grid, words, is_tall=known.is_tall)
    numbers = steps = below_header(page)
    is_beside = shows == "both" and grid.columns >= BESIDE_COLUMNS
    if is_beside:
        numbers, steps, _ = beside(page, known.notices)
    if shows != "flow":
        assert known.hall is not None
        newest = Announced(known.hall.calls[0], known.now)
        view = serving_of(known, Announcements(newest=newest))
        yield (
            "serving",
            lambda page: paint_serving(page, view, numbers, has_line=not is_beside),
        )
        yield "closed", lambda page: paint_closed(page, closed_of(known), numbers)
    if shows != "serving":
        for service in known.office.services:
            for language in known.tongues.languages:
                flow = flow_of(service, known.office, language)
                for shown in flow_pages(page, flow, steps):
                    yield f"flow {service.code}", _flow_painter(known, shown, steps)


def _flow_painter(known: Known, shown: FlowPage, box: Box) -> Paint:
    def paint(page: Page) -> None:
        paint_flow(page, shown, box, place=(0, 2), notices=known.notices, turn=0)

    return paint
