"""Ranges of waiting on the wire, there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shared.office.model import Office
from shared.trade.hall import Hall, ServiceNow
from shared.trade.range import NoRange, Range, range_in
from shared.trade.ticket import Ticket, new_ticket
from shared.wire.decoder import hall_from_json
from shared.wire.encoder import state_body
from tests.support import MONDAY_9


def _ticket() -> Ticket:
    ticket = new_ticket(
        letter="A",
        number=12,
        service="jobs",
        priority="normal",
        language="en",
        channel="kiosk",
        issued_at=MONDAY_9,
        head_start=0,
    )
    return replace(ticket, wait=Range(0, 5), promised=Range(10, 25))


def test_a_hall_comes_back_with_its_ranges(office: Office) -> None:
    services = (
        ServiceNow("jobs", "A", True, 1, wait=Range(3, 12)),
        ServiceNow("training", "B", True, 0, no_wait=NoRange.NOBODY),
        ServiceNow("express", "A", True, 0, no_wait=NoRange.TOO_FEW),
    )
    hall = Hall(MONDAY_9, 7, date(2026, 11, 23), services, (), (_ticket(),))
    assert hall_from_json(state_body(hall, office)) == hall


def test_a_hall_that_is_old_says_no_range() -> None:
    services = (ServiceNow("jobs", "A", True, 1, wait=Range(3, 12)),)
    hall = Hall(MONDAY_9, 7, date(2026, 11, 23), services, (), (_ticket(),))
    old = hall.without_ranges()
    assert old.services[0].wait is None and old.tickets[0].wait is None
    assert old.tickets[0].promised == Range(10, 25)


@pytest.mark.parametrize(
    "data",
    [
        *(None, 3, {}, {"low": 3}, {"low": 5, "high": 4}, {"low": -1, "high": 4}),
        *({"low": "3", "high": 4}, {"low": 3.5, "high": 4}),
    ],
)
def test_what_is_no_range_is_none(data: object) -> None:
    assert range_in(data) is None


def test_a_range_is_read_as_it_was_written() -> None:
    assert range_in(Range(0, 7).data()) == Range(0, 7)
