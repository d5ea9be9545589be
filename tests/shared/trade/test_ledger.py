"""What every store promises to the commands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.errors import UnknownTicket, WrongState
from shared.trade.ledger import CannotBeKept, Ledger, Ledgers
from shared.trade.moves import give_out, move
from shared.trade.ticket import STEPS, Ticket, TicketState, new_ticket
from tests.support import MONDAY_9, FakeClock


@pytest.fixture(autouse=True)
def begun(ledgers: Ledgers) -> None:
    """The store is in its first day, as each command sees to."""
    ledgers.write(lambda ledger: ledger.begin_day(), station="one", id="day")


def draft(service: str = "jobs", letter: str = "A") -> Ticket:
    """A number that somebody wants."""
    return new_ticket(
        letter=letter,
        number=0,
        service=service,
        priority="normal",
        language="en",
        channel="kiosk",
        issued_at=MONDAY_9,
        head_start=0,
    )


def issue(ledgers: Ledgers, id: str = "1") -> Ticket:
    """Give out a number."""
    return ledgers.write(lambda ledger: give_out(ledger, draft()), station="one", id=id)


def test_what_raises_leaves_nothing(ledgers: Ledgers) -> None:
    def work(ledger: Ledger) -> None:
        give_out(ledger, draft())
        raise WrongState(label="A001", state="")

    before = ledgers.mark()
    with pytest.raises(WrongState):
        ledgers.write(work, station="one", id="1")
    assert ledgers.read(lambda reading: reading.last_seq()) == 0
    assert ledgers.mark() == before
    assert issue(ledgers).label == "A001", "no number was used up"


def test_an_attempt_is_undone_alone(ledgers: Ledgers) -> None:
    def work(ledger: Ledger) -> None:
        give_out(ledger, draft())
        with pytest.raises(WrongState), ledger.attempt():
            give_out(ledger, draft())
            raise WrongState(label="", state="")
        give_out(ledger, draft())

    ledgers.write(work, station="one", id="1")
    events = ledgers.read(lambda reading: reading.events(after=0, limit=9))
    assert [(event.seq, event.ticket) for event in events] == [(1, "A001"), (2, "A002")]
    assert {(event.id, event.station) for event in events} == {("1", "one")}


def test_every_change_gives_another_mark(ledgers: Ledgers) -> None:
    marks = [ledgers.mark()]
    for number in range(3):
        issue(ledgers, str(number))
        marks.append(ledgers.mark())
    assert len(set(marks)) == len(marks)
    assert ledgers.mark() == marks[-1]


def test_a_ticket_that_is_not_as_it_was_is_not_changed(ledgers: Ledgers) -> None:
    ticket = issue(ledgers)

    def work(ledger: Ledger) -> None:
        move(ledger, ticket, STEPS["call"], counter=1)
        # As somebody who still sees it waiting.
        ledger.put_ticket(ticket, replace(ticket, state=TicketState.CANCELLED))

    with pytest.raises(WrongState):
        ledgers.write(work, station="one", id="2")
    found = ledgers.read(lambda reading: reading.ticket("A001"))
    assert found == ticket


def test_no_counter_has_two_and_no_label_is_twice(ledgers: Ledgers) -> None:
    first, second = issue(ledgers, "1"), issue(ledgers, "2")

    def two_at_one(ledger: Ledger) -> None:
        with ledger.attempt():
            move(ledger, first, STEPS["call"], counter=1)
            move(ledger, second, STEPS["call"], counter=1)

    with pytest.raises(CannotBeKept):
        ledgers.write(two_at_one, station="one", id="3")
    assert ledgers.read(lambda reading: reading.ticket_at(1)) is None
    assert (first.label, second.label) == ("A001", "A002")


def test_time_never_goes_back(ledgers: Ledgers, clock: FakeClock) -> None:
    issue(ledgers, "1")
    clock.forward(minutes=-30)
    ledgers.write(
        lambda ledger: ledger.record("issued", data={"now": ledger.now}),
        station="one",
        id="2",
    )
    events = ledgers.read(lambda reading: reading.events(after=0, limit=9))
    assert [event.at for event in events] == [MONDAY_9, MONDAY_9]


def test_an_answer_is_kept_under_its_id_for_its_day(
    ledgers: Ledgers, clock: FakeClock
) -> None:
    def keep(ledger: Ledger) -> None:
        ledger.begin_day()
        ledger.keep_answer("{}")

    ledgers.write(keep, station="one", id="press")
    assert ledgers.read(lambda reading: reading.answer("press")) == "{}"
    assert ledgers.read(lambda reading: reading.lacking(["press", "other"])) == [
        "other"
    ]
    assert ledgers.read(lambda reading: reading.lacking(["press"], {"press": "x"}))
    clock.forward(minutes=24 * 60)
    ledgers.write(lambda ledger: ledger.begin_day(), station="one", id="next")
    assert ledgers.read(lambda reading: reading.answer("press")) is None


def test_a_look_knows_today_only(ledgers: Ledgers, clock: FakeClock) -> None:
    issue(ledgers)
    clock.forward(minutes=24 * 60)
    with pytest.raises(UnknownTicket):
        ledgers.read(lambda reading: reading.ticket("A001"))
    day = "2026-11-23"
    assert ledgers.read(lambda reading: reading.find_ticket("A001", day)) is not None
