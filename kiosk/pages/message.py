"""What is said instead of a page: one moment, no number, no paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kiosk.act import Home
from kiosk.card import Look
from kiosk.header import paint_header
from kiosk.on_paper import OnPaper
from kiosk.scale import Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.view import View, second
from shared.clock import local
from shared.errors import RefusedByOffice, ServiceClosed, UnknownBooking
from shared.office.model import Office
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, FOREGROUND, QUIET, WARNING
from shared.trade.booking import Booking, BookingState


@dataclass(frozen=True, slots=True)
class Message:
    """What a page says while there is no number, or will be none."""

    title: str
    lines: tuple[str, ...] = ()
    is_trouble: bool = False
    values: Mapping[str, object] = field(default_factory=dict)
    """What stands in the places of all of them."""
    may_leave: bool = True
    icon: str = "clock"
    """What stands beside it where it is no trouble."""


_ASK: Final = N_("Please ask the staff.")
ONE_MOMENT: Final = Message(N_("One moment…"), may_leave=False)
SLOW: Final = Message(
    N_("This takes longer than usual."),
    (
        N_("Your request is not lost; we go on asking."),
        N_("If you go back now, it will be cancelled."),
        _ASK,
    ),
    is_trouble=True,
)
STILL_THERE: Final = Message(
    N_("Are you still there?"), (N_("Press anywhere to go on."),), may_leave=False
)
NOBODY_CALLED: Final = Message(N_("Nobody could be called"), (_ASK,), is_trouble=True)
OLD_CODE: Final = Message(N_("This number is of another day"), (_ASK,), is_trouble=True)
UNKNOWN_CODE: Final = Message(
    N_("This code is not known here"), (_ASK,), is_trouble=True
)
NO_APPOINTMENT: Final = Message(
    N_("There is no appointment with this code"),
    (N_("Please compare it with your confirmation."), _ASK),
    is_trouble=True,
)
CANCELLED: Final = Message(
    N_("This appointment was cancelled"), (_ASK,), is_trouble=True
)
NO_BOOKING: Final = Message(
    N_("No appointment can be made at present"), (_ASK,), is_trouble=True
)
LIST_COMES: Final = Message(N_("Your list is being printed…"), may_leave=False)
LIST_CAME: Final = Message(N_("Please take your list"))
NO_LIST: Final = Message(N_("No paper came"), (_ASK,), is_trouble=True)


def refused(refusal: RefusedByOffice) -> Message:
    """Why there is no number."""
    if refusal.answer_code == UnknownBooking.code:
        return NO_APPOINTMENT
    is_closed = refusal.answer_code == ServiceClosed.code
    why = ServiceClosed.text if is_closed else refusal.answer_words
    return Message(N_("No number was given out"), (why, _ASK), is_trouble=True)


def not_booked(refusal: RefusedByOffice) -> Message:
    """Why there is no appointment."""
    words = N_("No appointment was made")
    return Message(words, (refusal.answer_words, _ASK), is_trouble=True)


def not_now(booking: Booking, office: Office, now: int) -> Message:
    """Why nobody gets a number for an appointment; `now` in milliseconds."""
    if booking.state is BookingState.CANCELLED:
        return CANCELLED
    values = _when(booking, office)
    words = N_("Your appointment was on {day} at {time}")
    lines: tuple[str, ...] = (_ASK,)
    if booking.at > now:
        words = N_("Your appointment is on {day} at {time}")
        lines = (N_("Please come then."), _ASK)
    return Message(words, lines, is_trouble=True, values=values)


def booked(booking: Booking, office: Office, paper: OnPaper) -> Message:
    """An appointment that is made, and what became of its card."""
    values = {**_when(booking, office), "code": booking.code}
    told = N_("No card came? Please note the code, or take a picture.")
    if paper is OnPaper.COMING:
        told = N_("Your card is being printed…")
    elif paper is OnPaper.HERE:
        told = N_("Please take your card")
    lines = N_("Your code is {code}. Bring it with you."), told
    words = N_("Your appointment is on {day} at {time}")
    return Message(words, lines, values=values, icon="calendar")


def _when(booking: Booking, office: Office) -> dict[str, object]:
    """The day and the time of an appointment, as all languages write them."""
    at = local(booking.at, office.time_zone)
    return {"day": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}"}


def paint_message(sheet: Sheet, view: View, message: Message) -> None:
    """The message, large; below it the way back, where there is one."""
    name = view.office.name
    paint_header(
        sheet, view, view.phrase(name), view.phrase_beside(name), is_first=True
    )
    body = sheet.body
    if message.may_leave:
        body, foot = sheet.parted(sheet.main_foot_height)
        back = N_("Back")
        sheet.button(
            foot, view.say(back), second=view.beside(back), act=Home(), look=Look.MAIN
        )
    ink = WARNING if message.is_trouble else FOREGROUND
    title, values = message.title, message.values
    lines = [
        Line(view.say(title, **values), Role.HEAD, ink, most=2, is_bold=True),
        Line(view.beside(title, **values), Role.BODY, QUIET, rank=9, most=2),
    ]
    for number, words in enumerate(message.lines, start=1):
        told = view.say(words, **values)
        lines.append(Line(told, Role.NAME, FOREGROUND, rank=number, most=2))
        lines.append(second(view.beside(words, **values), rank=10 + number))
    sheet.card(
        body,
        lines,
        look=Look.PLAIN,
        icon="warning" if message.is_trouble else message.icon,
        icon_ink=ink if message.is_trouble else ACCENT,
        icon_size=sheet.scale.icon(60),
    )
