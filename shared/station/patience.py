"""How long a station waits for what: one value, so that tests may choose small ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds."""

    beat: float = 4.0
    """How often a worker gives a sign of life."""
    own: float = 4.0
    """After so long without an answer a station gives its own, where it may."""
    ask: float = 13.0
    """After so long without an answer the share is said to be unavailable."""
    silent: float = 6.0
    """Without a sign of life for so long the share is taken to be away."""
    hang: float = 15.0
    """After so long without a word it is left behind: it waits ten for the share."""
    start: float = 45.0
    """How long a program may take to start before it counts as silent: a machine may
    be busy with many, and giving up would only make it busier."""
    errand_rest: float = 5.0
    """Before errands go on, after one that could not be done."""
    leave: float = 5.0
    """How long a station that is to end goes on to hand in what it has."""


NORMAL: Final = Patience()
