"""Whatever way a number was called, the board shows it; an undone call goes."""

from __future__ import annotations

import pytest

from display.content.announcing import Announcements
from display.content.board import Board
from display.views import Known, serving_of
from shared.office.model import Display, Office
from shared.trade.hall import Hall
from shared.wire.decoder import hall_from_json
from tests.desk import Asker
from tests.display.voice.test_every_way_to_call import WAYS
from tests.support import FakeClock


def _hall(ask: Asker) -> Hall:
    return hall_from_json(ask.ok("state"))


def _board(hall: Hall, calls: Announcements, office: Office, now: int) -> Board:
    return serving_of(Known(office, Display("lobby"), now, hall), calls).board


@pytest.mark.parametrize("way", WAYS)
def test_who_is_called_has_the_large_place(
    ask: Asker, office: Office, clock: FakeClock, way: str
) -> None:
    acts, announced = WAYS[way]
    for counter in (1, 2):
        ask.ok("open_counter", counter=counter)
    for _ in range(3):
        ask.ok("issue", service="jobs", language="en")
    calls = Announcements().look(_hall(ask), now=clock(), known_at=clock())
    shown: list[tuple[str, int]] = []

    def look() -> None:
        nonlocal calls
        calls = calls.look(_hall(ask), now=clock(), known_at=clock())
        newest = calls.newest
        if newest is not None and (newest.call.label, newest.since) not in shown:
            shown.append((newest.call.label, newest.since))

    for act in acts:
        act(ask)
        clock.forward(seconds=1)
        look()
    for _ in range(4):
        clock.forward(seconds=9)
        look()
    labels = [label for label, _ in shown]
    assert labels == announced
    board = _board(_hall(ask), calls, office, clock())
    there = {row.label for row in (board.newest, *board.rows) if row}
    assert there == set(announced)


def test_a_group_is_sent_to_its_room(
    ask: Asker, office: Office, clock: FakeClock
) -> None:
    ask.ok("open_counter", counter=1)
    for _ in range(2):
        ask.ok("issue", service="jobs")
    calls = Announcements().look(_hall(ask), now=clock(), known_at=clock())
    ask.ok("call_group", counter=1, service="jobs", count=2, place="2樓教室")
    hall = _hall(ask)
    calls = calls.look(hall, now=clock(), known_at=clock())
    board = _board(hall, calls, office, clock())
    assert board.newest is not None
    assert (board.newest.place, board.newest.way) == ("2樓教室", "")
