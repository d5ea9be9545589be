"""What a printer is told: a paper as an ESC/POS job."""

from __future__ import annotations

import logging
import re
import struct
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from printers.paper import Paper

if TYPE_CHECKING:
    from PIL import Image

_RASTER: Final = struct.Struct("<3sBHH")
"""GS v 0, the one picture command that every printer has: mode, bytes across, rows."""
_AS_IT_IS: Final = 0
_DOUBLED: Final = 3
"""Modes: each bit is a dot, or four."""
_HIGHEST_BAND: Final = 254
"""Rows; many printers keep no more of a picture at once. Even, for pairs of rows."""
_WHITE_BAND: Final = re.compile(r" {8,}")
"""So many white rows are worth a band of their own."""
_REAL_TIME: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""DLE EOT, DLE ENQ, DLE DC4: printers obey them even in the middle of a picture."""
_ONE_DOT_MORE: Final = b"\x18"
_FIRST_OF_PAIRS: Final = bytes(byte >> 1 & 0x55 for byte in range(256))
_SECOND_OF_PAIRS: Final = bytes(byte & 0x55 for byte in range(256))
_EVERY_SECOND: Final = bytes(
    sum((byte >> 2 * place & 1) << place for place in range(4)) for byte in range(256)
)
"""What becomes of each byte: its pairs of dots compared, or halved."""
_FEED_LINES: Final = 6
"""From the print head to the edge where a paper without a cutter is torn off."""


def as_bytes(paper: Paper, dots: int, *, has_cutter: bool = True) -> bytes:
    """The paper for a printer of so many dots: reset, the picture in bands, cut."""
    # Pillow takes 45 ms to import and a kiosk without a printer needs none.
    from printers.drawing import as_picture
    from printers.faces import find_fonts

    job = _empty_job()
    job.hw("INIT")
    job._raw(_raster(as_picture(paper, dots, find_fonts())))
    if has_cutter:
        job.cut("PART")
    else:
        job.print_and_feed(_FEED_LINES)
    output: bytes = job.output
    return output


def _empty_job() -> Any:
    """A python-escpos printer that only remembers what it is told."""
    # python-escpos takes 200 ms to import, and it gives the root logger a handler
    # that writes on the screen, unless there is one.
    silence = logging.NullHandler()
    logging.root.addHandler(silence)
    try:
        from escpos.printer import Dummy
    finally:
        logging.root.removeHandler(silence)
    # A printer without a width would make it print to the screen.
    return Dummy(profile="TM-T20II")


def _raster(picture: Image.Image) -> bytes:
    """The picture in bands from top to bottom, each no wider than its ink.

    White bands are pictures too: feed commands count half dots on some makes.
    """
    rows = picture.tobytes("raw", "1;I")
    stride = -(-picture.width // 8)
    inked = [
        rows[start : start + stride].rstrip(b"\0")
        for start in range(0, len(rows), stride)
    ]
    marks = "".join("#" if row else " " for row in inked)
    edges = {0, len(inked)}
    for white in _WHITE_BAND.finditer(marks):
        edges |= {*white.span()}
    bounds = sorted(edges)
    return b"".join(
        _band(inked[top : min(top + _HIGHEST_BAND, bottom)])
        for start, bottom in pairwise(bounds)
        for top in range(start, bottom, _HIGHEST_BAND)
    )


def _band(rows: list[bytes]) -> bytes:
    """Rows as wide as the widest, with one dot more where they would be a command."""
    mode, across = _AS_IT_IS, max(1, *map(len, rows))
    if _comes_in_fours(rows):
        mode, across = _DOUBLED, -(-across // 2)
        rows = _halved(rows[::2], across)
    data = b"".join(row.ljust(across, b"\0") for row in rows)
    head = _RASTER.pack(b"\x1dv0", mode, across, len(rows))
    return head + _REAL_TIME.sub(_ONE_DOT_MORE, data)


def _comes_in_fours(rows: list[bytes]) -> bool:
    """Whether all dots are pairs across, and all rows pairs down."""
    return rows[::2] == rows[1::2] and all(map(_comes_in_pairs, rows[::2]))


def _comes_in_pairs(row: bytes) -> bool:
    return row.translate(_FIRST_OF_PAIRS) == row.translate(_SECOND_OF_PAIRS)


def _halved(rows: list[bytes], across: int) -> list[bytes]:
    """Every second dot of each row."""
    padded = (row.ljust(2 * across, b"\0").translate(_EVERY_SECOND) for row in rows)
    return [
        bytes(
            left << 4 | right for left, right in zip(row[::2], row[1::2], strict=True)
        )
        for row in padded
    ]
