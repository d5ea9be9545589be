"""What a proof of locks counted, and what that says. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from shared.text.catalogue import N_

HELD: Final = "held"
FAILED: Final = "failed"
NOTHING: Final = "nothing"
"""No verdict: the other host was not there, or the share was away."""
ROUND_SECONDS: Final = 0.6
ENOUGH_ADDED: Final = 1000
"""Additions below which nothing was proven: with leases, 254 of a busy machine were
passed in 1 of 6 runs. Two quiet ones make 1,300 on SMB in twelve rounds."""
_ENOUGH_TURNS: Final = 300
"""Changes of hand between the hosts below which nothing was proven: it is then that a
lock that lies loses something. In twelve rounds two quiet machines have 600 on SMB and
1,050 on NFS; with leases there were 32 in the round that lost."""
_STOOD_STILL: Final = 2.5
"""Seconds beyond a round after which it does not count: a cable was out, and a lock
lost with it is another matter than one that was never there."""
_COUNTED: Final = 2 / 3
"""The part of the rounds that must count."""
_STOOD_STILL_OFTEN: Final = N_("the share stood still again and again")
_TOO_LITTLE: Final = N_("too little could be tried; the share or a machine was busy")


@dataclass(slots=True)
class Count:
    """How often something was added, and what was seen meanwhile."""

    times: int = 0
    back: int = 0
    """How often a number was not larger than the one before."""
    seconds: float = 0.0
    turns: int = 0
    """Stretches of numbers without one of the other host's between."""

    def add(self, other: Count) -> None:
        """Count the other's too."""
        self.times += other.times
        self.back += other.back
        self.seconds = max(self.seconds, other.seconds)


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the counts of both hosts, and by how much the numbers grew."""

    here: list[Count]
    there: list[Count]
    grown: list[int]

    @property
    def lost(self) -> int:
        """How many additions the files do not hold."""
        return sum(
            max(0, here.times + there.times - grown)
            for here, there, grown in zip(
                self.here, self.there, self.grown, strict=True
            )
        )

    @property
    def turns(self) -> int:
        """How often the numbers changed hands between the hosts."""
        return sum(
            max(0, here.turns + there.turns - 1)
            for here, there in zip(self.here, self.there, strict=True)
            if here.turns and there.turns
        )

    @property
    def stood_still(self) -> bool:
        """Whether the share was away for a while."""
        longest = max(count.seconds for count in self.here + self.there)
        return longest > ROUND_SECONDS + _STOOD_STILL


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a proof found."""

    state: str
    rounds: int = 0
    added: int = 0
    """Additions of both hosts."""
    lost: int = 0
    """How many of them the files do not hold."""
    back: int = 0
    is_sound: bool = True
    turns: int = 0
    """How often the numbers changed hands."""
    reason: str = ""
    """Why there is no verdict, in words the catalogues know where it is ours."""


def turns_in(numbers: Iterable[int]) -> int:
    """How many stretches without a gap the numbers of one host make."""
    own = set(numbers)
    return sum(number - 1 not in own for number in own)


def judged(rounds: list[Round], *, is_sound: bool = True) -> Verdict:
    """What the counts of both hosts and the numbers in the files say together."""
    counted = [each for each in rounds if not each.stood_still]
    lost = sum(each.lost for each in counted)
    counts = [count for each in counted for count in each.here + each.there]
    back = sum(count.back for count in counts)
    added = sum(count.times for count in counts)
    turns = sum(each.turns for each in counted)
    state, reason = HELD, ""
    if lost or back or not is_sound:
        state = FAILED
    elif len(counted) < len(rounds) * _COUNTED:
        state, reason = NOTHING, _STOOD_STILL_OFTEN
    elif added < ENOUGH_ADDED or turns < _ENOUGH_TURNS:
        state, reason = NOTHING, _TOO_LITTLE
    return Verdict(state, len(counted), added, lost, back, is_sound, turns, reason)
