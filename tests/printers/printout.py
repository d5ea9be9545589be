"""What a printer would do with a job: every command of it, and the paper it paints.

Read as strictly as can be: a byte that belongs to no command of ours is a mistake.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image

REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")
"""DLE EOT, DLE ENQ, DLE DC4: a printer obeys them wherever they stand."""
RESET = b"\x1b@"
FEED = b"\x1bd\x06"
CUT = FEED + b"\x1dV\x01"


class Band(NamedTuple):
    """One picture command."""

    times: int
    """How many dots across and down a bit of it becomes."""
    across: int
    """Bytes."""
    rows: int
    data: bytes


def bands(job: bytes) -> Iterator[Band]:
    """The pictures of a job, which has nothing else between its reset and its end."""
    assert job.startswith(RESET), job[:8]
    end = next(end for end in (CUT, FEED) if job.endswith(end))
    rest = job[len(RESET) : -len(end)]
    while rest:
        command, mode, across, rows = struct.unpack("<3sBHH", rest[:8])
        assert command == b"\x1dv0", rest[:8]
        assert across > 0 and 0 < rows <= 255
        data = rest[8 : 8 + across * rows]
        assert len(data) == across * rows
        yield Band({0: 1, 3: 2}[mode], across, rows, data)
        rest = rest[8 + len(data) :]


def printed(job: bytes, dots: int) -> Image.Image:
    """The picture a printer of so many dots paints between the reset and the cut."""
    assert not REAL_TIME.search(job)
    parts = []
    for times, across, rows, data in bands(job):
        part = Image.frombytes("1", (across * 8, rows), data)
        parts.append(part.resize((part.width * times, rows * times)))
    picture = Image.new("1", (dots, sum(part.height for part in parts)))
    top = 0
    for part in parts:
        picture.paste(part, (0, top))
        top += part.height
    return picture.point(lambda dot: not dot)
