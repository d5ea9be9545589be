"""The list: its order, its marks, and what stays chosen."""

from __future__ import annotations

from dataclasses import replace

from counter.waiting import Row, WaitingRows, last_held
from counter.widgets.waiting_list import WaitingList, first_shown
from shared.office.model import Office
from shared.text.catalogue import catalogue
from shared.trade.printer import PrinterNow, PrintJob
from shared.trade.ticket import TicketState
from tests.counter.helpers import MINUTE, called, hall_of, serving, ticket
from tests.support import MONDAY_9

SAY = catalogue("en")
HELD = TicketState.HELD
MISSED = TicketState.MISSED


def rows_at(office: Office, number: int, *tickets: object) -> list[str]:
    place = office.counter(number)
    assert place is not None
    rows = WaitingRows(office, place, SAY)
    hall = hall_of(office, *tickets)  # type: ignore[arg-type]
    return [
        " ".join((row.words, row.minutes, *row.marks, row.note)).strip()
        for row in rows.rows(hall, MONDAY_9, None)
    ]


def test_own_services_come_first_then_helps_then_the_rest(office: Office) -> None:
    found = rows_at(
        office,
        1,
        ticket(1, "B", "training"),
        ticket(2, service="express"),
        ticket(3),
        ticket(4, priority="priority", due_at=MONDAY_9 - 46 * MINUTE, language="en"),
    )
    assert found == [
        "Job seeking: 2",
        "A004 26 min Priority next English",
        "A003 27 min",
        "Express: 1 (helping out)",
        "A002 28 min",
        "Training: 1 (other counters)",
        "B001 29 min",
    ]


def test_the_next_one_is_who_a_call_would_take(office: Office) -> None:
    found = rows_at(office, 3, ticket(1), ticket(2, service="express"))
    assert found[:2] == ["Express: 1", "A002 28 min next"]
    helped = rows_at(office, 3, ticket(1))
    assert helped == ["Job seeking: 1 (helping out)", "A001 29 min next"]
    # Counter 1 does not help out with training.
    assert rows_at(office, 1, ticket(1, "B", "training"))[-1] == "B001 29 min"


def test_held_and_missed_stand_last_with_counter_and_note(office: Office) -> None:
    found = rows_at(
        office,
        1,
        ticket(1, state=MISSED, counter=2, ended_at=MONDAY_9 - 5 * MINUTE),
        ticket(2, state=HELD, counter=3, note="copy [b]first[/]"),
        serving(3),
    )
    assert found == [
        "Nobody is waiting",
        "On hold: 1",
        "A002  Counter 3 copy [b]first[/]",
        "Missed: 1",
        "A001  Counter 2 08:55",
    ]


def test_an_empty_hall_says_so(office: Office) -> None:
    assert rows_at(office, 1) == ["Nobody is waiting"]


def test_the_one_f7_takes_is_marked(office: Office) -> None:
    place = office.counter(1)
    assert place is not None
    hall = hall_of(office, *(ticket(key, state=HELD, counter=1) for key in (1, 2)))
    rows = WaitingRows(office, place, SAY).rows(hall, MONDAY_9, 2)
    assert [row.marks for row in rows if row.key] == [
        ("Counter 1",),
        ("F7", "Counter 1"),
    ]


def test_the_last_held_is_of_this_counter_and_as_this_screen_saw_it(
    office: Office,
) -> None:
    early = called(1, state=HELD, called_at=MONDAY_9 - 9 * MINUTE)
    late = called(2, state=HELD, called_at=MONDAY_9 - 5 * MINUTE)
    other = called(3, 3, state=HELD, called_at=MONDAY_9)
    hall = hall_of(office, early, late, other)
    assert last_held(hall, 1, None) == late
    assert last_held(hall, 1, early.key) == early
    assert last_held(hall, 2, None) is None


def rows_of(*keys: int) -> tuple[Row, ...]:
    return (Row("Service"), *(Row(f"A{key:03d}", key) for key in keys))


def test_the_chosen_one_stays_chosen_when_the_list_moves() -> None:
    listed = WaitingList()
    listed.show(rows_of(1, 2, 3))
    assert listed.chosen is None
    listed.move(1)
    listed.move(1)
    assert listed.chosen == 2
    listed.show(rows_of(9, 8, 1, 2, 3))
    assert listed.chosen == 2


def test_nobody_else_is_chosen_when_the_chosen_one_leaves() -> None:
    listed = WaitingList()
    listed.show(rows_of(1, 2, 3))
    listed.move(1)
    listed.move(1)
    listed.show(rows_of(1, 3))
    assert listed.chosen is None
    listed.move(1)
    assert listed.chosen == 3


def test_choosing_stops_at_the_ends_and_in_an_empty_list() -> None:
    listed = WaitingList()
    listed.show(())
    listed.move(1)
    assert listed.chosen is None
    listed.show(rows_of(1, 2))
    for _ in range(5):
        listed.move(1)
    assert listed.chosen == 2
    for _ in range(5):
        listed.move(-1)
    assert listed.chosen == 1
    listed.leave()
    listed.move(-1)
    assert listed.chosen == 1


def test_the_window_moves_only_to_keep_the_chosen_one_in_sight() -> None:
    assert first_shown(20, 5, 0, None) == 0
    assert first_shown(20, 5, 0, 4) == 0
    assert first_shown(20, 5, 0, 5) == 1
    assert first_shown(20, 5, 10, 12) == 10
    assert first_shown(20, 5, 10, 9) == 9
    assert first_shown(3, 5, 10, None) == 0


def test_who_has_no_paper_is_marked(office: Office) -> None:
    place = office.counter(1)
    assert place is not None
    hall = hall_of(office, ticket(1), ticket(2))
    job = PrintJob("j", "A001", "ticket", "failed", MONDAY_9)
    other = PrintJob("k", "A002", "receipt", "failed", MONDAY_9)
    printer = PrinterNow("p", "kiosk-1", "out", None, True, MONDAY_9, (job, other))
    hall = replace(hall, printers=(printer,))
    rows = WaitingRows(office, place, SAY).rows(hall, MONDAY_9, None)
    assert [row.words for row in rows if "no paper" in row.marks] == ["A001"]
