"""Journals that lie beside queue.db and are not its own.

SQLite rolls back what it finds in `queue.db-journal`, whoever left it there: with the
journal of another file, or an old one beside a copy that was put back by hand, it
would overwrite sound pages. Garbage it leaves alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from shared.machine.plain_file import opened

_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_PAGE_SIZE: Final = slice(16, 18)
_COUNTER: Final = slice(24, 28)
_HEADER_BYTES: Final = 28
_LOOKS: Final = 3
_PAUSE: Final = 0.05
"""Seconds between looks: a journal that is at work changes or goes meanwhile."""


def is_foreign(file: Path, read_header: Callable[[], bytes]) -> bool:
    """Whether a journal beside the file cannot be its own.

    `read_header` gives the first 100 bytes of the file. A station may be in the middle
    of a commit, so one look is no proof: its journal changes or goes meanwhile.
    """
    journal = file.with_name(f"{file.name}-journal")
    marks = set()
    for look in range(_LOOKS):
        if look:
            time.sleep(_PAUSE)
        mark = _foreign_mark(journal, read_header())
        if mark is None:
            return False
        marks.add(mark)
    return len(marks) == 1


def _foreign_mark(journal: Path, header: bytes) -> bytes | None:
    """What tells a journal that does not fit the header from the next; else none.

    Its own journal holds the first page as it was: with the change counter that the
    file has now, or the one before.
    """
    try:
        with os.fdopen(opened(journal), "rb") as found:
            lead = found.read(_HEADER_BYTES)
            if lead[:8] != _MAGIC or len(lead) < _HEADER_BYTES:
                return None
            sector, size = (int.from_bytes(lead[at : at + 4], "big") for at in (20, 24))
            if size != _page_size(header):
                return lead
            found.seek(sector)
            while len(record := found.read(4 + size + 4)) == 4 + size + 4:
                if int.from_bytes(record[:4], "big") == 1:
                    counter = record[4:][_COUNTER]
                    return None if _fits(counter, header) else lead + counter
    except OSError:
        # It went meanwhile, as a journal does.
        return None
    return None


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[_PAGE_SIZE], "big")
    return 65_536 if size == 1 else size


def _fits(counter: bytes, header: bytes) -> bool:
    before, now = (int.from_bytes(each, "big") for each in (counter, header[_COUNTER]))
    return now in (before, before + 1)
