"""How a number stands that somebody has already: typed, and answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.card import Look
from kiosk.header import paint_title
from kiosk.label import paint_label
from kiosk.pages.key_pad import key_rooms, paint_keys
from kiosk.pages.number import ahead_shortly, ahead_words, told
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.typed import Appointment, Ask, Enquiry
from kiosk.view import View, range_words, second
from shared.canvas.boxes import columns, grid, rows
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, FOREGROUND, QUIET, WARNING
from shared.trade.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Found:
    """What the office says of a number; no ticket where it knows none."""

    label: str
    ticket: Ticket | None


def paint_enquiry(sheet: Sheet, view: View, here: Enquiry, found: Found | None) -> None:
    """Keys for letter and digits; what was typed; how that number stands."""
    title = N_("I have a number")
    paint_title(sheet, view, title)
    split = rows if sheet.is_upright else columns
    weights = [50, 50] if sheet.has_few_dots else [46, 54]
    if _is_short(sheet):
        weights = [38, 62]
    left, right = split(sheet.body, weights, sheet.scale.gap)
    _paint_answer(sheet, view, here, found, left)
    letters = sorted({each for every in view.office.services for each in every.letter})
    signs = [*letters, *"1234567890"]
    paint_keys(sheet, view, signs, _rooms(sheet, right, letters))


def _paint_answer(
    sheet: Sheet, view: View, here: Enquiry, found: Found | None, box: Box
) -> None:
    # What was typed is drawn: in few rows it needs most of them.
    weights = [62, 38] if sheet.is_short else [55, 45]
    upper, lower = rows(box, weights, sheet.scale.gap)
    sheet.card(upper, [], look=Look.PLAIN)
    inner = upper.inset(sheet.scale.pad, sheet.scale.gap)
    letters = {each.letter for each in view.office.services}
    if here.typed[:1] and any(each.startswith(here.typed[:1]) for each in letters):
        paint_label(sheet, inner, here.typed, view.letter_colour(here.typed[:1]))
    else:
        words = N_("Type the number on your paper")
        sheet.stack(
            inner,
            [
                Line(view.say(words), Role.NAME, FOREGROUND, most=3, is_bold=True),
                second(view.beside(words), most=2),
            ],
        )
    if found is not None and found.label == here.typed:
        standing, values, ink = _standing(found.ticket)
        ahead = found.ticket.ahead if found.ticket is not None else None
        lines = [
            told(sheet, view, (standing, values), ink, ahead_shortly(view, ahead)),
            Line(view.beside(standing, **values), Role.NOTE, QUIET, rank=1, most=2),
        ]
        lines += _wait_lines(sheet, view, found.ticket)
        sheet.card(lower, lines, look=Look.PLAIN)
    elif not here.typed and view.office.appointments.bookable:
        come = N_("Appointments")
        sheet.button(
            lower,
            view.say(come),
            second=view.beside(come),
            act=Appointment(),
            icon="calendar",
        )
    else:
        check = N_("Look it up")
        sheet.button(
            lower,
            view.say(check),
            second=view.beside(check),
            act=Ask(here.typed),
            look=Look.MAIN if len(here.typed) > 1 else Look.RAISED,
            icon="search",
        )


def _wait_lines(sheet: Sheet, view: View, ticket: Ticket | None) -> list[Line]:
    """How long it still takes; said plainly where that is longer than was told."""
    if ticket is None or ticket.wait is None:
        return []
    words, values = range_words(ticket.wait)
    short = view.say(words, **values)
    waited = max(0, view.now - ticket.issued_at) / 60_000
    promised = ticket.promised
    if promised is not None and waited + ticket.wait.low > promised.high:
        words = N_("It takes longer than you were told: {low}-{high} min more")
        values = {"low": ticket.wait.low, "high": ticket.wait.high}
    return [
        told(sheet, view, (words, values), ACCENT, short),
        Line(view.beside(words, **values), Role.NOTE, QUIET, rank=2, most=2),
    ]


def _standing(ticket: Ticket | None) -> tuple[str, dict[str, object], str]:
    """What is said of a number, what stands in its places, and its colour."""
    values: dict[str, object]
    if ticket is None:
        return N_("There is no such number today"), {}, WARNING
    match ticket.state:
        case TicketState.WAITING:
            return *ahead_words(ticket.ahead), FOREGROUND
        case TicketState.CALLED | TicketState.SERVING:
            values = {"counter": ticket.counter}
            return N_("Please go to counter {counter}"), values, FOREGROUND
        case TicketState.MISSED:
            return N_("Your number was called; please ask the staff"), {}, WARNING
        case TicketState.HELD:
            return N_("Your number is kept; please ask the staff"), {}, FOREGROUND
        case _:
            return N_("This number is finished"), {}, WARNING


def _is_short(sheet: Sheet) -> bool:
    """Whether four rows of keys would be too small for a finger."""
    if sheet.scale.is_written:
        return sheet.is_short
    least = 4 * sheet.scale.button + 3 * sheet.scale.gap
    return sheet.has_few_dots and sheet.body.height < least


def _rooms(sheet: Sheet, box: Box, letters: Sequence[str]) -> list[Box]:
    """Of the letters, the ten digits, and the key that takes one back."""
    gap = sheet.scale.gap
    if _is_short(sheet):
        count = len(letters) + 10
        return key_rooms(box, count, -(-(count + 2) // 3), gap)
    down = -(-len(letters) // 8)
    upper, lower = rows(box, [1 + len(letters) // 8, 3], gap)
    rooms = grid(upper, -(-len(letters) // down), down, gap)[: len(letters)]
    return [*rooms, *key_rooms(lower, 10, 4, gap)]
