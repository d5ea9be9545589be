"""Looks at an employment centre as tests want them, and every page of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from jiaohao.folder import template
from jiaohao.page.book_page import (
    Chosen,
    day_sheet,
    right_sheet,
    service_sheet,
    time_sheet,
    trouble_sheet,
)
from jiaohao.page.booking_desk import DayOffered
from jiaohao.page.booking_page import booking_sheet, cancel_sheet
from jiaohao.page.comments_page import comments_sheet
from jiaohao.page.files import SCRIPT_TEXT, STYLE_TEXT
from jiaohao.page.frame import Sheet, page
from jiaohao.page.hall_page import hall_sheet
from jiaohao.page.html import joined
from jiaohao.page.look import Look, Wishes
from jiaohao.page.own_page import give_back_sheet, step_out_sheet, unsure_sheet
from jiaohao.page.refused_page import (
    missing_sheet,
    other_address_sheet,
    too_much_sheet,
    too_often_sheet,
)
from jiaohao.page.services_page import services_sheet
from jiaohao.page.survey_page import (
    CLOSED,
    NOTHING,
    WRITE,
    Said,
    questions_form,
    survey_note,
    survey_part,
    survey_sheet,
    thanks_sheet,
    write_sheet,
)
from jiaohao.page.visit import Standing, Visit
from jiaohao.page.visit_page import visit_sheet
from jiaohao.region.page.emptiest import offices_told, services_known
from jiaohao.region.page.region_page import RegionLook, region_page
from shared.office.model import Office
from shared.office.survey import Survey
from shared.office.visitor_pages import VisitorPages
from shared.postgres.region import OfficeAfar
from shared.trade.booking import Booking, BookingState, Slot
from shared.trade.hall import Hall
from shared.trade.orders import NoticeState, PostedNotice
from shared.trade.survey import Comment, CommentState
from shared.trade.ticket import Ticket, TicketState
from tests.display.halls import MONDAY, hall_of, ticket
from tests.display.scenes import MORNING, centre

LANGUAGES: Final = ("zh-TW", "en", "vi", "id", "th")
OWN: Final = "http://queue.example.tw"
"""Where the pages say that they are."""
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
    yield "too much", too_much_sheet(seen)
    yield "too often", too_often_sheet(seen, 5)
    yield "other address", other_address_sheet(seen, OWN)
    yield "unsure", unsure_sheet(seen, CODE)
    for state in BookingState:
        yield f"booking {state}", booking_sheet(seen, booking(state))
    yield "cancel", cancel_sheet(seen, booking())
    chosen = Chosen("counselling", MONDAY, SLOT)
    slots = [Slot(SLOT, 1), Slot(SLOT + 6 * 3_600_000, 2), Slot(SLOT + 1, 0)]
    days = [DayOffered(MONDAY, 2), DayOffered(MONDAY + timedelta(days=1), 0)]
    waits, pages = visit(Standing.WAITING), VisitorPages(OWN)
    offered = replace(pages, may_give_back=True, may_step_out=True)
    offers = replace(seen, office=replace(seen.office, pages=offered))
    yield "offers", visit_sheet(offers, waits, CODE)
    yield "give back", give_back_sheet(offers, waits, CODE)
    yield "step out", step_out_sheet(offers, waits, CODE)
    out = numbered(TicketState.HELD, counter=None)
    yield "out", visit_sheet(offers, visit(Standing.HELD, ticket=out, ahead=5), CODE)
    yield "book 1", service_sheet(seen)
    yield "book 2", day_sheet(seen, chosen, days * 3)
    yield "book 3", time_sheet(seen, chosen, slots, is_taken=True)
    yield "book 4", right_sheet(seen, chosen, "an-id", is_unsure=True)
    yield "no slots", time_sheet(seen, chosen, [])
    yield "no days", day_sheet(seen, chosen, [])
    yield "trouble", trouble_sheet(seen)
    yield from _said(seen)


def _said(seen: Look) -> Iterator[tuple[str, Sheet]]:
    """The questions after a visit, and what people wrote."""
    survey = Survey(shows_comments=True)
    seen = replace(seen, office=replace(seen.office, survey=survey))
    done = visit_sheet(seen, visit(Standing.DONE), CODE)
    said = Said("an-id", {"courtesy": 4}, "<b>太冷</b>", may_publish=True)
    asked = (survey.questions("jobs"), said, f"/t/{CODE}/answer", seen.say(NOTHING))
    part = survey_part(seen, questions_form(seen, survey, *asked), 4)
    yield "questions", replace(done, main=joined(done.main, part))
    yield "questions again", survey_sheet(seen, part)
    closed = survey_note(seen.say(CLOSED), is_good=False)
    yield "questions closed", replace(done, main=joined(done.main, closed))
    yield "thanks", thanks_sheet(seen, survey, "K7M3Q-9XRT2")
    yield "write", write_sheet(seen, questions_form(seen, survey, (), said, WRITE))
    day = MONDAY - timedelta(days=3)
    comments = [
        Comment("K7M3Q-9XRT2", day, "太冷", None, "zh-TW", True, CommentState.READ),
        Comment("C4H7N-2P8QX", day, "Too cold", None, "en", True,
                CommentState.ANSWERED, "Warmer now", MONDAY),
    ]  # fmt: skip
    yield "comments", comments_sheet(seen, survey, comments, "K7M3Q", None)


SLOT: Final = MORNING + 3_600_000


def booking(state: BookingState = BookingState.BOOKED) -> Booking:
    """An appointment for counselling in an hour."""
    label = "D007" if state is BookingState.CHECKED_IN else None
    return Booking(
        code="K7M3Q-9XRT2",
        service="counselling",
        at=SLOT,
        minutes=40,
        place=1,
        places=1,
        officer=None,
        language="en",
        channel="page",
        state=state,
        label=label,
    )


def pages(seen: Look) -> Iterator[tuple[str, str]]:
    """Every page as it is sent."""
    for name, sheet in sheets(seen):
        yield name, page(seen, sheet)
    for service in ("", "benefit-application"):
        yield f"region {service}".strip(), region_page(region_look(seen, service))


ELSEWHERE: Final = "https://queue.example.tw/1/"
"""Where the name of an office on a region's page leads who follows it."""


def region_look(seen: Look, service: str) -> RegionLook:
    """A region of five offices, one of them silent and one closed."""
    sheet = template("employment-centre")

    def afar(name: str, high: int, people: int | None, age: float) -> OfficeAfar:
        own = f'name = {{ zh-TW = "{name}就業中心", en = "{name} Centre" }}'
        text = re.sub(r"(?m)^name = .*$", own, sheet, count=1)
        text += f'\n[page]\naddress = "{ELSEWHERE}"\n'
        if name == "玉井":
            text = text.replace("closed_days = [", "closed_days = [2026-11-23, ")
        crowd = {"services": ["benefit-application"], "people": people}
        crowd |= {"low": high - 10, "high": high} if people else {}
        told = {"waiting": people or 1, "longest": high * 60_000, "crowds": [crowd]}
        return OfficeAfar(name, text, told, age)

    offices = [
        afar("臺南", 70, 14, 4.0),
        afar("永康", 45, 9, 2.0),
        afar("玉井", 15, 8, 3.0),
        afar("新營", 15, 3, 1.0),
        afar("麻豆", 15, 8, 1_900.0),
    ]
    known = services_known(offices)
    told = offices_told(offices, service, MORNING)
    return RegionLook(told, known, LANGUAGES, service, seen.language, seen.wishes)


def alone(text: str) -> str:
    """A page with its style sheet and script in it, so that nobody has to serve it."""
    head, _, rest = text.partition('<link rel="stylesheet"')
    body, _, _ = rest.partition(">")[2].partition("<script ")
    style, script = STYLE_TEXT.decode(), SCRIPT_TEXT.decode()
    return f"{head}<style>{style}</style>{body}<script>{script}</script>"
