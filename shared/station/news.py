"""What a station tells those who watch: news of the hall, or why there are none."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from shared.offline.memory import Memory
from shared.wire.encoder import state_body
from shared.wire.errands import Trouble
from shared.wire.json_text import to_json
from shared.wire.requests import refused

TELL_SECONDS: Final = 1.0
"""How often watchers hear that the share is away."""


class News:
    """The news of one station; nobody hears them until `is_wanted`."""

    def __init__(self, memory: Memory, write: Callable[[str], None]) -> None:
        self._memory, self._write = memory, write
        self.is_wanted = False
        """Whether somebody asked to watch."""
        self.is_due = False
        """Whether news were passed over until what was done here is handed in."""
        self._told_at = float("-inf")

    def hear_state(self, state: bytes) -> None:
        """Pass the hall on (JSON), if it has what was done here."""
        if self._memory.has_kept():
            # It lacks what was done here; the next news will have it.
            self.is_due = True
            return
        self._memory.hear_news(state)
        self.is_due = False
        self._tell(state.decode())

    def hear_same(self, told: bytes, *, is_away: bool) -> None:
        """Pass on that all is as before, with the time (JSON).

        That is no news while nothing can be written (`is_away`), and not true after
        news that were passed over.
        """
        if not is_away and not self.is_due:
            self._tell(told.decode())

    def tell_kept(self) -> None:
        """Show what was just done here; the rest is as old as it is."""
        hall, office = self._memory.hall(), self._memory.office
        if hall is not None and office is not None:
            told = hall.without_ranges()
            self._tell(state_body(told, office, is_kept=True))

    def tell_trouble(self, trouble: Trouble) -> None:
        """Say once a second what keeps the share from us."""
        now = time.monotonic()
        if not self.is_wanted or now - self._told_at < TELL_SECONDS:
            return
        self._told_at = now
        may_issue = self._memory.may_issue()
        told = refused(trouble.error, trouble.message)
        self._tell(to_json({**told, "may_issue": may_issue}))

    def is_to_be_asked(self) -> bool:
        """Whether the worker is to be asked to tell the hall anew; then it is."""
        is_now = self.is_due and not self._memory.has_kept()
        self.is_due = self.is_due and not is_now
        return is_now and self.is_wanted

    def _tell(self, news: str) -> None:
        if self.is_wanted:
            self._write(f'{{"watch":{news}}}')
