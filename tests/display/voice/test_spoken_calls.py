"""Who is spoken next: one after the other, in step, nothing old, nothing undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from display.voice.spoken_calls import SpokenCalls
from shared.office.model import Office
from shared.trade.hall import Call, Hall
from shared.trade.ticket import TicketState
from tests.display.halls import call, hall_of, ticket
from tests.support import FakeClock

A1, A2, A3 = call(1, "A001", 1), call(2, "A002", 2), call(3, "A003", 3)
EIGHT = 8_000


class Voice:
    """SpokenCalls under a clock: whose number is begun, when the last one has ended."""

    def __init__(self, office: Office, clock: FakeClock) -> None:
        self.office, self.clock = office, clock
        self.calls = SpokenCalls(EIGHT)

    def look(self, *calls: Call, hall: Hall | None = None, ago: int = 0) -> str:
        """The number that is spoken after a look; "" of silence."""
        now = self.clock()
        there = hall or hall_of(self.office, calls=calls)
        self.calls = self.calls.look(there, now=now, known_at=now - ago).begin(now)
        return self.calls.spoken.call.label if self.calls.spoken else ""

    def ended(self) -> None:
        self.calls = self.calls.ended()


@pytest.fixture
def voice(office: Office, clock: FakeClock) -> Voice:
    return Voice(office, clock)


def test_nobody_is_called_again_after_a_start(voice: Voice) -> None:
    assert voice.look(A2, A1) == ""
    assert voice.look(A3, A2, A1) == "A003"


def test_one_after_the_other_in_step_with_the_board(
    voice: Voice, clock: FakeClock
) -> None:
    voice.look()
    assert voice.look(A3, A2, A1) == "A001"
    clock.forward(seconds=3)
    voice.ended()
    assert voice.look(A3, A2, A1) == "", "the board still shows the first"
    clock.forward(seconds=5)
    assert voice.look(A3, A2, A1) == "A002"
    clock.forward(seconds=20)
    assert voice.look(A3, A2, A1) == "A002", "it is still being spoken"
    voice.ended()
    assert voice.look(A3, A2, A1) == "A003"


def test_who_speaks_too_slowly_knows_that_the_board_is_ahead(
    voice: Voice, clock: FakeClock
) -> None:
    voice.look()
    behind = []
    for label in ("A001", "A002", "A003"):
        assert voice.look(A3, A2, A1) == label
        clock.forward(seconds=7)
        behind.append(voice.calls.is_due(clock()))
        clock.forward(seconds=5)
        voice.ended()
    assert behind == [False, True, False], "at 7 s, at 19 s, and nobody waits"


def test_a_recall_is_spoken_again(voice: Voice, clock: FakeClock) -> None:
    voice.look()
    voice.look(A1)
    voice.ended()
    clock.forward(seconds=60)
    assert voice.look(A1) == ""
    assert voice.look(replace(A1, seq=2), A1) == "A001"


def test_an_undone_call_falls_silent_and_the_next_begins(
    voice: Voice, clock: FakeClock
) -> None:
    voice.look()
    assert voice.look(A2, A1) == "A001"
    clock.forward(seconds=1)
    assert voice.look(A2, call(0, "A000", 1)) == "A002"


def test_an_undone_call_that_waits_is_never_spoken(
    voice: Voice, clock: FakeClock
) -> None:
    voice.look()
    voice.look(A3, A2, A1)
    voice.ended()
    clock.forward(seconds=9)
    assert voice.look(A3, A1) == "A003"


def test_the_only_call_undone(voice: Voice) -> None:
    voice.look()
    assert voice.look(A1) == "A001"
    assert voice.look() == ""


def test_a_number_that_waits_again_is_not_called(
    voice: Voice, office: Office, clock: FakeClock
) -> None:
    voice.look()
    voice.look(A2, A1)
    voice.ended()
    clock.forward(seconds=9)
    back = replace(ticket("A002", 2), state=TicketState.WAITING, counter=None)
    hall = replace(hall_of(office, calls=[A2, A1]), tickets=(back,))
    assert voice.look(hall=hall) == ""


def test_after_an_outage_only_fresh_calls(voice: Voice, clock: FakeClock) -> None:
    voice.look(A1)
    clock.forward(seconds=600)
    voice.look(A1, ago=600_000)
    late = call(3, "A003", 3, at=clock() - 5_000)
    assert voice.look(late, A2, A1) == "A003"
    assert voice.calls.queue == ()


@pytest.mark.parametrize("hours", [24, -24])
def test_a_clock_that_jumps_a_day_holds_nobody_up(
    voice: Voice, clock: FakeClock, hours: int
) -> None:
    voice.look()
    voice.look(A2, A1)
    voice.ended()
    clock.forward(minutes=hours * 60)
    assert voice.look(A2, A1) == "A002"


def test_the_visitors_language_is_known_at_the_counter_and_in_a_group(
    voice: Voice, office: Office
) -> None:
    voice.look()
    there = replace(ticket("A001", 1), language="vi")
    held = replace(ticket("A002", 2), language="th", state=TicketState.HELD)
    hall = replace(
        hall_of(office, calls=[A3, A2, A1], there={1: there}), tickets=(held,)
    )
    voice.look(hall=hall)
    calls = [voice.calls.spoken, *voice.calls.queue]
    assert [each and each.language for each in calls] == ["vi", "th", None]


def test_memory_stays_flat(voice: Voice, clock: FakeClock) -> None:
    voice.look()
    for seq in range(1, 400):
        calls = [
            call(each, f"A{each:03}", 1) for each in range(seq, max(0, seq - 9), -1)
        ]
        voice.look(*calls)
        voice.ended()
        clock.forward(seconds=9)
    assert len(voice.calls.queue) <= 1
