"""Talking with a printer: ask, hear, give up in time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

from printers.channel.channel import SILENT, Channel
from printers.session.status import (
    ASK_IN_TURN,
    QUESTIONS,
    REAL_TIME,
    Done,
    InTurn,
    Noise,
    RealTime,
    StatusReader,
    Told,
    condition_of,
)
from shared.text.catalogue import N_
from shared.trade.printer import Condition

_ROUNDS: Final = 3
"""Status bytes that nobody asked for spoil a round of questions."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a printer may take, in seconds."""

    connect: float = 3
    answer: float = 2
    """For the answer to one question."""
    quiet: float = 0.03
    """The silence after which nothing more is expected."""
    empty: float = 1
    """To show that it reads; then it may sit in a torn picture."""
    ready: float = 10
    """To work off what it was given before."""
    progress: float = 5
    """Without taking a byte."""
    confirm: float = 15
    """To print, on top of the time its bytes take."""
    slowest: float = 800
    """Bytes a second."""
    trouble: float = 8
    """With paper out or the like in the middle of a job, before a person is asked."""
    look: float = 1
    """Between two looks while it prints."""
    settle: float = 3
    """To stay well after a job is out, where that is all the confirmation there is."""
    pace: float = 6_000
    """Bytes of our papers that a slow printer prints in a second: about 40 mm."""
    pause: float = 1
    """Between two tries."""
    idle: float = 10
    """Between two looks at a printer that has nothing to do."""

    def scaled(self, scale: float) -> Patience:
        """The same with every time `scale` times as long."""
        times = {each.name: getattr(self, each.name) * scale for each in fields(self)}
        paces = {"slowest": self.slowest / scale, "pace": self.pace / scale}
        return Patience(**(times | paces))


class TakesNothing(OSError):
    """The printer takes no more bytes."""


class Conversation:
    """What was said on one open channel."""

    def __init__(self, channel: Channel, patience: Patience) -> None:
        self.channel = channel
        self.patience = patience
        self.done: list[bytes] = []
        """The ids of GS ( H that the printer has named."""
        self.told: list[bytes] = []
        self.asked = 0
        """How many GS r were said."""
        self.in_turn = 0
        """How many GS r it has answered."""
        self._answers: list[int] = []
        self._noise = 0
        self._reader = StatusReader()

    def say(self, data: bytes) -> None:
        """Write a few bytes whole. Raises OSError."""
        while data:
            taken = self.channel.write(data, self.patience.progress)
            if not taken:
                raise TakesNothing(N_("it takes nothing more"))
            data = data[taken:]

    def ask_in_turn(self, times: int) -> None:
        """Ask so often, in one breath, to be told when all before is worked off."""
        self.asked += times
        self.say(ASK_IN_TURN * times)

    def listen(self, seconds: float) -> bool:
        """Hear what comes within `seconds`; whether anything came. Raises OSError."""
        said = self.channel.read(max(0.0, seconds))
        for event in self._reader.feed(said):
            match event:
                case RealTime(byte):
                    self._answers.append(byte)
                case Done(fence):
                    self.done.append(fence)
                case InTurn():
                    self.in_turn += 1
                case Told(text):
                    self.told.append(text)
                case Noise():
                    self._noise += 1
        return bool(said)

    def wait_for(self, is_so: Callable[[], bool], seconds: float) -> bool:
        """Listen until something is so; false when it is not so in time."""
        end = time.monotonic() + seconds
        while not is_so():
            left = end - time.monotonic()
            if left <= 0:
                return False
            self.listen(left)
        return True

    def hear_out(self) -> None:
        """Hear everything that is still under way, within the time of an answer."""
        end = time.monotonic() + self.patience.answer
        while self.listen(self.patience.quiet) and time.monotonic() < end:
            pass

    def look(self) -> Condition | None:
        """How the printer is; none when it does not say, or says nothing clear.

        The answers carry no number. So the questions are asked one by one, and a
        round in which more was answered than asked does not count.
        """
        for _ in range(_ROUNDS):
            self.hear_out()
            self._answers.clear()
            for asked, question in enumerate(QUESTIONS, start=1):
                self.say(REAL_TIME + bytes([question]))
                if not self.wait_for(
                    lambda asked=asked: len(self._answers) >= asked,  # type: ignore[misc]
                    self.patience.answer,
                ):
                    return None
            self.hear_out()
            if len(self._answers) == len(QUESTIONS):
                return condition_of(self._answers)
        return None

    @property
    def why_unclear(self) -> str:
        """Why a look gave nothing, in words the catalogues know."""
        return N_("its answers make no sense") if self._said_anything else SILENT

    @property
    def _said_anything(self) -> bool:
        return bool(self._answers or self._noise or self.in_turn or self.told)
