"""Where number, arrow and counter of the newest call stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from display.content.board import Board, Row
from display.painting.page import Page, Role
from shared.canvas.boxes import even
from shared.canvas.canvas import BADGE
from shared.canvas.grid import Box, GridClass

SMALLEST: Final = 7
"""Dots of a digit; under it nothing can be read."""
_BELOW: Final = 1.02
"""What the counter's digits and a gap need below the number, by its digits."""
_MUCH: Final = 1.15
"""A line is made of number and counter where it makes them so much larger."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the large place, in the first language and in the second."""

    caption: tuple[str, str]
    counter: tuple[str, str]
    """What stands after a counter's number."""
    together: str = ""
    """Which of several calls it is, such as "1/4"."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where number and counter stand to each other, and how high they are."""

    kind: str
    height: int


def newest_inner(page: Page, box: Box) -> Box:
    """What the card leaves for the call."""
    if page.is_written:
        return box.inset(page.pad, page.gap if page.has_headlines else 0)
    return box.inset(_across(page), max(2, page.pad // 2))


def _across(page: Page) -> int:
    """Dots between the card's edge and what is in it, across."""
    return page.pad if page.size is GridClass.FINE else page.pad // 2


def is_roomy(page: Page, board: Board, box: Box, said: Said) -> bool:
    """Whether a box has room for digits as high as they must be, and a caption."""
    if board.newest is None:
        return True
    inner, has_counter = newest_inner(page, box), board.has_counters
    plan = plan_of(page, board.newest, inner, said, has_counter=has_counter)
    return plan.kind != "beside" and plan.height >= page.least(Role.NEWEST)


def newest_height(page: Page) -> int:
    """The dots that the card needs below each other, with its caption."""
    digits = page.least(Role.NEWEST) * (BADGE + _BELOW)
    caption = page.line(Role.CAPTION) + page.gap
    return even(digits + caption + page.pad * 2 + 1)


def newest_width(page: Page, row: Row) -> int:
    """The dots that the card needs for digits as high as they must be."""
    wide = page.surface.ticket_width(row.label, page.least(Role.NEWEST))
    return wide + 2 * _across(page)


def plan_of(page: Page, row: Row, box: Box, said: Said, *, has_counter: bool) -> Plan:
    """The first arrangement that is large enough, else the one with the largest."""
    is_low = page.is_written and not page.has_headlines
    caption = page.line(Role.CAPTION) + (0 if is_low else page.gap)
    least, counter = page.least(Role.NEWEST), str(row.counter)
    words = max(page.width(said.counter[0], Role.CAPTION), 1)

    def tallest(kind: str) -> int:
        room = box.height - (0 if kind == "beside" else caption)
        share = BADGE if kind in ("flat", "alone") else BADGE + _BELOW
        height = int(room / share)
        while height >= SMALLEST:
            ticket = page.surface.ticket_width(row.label, height)
            place = page.stroke_width(f"→{counter}", height)
            if kind == "flat":
                wide = ticket + place + height
            elif kind == "alone":
                wide = ticket
            else:
                wide = max(ticket, place + (words if kind == "beside" else 0))
            if wide <= box.width:
                break
            height -= 1
        return height

    kinds = ("tall", "beside", "flat") if has_counter else ("alone",)
    plans = [Plan(kind, tallest(kind)) for kind in kinds]
    found = [plan for plan in plans if plan.height >= least] or plans
    captioned = [plan for plan in found if plan.kind != "beside"]
    first = found[0]
    best = max(captioned or found, key=lambda plan: plan.height)
    if found is not plans and captioned and best.height < first.height * _MUCH:
        return captioned[0]
    return best
