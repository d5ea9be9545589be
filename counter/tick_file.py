"""Ticks on papers and steps, kept on this machine: they outlive a restart.

Not in the file of the office: a tick must work while the share is away, and a day's ten
thousand ticks are nobody else's business. What is kept are rows, marks and counts; no
name, no note, no number of a person.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from counter.visit import Paper, Ticks
from shared.machine.state_folder import TICKS, make_own_file, state_folder

_log = logging.getLogger(__name__)
_LARGEST: Final = 1_000_000
"""Bytes; a day's visits need a twentieth."""


class _Kept(msgspec.Struct, frozen=True):
    """What the file says."""

    day: str
    """The business day (ISO 8601)."""
    ticks: dict[str, tuple[str, int]]
    """By the row of the visit: a mark for each paper, and how many steps are done."""


class TickFile:
    """The ticks of one counter's visits of one day."""

    def __init__(self, office: Path, number: int) -> None:
        """`office` is the office folder; another has its own file."""
        known = f"{office.absolute()}\n{number}"
        mark = hashlib.sha256(known.encode()).hexdigest()[:24]
        self.file = state_folder() / TICKS / f"{mark}.json"

    def read(self, day: str) -> dict[int, Ticks]:
        """By row; nothing where it is of another day, or cannot be read."""
        try:
            with self.file.open("rb") as opened:
                kept = msgspec.json.decode(opened.read(_LARGEST), type=_Kept)
            return {
                int(key): Ticks(tuple(Paper(mark) for mark in papers), steps)
                for key, (papers, steps) in kept.ticks.items()
                if kept.day == day
            }
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            _log.warning("ticks=unread error=%s", type(error).__name__)
            return {}

    def write(self, day: str, ticks: Mapping[int, Ticks]) -> None:
        """Keep what is ticked; where that cannot be, it is lost with the screen."""
        told = {
            str(key): ("".join(each.papers), each.steps)
            for key, each in ticks.items()
            if each.steps or set(each.papers) - {Paper.OPEN}
        }
        beside = self.file.with_suffix(".new")
        try:
            make_own_file(beside)
            beside.write_bytes(msgspec.json.encode(_Kept(day, told)))
            os.replace(beside, self.file)
        except OSError as error:
            _log.warning("ticks=unkept error=%s", type(error).__name__)
            with contextlib.suppress(OSError):
                beside.unlink()
