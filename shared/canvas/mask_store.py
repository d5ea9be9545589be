"""Finished masks kept on disk: a warm start draws words without opening a font."""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import zlib
from pathlib import Path
from threading import get_ident
from typing import Final

from shared.canvas.mask import STEPS, Mask

_MARK: Final = b"jiaohao mask 1\n"
_HEAD: Final = struct.Struct("<HHhI")
_LARGEST: Final = 2**22
"""Dots a mask may have: more than any screen."""


class MaskStore:
    """Masks by what they show, one small file each, the oldest put away first.

    Several processes may use one folder: a file is put in its place whole. What
    cannot be read, or is not what was written, is as if it were not there.
    """

    def __init__(self, folder: Path, most: int = 3_000) -> None:
        """`most` is how many masks are kept."""
        self._folder = folder
        self._most = most
        self._added = 0

    def load(self, key: str) -> Mask | None:
        """The mask of a key, or none."""
        try:
            found = self._file(key).read_bytes()
            return _read(found)
        except (OSError, ValueError, struct.error, zlib.error):
            return None

    def save(self, key: str, mask: Mask) -> None:
        """Keep a mask. A disk that is full or locked is no reason to stop."""
        head = _HEAD.pack(mask.width, mask.height, mask.base, zlib.crc32(mask.levels))
        file = self._file(key)
        scratch = file.with_suffix(f".{os.getpid()}-{get_ident()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(0o700, parents=True, exist_ok=True)
            scratch.write_bytes(_MARK + head + zlib.compress(mask.levels, 1))
            scratch.replace(file)
            self._added += 1
            if self._added % 200 == 1:
                self._put_away()

    def _file(self, key: str) -> Path:
        return self._folder / hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()

    def _put_away(self) -> None:
        """Remove the oldest over the limit."""
        ages = sorted(
            (each.stat().st_mtime, each.name) for each in self._folder.iterdir()
        )
        for _, name in ages[: max(0, len(ages) - self._most)]:
            with contextlib.suppress(OSError):
                (self._folder / name).unlink()


def _read(found: bytes) -> Mask:
    start = len(_MARK)
    if not found.startswith(_MARK):
        raise ValueError("not a mask")
    width, height, base, check = _HEAD.unpack_from(found, start)
    if width * height > _LARGEST:
        raise ValueError("too large")
    levels = zlib.decompressobj().decompress(
        found[start + _HEAD.size :], width * height + 1
    )
    is_whole = len(levels) == width * height and zlib.crc32(levels) == check
    if not is_whole or (levels and max(levels) > STEPS):
        raise ValueError("damaged")
    return Mask(width, height, levels, base)
