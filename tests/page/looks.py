"""Looks at an employment centre as tests want them, and every page of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from jiaohao.page.frame import Sheet, page
from jiaohao.page.hall_page import hall_sheet
from jiaohao.page.look import Look, Wishes
from jiaohao.page.missing_page import missing_sheet
from jiaohao.page.services_page import services_sheet
from jiaohao.page.visit import Standing, Visit
from jiaohao.page.visit_page import visit_sheet
from shared.office.model import Office
from shared.trade.hall import Hall
from shared.trade.orders import NoticeState, PostedNotice
from shared.trade.ticket import Ticket, TicketState
from tests.display.halls import MONDAY, hall_of, ticket
from tests.display.scenes import MORNING, centre

LANGUAGES: Final = ("zh-TW", "en", "vi", "id", "th")
CODE: Final = "2EV-C153-F0D5MCTX5J89"
_WAITING: Final = {"benefit-application": 4, "training": 5, "express": 2}


def office() -> Office:
    """The employment centre in five languages."""
    return centre(*LANGUAGES)


def posted(text: str) -> PostedNotice:
    """A notice that staff wrote and approved."""
    return PostedNotice("n", text, NoticeState.APPROVED, None, None)


def hall(**changed: Any) -> Hall:
    """A hall in which some wait."""
    return replace(hall_of(office(), waiting=_WAITING), as_of=MORNING, **changed)


def look(language: str = "en", **changed: Any) -> Look:
    """A look at that hall."""
    known = {
        "office": office(),
        "hall": hall(),
        "now": MORNING,
        "age": 1.0,
        "language": language,
        "wishes": Wishes(),
        "path": f"/t/{CODE}",
        "address": "queue.example.tw",
    }
    return Look(**{**known, **changed})


def numbered(state: TicketState, **changed: Any) -> Ticket:
    """C153 in a state."""
    base = replace(ticket("C153", 3), service="benefit-application", state=state)
    return replace(base, **changed)


def visit(standing: Standing, **changed: Any) -> Visit:
    """A visit as its page is about it."""
    states = {each.value: each for each in TicketState}
    state = states.get(standing.value, TicketState.WAITING)
    is_known = standing not in (
        Standing.UNSEEN,
        Standing.OTHER_DAY,
        Standing.UNKNOWN,
    )
    known: dict[str, Any] = {"label": "C153", "day": MONDAY}
    if is_known:
        known["ticket"] = numbered(state)
    if standing in (Standing.WAITING, Standing.NEAR, Standing.OLD):
        known["ahead"] = 8 if standing is not Standing.NEAR else 2
    return Visit(standing, **{**known, **changed})


def sheets(seen: Look) -> Iterator[tuple[str, Sheet]]:
    """Every page there is, by a name."""
    for standing in Standing:
        yield standing.value, visit_sheet(seen, visit(standing), CODE)
    yield "hall", hall_sheet(seen)
    yield "services", services_sheet(seen, "")
    yield "found", services_sheet(seen, "失業給付")
    yield "nothing", services_sheet(seen, "<script>")
    yield "missing", missing_sheet(seen)


def pages(seen: Look) -> Iterator[tuple[str, str]]:
    """Every page as it is sent."""
    for name, sheet in sheets(seen):
        yield name, page(seen, sheet)
