"""Which page is painted where a person is."""

from __future__ import annotations

from kiosk.band import leave_band, paint_band
from kiosk.pages.documents import (
    paint_condition,
    paint_documents,
    paint_lacking,
    paint_not_for_you,
    paint_reading,
)
from kiosk.pages.enquiry import Found, paint_enquiry
from kiosk.pages.large import paint_large
from kiosk.pages.needs import paint_needs
from kiosk.pages.number import Given, paint_number
from kiosk.pages.plain import (
    Message,
    paint_closed,
    paint_help,
    paint_message,
    paint_paused,
    paint_priorities,
)
from kiosk.pages.services import paint_all, paint_services
from kiosk.pages.start import paint_start
from kiosk.sheet import Sheet
from kiosk.view import View
from kiosk.way import (
    AllServices,
    Condition,
    Documents,
    Enquiry,
    Help,
    Lacking,
    Needs,
    NotForYou,
    Priorities,
    Reading,
    Services,
    Start,
)


def paint(
    sheet: Sheet,
    view: View,
    *,
    given: Given | None = None,
    message: Message | None = None,
    found: Found | None = None,
) -> None:
    """Paint the number there is, else the message there is, else where one stands.

    In large letters where the person wants them: other pages become tiles, a number
    and the keys to type one stay as they are, larger.
    """
    is_typing = message is None and isinstance(view.way.here, Enquiry)
    if view.way.is_large and given is None and not is_typing:
        page = Sheet(sheet.surface.grid, sheet.words)
        _paint_page(page, view, None, message, found)
        paint_large(sheet, view, page)
        return
    if view.way.is_large:
        sheet.enlarge()
    leave_band(sheet)
    _paint_page(sheet, view, given, message, found)
    paint_band(sheet, view)


def _paint_page(
    sheet: Sheet,
    view: View,
    given: Given | None,
    message: Message | None,
    found: Found | None,
) -> None:
    if given is not None:
        paint_number(sheet, view, given)
    elif message is not None:
        paint_message(sheet, view, message)
    else:
        _paint_place(sheet, view, found)


def _paint_place(sheet: Sheet, view: View, found: Found | None) -> None:
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
            paint_enquiry(sheet, view, here, found)
        case Help():
            paint_help(sheet, view)
