"""What is new in the hall, for who watches: looked for often, told when it is so."""

from __future__ import annotations

import math
from typing import Final

from shared.clock import rfc3339
from shared.errors import JiaohaoError
from shared.service.command_handler import CommandHandler
from shared.text.catalogue import catalogue
from shared.wire.errands import Trouble
from shared.wire.frames import Frame, Kind, packed
from shared.wire.json_text import to_json

LOOK_SECONDS: Final = 0.1
"""How often one who is watched looks for news."""
LOOK_WELL_SECONDS: Final = 2.0
"""How often a watcher looks for what has no event: a station gone, a wait grown old."""
TELL_SECONDS: Final = 1.0
"""How often a watcher hears that nothing changed."""
BEHIND_STEPS: Final = (200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000, 300_000)
"""Milliseconds to which it is rounded up: a change of it is news to all."""


class HallWatch:
    """The news of one office, each told once; `is_wanted` until then nobody looks."""

    def __init__(self, handler: CommandHandler) -> None:
        self._handler, self._ledgers = handler, handler.ledgers
        self.is_wanted = False
        self._seen_mark: tuple[object, tuple[bool, str]] | None = None
        self._seen_hall: object = None
        self._told_content = ""
        self._told_at = self._looked_at = self._looked_well_at = float("-inf")
        self._fresh_at: float | None = None
        self._oldest = 0.0

    def begin(self) -> None:
        """Tell all of it anew."""
        self.is_wanted, self._seen_mark, self._told_content = True, None, ""

    def news(self, instant: int, now: float) -> Frame | None:
        """What there is to tell at `now` (ticks), the office's time being `instant`.

        Raises OfficeOutdated.
        """
        if not self.is_wanted or now - self._looked_at < LOOK_SECONDS:
            return None
        self._looked_at = now
        is_due = now - self._told_at >= TELL_SECONDS
        try:
            state = self._changed(instant, now)
        except JiaohaoError as error:
            self._seen_mark, self._told_content = None, ""
            message = error.message(catalogue(self._handler.office.language))
            told = Frame(Kind.TROUBLE, packed(Trouble(error.code, message)))
        else:
            self._note_fresh(now)
            if state is not None:
                self._told_at = now
                return Frame(Kind.NEWS, state.encode())
            as_of = rfc3339(instant, self._handler.office.time_zone)
            told = Frame(Kind.SAME, to_json({"ok": True, "as_of": as_of}).encode())
        if not is_due:
            return None
        self._told_at = now
        return told

    def behind(self) -> int | None:
        """How old what is told was since this was asked last; see StationNow."""
        if self._fresh_at is None:
            return None
        oldest, self._oldest = 1_000 * self._oldest, 0.0
        step = next((each for each in BEHIND_STEPS if oldest <= each), None)
        return step or 60_000 * math.ceil(oldest / 60_000)

    def _note_fresh(self, now: float) -> None:
        """What is told is of `now` (ticks): until then it was of the look before."""
        if self._fresh_at is not None:
            self._oldest = max(self._oldest, now - self._fresh_at)
        self._fresh_at = now

    def _changed(self, instant: int, now: float) -> str | None:
        """The answer to `state`, or none when it is as it was told last."""
        mark = (self._ledgers.mark(), self._handler.file), self._openness(instant)
        is_due = now - self._looked_well_at >= LOOK_WELL_SECONDS
        if mark == self._seen_mark and not is_due:
            return None
        is_known = self._seen_mark is not None and mark[1] == self._seen_mark[1]
        self._seen_hall, state = self._handler.news(
            self._seen_hall if is_known else None
        )
        self._seen_mark, self._looked_well_at = mark, now
        # What follows the time of looking; a sign of life changes none of it.
        content = state.partition('"seq":')[2] if state is not None else ""
        if state is None or content == self._told_content:
            return None
        self._told_content = content
        return state

    def _openness(self, instant: int) -> tuple[bool, str]:
        office = self._handler.office
        return office.is_open(instant), office.business_day(instant).isoformat()
