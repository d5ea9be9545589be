"""Whatever way a number was called, it is announced; and nobody else is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from display.voice.spoken_calls import SpokenCalls
from shared.trade.hall import Hall
from shared.wire.decoder import hall_from_json
from tests.desk import Asker
from tests.support import FakeClock

Act = Callable[[Asker], Any]

WAYS: dict[str, tuple[list[Act], list[str]]] = {
    "call": ([lambda ask: ask.ok("call", counter=1)], ["A001"]),
    "call after the last one": (
        [
            lambda ask: ask.ok("call", counter=1),
            lambda ask: ask.ok("call", counter=1, finish_current=True),
        ],
        ["A001", "A002"],
    ),
    "call_ticket": (
        [lambda ask: ask.ok("call_ticket", counter=1, label="A003")],
        ["A003"],
    ),
    "recall": (
        [
            lambda ask: ask.ok("call", counter=1),
            lambda ask: ask.ok("recall", counter=1),
        ],
        ["A001", "A001"],
    ),
    "call_group": (
        [lambda ask: ask.ok("call_group", counter=1, service="jobs", count=3)],
        ["A001", "A002", "A003"],
    ),
    "undo of a call": (
        [
            lambda ask: ask.ok("call", counter=1),
            lambda ask: ask.ok("start", counter=1),
            lambda ask: ask.ok("call", counter=1, finish_current=True),
            lambda ask: ask.ok("undo", counter=1),
        ],
        ["A001"],
    ),
    "walk_in": ([lambda ask: ask.ok("walk_in", counter=1, service="jobs")], []),
}


def _hall(ask: Asker) -> Hall:
    return hall_from_json(ask.ok("state"))


@pytest.mark.parametrize("way", WAYS)
def test_who_is_called_is_spoken_to(ask: Asker, clock: FakeClock, way: str) -> None:
    acts, announced = WAYS[way]
    for counter in (1, 2):
        ask.ok("open_counter", counter=counter)
    for _ in range(3):
        ask.ok("issue", service="jobs", language="en")
    calls = SpokenCalls().look(_hall(ask), now=clock(), known_at=clock())
    for act in acts:
        act(ask)
        clock.forward(seconds=1)
        calls = calls.look(_hall(ask), now=clock(), known_at=clock())
    assert [each.call.label for each in calls.queue] == announced
    assert all(each.language == "en" for each in calls.queue)
