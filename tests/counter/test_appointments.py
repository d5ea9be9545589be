"""Who came by appointment, as a counter sees them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter.known import Known
from counter.line import Line, line_of
from counter.troubles import Troubles
from counter.widgets.line_rows import LineView, entries_of, why_of
from shared.office.model import Office
from shared.text.catalogue import catalogue
from shared.trade.ticket import TicketState
from tests.counter.helpers import MINUTE, hall_of, ticket
from tests.support import MONDAY_9

IN_TIME = replace(ticket(5), slot_at=MONDAY_9 - 10 * MINUTE, officer="林美玲")
EARLY_AT = MONDAY_9 + 30 * MINUTE
EARLY = replace(ticket(6), slot_at=EARLY_AT, due_at=EARLY_AT)


@pytest.mark.parametrize(
    ("is_short", "words"), [(True, "08:50"), (False, "booked 08:50")]
)
def test_a_row_says_when_the_appointment_is(
    office: Office, is_short: bool, words: str
) -> None:
    view = LineView(Line(own=(IN_TIME,)), MONDAY_9, office, catalogue("en"))
    assert why_of(IN_TIME, view, is_short=is_short) == ("", words, "")


def test_of_who_stepped_out_no_counter_is_said(office: Office) -> None:
    out = replace(ticket(5), state=TicketState.HELD)
    view = LineView(Line(held=(out,)), MONDAY_9, office, catalogue("en"))
    assert why_of(out, view)[1] == "stepped out"


def test_who_is_early_stands_below_all_others(office: Office) -> None:
    other = ticket(20)
    hall = hall_of(office, EARLY, other)
    line = line_of(office.counters[0], office, hall, MONDAY_9)
    view = LineView(line, MONDAY_9, office, catalogue("en"))
    assert entries_of(view) == [other, "Early for an appointment", EARLY]


def test_the_officer_is_told_that_the_visitor_is_here(office: Office) -> None:
    known = Known(office.counters[0], office)
    known.hear(hall_of(office, IN_TIME, EARLY))
    words = Troubles(office, catalogue("en")).words(known, (), {})
    assert words == ("Your visitor A005 is here, booked for 08:50",)
    known.hear(hall_of(office, IN_TIME, staff="Wang"))
    assert Troubles(office, catalogue("en")).words(known, (), {}) == ()
