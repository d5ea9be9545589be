"""Who sits at a counter, where two may sit there together."""

from __future__ import annotations

from typing import Final

BESIDE: Final = " + "
"""Between the names of people who sit at one counter; no name has it."""


def each_of(who: str | None) -> tuple[str, ...]:
    """The names of those who sit at a counter together."""
    return tuple(who.split(BESIDE)) if who else ()
