"""What the keys offer is what the office allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.keys import KEYS
from counter.lawful import Situation
from counter.waiting import last_held
from shared.text.catalogue import catalogue
from shared.trade.ticket import TicketState
from shared.wire.decoder import hall_from_json
from tests.desk import Asker

SAY = catalogue("en")
PATHS: dict[str, list[str]] = {
    "closed": [],
    "open": ["open_counter"],
    "paused": ["open_counter", "pause_counter"],
    "called": ["open_counter", "call"],
    "serving": ["open_counter", "call", "start"],
    "held": ["open_counter", "call", "hold"],
}
ALREADY = {"open_counter", "pause_counter", "close_counter"}
"""Commands that the office lets pass again, though they change nothing."""


@pytest.fixture
def ask(office_folder: Path) -> Iterator[Asker]:
    asker = Asker(office_folder)
    for _ in range(2):
        asker.ok("issue", service="jobs")
    yield asker
    asker.close()


def situation_of(ask: Asker, chosen: TicketState | None = None) -> Situation:
    hall = hall_from_json(ask.ok("state"))
    counter = hall.counter(1)
    assert counter is not None
    found = hall.in_state(chosen) if chosen else []
    return Situation(
        counter, "desk", found[0] if found else None, last_held(hall, 1, None)
    )


@pytest.mark.parametrize("key", [key.do for key in KEYS])
@pytest.mark.parametrize("path", PATHS)
def test_a_key_is_lawful_exactly_when_the_office_does_it(
    ask: Asker, path: str, key: str
) -> None:
    for do in PATHS[path]:
        ask.ok(do, counter=1)
    chosen = TicketState.HELD if path == "held" else TicketState.WAITING
    situation = situation_of(ask, chosen)
    why = situation.why_not(key, SAY)
    command = situation.command(key)
    needs = {"transfer": {"service": "training"}}.get(key, {})
    answer = ask(command.do, **command.fields, **needs)
    if why is None:
        assert answer["ok"], answer
    elif key in ALREADY and "already" in why:
        assert answer["ok"]
    elif key == "call" and path == "called":
        assert why == "A001 was called: F3 start, F4 finish, or F5 no-show first"
    else:
        assert not answer["ok"], (why, answer)


def test_what_is_lawful_at_each_moment(ask: Asker) -> None:
    assert situation_of(ask).lawful(SAY) == {"open_counter"}
    ask.ok("open_counter", counter=1)
    leave = {"pause_counter", "close_counter"}
    assert situation_of(ask).lawful(SAY) == {"call"} | leave
    ask.ok("call", counter=1)
    both = {"finish", "hold", "transfer"}
    expected = {"recall", "start", "no_show"} | both
    assert situation_of(ask).lawful(SAY) == expected
    ask.ok("start", counter=1)
    assert situation_of(ask).lawful(SAY) == {"call"} | both
    ask.ok("hold", counter=1)
    assert situation_of(ask).lawful(SAY) == {"call", "resume"} | leave
    ask.ok("pause_counter", counter=1)
    assert situation_of(ask).lawful(SAY) == {"open_counter", "close_counter"}


def test_a_missed_one_may_wait_again_while_somebody_is_served(ask: Asker) -> None:
    ask.ok("open_counter", counter=1)
    ask.ok("call", counter=1)
    ask.ok("no_show", counter=1)
    ask.ok("call", counter=1)
    situation = situation_of(ask, TicketState.MISSED)
    assert situation.why_not("take", SAY) is None
    command = situation.command("take")
    assert (command.do, dict(command.fields)) == ("requeue", {"label": "A001"})


def test_whoever_holds_the_counter_may_be_asked_away(ask: Asker) -> None:
    ask.ok("open_counter", counter=1)
    counter = situation_of(ask).counter
    assert Situation(counter, "desk").why_not("open_counter", SAY)
    assert Situation(counter, "another").why_not("open_counter", SAY) is None
    assert Situation(counter, None).why_not("open_counter", SAY) is None


@pytest.mark.parametrize("state", ["closed", "paused"])
def test_a_counter_that_is_not_open_says_f10_first(ask: Asker, state: str) -> None:
    for do in PATHS[state]:
        ask.ok(do, counter=1)
    words = f"Counter 1 is {state}: press F10 first"
    assert situation_of(ask).why_not("call", SAY) == words
