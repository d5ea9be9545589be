"""Which page is painted where a person is."""

from __future__ import annotations

from kiosk.band import leave_band, leave_corner, paint_band
from kiosk.given import Given
from kiosk.pages.appointment import paint_appointment
from kiosk.pages.booking import (
    Offered,
    paint_book_day,
    paint_book_right,
    paint_book_service,
    paint_book_time,
)
from kiosk.pages.documents import (
    paint_condition,
    paint_documents,
    paint_lacking,
    paint_not_for_you,
    paint_reading,
)
from kiosk.pages.enquiry import Found, paint_enquiry
from kiosk.pages.help import paint_help
from kiosk.pages.message import Message, paint_message
from kiosk.pages.needs import paint_needs
from kiosk.pages.number import paint_number
from kiosk.pages.pin import paint_pin
from kiosk.pages.plain import (
    paint_closed,
    paint_paused,
    paint_priorities,
)
from kiosk.pages.services import paint_all, paint_services
from kiosk.pages.start import paint_start
from kiosk.pages.tiles import paint_tiles
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
)
from kiosk.typed import Appointment, Enquiry, Pin, Typed
from kiosk.view import View


def paint(
    sheet: Sheet,
    view: View,
    *,
    given: Given | None = None,
    message: Message | None = None,
    found: Found | Offered | None = None,
) -> None:
    """Paint the number there is, else the message there is, else where one stands.

    In large letters, and where there are few dots for drawn words, a page becomes
    pages of tiles; a number and the keys to type one stay as they are.
    """
    if _is_tiled(sheet, view, given, message):
        page = Sheet(sheet.surface.grid, sheet.words)
        page.is_whole = True
        _paint_page(page, view, None, message, found)
        paint_tiles(sheet, view, page)
        return
    if view.way.is_large:
        sheet.enlarge()
    # There every word of a number is as large as it can be.
    is_full = sheet.has_few_dots and given is not None
    is_first = isinstance(view.way.here, Start) and given is None and message is None
    if is_first or (sheet.has_few_dots and given is None):
        leave_band(sheet)
    elif not is_full:
        leave_corner(sheet, view)
    _paint_page(sheet, view, given, message, found)
    paint_band(sheet, view, is_number=given is not None)


def _offered(found: Found | Offered | None) -> Offered | None:
    return found if isinstance(found, Offered) else None


def _is_tiled(
    sheet: Sheet, view: View, given: Given | None, message: Message | None
) -> bool:
    here = view.way.here
    if given is not None or (message is None and isinstance(here, Typed)):
        return False
    if view.way.is_large:
        return True
    is_first = isinstance(here, Start) and view.opening.is_open and view.pause is None
    has_few = sheet.has_few_dots or sheet.is_short
    return has_few and (message is not None or not is_first)


def _paint_page(
    sheet: Sheet,
    view: View,
    given: Given | None,
    message: Message | None,
    found: Found | Offered | None,
) -> None:
    if given is not None:
        paint_number(sheet, view, given)
    elif message is not None:
        paint_message(sheet, view, message)
    else:
        _paint_place(sheet, view, found)


def _paint_place(sheet: Sheet, view: View, found: Found | Offered | None) -> None:
    """Where a person is on the way."""
    match view.way.here:
        case Start() if not view.opening.is_open:
            paint_closed(sheet, view)
        case Start() if view.pause is not None:
            paint_paused(sheet, view, view.pause)
        case Start():
            paint_start(sheet, view)
        case Needs():
            paint_needs(sheet, view)
        case Services() as here:
            paint_services(sheet, view, here)
        case AllServices() as here:
            paint_all(sheet, view, here)
        case Condition() as here:
            paint_condition(sheet, view, here)
        case NotForYou() as here:
            paint_not_for_you(sheet, view, here)
        case Documents() as here:
            paint_documents(sheet, view, here)
        case Lacking() as here:
            paint_lacking(sheet, view, here)
        case Reading() as here:
            paint_reading(sheet, view, here)
        case Priorities():
            paint_priorities(sheet, view)
        case Enquiry() as here:
            known = found if isinstance(found, Found) else None
            paint_enquiry(sheet, view, here, known)
        case Appointment() as here:
            paint_appointment(sheet, view, here)
        case BookService() as here:
            paint_book_service(sheet, view, here)
        case BookDay() as here:
            paint_book_day(sheet, view, here, _offered(found))
        case BookTime() as here:
            paint_book_time(sheet, view, here, _offered(found))
        case BookRight() as here:
            paint_book_right(sheet, view, here)
        case Help():
            paint_help(sheet, view)
        case Pin() as here:
            paint_pin(sheet, view, here)
        case Maintenance():
            # Few kiosks ever show it.
            from kiosk.pages.maintenance import paint_maintenance

            paint_maintenance(sheet, view)
