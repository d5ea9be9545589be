"""`make weeks`: weeks of a lobby screen by a made-up clock; its memory stays flat.

A million looks of what the board and the voice keep in mind, and a hundred thousand of
a screen that paints. Calls come alone and four in a second, again, undone, to other
counters; days end and begin. It ends with 1 where memory grew.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from display.content.announcing import Announcements
from display.content.ranges import Ranges
from display.content.rotation import Rotation
from display.views import Known, serving_of
from display.voice.spoken_calls import SpokenCalls
from shared.office.model import Display, Office
from shared.trade.hall import Call, Hall
from tests.bench.screen import memory_of
from tests.display.lobby import at_a_time, lobby_of
from tests.display.scenes import MORNING, centre, hall_with
from tests.short import IS_SHORT, rounds
from tests.support import FakeClock

PURE: Final = rounds(1_000_000, least=2_000)
PAINTED: Final = rounds(100_000, least=200)
MOST_GROWN: Final = 40.0 if IS_SHORT else 4.0
"""Megabytes by which the memory may be greater at the end than after a tenth.

A short run has drawn few of the words by then.
"""
MOST_KEPT: Final = 10_000
"""Bytes of all that is kept from look to look."""
_LOOK_MS: Final = 500
_IN_SIGHT: Final = 10
"""Calls that a hall tells of."""


def mornings(office: Office, clock: FakeClock) -> Iterator[Hall]:
    """The hall at every look, for ever; the clock goes on by itself."""
    chance = random.Random(20261128)
    numbers = [each.number for each in office.counters]
    calls: tuple[Call, ...] = ()
    seq = 0
    while True:
        clock.forward(seconds=_LOOK_MS / 1000)
        what = chance.random()
        if what < 0.02:
            for _ in range(4 if what < 0.003 else 1):
                seq += 1
                label = f"{chance.choice('ABCD')}{seq % 999 + 1:03d}"
                place = chance.choice(numbers)
                new = Call(seq, label, place, "reply-card", clock())
                calls = (new, *calls)[:_IN_SIGHT]
        elif what < 0.025 and calls:
            seq += 1
            again = replace(chance.choice(calls), seq=seq, at=clock())
            calls = (again, *calls)[:_IN_SIGHT]
        elif what < 0.03 and calls:
            calls = calls[1:]
        elif what < 0.0301:
            calls = ()
            clock.forward(minutes=60 * 15)
        yield replace(hall_with(office, calls), seq=seq)


@dataclass
class Mind:
    """What a board, a flow and a voice keep from look to look."""

    office: Office
    clock: FakeClock
    announcements: Announcements = field(default_factory=Announcements)
    ranges: Ranges = field(default_factory=Ranges)
    spoken: SpokenCalls = field(default_factory=SpokenCalls)

    def __post_init__(self) -> None:
        codes = tuple(each.code for each in self.office.services)
        self.rotation = Rotation(codes, self.office.privacy_from)

    def look(self, hall: Hall) -> None:
        """Take in a hall, as the screens and the voice do."""
        now = self.clock()
        self.announcements = self.announcements.look(hall, now=now, known_at=now)
        self.ranges = self.ranges.look(hall, self.office, now)
        self.rotation = self.rotation.look(
            hall,
            now=now,
            pages=lambda code: 2,
            seconds=lambda code, number: 8,
            is_held=self.announcements.is_announcing(now),
        )
        self.spoken = self.spoken.look(hall, now=now, known_at=now).begin(now).ended()
        known = Known(self.office, Display("lobby"), now, hall)
        serving_of(known, self.announcements, self.ranges)

    @property
    def bytes(self) -> int:
        """How much it keeps."""
        kept = (self.announcements, self.ranges, self.rotation, self.spoken)
        return len(pickle.dumps(kept))


def _megabytes() -> float:
    return memory_of(os.getpid()).proportional


def _told(what: str, looks: int, first: float, last: float, begun: float) -> bool:
    """Print what a run came to; whether it stayed flat."""
    seconds = time.monotonic() - begun
    print(f"{what}: {looks // 10} looks {first:.1f} MB, {looks} looks {last:.1f} MB,"
          f" {1000 * seconds / looks:.2f} ms a look")  # fmt: skip
    return last - first <= MOST_GROWN


def in_mind(looks: int) -> bool:
    """Whether what is kept between the looks stays as small as it was."""
    office, clock = centre(), at_a_time(FakeClock(), MORNING)
    mind, begun = Mind(office, clock), time.monotonic()
    first, most = 0.0, 0
    for look, hall in zip(range(looks), mornings(office, clock), strict=False):
        mind.look(hall)
        if look == looks // 10:
            first = _megabytes()
        if look % 100 == 99:
            most = max(most, mind.bytes)
    print(f"kept from look to look: at most {most} bytes")
    is_flat = _told("kept in mind", looks, first, _megabytes(), begun)
    return is_flat and most <= MOST_KEPT


async def painted(looks: int) -> bool:
    """Whether a screen that paints stays as large as it was."""
    office, clock = centre(), at_a_time(FakeClock(), MORNING)
    begun, first = time.monotonic(), 0.0
    async with lobby_of(
        office, clock, "both", hall_with(office), size=(320, 67)
    ) as lobby:
        for look, hall in zip(range(looks), mornings(office, clock), strict=False):
            lobby.client.hall = hall
            lobby.app.panel.hall_changed()
            if look % 20 == 0:
                await lobby.pilot.pause()
            if look == looks // 10:
                first = _megabytes()
        return _told("painted", looks, first, _megabytes(), begun)


def main() -> int:
    """Print how memory went; 1 where it grew."""
    flat = [in_mind(PURE), asyncio.run(painted(PAINTED))]
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
