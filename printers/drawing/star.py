"""What a Star printer in raster mode is told: a paper row by row, then the cut.

Such a printer (TSP100 and TSP143 of most years) passes ESC/POS over in silence. The
commands are those of Star's manual of the raster mode: ESC * r, a letter, and a figure
in writing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from printers.papers.paper import Paper

if TYPE_CHECKING:
    from PIL import Image

_INITIALIZE: Final = b"\x1b*rR"
_ENTER: Final = b"\x1b*rA"
_LEAVE: Final = b"\x1b*rB"
_NO_PAGES: Final = b"\x1b*rP0\0"
_CUTS_AT_END: Final = b"\x1b*rE13\0"
"""The end of a paper feeds it to the cutter and leaves it hanging by a corner."""
_TEARS_AT_END: Final = b"\x1b*rE1\0"
_END: Final = b"\x1b\x0c\x04"
"""Does nothing where nothing was printed."""
_ROW: Final = struct.Struct("<cH")
_FEED_DOTS: Final = 180
"""From the print head to the edge where a paper without a cutter is torn off."""


def as_star_bytes(paper: Paper, dots: int, *, has_cutter: bool = True) -> bytes:
    """The paper for a Star printer of so many dots: raster mode, rows, cut."""
    # As for ESC/POS: who prints nothing needs no Pillow.
    from printers.drawing.faces import find_fonts
    from printers.drawing.picture import as_picture

    rows = b"".join(_rows(as_picture(paper, dots, find_fonts())))
    return _framed(rows, has_cutter=has_cutter)


def star_cut() -> bytes:
    """Cuts off what a torn job left hanging; without a row it would do nothing."""
    return _framed(_row(b"\0"), has_cutter=True)


def _framed(rows: bytes, *, has_cutter: bool) -> bytes:
    at_end = _CUTS_AT_END if has_cutter else _TEARS_AT_END
    feed = b"" if has_cutter else _feed(_FEED_DOTS)
    head = _INITIALIZE + _ENTER + _NO_PAGES + at_end
    return head + rows + feed + _END + _LEAVE


def _rows(picture: Image.Image) -> Iterator[bytes]:
    """Each row no wider than its ink; white ones together as a feed."""
    data = picture.tobytes("raw", "1;I")
    stride = -(-picture.width // 8)
    inked = (
        data[start : start + stride].rstrip(b"\0")
        for start in range(0, len(data), stride)
    )
    for row, same in groupby(inked):
        count = len(list(same))
        yield _row(row) * count if row else _feed(count)


def _row(ink: bytes) -> bytes:
    return _ROW.pack(b"b", len(ink)) + ink


def _feed(count: int) -> bytes:
    return f"\x1b*rY{count}\0".encode()
