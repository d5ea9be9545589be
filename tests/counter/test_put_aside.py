"""Who was put aside, since when, and when the clerk is reminded of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from counter.line import Line
from counter.put_aside import put_aside
from counter.widgets.line_rows import LineView, draw_held
from shared.desk.day_log import DayLog
from shared.office.model import Office
from shared.office.rules import Reason
from shared.text.catalogue import Phrase, catalogue
from shared.trade.ticket import Ticket, TicketState
from tests.counter.helpers import MINUTE, ticket
from tests.support import MONDAY_9

FORMS = Reason(Phrase({"en": "filling in forms"}), 15)
HELD = ticket(3, state=TicketState.HELD, counter=1, note="filling in forms")


def log_of(office: Office, held: Ticket, at: int) -> DayLog:
    """A day on which a ticket was put aside."""
    log = DayLog(office)
    when = datetime.fromtimestamp(at / 1000, UTC).isoformat()
    told = {"seq": 1, "kind": "held", "at": when, "ticket": held.label, "counter": 1}
    log.read([told], "2026-11-23")
    return log


@pytest.mark.parametrize(
    ("ago", "shown", "is_due"),
    [(14, "14 min    reminds 09:01", False), (16, "16 min  ! reminds 08:59", True)],
)
def test_the_pane_says_since_when_and_when_it_reminds(
    office: Office, ago: int, shown: str, is_due: bool
) -> None:
    log = log_of(office, HELD, MONDAY_9 - ago * MINUTE)
    aside = put_aside((HELD,), log, (FORMS,))
    assert aside[HELD.key].is_due(MONDAY_9) == is_due
    view = LineView(Line(held=(HELD,)), MONDAY_9, office, catalogue("en"), aside=aside)
    ((key, words),) = draw_held(view, 60, 3)
    assert key == HELD.key
    assert words.plain.rstrip().endswith(shown)
    assert "A003" in words.plain and "filling in forms" in words.plain


def test_a_reason_without_minutes_reminds_of_nothing(office: Office) -> None:
    log = log_of(office, HELD, MONDAY_9 - 200 * MINUTE)
    aside = put_aside((HELD,), log, (Reason(FORMS.text),))
    assert aside[HELD.key].due is None and not aside[HELD.key].is_due(MONDAY_9)


def test_who_stepped_out_is_out_since_then_and_reminds_of_nothing(
    office: Office,
) -> None:
    log = log_of(office, HELD, MONDAY_9 - 40 * MINUTE)
    since = MONDAY_9 - 12 * MINUTE
    out = ticket(3, state=TicketState.HELD, out_since=since)
    aside = put_aside((out,), log, (FORMS,))
    assert (aside[out.key].since, aside[out.key].due) == (since, None)
    view = LineView(Line(held=(out,)), MONDAY_9, office, catalogue("en"), aside=aside)
    ((_, words),) = draw_held(view, 60, 3)
    assert "stepped out" in words.plain and words.plain.rstrip().endswith("12 min")


def test_of_one_whose_time_nobody_knows_the_wait_is_said(office: Office) -> None:
    assert put_aside((HELD,), DayLog(office), (FORMS,)) == {}
    view = LineView(Line(held=(HELD,)), MONDAY_9, office, catalogue("en"))
    ((_, words),) = draw_held(view, 60, 3)
    assert "A003" in words.plain and "27" in words.plain
