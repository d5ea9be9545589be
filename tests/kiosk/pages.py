"""Every page of the kiosk at one moment, painted at any size and in any language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from jiaohao.folder import template
from kiosk.card import Target
from kiosk.given import Given
from kiosk.low import room_for
from kiosk.maintenance.acts import Leave, Told
from kiosk.on_paper import OnPaper
from kiosk.pages.booking import Offered
from kiosk.pages.enquiry import Found
from kiosk.pages.message import STILL_THERE, Message, booked
from kiosk.pages.painter import paint
from kiosk.pages.pin import WRONG
from kiosk.sheet import Sheet
from kiosk.steps import (
    AllServices,
    BookDay,
    BookRight,
    BookService,
    BookTime,
    Condition,
    Documents,
    Help,
    Lacking,
    Maintenance,
    Needs,
    NotForYou,
    Priorities,
    Reading,
    Services,
    Start,
    Step,
)
from kiosk.typed import Appointment, Enquiry, Pin
from kiosk.view import View
from kiosk.way import Way
from shared.canvas.grid import Box, Grid
from shared.canvas.said import Said
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import parse_office
from shared.office.rules import AppointmentRule, Bookable
from shared.trade.booking import Booking, Slot
from shared.trade.hall import Hall, KioskNow, ServiceNow
from shared.trade.orders import HelpCall, Pause, Paused
from shared.trade.printer import Condition as PrinterCondition
from shared.trade.range import Range
from shared.trade.ticket import Ticket
from tests.kiosk.desk import WORDS
from tests.kiosk.support import ticket_of

SIZES: Final = ((480, 135), (270, 240), (96, 27), (120, 40), (54, 48), (67, 60))
"""Columns and rows that the kiosk is made for (look.md 1)."""
LANGUAGES: Final = ("zh-TW", "en", "vi", "id", "th")
_WAITING: Final = (12, 1, 6, 0, 3, 2, 0, 4, 1, 2, 5, 0, 1, 2, 0, 3)


@cache
def centre() -> Office:
    """The employment centre of the template, in five languages."""
    text = template("employment-centre")
    office = parse_office(text.encode(), Path(OFFICE_FILE))
    assert office.languages == LANGUAGES
    return office


def _instant(day: int, hour: int, minute: int) -> int:
    zone = ZoneInfo("Asia/Taipei")
    return round(datetime(2026, 11, day, hour, minute, tzinfo=zone).timestamp() * 1000)


MONDAY: Final = _instant(23, 10, 24)
FRIDAY_EVENING: Final = _instant(27, 17, 42)


def hall_of_centre(*, is_open: bool = True) -> Hall:
    """People waiting for most of the centre's services."""
    services = tuple(
        ServiceNow(
            *(each.code, each.letter, is_open, count),
            wait=Range(2 * count, 4 * count + 1),
        )
        for each, count in zip(centre().services, _WAITING, strict=False)
    )
    return Hall(MONDAY, 5, date(2026, 11, 23), services, ())


def paused_hall() -> Hall:
    """A service paused, one full, and the kiosk paused."""
    until = MONDAY + 36 * 60_000
    hall = hall_of_centre()
    why = "印表機維修中 Printer repair"
    services = [
        replace(
            each, is_open=False, paused=Pause(Paused.SERVICE, each.code, why, until)
        )
        if each.code == "express"
        else replace(each, is_open=False, is_full=True)
        if each.code == "counselling"
        else each
        for each in hall.services
    ]
    kiosk = KioskNow("kiosk-1", "paused", Pause(Paused.KIOSK, "kiosk-1", why, until))
    return replace(hall, services=tuple(services), kiosks=(kiosk,))


def called_hall() -> Hall:
    """Somebody has called the staff to a kiosk."""
    call = HelpCall("help-1", None, "kiosk-1", None, MONDAY)
    return replace(hall_of_centre(), help_calls=(call,))


def ticket() -> Ticket:
    """A number as long as they become in a day."""
    return replace(
        ticket_of(number=153, ahead=12),
        letter="C",
        service="benefit-application",
        promised=Range(20, 45),
        wait=Range(20, 45),
    )


@dataclass(frozen=True)
class Page:
    """What a page is painted from, but for its language."""

    steps: tuple[Step, ...] = ()
    view: tuple[tuple[str, Any], ...] = ()
    shown: tuple[tuple[str, Any], ...] = ()
    large: int | None = None
    """Which page of it in large letters; none: in the usual ones."""
    keeps: bool = False
    """Whether the office keeps appointments."""

    def view_in(self, language: str, office: Office | None = None) -> View:
        """What the page knows."""
        is_large = self.large is not None
        way = Way(
            language,
            (Start(), *self.steps),
            is_large=is_large,
            large_page=self.large or 0,
        )
        office = office or centre()
        if self.keeps:
            office = replace(office, appointments=appointments())
        view = View(office, way, MONDAY, hall_of_centre())
        return replace(view, **dict(self.view))

    def sheet(self, size: tuple[int, int], language: str, **keys: Any) -> Sheet:
        """The page as it is painted."""
        sheet = Sheet(Grid(*size), WORDS, **keys)
        paint(sheet, self.view_in(language), **dict(self.shown))
        return sheet


def _given(paper: OnPaper, **more: Any) -> tuple[tuple[str, Any], ...]:
    return (("given", Given(ticket(), paper, 0.7, **more)),)


def _shown(paper: OnPaper, **more: Any) -> Page:
    return Page(shown=_given(paper, **more))


def _large(
    name: str, count: int, steps: tuple[Step, ...] = (), **more: Any
) -> dict[str, Page]:
    """What a page becomes in large letters: so many pages, or fewer upright."""
    return {
        f"large {name} {number + 1}": Page(steps, large=number, **more)
        for number in range(count)
    }


def _message(*words: str, **more: Any) -> Page:
    return Page(shown=(("message", Message(words[0], words[1:], **more)),))


def appointments() -> AppointmentRule:
    """Two services of the centre by appointment, every half hour of a week."""
    hours = {day: ((time(9), time(12)), (time(13, 30), time(16))) for day in range(5)}
    codes = "counselling", "youth"
    return AppointmentRule(tuple(Bookable(code, 30, hours, 2) for code in codes))


def _booking() -> Booking:
    at = _instant(24, 9, 30)
    said = "zh-TW", "kiosk", None
    return Booking("K7M3Q-9XRT2", "counselling", at, 30, 1, 1, None, *said)


_DAY, _FULL_DAY = "2026-11-24", "2026-11-25"
_SLOTS: Final = [Slot(_instant(24, 9 + at // 2, at % 2 * 30), 1) for at in range(12)]
_FREE: Final = (
    "found",
    Offered(
        "counselling",
        {
            date.fromisoformat(_DAY): _SLOTS,
            date.fromisoformat(_FULL_DAY): [Slot(_instant(25, 9, 0), 0)],
        },
    ),
)
_TYPED: Final = Enquiry("C153")
_CALLED: Final = (("hall", called_hall()), ("kiosk", "kiosk-1"))
_KIOSK: Final = (
    *(("kiosk", "kiosk-1"), ("may_print", True), ("paper", PrinterCondition.OUT)),
)
PAGES: Final = {
    "start": Page(),
    "away": Page(view=(("hall", None), ("is_away", True))),
    "no numbers": Page(view=(("hall", None), ("is_away", True), ("may_issue", False))),
    "no paper at present": Page(view=(("paper", PrinterCondition.OUT),)),
    "closing soon": Page(view=(("now", _instant(27, 16, 45)),)),
    "closed": Page(view=(("now", FRIDAY_EVENING),)),
    "needs": Page((Needs(),)),
    "services": Page((Needs(), Services("other"))),
    "closed services": Page(
        (Needs(), Services("other")), view=(("hall", hall_of_centre(is_open=False)),)
    ),
    "all services": Page((Needs(), AllServices())),
    "documents": Page((Documents("benefit-application"),)),
    "more documents": Page((Documents("benefit-application", 1),)),
    "lacking": Page((Lacking("benefit-application"),)),
    "condition": Page((Condition("youth"),)),
    "not for you": Page((NotForYou("youth"),)),
    "reading": Page((Reading("benefit-application"),)),
    "priorities": Page((Priorities(),)),
    "help": Page((Help(),)),
    "help unheard": Page((Help(),), view=(("hall", None), ("is_away", True))),
    "help to call": Page((Help(),), view=(("kiosk", "kiosk-1"),)),
    "help called": Page((Help(),), view=_CALLED),
    "start called": Page(view=_CALLED),
    "enquiry": Page((Enquiry("C15"),)),
    "found": Page((_TYPED,), shown=(("found", Found("C153", ticket())),)),
    "not found": Page((_TYPED,), shown=(("found", Found("C153", None)),)),
    "appointment": Page((Enquiry(), Appointment())),
    "appointment typed": Page((Enquiry(), Appointment("K7M3Q9X"))),
    "appointment whole": Page((Enquiry(), Appointment("K7M3Q9XRT2"))),
    "book what": Page((Enquiry(), Appointment(), BookService()), keeps=True),
    "book day": Page((BookDay("counselling"),), keeps=True, shown=(_FREE,)),
    "book unknown day": Page((BookDay("counselling", 1),), keeps=True),
    "book time": Page((BookTime("counselling", _DAY),), keeps=True, shown=(_FREE,)),
    "book later": Page((BookTime("counselling", _DAY, 1),), keeps=True, shown=(_FREE,)),
    "book taken": Page(
        (BookTime("counselling", _DAY, is_taken=True),), keeps=True, shown=(_FREE,)
    ),
    "book no time": Page(
        (BookTime("counselling", _FULL_DAY),), keeps=True, shown=(_FREE,)
    ),
    "book waits": Page((BookTime("counselling", _DAY),), keeps=True),
    "book right": Page((BookRight("counselling", _instant(24, 9, 30)),), keeps=True),
    "booked": Page(shown=(("message", booked(_booking(), centre(), OnPaper.COMING)),)),
    "booked card": Page(
        shown=(("message", booked(_booking(), centre(), OnPaper.HERE)),)
    ),
    "booked no card": Page(
        shown=(("message", booked(_booking(), centre(), OnPaper.NONE)),)
    ),
    **_large("book day", 3, (BookDay("counselling"),), keeps=True, shown=(_FREE,)),
    **_large(
        "book time", 3, (BookTime("counselling", _DAY),), keeps=True, shown=(_FREE,)
    ),
    **_large(
        "book right", 2, (BookRight("counselling", _instant(24, 9, 30)),), keeps=True
    ),
    "large appointment": Page((Enquiry(), Appointment("K7M3Q9XRT2")), large=0),
    "enquiry untyped": Page((Enquiry(),)),
    "pin": Page((Pin("123456"),)),
    "wrong pin": Page((Pin(),), view=(("told", Told(WRONG, is_trouble=True)),)),
    "pin to wait for": Page((Pin(),), view=(("wait_seconds", 256),)),
    "large pin": Page((Pin("1234"),), large=0),
    "maintenance": Page((Maintenance(),), view=_KIOSK),
    "maintenance asks": Page(
        (Maintenance(),), view=(*_KIOSK, ("told", Told(asked=Leave())))
    ),
    **_large("maintenance", 4, (Maintenance(),), view=_KIOSK),
    "coming": _shown(OnPaper.COMING),
    "number": _shown(OnPaper.HERE),
    "number of an appointment": Page(
        shown=(("given", Given(replace(ticket(), slot_at=MONDAY), OnPaper.HERE, 0.7)),)
    ),
    "sent": _shown(OnPaper.HERE, is_sure=False),
    "no printer": _shown(OnPaper.NONE),
    "no paper": _shown(OnPaper.MISSING),
    "in doubt": _shown(OnPaper.IN_DOUBT),
    "large keys": Page((Enquiry("C15"),), large=0),
    "large number": Page(shown=_given(OnPaper.HERE), large=0),
    "large in doubt": Page(shown=_given(OnPaper.IN_DOUBT), large=0),
    **_large("start", 4),
    **_large("closed", 5, view=(("now", FRIDAY_EVENING),)),
    **_large("needs", 4, (Needs(),)),
    **_large("all services", 8, (Needs(), AllServices("other"))),
    **_large("condition", 2, (Condition("youth"),)),
    **_large("not for you", 2, (NotForYou("youth"),)),
    **_large("lacking", 2, (Lacking("benefit-application"),)),
    **_large("priorities", 2, (Priorities(),)),
    **_large("help", 2, (Help(),)),
    **_large("services", 4, (Services("other"),)),
    **_large("documents", 5, (Documents("benefit-application"),)),
    **_large("reading", 7, (Reading("benefit-application"),)),
    "still there": Page((Needs(),), shown=(("message", STILL_THERE),)),
    "one moment": _message("One moment…", may_leave=False),
    "slow": _message(
        "This takes longer than usual.",
        "Your request is not lost; we go on asking.",
        "If you go back now, it will be cancelled.",
        "Please ask the staff.",
        is_trouble=True,
    ),
    "refused": _message(
        "No number was given out", "Please ask the staff.", is_trouble=True
    ),
    "kiosk paused": Page(view=(("hall", paused_hall()), ("kiosk", "kiosk-1"))),
    "services paused": Page(
        (Needs(), Services("other")), view=(("hall", paused_hall()),)
    ),
    "reading paused": Page((Reading("express"),), view=(("hall", paused_hall()),)),
}


@dataclass(frozen=True)
class Spoken:
    """What a surface says; the dots are not kept."""

    said: list[Said]


class Cards:
    """Notes every card that a sheet paints from now on."""

    def __init__(self, sheet: Sheet) -> None:
        self.boxes: list[Box] = []
        self._paint = sheet.surface.card
        sheet.surface.card = self._card  # type: ignore[method-assign]

    def _card(self, box: Box, *words: Any, **more: Any) -> None:
        self.boxes.append(box)
        self._paint(box, *words, **more)


@dataclass(frozen=True)
class Painted:
    """What is kept of a sheet to be looked at."""

    surface: Spoken
    targets: list[Target]
    box: Box
    cards: list[Box]


@cache
def every_page(
    size: tuple[int, int], language: str, *, is_low: bool = False
) -> list[tuple[str, Painted]]:
    """All pages, by name; painted once."""
    found = []
    for name, page in PAGES.items():
        view = page.view_in(language)
        view = replace(view, way=replace(view.way, is_low=is_low))
        sheet = Sheet(room_for(view, Grid(*size)), WORDS)
        cards = Cards(sheet).boxes
        paint(sheet, view, **dict(page.shown))
        kept = Painted(Spoken(sheet.surface.said), sheet.targets, sheet.box, cards)
        found.append((name, kept))
    return found
