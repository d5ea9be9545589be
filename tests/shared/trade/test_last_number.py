"""Who will still be called before the office closes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.clock import minutes
from shared.trade.last_number import LastNumber, all_late, is_late, last_number
from shared.trade.range import Range
from shared.trade.ticket import Ticket, new_ticket

NOW = minutes(60 * 24 * 365)
CLOSES = NOW + minutes(30)


def waiting(number: int, wait: Range | None) -> Ticket:
    ticket = new_ticket(
        letter="A",
        number=number,
        service="jobs",
        priority="normal",
        language="en",
        channel="kiosk",
        issued_at=NOW - minutes(60 - number),
        head_start=0,
    )
    return replace(ticket, wait=wait)


def test_the_last_one_and_those_after_it() -> None:
    line = [
        waiting(1, Range(0, 5)),
        waiting(2, Range(10, 30)),
        waiting(3, Range(20, 31)),
        waiting(4, None),
    ]
    assert last_number(line, NOW, CLOSES) == LastNumber("A002", 1)
    assert last_number(line[2:], NOW, CLOSES) == LastNumber(None, 1)


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert last_number([], NOW, CLOSES) is None
    assert last_number([waiting(1, None)], NOW, CLOSES) is None
    assert last_number([waiting(1, Range(0, 5))], NOW, None) is None


@pytest.mark.parametrize(
    ("waits", "is_so"),
    [
        ([], False),
        ([Range(20, 31)], True),
        ([Range(20, 31), Range(0, 30)], False),
        ([Range(20, 31), None], False),
    ],
)
def test_who_comes_now(waits: list[Range | None], is_so: bool) -> None:
    assert all_late(waits, NOW, CLOSES) is is_so
    assert not all_late(waits, NOW, None)
    assert not is_late(None, NOW, CLOSES)
