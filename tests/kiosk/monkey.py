"""`make monkey`: presses and keys at random on a kiosk with a real station.

Ten thousand of them, by a fixed chance: the number of the round is its seed.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from jiaohao.folder import make_office, template
from kiosk.durations import IDLE_SECONDS, STAY_SECONDS, WARNING_SECONDS
from kiosk.way import Way
from printers.session.outcome import Outcome
from shared.office.reader import load_office
from tests.kiosk.desk import Desk, desk_at, issued
from tests.kiosk.support import down, finger, up
from tests.short import rounds
from tests.support import until

STEPS: Final = rounds(10_000, least=60)
_KEYS: Final = (
    *("tab", "shift+tab", "up", "down", "left", "right", "enter", "space"),
    *("escape", "backspace", "f1", "ctrl+c", "1", "2", "9", "a", "z", "%"),
)
_SIZES: Final = ((96, 27), (120, 40), (54, 48), (20, 40), (200, 60))
_OUTCOMES: Final = (Outcome.PRINTED, Outcome.FAILED, Outcome.UNKNOWN, None)


class Monkey:
    """Does one thing after the other, and notes every number that it is shown."""

    def __init__(self, desk: Desk, pilot: Pilot[None], seed: int) -> None:
        self.desk, self._pilot = desk, pilot
        self._random = random.Random(seed)
        self.shown: list[str] = []
        self.count = 0

    async def step(self) -> None:
        """One press, key, second or change of the terminal's size."""
        chance, desk = self._random, self.desk
        self.count += 1
        if chance.random() < 0.8:
            desk.let_page_stand()
        what = chance.random()
        if what < 0.55:
            self._on_a_target()
        elif what < 0.7:
            self._anywhere()
        elif what < 0.9:
            if chance.random() < 0.7:
                desk.panel._keys._last = 0.0
            await self._pilot.press(chance.choice(_KEYS))
        elif what < 0.97:
            desk.pass_seconds(chance.choice((1, 1, 5, 20, IDLE_SECONDS)))
        elif what < 0.98:
            await self._pilot.resize_terminal(*chance.choice(_SIZES))
        else:
            desk.papers.outcome = chance.choice(_OUTCOMES)
            desk.papers.copy_outcome = chance.choice(_OUTCOMES[:3])
        await self._pilot.pause()
        self._note()

    def _on_a_target(self) -> None:
        targets = self.desk.targets
        if targets:
            act = self._random.choice(targets).act
            times = self._random.choice((1, 1, 1, 2, 3))
            for _ in range(times):
                finger(self.desk.app, *self.desk.middle(act))

    def _anywhere(self) -> None:
        size, chance = self.desk.panel.size, self._random
        places = [
            (chance.randrange(size.width), chance.randrange(size.height))
            for _ in range(2)
        ]
        button = chance.choice((1, 1, 1, 2, 3))
        for tell, place in zip((down, up), places, strict=True):
            if chance.random() < 0.9:
                tell(self.desk.app, *place, button)

    def _note(self) -> None:
        label = self.desk.label
        if label is not None and label not in self.shown:
            self.shown.append(label)

    async def end(self) -> None:
        """Leave, and wait until nothing is on the way any more."""
        desk = self.desk
        for _ in range(3):
            await until(
                self._pilot,
                lambda: desk.panel.visit.press is None or desk.panel.given is not None,
            )
            self._note()
            desk.pass_seconds(STAY_SECONDS + IDLE_SECONDS + WARNING_SECONDS)
            await self._pilot.pause()
        await desk.client.ask("state")


async def play(folder: Path, steps: int, seed: int) -> Monkey:
    """Play so many steps; what the file and the screen say must be the same."""
    make_office(folder, always_open())
    with desk_at(load_office(folder), folder) as desk:
        async with desk.app.run_test(size=(96, 27)) as pilot:
            await desk.begin(pilot)
            monkey = Monkey(desk, pilot, seed)
            while monkey.count < steps:
                await monkey.step()
            await monkey.end()
            assert desk.app.is_running
            assert desk.panel.is_at_start
            assert desk.panel.way == Way(desk.office.language)
            given = [event["ticket"] for event in issued(folder)]
            assert given == desk.papers.kept
            assert sorted(monkey.shown) == sorted(given)
            assert sorted({*desk.papers.settled, *desk.papers.left}) == sorted(given)
    return monkey


def always_open() -> str:
    """The template's centre, open day and night; so nothing says when to book."""
    text = template("employment-centre")
    timed = r"^\[{1,2}(hours|appointments)\b.*?(?=^\[)"
    return re.sub(timed, "", text, flags=re.DOTALL | re.MULTILINE)


def main() -> None:
    """Play with the seed named on the command line, or 1."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JIAOHAO_STATE"] = f"{scratch}/state"
        folder = Path(scratch) / "office"
        folder.mkdir()
        monkey = asyncio.run(play(folder, STEPS, seed))
    print(
        f"{monkey.count} presses and keys (seed {seed}): {len(monkey.shown)} numbers"
        " shown, the same in the file; the first page at the end"
    )


if __name__ == "__main__":
    main()
