"""Numbers whose person was not there: how they come back, by the office's rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import NotAllowed
from shared.office.rules import MissedRule
from shared.trade.ledger import Ledgers
from shared.trade.missed import is_time_to_call, may_return, returned
from shared.trade.ticket import STEPS, Ticket, TicketState, new_ticket
from shared.trade.turn import in_turn, place_in_turn
from tests.desk import StoreAsker
from tests.support import MONDAY_9, FakeClock

MINUTE = 60_000


def ticket(key: int, came: int, *, head_start: int = 0, **changed: Any) -> Ticket:
    """One that came `came` minutes after nine."""
    made = new_ticket(
        letter="A",
        number=key,
        service="jobs",
        priority="normal",
        language="zh-TW",
        channel="kiosk",
        issued_at=MONDAY_9 + came * MINUTE,
        head_start=head_start * MINUTE,
    )
    return replace(made, key=key, **changed)


def missed(came: int, at: int, *, returns: int = 0) -> Ticket:
    return ticket(
        1,
        came,
        state=TicketState.MISSED,
        ended_at=MONDAY_9 + at * MINUTE,
        returns=returns,
    )


HALLS = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from((0, 0, 0, 15))), max_size=12
).map(
    lambda found: [
        ticket(2 + place, came, head_start=head)
        for place, (came, head) in enumerate(sorted(found))
    ]
)


@given(
    HALLS,
    st.integers(0, 90),
    st.integers(0, 5),
    st.builds(
        MissedRule,
        times=st.integers(0, 3),
        after_numbers=st.integers(0, 6),
        minutes_apart=st.integers(0, 20),
    ),
)
def test_a_number_comes_back_behind_so_many_and_not_too_often(
    waiting: list[Ticket], came: int, returns: int, rule: MissedRule
) -> None:
    gone = missed(came, 91, returns=returns)
    if returns >= rule.times:
        with pytest.raises(NotAllowed):
            returned(gone, rule, waiting)
        return
    back = returned(gone, rule, waiting)
    in_front = [each for each in waiting if place_in_turn(each) < place_in_turn(back)]
    assert len(in_front) >= min(rule.after_numbers, len(waiting))
    assert back.due_at >= gone.due_at
    assert back.returns == returns + 1
    # Whoever is behind it now, was behind it before or is the price of the rule.
    last = in_turn(waiting)[: rule.after_numbers][-1:]
    assert all(
        each.due_at <= max(gone.due_at, *(one.due_at for one in last), 0)
        for each in in_front
    )
    earliest = gone.ended_at or 0
    assert is_time_to_call(back, earliest + rule.minutes_apart * MINUTE)
    if rule.minutes_apart:
        assert not is_time_to_call(back, earliest + rule.minutes_apart * MINUTE - 1)


@given(HALLS, st.integers(0, 90), st.integers(0, 9))
def test_without_a_rule_it_has_its_old_place_as_often_as_wanted(
    waiting: list[Ticket], came: int, returns: int
) -> None:
    gone = missed(came, 91, returns=returns)
    assert may_return(gone, None)
    back = returned(gone, None, waiting)
    assert (back.due_at, back.call_from) == (gone.due_at, None)


@given(
    st.lists(st.integers(0, 60), min_size=3, max_size=9),
    st.sampled_from(
        [
            ("call", "no_show", "requeue"),
            ("step_out", "requeue"),
            ("step_out", "resume", "finish"),
            ("step_out", "cancel"),
        ]
    ),
)
def test_only_the_time_in_line_is_waiting(
    gaps: list[int], steps: tuple[str, ...]
) -> None:
    """Away, back in line, again and again: absence is never counted."""
    now, in_line, person = MONDAY_9, 0, ticket(1, 0)
    again = 3 if steps[-1] == "requeue" else 1
    for minutes, step in zip(gaps, steps * again, strict=False):
        if person.state is TicketState.WAITING:
            in_line += minutes * MINUTE
        now += minutes * MINUTE
        at = None if step in ("step_out", "requeue", "cancel") else 1
        person = STEPS[step].taken(person, now, counter=at)
        assert person.waited(now) == in_line
        assert person.waited(now + 7 * MINUTE) == in_line + 7 * MINUTE * (
            person.state is TicketState.WAITING
        )


# With the store

RULE = "\n[missed]\ntimes = 1\nafter_numbers = 3\nminutes_apart = 5\n"


@pytest.fixture
def rule() -> str:
    """What office.toml says of missed numbers."""
    return RULE


@pytest.fixture
def ruled(office_folder: Path, rule: str) -> Path:
    """The small office with a rule."""
    file = office_folder / "office.toml"
    file.write_text(file.read_text(encoding="utf-8") + rule, encoding="utf-8")
    return office_folder


@pytest.fixture
def desk(ruled: Path, ledgers: Ledgers, clock: FakeClock) -> StoreAsker:
    """Counter 1 is open; six people came in the six minutes before nine."""
    ask = StoreAsker(ledgers)
    clock.forward(minutes=-6)
    ask.ok("open_counter", counter=1)
    for _ in range(6):
        ask.ok("issue", service="jobs")
        clock.forward(minutes=1)
    return ask


def order(desk: StoreAsker) -> list[str]:
    """Whom counter 1 calls, one after the other."""
    labels = []
    while (called := desk.ticket("call", counter=1, finish_current=True)) is not None:
        labels.append(called["label"])
    return labels


def miss(desk: StoreAsker) -> str:
    """Whoever is next is called and does not come."""
    desk.ok("call", counter=1)
    return str(desk.ticket("no_show", counter=1)["label"])


def test_it_comes_back_after_three_numbers_and_five_minutes(
    desk: StoreAsker, clock: FakeClock
) -> None:
    assert miss(desk) == "A001"
    back = desk.ticket("requeue", label="A001", counter=1)
    assert (back["returns"], back["ahead"]) == (1, 3)
    assert back["call_from"] == "2026-11-23T09:05:00.000+08:00"
    clock.forward(minutes=5)
    assert order(desk) == ["A002", "A003", "A004", "A001", "A005", "A006"]


def test_it_is_not_called_before_its_time(desk: StoreAsker, clock: FakeClock) -> None:
    miss(desk)
    desk.ok("requeue", label="A001")
    clock.forward(minutes=4)
    refused = desk("call_ticket", counter=1, label="A001")
    assert refused["error"] == "not_allowed"
    assert "09:05" in refused["message"]
    assert order(desk) == ["A002", "A003", "A004", "A005", "A006"]
    assert desk.ok("ticket", label="A001")["ticket"]["state"] == "waiting"
    clock.forward(minutes=1)
    assert desk.ticket("call", counter=1)["label"] == "A001"
    assert desk.ticket("start", counter=1)["call_from"] is None


def test_a_second_time_is_refused_and_changes_nothing(
    desk: StoreAsker, clock: FakeClock
) -> None:
    miss(desk)
    desk.ok("requeue", label="A001")
    clock.forward(minutes=5)
    desk.ok("call_ticket", counter=1, label="A001")
    gone = desk.ticket("no_show", counter=1)
    refused = desk("requeue", label="A001")
    assert refused["error"] == "not_allowed"
    assert "重新取號" in refused["message"]
    assert desk.ok("ticket", label="A001")["ticket"] == gone


def test_a_return_that_is_undone_was_none(desk: StoreAsker) -> None:
    miss(desk)
    gone = desk.ok("ticket", label="A001")["ticket"]
    desk.ok("requeue", label="A001", counter=1)
    desk.ok("undo", counter=1)
    assert desk.ok("ticket", label="A001")["ticket"] == gone
    assert desk.ticket("requeue", label="A001", counter=1)["returns"] == 1


def test_one_on_hold_comes_back_to_its_old_place(desk: StoreAsker) -> None:
    desk.ok("call", counter=1)
    desk.ok("hold", counter=1)
    back = desk.ticket("requeue", label="A001", counter=1)
    assert (back["returns"], back["ahead"], back["call_from"]) == (0, 0, None)


@pytest.mark.parametrize("rule", [""])
def test_an_office_without_a_rule_gives_the_old_place(desk: StoreAsker) -> None:
    for times in (1, 2, 3):
        miss(desk)
        back = desk.ticket("requeue", label="A001")
        assert (back["returns"], back["ahead"], back["call_from"]) == (times, 0, None)


@pytest.mark.parametrize("rule", ["\n[missed]\ntimes = 0\n"])
def test_an_office_may_take_nobody_back(desk: StoreAsker) -> None:
    miss(desk)
    assert desk.error("requeue", label="A001") == "not_allowed"


def test_absence_is_not_waiting(desk: StoreAsker, clock: FakeClock) -> None:
    clock.forward(minutes=10)
    miss(desk)
    clock.forward(minutes=30)
    back = desk.ticket("requeue", label="A001")
    assert back["waits_from"] == "2026-11-23T09:24:00.000+08:00"
    clock.forward(minutes=2)
    called = desk.ticket("call_ticket", counter=1, label="A001")
    assert called["waits_from"] == back["waits_from"]
    assert called["called_at"] == "2026-11-23T09:42:00.000+08:00"
