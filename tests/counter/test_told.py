"""What a person was told of the wait, as the counter says it."""

from __future__ import annotations

import pytest

from counter.line import Line, line_of
from counter.visit import visit_of
from counter.widgets.line_rows import LineView, why_of
from counter.widgets.visit_rows import VisitView, draw_head, draw_next
from shared.office.model import Office
from shared.text.catalogue import catalogue
from shared.trade.range import Range
from shared.trade.ticket import Ticket
from tests.counter.helpers import called, hall_of, ticket
from tests.support import MONDAY_9

SAY = catalogue("en")


def _view(office: Office, waits: Ticket) -> LineView:
    hall = hall_of(office, waits)
    place = office.counters[0]
    line: Line = line_of(place, office, hall, MONDAY_9)
    return LineView(line, MONDAY_9, office, SAY)


@pytest.mark.parametrize(("high", "is_beyond"), [(9, True), (10, False), (30, False)])
def test_who_waits_longer_than_told_stands_out(
    office: Office, high: int, is_beyond: bool
) -> None:
    waits = ticket(20, promised=Range(5, high))
    _, why, style = why_of(waits, _view(office, waits))
    assert (why == f"told {high}") is is_beyond
    assert bool(style) is is_beyond


def test_what_was_told_stands_beside_the_wait(office: Office) -> None:
    seen = visit_of(called(20, promised=Range(5, 9)), office, MONDAY_9, SAY)
    rows = draw_head(VisitView(seen, True, SAY), 70, 4)
    assert "told 5-9" in "\n".join(str(each) for each in rows)
    waits = visit_of(ticket(20, promised=Range(5, 9)), office, MONDAY_9, SAY)
    rows = draw_next(VisitView(waits, False, SAY), 70, 12)
    assert "told 5-9" in "\n".join(str(each) for each in rows)
    assert waits.is_beyond and not seen.is_beyond


def test_whoever_was_told_nothing_is_said_nothing_of(office: Office) -> None:
    waits = visit_of(ticket(20), office, MONDAY_9, SAY)
    rows = draw_next(VisitView(waits, False, SAY), 70, 12)
    assert "told" not in "\n".join(str(each) for each in rows)
    assert not waits.is_beyond
