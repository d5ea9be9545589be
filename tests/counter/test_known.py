"""What the screen remembers between the halls it hears."""

from __future__ import annotations

from pathlib import Path

from counter.known import Known
from shared.desk.command import Command
from shared.office.model import Office
from shared.wire.decoder import hall_from_json
from tests.counter.helpers import called, hall_of
from tests.desk import Asker
from tests.support import MONDAY_9, FakeClock


def known_of(office: Office) -> Known:
    return Known(office.counters[0], office)


def test_what_can_be_taken_back_can_be_for_ten_seconds(office: Office) -> None:
    known = known_of(office)
    known.ticks = clock = FakeClock(0)
    for command, is_undone in (
        (Command("finish", {}), True),
        (Command("call", {}, "A001"), True),
        (Command("call", {}), False),
        (Command("hold", {}), True),
        (Command("start", {}), False),
        (Command("undo", {}), False),
    ):
        known.take_in(command, {"ok": True}, is_late=False)
        assert (known.undo.left > 0) == is_undone, command
    known.take_in(Command("no_show", {}), {"ok": True}, is_late=False)
    clock.forward(seconds=9)
    assert known.undo.left == 1_000
    known.take_in(Command("recall", {}), {"ok": True}, is_late=False)
    assert known.undo.left == 1_000
    clock.forward(seconds=1)
    assert known.undo.left == 0


def test_how_long_nobody_has_been_here(office: Office) -> None:
    known = known_of(office)
    known.ticks = clock = FakeClock(0)
    known.hear(hall_of(office))
    assert known.free_for() == 0
    clock.forward(seconds=38)
    assert known.free_for() == 38_000
    known.hear(hall_of(office, called(1)))
    assert known.free_for() is None
    known.hear(hall_of(office))
    assert known.free_for() == 0


def test_a_late_answer_does_not_undo_a_newer_hall(
    office_folder: Path, office: Office
) -> None:
    ask = Asker(office_folder)
    ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    late = ask.ok("call", counter=1)
    ask.ok("start", counter=1)
    known = known_of(office)
    hall = hall_from_json(ask.ok("state"))
    known.hear(hall)
    known.take_in(Command("call", {}), late, is_late=True)
    assert known.hall == hall
    known.take_in(Command("call", {}), late, is_late=False)
    assert known.hall != hall
    ask.close()


def test_its_time_is_that_of_the_hall_and_goes_on(office: Office) -> None:
    known = known_of(office)
    known.ticks = clock = FakeClock(0)
    assert known.counter is None
    clock.forward(minutes=3)
    hall = hall_of(office)
    known.hear(hall)
    assert known.now == MONDAY_9
    clock.forward(seconds=7)
    known.hear(hall)
    assert known.now == MONDAY_9 + 7_000
