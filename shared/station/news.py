"""What a station tells those who watch: news of the hall, or why there are none."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Final

from shared.offline.memory import Memory
from shared.wire.requests import refused, to_json

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

    def hear(self, line: bytes, *, is_away: bool) -> tuple[str, str] | None:
        """Pass a worker's news on; code and words where they are of trouble.

        That all is as before is no news while nothing can be written (`is_away`), and
        not true after news that were passed over.
        """
        if line.startswith(b'{"watch":{"ok":false'):
            told = json.loads(line)["watch"]
            return told["error"], told["message"]
        if b'"seq":' in line:
            if self._memory.has_kept():
                # It lacks what was done here; the next news will have it.
                self.is_due = True
                return None
            self._memory.hear_news(line)
            self.is_due = False
        elif is_away or self.is_due:
            # Not all is as it was told last.
            return None
        if self.is_wanted:
            self._write(line.decode())
        return None

    def tell_kept(self) -> None:
        """Show what was just done here; the rest is as old as it is."""
        shown = self._memory.shown()
        if self.is_wanted and shown is not None:
            self._write(to_json({"watch": {**shown, "kept": True}}))

    def tell_trouble(self, code: str, words: str) -> None:
        """Say once a second what keeps the share from us."""
        now = time.monotonic()
        if not self.is_wanted or now - self._told_at < TELL_SECONDS:
            return
        self._told_at = now
        may_issue = self._memory.may_issue()
        told = {**refused(code, words), "may_issue": may_issue}
        self._write(to_json({"watch": told}))

    def is_to_be_asked(self) -> bool:
        """Whether the worker is to be asked to tell the hall anew; then it is."""
        is_now = self.is_due and not self._memory.has_kept()
        self.is_due = self.is_due and not is_now
        return is_now and self.is_wanted
