"""Words by the machine's fonts as masks, remembered and kept on disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from shared.canvas.fonts import Script, bitmap_font, drawing_font
from shared.canvas.mask import EMPTY, Mask
from shared.canvas.mask_store import MaskStore

SIZES: Final = (96, 84, 72, 64, 56, 48, 40, 36, 32, 28, 26, 24, 22, 20, 16, 13, 12)
"""Heights of an em in dots that words are drawn in; between 16 and 20 none."""
SQUEEZED: Final = 85
"""Percent of their width that words may be squeezed to."""
_DRAWN_AS: Final = 1
"""To be raised when `faces` draws otherwise: masks kept before are of no use then."""
_REMEMBERED: Final = 1_200


class Words:
    """Draws words. Without a font at all it draws none: then use terminal text."""

    def __init__(self, folder: Path | None = None, form: float = 1.0) -> None:
        """`folder` keeps masks between starts; `form` is a dot's height by width."""
        self._store = MaskStore(folder) if folder else None
        self._form = round(form, 3)
        self._known: dict[tuple[str, int, int], Mask | None] = {}
        self._fonts = _fonts_mark()
        self.has_font = drawing_font(Script.CHINESE) is not None
        """Whether Chinese words can be drawn."""

    def mask(self, words: str, size: int, squeeze: int = 100) -> Mask | None:
        """Words with an em of `size` dots, cropped to their ink; none without a font.

        `squeeze` is the width in percent of the usual.
        """
        if not words.strip():
            return EMPTY
        known = (words, size, squeeze)
        if known in self._known:
            return self._known[known]
        mask = self._kept(*known)
        self._remember(known, mask)
        return mask

    def _remember(self, known: tuple[str, int, int], mask: Mask | None) -> None:
        if len(self._known) >= _REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[known] = mask

    def _kept(self, words: str, size: int, squeeze: int) -> Mask | None:
        key = f"{words}\n{_DRAWN_AS} {size} {squeeze} {self._form} {self._fonts}"
        mask = self._store.load(key) if self._store else None
        if mask is None:
            from shared.canvas.faces import draw_words

            mask = draw_words(words, size, self._form, squeeze)
            if self._store and mask is not None:
                self._store.save(key, mask)
        return mask

    def kept(self, name: str, draw: Callable[[], Mask]) -> Mask:
        """A mask of something else, remembered and kept as those of words are.

        `name` says what it shows, and changes when it is drawn otherwise.
        """
        mask = self._known.get((name, 0, 0))
        if mask is None:
            mask = self._store.load(name) if self._store else None
            if mask is None:
                mask = draw()
                if self._store:
                    self._store.save(name, mask)
            self._remember((name, 0, 0), mask)
        return mask

    def width(self, words: str, size: int, squeeze: int = 100) -> int | None:
        """How many dots wide words are; none without a font."""
        mask = self.mask(words, size, squeeze)
        return None if mask is None else mask.width


def _fonts_mark() -> str:
    """What changes when a font file does."""
    fonts = [*map(drawing_font, Script), *map(bitmap_font, (12, 13, 15, 16))]
    marks = []
    for font in fonts:
        try:
            found = os.stat(font.file) if font else None
        except OSError:
            found = None
        if font and found:
            marks.append(
                f"{font.file}#{font.index}@{found.st_mtime_ns}+{found.st_size}"
            )
    return " ".join(marks)
