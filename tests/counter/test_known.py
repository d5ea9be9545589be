"""What the screen remembers between the halls it hears."""

from __future__ import annotations

from pathlib import Path

from counter.answered import Command
from counter.known import Known
from shared.office.model import Office
from shared.wire.decoder import hall_from_json
from tests.counter.helpers import hall_of
from tests.desk import Asker
from tests.support import MONDAY_9, FakeClock


def test_f7_goes_on_with_whom_this_screen_held_last(office_folder: Path) -> None:
    ask = Asker(office_folder)
    for _ in range(2):
        ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    known = Known(1)
    for do in ("call", "hold", "call", "hold"):
        known.take_in(Command(do, {}), ask.ok(do, counter=1), is_late=False)
    ask.ok("resume", counter=1, label="A001")
    known.take_in(Command("hold", {}), ask.ok("hold", counter=1), is_late=False)
    known.hear(hall_from_json(ask.ok("state")))
    ask.close()
    situation = known.situation(None)
    assert situation is not None
    assert situation.resumed is not None
    assert situation.resumed.label == "A001"


def test_a_late_answer_does_not_undo_a_newer_hall(office_folder: Path) -> None:
    ask = Asker(office_folder)
    ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    late = ask.ok("call", counter=1)
    ask.ok("start", counter=1)
    known = Known(1)
    hall = hall_from_json(ask.ok("state"))
    known.hear(hall)
    known.take_in(Command("call", {}), late, is_late=True)
    assert known.hall == hall
    known.take_in(Command("call", {}), late, is_late=False)
    assert known.hall != hall
    ask.close()


def test_its_time_is_that_of_the_hall_and_goes_on(office: Office) -> None:
    known = Known(1)
    known.ticks = clock = FakeClock(0)
    assert known.counter is None
    assert known.situation(None) is None
    clock.forward(minutes=3)
    hall = hall_of(office)
    known.hear(hall)
    assert known.now == MONDAY_9
    clock.forward(seconds=7)
    known.hear(hall)
    assert known.now == MONDAY_9 + 7_000
