"""What a printer is told: a paper as an ESC/POS job."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from printers.paper import Paper

if TYPE_CHECKING:
    from PIL import Image

_HIGHEST_BAND: Final = 255
"""Dots; many printers keep no more of a picture at once."""
_WHITE_BAND: Final = re.compile(r"( {8,})")
_REAL_TIME: Final = re.compile(rb"\x10[\x04\x05\x14]")
"""DLE EOT, DLE ENQ, DLE DC4: printers obey them even in the middle of a picture."""


def as_bytes(paper: Paper, dots: int, *, has_cutter: bool = True) -> bytes:
    """The paper for a printer of so many dots: reset, the picture in bands, cut."""
    # Pillow takes 45 ms to import and a kiosk without a printer needs none.
    from printers.drawing import as_picture
    from printers.faces import find_font

    job = empty_job()
    job.hw("INIT")
    job._raw(_raster(as_picture(paper, dots, find_font())))
    if has_cutter:
        job.cut("PART")
    else:
        job.print_and_feed(6)
    output: bytes = job.output
    return output


def empty_job() -> Any:
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
    """The picture from top to bottom in bands, each no wider than its ink."""
    stride = picture.width // 8
    rows = picture.tobytes()
    white = b"\xff" * stride
    marks = "".join(
        " " if rows[start : start + stride] == white else "#"
        for start in range(0, len(rows), stride)
    )
    bands: list[bytes] = []
    top = 0
    for part in _WHITE_BAND.split(marks):
        bottom = top + len(part)
        if part.isspace():
            bands.append(_feed(len(part)))
        elif part:
            bands.append(_band(picture.crop((0, top, picture.width, bottom))))
        top = bottom
    return b"".join(bands)


@lru_cache
def _feed(dots: int) -> bytes:
    """A white band; the feed commands go another way on every make of printer."""
    from PIL import Image

    job = empty_job()
    job.image(Image.new("1", (8, dots), 1), fragment_height=_HIGHEST_BAND)
    output: bytes = job.output
    return output


def _band(picture: Image.Image) -> bytes:
    """A band cut off at the right, and moved until its bytes hold no command."""
    from PIL import ImageChops

    from printers.drawing import MARGIN

    ink = ImageChops.invert(picture.convert("L")).getbbox()
    assert ink is not None
    band = picture.crop((0, 0, -(-ink[2] // 8) * 8, picture.height))
    job = empty_job()
    for shift in range(MARGIN):
        job.clear()
        job.image(ImageChops.offset(band, -shift, 0), fragment_height=_HIGHEST_BAND)
        if not _REAL_TIME.search(job.output):
            break
    output: bytes = job.output
    return output
