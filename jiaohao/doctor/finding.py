"""What `jiaohao doctor` finds, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue, Words, columns


class Level(StrEnum):
    """How bad a finding is."""

    FINE = "fine"
    WARNING = "warning"
    UNUSABLE = "unusable"
    """Nothing can be done here until it is put right."""


_MARK_COLUMNS: Final = 5
"""What the marks take, so that the topics stand below each other."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do about it."""

    topic: str
    """What was looked at, in words the catalogues know; a program's code for it too."""
    level: Level
    words: str
    """What was found, in words the catalogues know."""
    remedy: str = ""
    """What to do, in words the catalogues know; "" where nothing need be done."""
    values: dict[str, object] = field(default_factory=dict)
    """What stands in the places of the words and the remedy."""
    about: str = ""
    """Which one of several, a name or words the catalogues know; "" of only one."""

    def line(self, say: Catalogue) -> str:
        """The finding as people read it."""
        mark = say(_MARKS[self.level])
        mark += " " * max(0, _MARK_COLUMNS - columns(mark))
        topic = say(self.topic)
        if self.about:
            is_known = isinstance(self.about, Words)
            topic += f" ({say(self.about) if is_known else self.about})"
        told = f"{mark}  {topic}: {self.said(say)}"
        return f"{told} {say(self.remedy, **self.values)}" if self.remedy else told

    def said(self, say: Catalogue) -> str:
        """What was found."""
        return say(self.words, **self.values) if self.values else say(self.words)


_MARKS: Final = {
    Level.FINE: N_("ok"),
    Level.WARNING: N_("look"),
    Level.UNUSABLE: N_("STOP"),
}


@dataclass(frozen=True, slots=True)
class Examination:
    """What is looked at: this machine and, where it was found, its office."""

    folder: Path | None
    office: Office | None
    test_page: str | None = None
    """The printer that is to print a test page."""


Look = Callable[[Examination], Iterator[Finding]]
