"""Icons kept on disk beside the words: a warm start draws none."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from shared.canvas.mask import Mask
from shared.canvas.words import Words

_DRAWN_BY: Final = ("icons.py", "moods.py", "icon_marks.py", "pen.py")


def kept_icon(name: str, size: int, form: float, words: Words) -> Mask:
    """An icon as `icons.icon_mask` draws it, kept where `words` keeps its masks."""
    known = f"icon {name} {size} {form} {_mark()}"
    return words.kept(known, lambda: _drawn(name, size, form))


def _drawn(name: str, size: int, form: float) -> Mask:
    # What icons are made of is loaded where one is not on disk yet.
    from shared.canvas.icons import icon_mask

    return icon_mask(name, size, form)


@cache
def _mark() -> str:
    """What changes when icons are drawn otherwise."""
    files = map(Path(__file__).with_name, _DRAWN_BY)
    found = [file.stat() for file in files if file.exists()]
    return " ".join(f"{each.st_mtime_ns}+{each.st_size}" for each in found)
