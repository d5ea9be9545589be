"""Whatever way a number was called, it is announced; and nobody else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from display.voice.spoken_calls import SpokenCalls
from shared.trade.commands import COMMANDS
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


WALK: list[tuple[str, dict[str, Any]]] = [
    ("call", {}),
    ("recall", {}),
    ("start", {}),
    ("hold", {}),
    ("call_ticket", {"label": "A002"}),
    ("no_show", {}),
    ("requeue", {"label": "A002"}),
    ("resume", {"label": "A001"}),
    ("transfer", {"service": "training"}),
    ("undo", {}),
    ("finish", {}),
    ("call", {}),
    ("start", {}),
    ("continue_with", {"service": "training"}),
    ("call", {"finish_current": True}),
    ("undo", {}),
    ("finish", {}),
    ("call_group", {"service": "jobs", "count": 2}),
    ("end_group", {}),
    ("walk_in", {"service": "jobs"}),
    ("finish", {}),
    ("issue", {"service": "jobs", "counter": None}),
    ("cancel", {"label": "A007", "counter": None}),
    ("call", {}),
    ("no_show", {}),
    ("pause_counter", {}),
    ("open_counter", {}),
    ("close_counter", {}),
]
"""Every command that moves a number, or who calls it, at counter 1."""
NEVER_MOVES = {
    "add_follow_up",
    "answer_comment",
    "answer_help",
    "answer_survey",
    "approve_notice",
    "book",
    "call_help",
    "cancel_booking",
    "check_in",
    "close_service",
    "come_back",
    "end_notice",
    "give_back",
    "hide_comment",
    "move_bookings",
    "move_counter",
    "open_kiosk",
    "open_service",
    "pause_kiosk",
    "pause_service",
    "post_notice",
    "print_done",
    "print_wish",
    "printer_state",
    "read_comment",
    "set_needs",
    "set_priority",
    "settle_follow_up",
    "sign_off",
    "sign_on",
    "step_out",
}


def _times_called(hall: Hall) -> dict[str, int]:
    """How often each number that is not done with was asked to come."""
    there = [each.ticket for each in hall.counters if each.ticket is not None]
    return {each.label: each.calls for each in (*hall.tickets, *there)}


def test_no_command_asks_anybody_to_come_unheard(ask: Asker, clock: FakeClock) -> None:
    """And none announces a number that nobody is asked to come with."""
    assert {do for do, _ in WALK} | NEVER_MOVES == set(COMMANDS), "sort in the new one"
    ask.ok("open_counter", counter=1)
    for _ in range(5):
        ask.ok("issue", service="jobs")
    calls = SpokenCalls().look(_hall(ask), now=clock(), known_at=clock())
    before, announced = _times_called(_hall(ask)), 0
    for do, fields in WALK:
        given = {"counter": 1, **fields}
        ask.ok(do, **{key: each for key, each in given.items() if each is not None})
        clock.forward(seconds=5)
        hall = _hall(ask)
        calls = replace(calls, queue=()).look(hall, now=clock(), known_at=clock())
        now = _times_called(hall)
        asked = {label for label in now if now[label] > before.get(label, 0)}
        assert {each.call.label for each in calls.queue} == asked, do
        announced += len(calls.queue)
        before.update(now)
    assert announced == 8
