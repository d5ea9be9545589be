"""How far behind a screen is: measured by its station, told to who leads the hall."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.station.hall_watch import BEHIND_STEPS, HallWatch
from tests.desk import Asker
from tests.support import FakeClock


@pytest.fixture
def watch(ask: Asker) -> HallWatch:
    return ask.station.watch


def test_who_shows_nothing_is_not_behind(watch: HallWatch) -> None:
    assert watch.news(0, 1.0) is None
    assert watch.behind() is None


@pytest.mark.parametrize(
    ("looks", "behind"),
    [
        ([10.0, 10.15], 200),
        ([10.0, 10.3, 10.5], 500),
        ([10.0, 14.0, 14.2], 5_000),
        ([10.0, 700.0], 720_000),
    ],
)
def test_the_longest_time_between_two_looks_counts(
    watch: HallWatch, clock: FakeClock, looks: list[float], behind: int
) -> None:
    watch.begin()
    for now in looks:
        watch.news(clock(), now)
    assert watch.behind() == behind
    watch.news(clock(), looks[-1] + 0.15)
    assert watch.behind() == BEHIND_STEPS[0], "it is asked anew each time"


def test_the_hall_tells_it_of_every_station(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    ask.station.watch.begin()
    for now in (10.0, 10.8):
        ask.station.watch.news(clock(), now)
    ask.station.beat()
    beside = Asker(office_folder, name="beside", clock=clock)
    told = {it["station"]: it["behind_ms"] for it in beside.ok("state")["stations"]}
    beside.close()
    assert told == {ask.station.name: 1_000, "beside": None}
