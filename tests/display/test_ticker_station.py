"""The running line as a station: what is written, to whom, and when it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from rich.cells import cell_len

from display.ticker import TickerStation, lines_of
from shared.office.model import Display, Office
from tests.display.halls import StillLink, hall_of
from tests.display.test_ticker import A1, A2, DEMO, THERE
from tests.support import FakeClock


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        with suppress(OSError):
            os.close(end)


def _station(pipe: tuple[int, int], clock: FakeClock) -> TickerStation:
    link = StillLink(hall_of(DEMO, calls=[A2, A1], there=THERE))
    return TickerStation(DEMO, link, 30, pipe[1], clock=clock)


async def test_lines_are_utf8_with_an_end(
    pipe: tuple[int, int], clock: FakeClock
) -> None:
    station = _station(pipe, clock)
    for _ in range(3):
        station.look()
        clock.forward(seconds=10)
    lines = os.read(pipe[0], 1000).decode().split("\n")
    assert [cell_len(each) for each in lines] == [30, 30, 30, 0]


async def test_it_ends_when_nobody_reads_though_nothing_changes(
    pipe: tuple[int, int], clock: FakeClock
) -> None:
    station = _station(pipe, clock)
    station.look()
    os.close(pipe[0])
    await station.run()


async def test_a_reader_that_sleeps_stops_nothing(
    pipe: tuple[int, int], clock: FakeClock
) -> None:
    station = _station(pipe, clock)
    for _ in range(5_000):
        station.look()
        clock.forward(seconds=10)
    assert len(os.read(pipe[0], 10**6)) < 100_000, "what nobody read was left out"
    station.look()
    assert cell_len(os.read(pipe[0], 1000).decode()) == 30


def test_a_call_has_the_time_that_the_office_gives_it(
    office: Office, clock: FakeClock
) -> None:
    display = Display("lobby", call_seconds=12)
    office = replace(office, displays=(display,))
    station = TickerStation(office, StillLink(None), 40, 1)
    hall = hall_of(office, calls=[A1], there={1: THERE[1]})
    lines = lines_of(hall, office, width=40, now=clock(), age=0)
    heard = station.running.hear(hall_of(office), now=clock(), known_at=clock())
    running = heard.hear(hall, now=clock(), known_at=clock())
    running = running.look(lines, office, clock())
    assert running.call == A1
    clock.forward(seconds=11.9)
    assert running.look(("A", "B"), office, clock()).call == A1
    clock.forward(seconds=0.2)
    assert running.look(("A", "B"), office, clock()).call is None
