"""The page of an appointment: its code, when to come, how to give it back."""

from __future__ import annotations

from datetime import UTC, datetime

from jiaohao.page import icons
from jiaohao.page.book_page import facts, when_words
from jiaohao.page.frame import Sheet, card, row, telephone_card
from jiaohao.page.html import Html, joined, tag
from jiaohao.page.look import Look
from shared.canvas.qr import matrix
from shared.clock import minutes
from shared.text.catalogue import N_
from shared.trade.booking import (
    BOOK_PLACE,
    BOOKING_PLACE,
    Booking,
    BookingState,
    said_by_booking,
)

CANCEL = "/cancel"
CALENDAR = "/calendar.ics"
THEN = "then"
"""Whether another time is to be chosen once this appointment is cancelled."""


def place_of_booking(code: str) -> str:
    """The path of its page."""
    return f"{BOOKING_PLACE}{code}"


def booking_sheet(look: Look, booking: Booking) -> Sheet:
    """How it stands with an appointment."""
    say = look.say
    title, words = _standing(look, booking)
    is_booked = booking.state is BookingState.BOOKED
    head = card(
        tag(
            "h1",
            joined(icons.icon("tick"), " ") if is_booked else None,
            title,
            id="top",
            tabindex="-1",
        ),
        tag("p", words),
        class_="good" if is_booked else "card",
    )
    if is_booked:
        parts = [
            head,
            _code(look, booking),
            _come(look, booking),
            _papers(look, booking),
        ]
    else:
        again = say(N_("Book another time"))
        button = tag("a", again, class_="btn main", href=look.link(BOOK_PLACE))
        parts = [head, card(facts(look, booking.service, booking.at), button)]
    parts.append(telephone_card(look, say(N_("Is something wrong? Ask us"))))
    main = tag("div", parts, class_="in narrow")
    return Sheet(f"{title}: {when_words(look, booking.at)}", main, booking.state)


def cancel_sheet(look: Look, booking: Booking) -> Sheet:
    """Is it to be given back? Only a press does it."""
    say, place = look.say, place_of_booking(booking.code)
    title = say(N_("Cancel this appointment?"))
    does = say(N_("Cancel the appointment"))
    form = tag(
        "form",
        tag("button", does, class_="btn lose", type="submit"),
        tag(
            "button",
            say(N_("Cancel it and choose another time")),
            class_="btn",
            type="submit",
            name=THEN,
            value="book",
        ),
        method="post",
        action=look.link(f"{place}{CANCEL}"),
    )
    keep = tag("a", say(N_("Keep it")), class_="btn", href=look.link(place))
    asked = card(
        tag("h1", title, id="top", tabindex="-1"),
        facts(look, booking.service, booking.at),
        tag("p", say(N_("The time then goes to somebody else."))),
        form,
        keep,
    )
    return Sheet(title, tag("div", asked, class_="in narrow"), "cancel")


def calendar_file(look: Look, booking: Booking) -> str:
    """The appointment as a calendar takes it (RFC 5545)."""
    found = look.office.service(booking.service)
    service = look.phrase(found.name) if found is not None else booking.service
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//jiaohao//page//EN",
        "BEGIN:VEVENT",
        f"UID:{booking.code}@jiaohao",
        f"DTSTAMP:{_stamp(look.now)}",
        f"DTSTART:{_stamp(booking.at)}",
        f"DTEND:{_stamp(booking.at + minutes(booking.minutes))}",
        f"SUMMARY:{_text(service)}",
        f"LOCATION:{_text(look.phrase(look.office.name))}",
        f"DESCRIPTION:{booking.code}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in lines)


def _stamp(instant: int) -> str:
    return f"{datetime.fromtimestamp(instant / 1000, UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for sign in "\\;,":
        words = words.replace(sign, f"\\{sign}")
    return words


def _standing(look: Look, booking: Booking) -> tuple[str, str]:
    say, when = look.say, when_words(look, booking.at)
    match booking.state:
        case BookingState.BOOKED:
            return say(N_("Your appointment is booked")), when
        case BookingState.CHECKED_IN:
            words = say(N_("Your number is {label}."), label=booking.label or "")
            return say(N_("You are checked in")), words
        case BookingState.CANCELLED:
            return say(N_("This appointment is cancelled")), when
    return say(N_("This appointment is over")), when


def _code(look: Look, booking: Booking) -> Html:
    say = look.say
    hint = N_(
        "Take a picture of the code or write it down. When you come, scan it or type it"
        " in at the kiosk, or say it to the staff."
    )
    picture = tag("div", _qr(look, booking.code), class_="qr")
    return card(
        tag("p", say(N_("Your code")), class_="muted"),
        tag("p", booking.code, class_="code"),
        tag("div", picture, tag("div", tag("p", say(hint))), class_="row"),
        facts(look, booking.service, booking.at),
    )


def _qr(look: Look, code: str) -> Html:
    """The code as one path: a row of dark modules is a line of it."""
    rows = matrix(said_by_booking(code, look.office.pages))
    size = len(rows)
    drawn = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, line in enumerate(rows)
        for x, is_dark in enumerate(line)
        if is_dark
    )
    return tag(
        "svg",
        tag("path", d=drawn, class_="ink"),
        viewBox=f"0 0 {size} {size}",
        role="img",
        aria_label=look.say(N_("QR code of {code}"), code=code),
    )


def _come(look: Look, booking: Booking) -> Html:
    say, grace = look.say, look.office.appointments.grace_minutes
    title = say(N_("Check in by {time}"), time=look.clock(booking.at))
    late = N_(
        "Up to {n} minutes late is all right. Later you still get a number, and are"
        " called like people without an appointment."
    )
    place = place_of_booking(booking.code)
    links = (
        (N_("Put it into my calendar"), f"{place}{CALENDAR}"),
        (N_("Cancel the appointment"), f"{place}{CANCEL}"),
    )
    buttons = [
        tag("a", say(words), class_="btn", href=look.link(path))
        for words, path in links
    ]
    told = row(icons.icon("clock"), tag("h2", title), tag("p", say(late, n=grace)))
    return card(told, *buttons)


def _papers(look: Look, booking: Booking) -> Html | None:
    service = look.office.service(booking.service)
    if service is None or not service.documents:
        return None
    listed = [tag("li", look.phrase(each), class_="box") for each in service.documents]
    heading = tag("h2", look.say(N_("Documents to bring")))
    return card(heading, tag("ul", listed, class_="plain"))
