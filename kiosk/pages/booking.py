"""An appointment is made: which service, which day, what time, and is it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.act import Act, Turn
from kiosk.card import Look
from kiosk.header import paint_title
from kiosk.pages.services import paint_turns, service_name
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.steps import BookDay, BookRight, BookService, BookTime, Step
from kiosk.view import View, second
from shared.canvas.boxes import columns, grid, pages_of, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.desk.words import wall_time
from shared.office.model import Office, Service
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, FOREGROUND, GOOD, INK, QUIET, WARNING
from shared.trade.booking import Slot, bookable_days

_SERVICES: Final = 5
_DAYS: Final = 6
_TIMES: Final = 8
"""So many of them are on one page."""


@dataclass(frozen=True, slots=True)
class Book:
    """The wish for an appointment; `at` is when its slot begins, in milliseconds."""

    service: str
    at: int


@dataclass(frozen=True, slots=True)
class Offered:
    """What the office says is free of the days that a page shows, for one service."""

    service: str
    slots: Mapping[date, Sequence[Slot]]

    def free(self, day: date) -> list[Slot] | None:
        """The slots of a day that have room; none: not known."""
        found = self.slots.get(day)
        return None if found is None else [each for each in found if each.free]


def bookable_services(office: Office) -> list[Service]:
    """Those that take appointments, in the office's order."""
    found = [office.service(each.service) for each in office.appointments.bookable]
    return [each for each in found if each is not None]


def days_on(office: Office, here: BookDay, now: int) -> Sequence[date]:
    """The days on a page, whether there is room or not."""
    pages = _pages_of_days(office, here.service, now)
    return pages[min(here.page, len(pages) - 1)] if pages else ()


def _pages_of_days(office: Office, service: str, now: int) -> list[Sequence[date]]:
    bookable = office.appointments.of(service)
    found = list(bookable_days(office, bookable, now)) if bookable is not None else []
    return pages_of(found, _DAYS) if found else []


def paint_book_service(sheet: Sheet, view: View, here: BookService) -> None:
    """For what?"""
    paint_title(sheet, view, N_("An appointment for what?"))
    pages = pages_of(bookable_services(view.office), _SERVICES)
    page = min(here.page, len(pages) - 1)
    turns = [BookService(each) for each in range(len(pages))]
    body = _paint_turns(sheet, view, turns, page)
    boxes = _boxes(sheet, body, len(pages[page]))
    for service, box in zip(pages[page], boxes, strict=True):
        beside = second(view.phrase_beside(service.name))
        lines = [service_name(view, service), beside]
        sheet.card(box, lines, act=BookDay(service.code))


def paint_book_day(
    sheet: Sheet, view: View, here: BookDay, offered: Offered | None
) -> None:
    """On which day? With how many times are free, once that is known."""
    paint_title(sheet, view, N_("On which day?"))
    pages = _pages_of_days(view.office, here.service, view.now)
    if not pages:
        _paint_none(sheet, view, N_("No time can be booked"))
        return
    page = min(here.page, len(pages) - 1)
    turns = [BookDay(here.service, each) for each in range(len(pages))]
    body = _paint_turns(sheet, view, turns, page)
    for day, box in zip(pages[page], _boxes(sheet, body, _DAYS), strict=False):
        free = offered.free(day) if offered is not None else None
        lines = [Line(view.day(day), Role.NAME, FOREGROUND, is_bold=True)]
        act: Act | None = BookTime(here.service, day.isoformat())
        if free:
            words = view.say(N_("{n} times free"), n=len(free))
            lines.append(Line(words, Role.NOTE, GOOD, rank=1))
        elif free is not None:
            act = None
            words = view.say(N_("No time left"))
            lines.append(Line(words, Role.NOTE, QUIET, rank=1))
        sheet.card(box, lines, act=act, look=Look.CARD if act else Look.QUIET)


def paint_book_time(
    sheet: Sheet, view: View, here: BookTime, offered: Offered | None
) -> None:
    """At what time? Only those that are free."""
    day = date.fromisoformat(here.day)
    title = N_("At what time on {day}?")
    if here.is_taken:
        title = N_("Just taken. What other time on {day}?")
    paint_title(sheet, view, title, day=view.day(day))
    free = offered.free(day) if offered is not None else None
    if not free:
        words = N_("One moment…") if free is None else N_("No time left")
        _paint_none(sheet, view, words)
        return
    pages = pages_of(free, _TIMES)
    page = min(here.page, len(pages) - 1)
    turns = [BookTime(here.service, here.day, each) for each in range(len(pages))]
    body = _paint_turns(sheet, view, turns, page)
    for slot, box in zip(pages[page], _boxes(sheet, body, _TIMES), strict=False):
        line = Line(
            wall_time(slot.at, view.office), Role.HEAD, FOREGROUND, is_bold=True
        )
        act = BookRight(here.service, slot.at)
        sheet.card(box, [line], act=act, align=Align.CENTRE)


def paint_book_right(sheet: Sheet, view: View, here: BookRight) -> None:
    """Is it right? Only then it is booked."""
    paint_title(sheet, view, N_("Is this right?"))
    name, office = view.name(here.service), view.office
    day = view.day(office.business_day(here.at))
    split = rows if sheet.is_upright else columns
    told, yes = split(sheet.body, [60, 40], sheet.scale.gap)
    lines = [
        Line(
            f"{day}  {wall_time(here.at, office)}", Role.HEAD, FOREGROUND, is_bold=True
        ),
        Line(view.phrase(name), Role.NAME, FOREGROUND, rank=1, most=2),
        second(view.phrase_beside(name), rank=2),
    ]
    size = sheet.scale.icon(44)
    sheet.card(
        told,
        lines,
        look=Look.PLAIN,
        icon="calendar",
        icon_ink=ACCENT,
        icon_size=size,
    )
    book = N_("Book it")
    sheet.card(
        yes,
        [
            Line(view.say(book), Role.HEAD, INK, is_bold=True),
            Line(view.beside(book), Role.NOTE, INK, rank=1),
        ],
        act=Book(here.service, here.at),
        look=Look.MAIN,
        icon="tick",
        icon_size=sheet.scale.icon(32),
    )


def _paint_none(sheet: Sheet, view: View, words: str) -> None:
    lines = [
        Line(view.say(words), Role.HEAD, WARNING, most=2, is_bold=True),
        second(view.beside(words)),
    ]
    size = sheet.scale.icon(44)
    sheet.card(
        sheet.body,
        lines,
        look=Look.PLAIN,
        icon="calendar",
        icon_ink=ACCENT,
        icon_size=size,
    )


def _paint_turns(sheet: Sheet, view: View, turns: Sequence[Step], page: int) -> Box:
    """The ways to the other pages, where there are any; what is left above them."""
    if len(turns) < 2:
        return sheet.body
    body, foot = sheet.parted()
    paint_turns(sheet, view, foot, [Turn(each) for each in turns], page)
    return body


def _boxes(sheet: Sheet, body: Box, most: int) -> list[Box]:
    """Rooms for so many, on every page in the same places."""
    is_few = most < 3 or (most <= _SERVICES and sheet.is_upright)
    across = 1 if is_few else 2
    if most == _TIMES and not sheet.is_upright:
        across = 4
    return grid(body, across, -(-most // across), sheet.scale.gap)
