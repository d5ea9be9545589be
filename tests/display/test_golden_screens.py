"""Both lobby screens as text, at every size, in one language and in two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tests.display.lobby import at_a_time, lobby_of
from tests.display.scenes import EVENING, calls_of, centre, hall_with
from tests.support import FakeClock, assert_golden

GOLDEN: Final = Path(__file__).parent / "golden"
SIZES: Final = [(480, 135), (240, 67), (160, 48), (96, 27)]
LANGUAGES: Final = [("zh-TW",), ("zh-TW", "en")]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
async def test_the_number_board_looks_as_it_should(
    clock: FakeClock, languages: tuple[str, ...], size: tuple[int, int]
) -> None:
    office = centre(*languages)
    at_a_time(clock, EVENING - 8 * 3_600_000)
    calls = calls_of(
        ("C153", 3), ("A081", 6), ("B044", 2), ("D012", 5), ("B043", 1), now=clock()
    )
    before, after = hall_with(office, calls[4:]), hall_with(office, calls)
    closed = replace(hall_with(office, ()), tickets=())
    name = f"{'-'.join(languages)}_{size[0]}x{size[1]}"
    async with lobby_of(office, clock, "serving", before, size=size) as lobby:
        await lobby.look()
        four = await lobby.look(hall=after)
        usual = await lobby.look(seconds=33)
        stale = await lobby.look(age=125)
        at_a_time(clock, EVENING - 20 * 60_000)
        shut = await lobby.look(hall=closed, age=0)
        parts = {"four": four, "usual": usual, "stale": stale, "closed": shut}
        text = "\n".join(f"== {each}\n{said}" for each, said in parts.items())
        assert_golden(GOLDEN / f"serving_{name}.txt", text + "\n")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
async def test_the_flow_screen_looks_as_it_should(
    clock: FakeClock, languages: tuple[str, ...], size: tuple[int, int]
) -> None:
    office = centre(*languages)
    at_a_time(clock, EVENING - 8 * 3_600_000)
    name = f"{'-'.join(languages)}_{size[0]}x{size[1]}"
    hall = hall_with(office)
    async with lobby_of(office, clock, "flow", hall, size=size) as lobby:
        pages = [await lobby.look()]
        for _ in range(5):
            pages.append(await lobby.look(seconds=25))
        text = "\n".join(f"== {at}\n{said}" for at, said in enumerate(pages, 1))
        assert_golden(GOLDEN / f"flow_{name}.txt", text + "\n")


async def test_both_look_as_they_should(clock: FakeClock) -> None:
    office = centre()
    at_a_time(clock, EVENING - 8 * 3_600_000)
    hall = hall_with(office, calls_of(("C153", 3), ("A081", 6), now=clock()))
    async with lobby_of(office, clock, "both", hall, size=(320, 67)) as lobby:
        assert_golden(GOLDEN / "both_320x67.txt", await lobby.look() + "\n")
