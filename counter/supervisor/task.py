"""One thing that needs the one who leads the hall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ALARM: Final = "!!"
WARNING: Final = "!"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be seen to."""

    about: str
    """What it is about; stays the same while it needs somebody."""
    mark: str
    when: str
    words: str
    do: str
    """The key that begins it; "help" where only reading helps."""
    target: str | int = ""
    """The help call, service, counter or kiosk that the key acts on."""
