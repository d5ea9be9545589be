"""Fixtures: one ticket, and the paper of it."""

from __future__ import annotations

from datetime import date

import pytest

from printers.papers.paper import Paper, ticket_paper
from shared.office.model import Office
from shared.trade.ticket import Ticket, TicketState
from tests.support import MONDAY_9

DAY = date(2026, 11, 23)


@pytest.fixture
def ticket() -> Ticket:
    """Number B012, for the service with two documents, three people ahead."""
    return Ticket(
        key=12,
        letter="B",
        number=12,
        service="training",
        state=TicketState.WAITING,
        priority="normal",
        language="zh-TW",
        channel="kiosk",
        counter=None,
        calls=0,
        issued_at=MONDAY_9,
        due_at=MONDAY_9,
        called_at=None,
        started_at=None,
        ended_at=None,
        note=None,
        ahead=3,
    )


@pytest.fixture
def day() -> date:
    """The business day the ticket is from."""
    return DAY


@pytest.fixture
def paper(ticket: Ticket, office: Office, day: date) -> Paper:
    """The paper of the ticket."""
    return ticket_paper(ticket, office, day)
