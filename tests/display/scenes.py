"""The lobby screens at one moment of an employment centre, painted at any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from display.app import PANELS, Shows
from display.content.announcing import Announced, Announcements
from display.content.flow import flow_of
from display.painting.closed import paint_closed
from display.painting.flow import flow_pages, paint_flow
from display.painting.header import paint_header
from display.painting.page import Page
from display.painting.serving import paint_serving
from display.panel import LobbyPanel
from display.views import Known, closed_of, header_of, serving_of
from jiaohao.folder import template
from shared.canvas.grid import Grid
from shared.office.folder import OFFICE_FILE
from shared.office.model import Display, Office
from shared.office.reader import parse_office
from shared.office.visitor_pages import VisitorPages
from shared.text.catalogue import Phrase
from shared.text.themes import DARK, Theme
from shared.trade.hall import Call, Hall
from shared.trade.ticket import TicketState
from tests.display.halls import StillLink, hall_of, ticket
from tests.drawn_words import words

SIZES: Final = ((480, 135), (240, 67), (160, 48), (96, 27), (320, 67))
"""Columns and rows that the lobby is made for (look.md 1)."""
OTHER_SIZES: Final = ((384, 108), (320, 100), (270, 240), (120, 40), (60, 18))
_WAITING: Final = (12, 1, 6, 0, 3, 2, 0, 4, 1, 2, 5, 0, 1, 2, 0, 3)
_WAYS: Final = {3: {"zh-TW": "2F ←"}, 12: {"zh-TW": "3樓 →", "en": "3F →"}}


@cache
def centre(*languages: str) -> Office:
    """The employment centre of the template, some of its counters with a way."""
    text = template("employment-centre")
    office = parse_office(text.encode(), Path(OFFICE_FILE))
    counters = tuple(
        replace(each, way=Phrase(_WAYS[each.number]) if each.number in _WAYS else None)
        for each in office.counters
    )
    return replace(
        office, counters=counters, languages=languages or office.languages[:2]
    )


def instant(day: int, hour: int, minute: int) -> int:
    """A moment of November 2026 in Taipei."""
    zone = ZoneInfo("Asia/Taipei")
    return round(datetime(2026, 11, day, hour, minute, tzinfo=zone).timestamp() * 1000)


MORNING: Final = instant(23, 10, 24)
EVENING: Final = instant(27, 17, 42)


def calls_of(*places: tuple[str, int], now: int = MORNING) -> tuple[Call, ...]:
    """Calls to places, newest first: the first this second, others minutes ago."""
    return tuple(
        Call(90 - at, label, counter, "benefit-application", now - at * 100_000)
        for at, (label, counter) in enumerate(places)
    )


CALLS: Final = calls_of(("C153", 3), ("A081", 6), ("B044", 2), ("D012", 5), ("B043", 1))


def hall_with(office: Office, calls: tuple[Call, ...] = CALLS) -> Hall:
    """A hall of that many waiting, the next of each letter by its number."""
    waiting = dict(zip((each.code for each in office.services), _WAITING, strict=False))
    following = tuple(
        replace(
            ticket(label, 1),
            state=TicketState.WAITING,
            counter=None,
            service="reply-card",
        )
        for label in ("A082", "B045", "C154", "D013")
    )
    return replace(hall_of(office, calls=calls, waiting=waiting), tickets=following)


def known(office: Office | None = None, **changed: object) -> Known:
    """What a screen knows in the morning."""
    office = office or centre()
    found = Known(office, Display("lobby"), MORNING, hall_with(office))
    return replace(found, **changed)  # type: ignore[arg-type]


def announced(
    call: Call | None = CALLS[0], *, ago: int = 2_500, queue: tuple[Call, ...] = ()
) -> Announcements:
    """A call that is the newest since so many milliseconds."""
    newest = Announced(call, MORNING - ago) if call else None
    return Announcements(newest=newest, queue=queue)


def _counters(count: int) -> Known:
    """An office of so many counters, the newest call to the last of them."""
    office = centre()
    first = office.counters[0]
    counters = tuple(replace(first, number=each + 1) for each in range(count))
    office = replace(office, counters=counters)
    places = [
        (label, max(1, count - at))
        for at, label in enumerate(("C153", "A081", "B044", "D012", "B043"))
    ]
    return known(office, hall=hall_with(office, calls_of(*places)))


def _one_service() -> Known:
    office = centre()
    service = replace(office.services[0], letter="A")
    office = replace(office, services=(service,), counters=office.counters[:1])
    labels = ("A017", "A016", "A015", "A014", "A013")
    hall = hall_of(
        office,
        calls=calls_of(*((each, 1) for each in labels)),
        waiting={service.code: 6},
    )
    return known(office, hall=hall)


def serving(view: Known, calls: Announcements | None = None) -> Callable[[Page], None]:
    """The number board of what is known."""
    hall = view.hall
    newest = hall.calls[0] if hall and hall.calls else None
    shown = calls or announced(newest)

    def paint(page: Page) -> None:
        box = paint_header(page, header_of(view))
        paint_serving(page, serving_of(view, shown), box)

    return paint


def closed(view: Known) -> Callable[[Page], None]:
    """A lobby screen while the office is closed."""

    def paint(page: Page) -> None:
        box = paint_header(page, header_of(view))
        paint_closed(page, closed_of(view), box)

    return paint


def flow(code: str, number: int, view: Known) -> Callable[[Page], None]:
    """A page (from 0) of how a service goes on, by its code."""

    def paint(page: Page) -> None:
        box = paint_header(page, header_of(view))
        service = view.office.service(code)
        assert service is not None
        steps = flow_of(service, view.office, view.office.language)
        pages = flow_pages(page, steps, box)
        at = min(number, len(pages) - 1)
        place = (at, len(pages))
        paint_flow(
            page, pages[at], box, place=place, notices=view.notices, turn=view.turn
        )

    return paint


def serving_scenes(*languages: str) -> dict[str, Callable[[Page], None]]:
    """The number board in every state."""
    office = centre(*languages)
    usual = known(office)
    hall = hall_with(office)
    return {
        "usual": serving(usual),
        "four": serving(usual, announced(queue=CALLS[1:4])),
        "a minute ago": serving(usual, announced(ago=60_000)),
        "old": serving(replace(usual, age=12.0)),
        "stale": serving(replace(usual, age=125.0)),
        "not known": serving(replace(usual, hall=None), announced(None)),
        "no call": serving(
            replace(usual, hall=replace(hall, calls=())), announced(None)
        ),
        "first call": serving(replace(usual, hall=replace(hall, calls=CALLS[:1]))),
        "two calls": serving(replace(usual, hall=replace(hall, calls=CALLS[:2]))),
        "long numbers": serving(
            replace(
                usual,
                hall=hall_with(
                    office, calls_of(("C9001", 12), ("A1081", 16), ("B9044", 12))
                ),
            )
        ),
        "7 counters": serving(_counters(7)),
        "40 counters": serving(_counters(40)),
        "one counter": serving(_one_service()),
        "closed": closed(replace(usual, now=EVENING, hall=replace(hall, calls=()))),
    }


def flow_scenes(*languages: str) -> dict[str, Callable[[Page], None]]:
    """The flow of a long service, page by page, and of a short one."""
    usual = known(centre(*languages))
    scenes = {
        f"benefit {number}": flow("benefit-application", number, usual)
        for number in range(4)
    }
    paged = replace(usual.office, pages=VisitorPages("https://jobs.example/q"))
    return {
        **scenes,
        "reply card": flow("reply-card", 0, usual),
        "code": flow("reply-card", 0, replace(usual, office=paged)),
    }


def every_scene(*languages: str) -> dict[str, Callable[[Page], None]]:
    """Both screens."""
    return {**serving_scenes(*languages), **flow_scenes(*languages)}


def painted(
    paint: Callable[[Page], None],
    size: tuple[int, int],
    *,
    is_tall: bool = False,
    theme: Theme = DARK,
) -> Page:
    """A page of that size."""
    page = Page(Grid(*size), words(), is_tall=is_tall, theme=theme)
    paint(page)
    return page


def panel_of(
    shows: Shows, view: Known, clock: Callable[[], int] | None = None
) -> LobbyPanel:
    """A panel that knows a hall without a station."""
    client = StillLink(view.hall)
    client.seconds_old = view.age
    return PANELS[shows](
        view.office,
        client,
        display=view.display,
        clock=clock or (lambda: view.now),
        words=words(),
    )
