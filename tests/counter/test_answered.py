"""An answer is painted as the next hall will tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counter.answered import words_for
from shared.desk.command import Command
from shared.office.model import Office
from shared.text.catalogue import catalogue
from shared.trade.answered_hall import hall_after
from shared.trade.hall import Hall
from shared.trade.range import NoRange
from shared.wire.decoder import answer_from_json, hall_from_json
from tests.desk import Asker

SAY = catalogue("en")


@pytest.fixture
def ask(office_folder: Path) -> Iterator[Asker]:
    asker = Asker(office_folder)
    yield asker
    asker.close()


def shown(hall: Hall) -> Any:
    """What of a hall a counter shows; the waits are learnt, not answered."""
    tickets = [replace(each, ahead=None) for each in hall.tickets]
    return (
        sorted(tickets, key=lambda each: each.key),
        [
            replace(each, ticket=each.ticket and replace(each.ticket, ahead=None))
            for each in hall.counters
        ],
        [replace(each, wait=None, no_wait=NoRange.NOBODY) for each in hall.services],
    )


def test_the_hall_after_each_command_is_the_hall_that_follows(ask: Asker) -> None:
    for _ in range(4):
        ask.ok("issue", service="jobs")
    steps: list[tuple[str, dict[str, Any]]] = [
        ("open_counter", {"counter": 1, "staff": "Lin"}),
        ("call", {"counter": 1}),
        ("recall", {"counter": 1}),
        ("start", {"counter": 1}),
        ("hold", {"counter": 1, "reason": "copy"}),
        ("call", {"counter": 1}),
        ("no_show", {"counter": 1}),
        ("resume", {"counter": 1, "label": "A001"}),
        ("transfer", {"counter": 1, "service": "training", "note": "please"}),
        ("requeue", {"label": "A002"}),
        ("call_ticket", {"counter": 1, "label": "A003"}),
        ("call", {"counter": 1, "finish_current": True}),
        ("finish", {"counter": 1}),
        ("call", {"counter": 1}),
        ("call", {"counter": 1, "finish_current": True}),
        ("pause_counter", {"counter": 1}),
        ("close_counter", {"counter": 1}),
    ]
    for do, fields in steps:
        before = hall_from_json(ask.ok("state"))
        answer = ask.ok(do, **fields)
        after = hall_from_json(ask.ok("state"))
        assert shown(hall_after(before, 1, answer_from_json(answer))) == shown(after), (
            do
        )
        assert before != after, do


def test_a_command_for_another_s_ticket_leaves_the_own_counter_alone(
    ask: Asker,
) -> None:
    for _ in range(2):
        ask.ok("issue", service="jobs")
    for do in ("open_counter", "call"):
        ask.ok(do, counter=1)
    for do in ("open_counter", "call", "no_show"):
        ask.ok(do, counter=3)
    before = hall_from_json(ask.ok("state"))
    after = hall_after(before, 1, answer_from_json(ask.ok("requeue", label="A002")))
    counter = after.counter(1)
    assert counter and counter.ticket and counter.ticket.label == "A001"
    assert [each.label for each in after.waiting("jobs")] == ["A002"]


@pytest.mark.parametrize(
    ("do", "finishes", "label", "words"),
    [
        ("call", None, "A002", "A002 called"),
        ("call", "A001", "A002", "A001 done, A002 called"),
        ("call", None, None, "Nobody is waiting for this counter"),
        ("call", "A001", None, "A001 done. Nobody is waiting for this counter"),
        ("no_show", None, "A002", "A002 no-show; the board keeps it 10 s"),
        ("transfer", None, "A002", "A002 sent on to Job seeking"),
    ],
)
def test_what_happened_in_words(
    office: Office, do: str, finishes: str | None, label: str | None, words: str
) -> None:
    command = Command(do, {"counter": 1}, finishes)
    answer = {"ticket": {"label": label, "service": "jobs"} if label else None}
    assert words_for(command, answer, office, SAY) == words


def test_a_counter_s_state_in_words(office: Office) -> None:
    command = Command("pause_counter", {"counter": 2})
    words = words_for(command, {"counter": {}}, office, SAY)
    assert words == "Counter 2 is paused"
