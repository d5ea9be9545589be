"""A picture such as an office's logo, decoded once, as dots of any height."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LARGEST_SIDE: Final = 2_000
"""Pixels of a picture that is decoded, in each direction."""
SMALLEST: Final = 8
"""Dots high; a smaller logo is left out."""
_KEPT: Final = (512, 128)
"""Pixels that are kept of it: more than any screen has dots for."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: red, green, blue and how much it covers, a byte each, row by row."""

    width: int
    height: int
    pixels: bytes

    def scaled(self, height: int, form: float = 1.0) -> Logo:
        """As many dots high; `form` is the height of a dot by its width."""
        return _scaled(self, height, form)


def decoded(png: bytes) -> Logo:
    """The picture in a PNG file. Raises ValueError where it cannot be shown."""
    # Pillow takes 90 ms to import, and most offices have no logo.
    from PIL import Image

    broken = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            is_small = max(image.size) <= LARGEST_SIDE
            kept = image.convert("RGBA") if is_small else None
    except (*broken, Image.DecompressionBombError) as error:
        raise ValueError(type(error).__name__) from error
    if kept is None:
        raise ValueError(f"> {LARGEST_SIDE} pixels")
    kept.thumbnail(_KEPT, Image.Resampling.BOX)
    return Logo(*kept.size, kept.tobytes())


@lru_cache(maxsize=8)
def _scaled(logo: Logo, height: int, form: float) -> Logo:
    from PIL import Image

    width = max(1, round(logo.width * height / logo.height * form))
    whole = Image.frombytes("RGBA", (logo.width, logo.height), logo.pixels)
    small = whole.resize((width, height), Image.Resampling.BOX)
    return Logo(width, height, small.tobytes())
