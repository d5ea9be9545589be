"""Whether the file that is open is still the one that lies there."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

from shared.machine.mount import Access
from shared.machine.plain_file import NotPlain, opened

SHARE_SECONDS: Final = 1.0
"""How often a share is asked; a local disk is asked each time."""


class Identity:
    """Of one file, as it was when it was opened."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: tuple[int, int] | None = None
        self._asked_at = float("-inf")

    def note(self) -> bool:
        """Remember the file that lies there now; whether it is the one of before."""
        before, self._known = self._known, self._found()
        return before == self._known

    def is_lost(self, access: Access | None) -> bool:
        """Whether somebody moved the file, deleted it or put another in its place.

        On a share that is found out after a second.
        """
        now = time.monotonic()
        if access is not Access.LOCAL:
            if now - self._asked_at < SHARE_SECONDS:
                return False
            self._asked_at = now
        try:
            if access is Access.NFS:
                # Or the name would be looked up in a cache for half a minute.
                os.listdir(self._file.parent)
            elif access is Access.SMB:
                # One that was deleted is still found by stat while it is open here.
                os.close(opened(self._file))
        except (OSError, NotPlain):
            return True
        return self._found() != self._known

    def _found(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._file)
        except OSError:
            return None
        return found.st_dev, found.st_ino
