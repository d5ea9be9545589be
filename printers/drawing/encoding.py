"""What a printer is told: a paper as an ESC/POS job."""

from __future__ import annotations

import logging
import os
import re
import shutil
import struct
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from printers.papers.paper import Paper

if TYPE_CHECKING:
    from PIL import Image

_RASTER: Final = struct.Struct("<3sBHH")
"""GS v 0, the one picture command that every printer has: mode, bytes across, rows."""
_AS_IT_IS: Final = 0
_DOUBLED: Final = 3
"""Modes: each bit is a dot, or four."""
_HIGHEST_BAND: Final = 254
"""Rows; many printers keep no more of a picture at once. Even, for pairs of rows."""
_WORTH_A_BAND: Final = 24
"""Bytes that a band of its own has to save: 8 are its command, the rest is for letters
cut through, as a cheap printer may halt there."""
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
_KEPT_FOLDER: Final = "ESCPOS_CAPABILITIES_PICKLE_DIR"
"""Where python-escpos keeps what it knows of printers, if a person named a folder."""


def as_bytes(paper: Paper, dots: int, *, has_cutter: bool = True) -> bytes:
    """The paper for a printer of so many dots: reset, the picture in bands, cut."""
    # Pillow takes 45 ms to import and a kiosk without a printer needs none.
    from printers.drawing.faces import find_fonts
    from printers.drawing.picture import as_picture

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
    # A printer without a width would make it print to the screen.
    return _dummy()(profile="TM-T20II")


@cache
def _dummy() -> Any:
    """python-escpos' printer without a printer."""
    # python-escpos takes 200 ms to import, and it gives the root logger a handler
    # that writes on the screen, unless there is one.
    silence = logging.NullHandler()
    logging.root.addHandler(silence)
    try:
        from escpos import capabilities
        from escpos.printer import Dummy
    finally:
        logging.root.removeHandler(silence)
    if _KEPT_FOLDER not in os.environ:
        # It leaves a new folder with 70 kB to each process and reads none of them.
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return Dummy


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
    return b"".join(
        _command(inked[band.top : band.bottom], band) for band in _bands(inked)
    )


class _Band(NamedTuple):
    """Rows that are sent with one command."""

    top: int
    bottom: int
    across: int
    """Bytes of the widest row."""
    comes_in_fours: bool
    """Whether all dots are pairs across, and all rows pairs down."""


def _bands(inked: list[bytes]) -> list[_Band]:
    """The rows parted where a command more costs less than the white it leaves out."""
    bands: list[_Band] = []
    top = 0
    for row, same in groupby(inked):
        end = top + len(list(same))
        across, comes_in_pairs = max(1, len(row)), _comes_in_pairs(row)
        for start in range(top, end, _HIGHEST_BAND):
            stop = min(start + _HIGHEST_BAND, end)
            in_fours = comes_in_pairs and (stop - start) % 2 == 0
            band = _Band(start, stop, across, in_fours)
            while bands and (joined := _joined(bands[-1], band)) is not None:
                bands.pop()
                band = joined
            bands.append(band)
        top = end
    return bands


def _joined(upper: _Band, lower: _Band) -> _Band | None:
    """Two bands as one, unless it takes clearly more bytes."""
    if lower.bottom - upper.top > _HIGHEST_BAND:
        return None
    whole = _Band(
        upper.top,
        lower.bottom,
        max(upper.across, lower.across),
        upper.comes_in_fours and lower.comes_in_fours,
    )
    return (
        whole if _size(whole) <= _size(upper) + _size(lower) + _WORTH_A_BAND else None
    )


def _size(band: _Band) -> int:
    """The bytes of its dots."""
    if band.comes_in_fours:
        return (band.bottom - band.top) // 2 * -(-band.across // 2)
    return (band.bottom - band.top) * band.across


def _command(rows: list[bytes], band: _Band) -> bytes:
    """A band, with one dot more where its dots would be a command of their own."""
    mode, across = _AS_IT_IS, band.across
    if band.comes_in_fours:
        mode, across = _DOUBLED, -(-across // 2)
        rows = _halved(rows[::2], across)
    data = b"".join(row.ljust(across, b"\0") for row in rows)
    head = _RASTER.pack(b"\x1dv0", mode, across, len(rows))
    return head + _REAL_TIME.sub(_ONE_DOT_MORE, data)


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
