"""The one thing a kiosk asks of paper: print this ticket."""

from __future__ import annotations

from datetime import date

from printers.device import NOWHERE, as_bytes, send
from printers.paper import ticket_paper
from shared.office import Office, Printer
from shared.ticket import Ticket


def print_ticket(ticket: Ticket, office: Office, day: date, printer: Printer) -> None:
    """Draw a ticket and hand it over to a printer.

    It may take seconds, so call it from a thread of its own. Raises PrinterTrouble.
    """
    if printer.address != NOWHERE:
        send(printer, as_bytes(ticket_paper(ticket, office, day), printer))
