"""A hall of a later version: what is unknown in it is passed over."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.wire.decoder import hall_from_json
from tests.desk import Asker


@pytest.fixture
def state(ask: Asker) -> Any:
    """The answer to `state`: one waits, one is called."""
    ask.ok("open_counter", counter=1)
    for _ in range(2):
        ask.ok("issue", service="jobs")
    ask.ok("call", counter=1)
    return ask.ok("state")


def test_fields_that_are_new_are_passed_over(state: Any) -> None:
    before = hall_from_json(state)
    state["weather"] = {"sun": True}
    state["tickets"][0]["mood"] = "good"
    state["counters"][0]["plant"] = None
    assert hall_from_json(json.dumps(state)) == before


def test_tickets_in_a_state_that_is_new_are_passed_over(state: Any) -> None:
    state["tickets"][0]["state"] = "dreaming"
    state["counters"][0]["ticket"]["state"] = "flying"
    hall = hall_from_json(state)
    assert hall.tickets == ()
    counter = hall.counter(1)
    assert counter is not None and counter.ticket is None


def test_what_is_no_hall_is_said(state: Any) -> None:
    del state["tickets"]
    with pytest.raises(ValueError, match="tickets"):
        hall_from_json(state)
