"""What of a page becomes a tile of its own, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.act import Home, Speak, Turn
from kiosk.card import Tile
from kiosk.stack import Line
from kiosk.steps import AllServices, Step
from shared.text.palette import ACCENT, QUIET


def in_order(tiles: Sequence[Tile], here: Step) -> list[Tile]:
    """Each once, as they stand on the page; what all know or have chosen, last."""
    is_chosen = isinstance(here, AllServices) and here.need is not None

    def comes_last(tile: Tile) -> bool:
        is_tab = isinstance(tile.act, Turn) and isinstance(tile.act.step, AllServices)
        return isinstance(tile.act, Speak | Home) or (is_chosen and is_tab)

    seen = dict.fromkeys(part for each in tiles for part in _parts(each))
    return sorted(seen, key=comes_last)


def _parts(tile: Tile) -> list[Tile]:
    """A card of several sentences as a tile for each, so that none is left out."""
    if tile.act is not None or sum(map(_is_sentence, tile.lines)) < 2:
        return [tile]
    parts: list[list[Line]] = [[]]
    for line in tile.lines:
        if _is_sentence(line) and any(map(_is_sentence, parts[-1])):
            parts.append([])
        parts[-1].append(line)
    first, *others = (tuple(each) for each in parts)
    return [replace(tile, lines=first), *(Tile(each, None, "") for each in others)]


def _is_sentence(line: Line) -> bool:
    return line.most > 1 and line.ink not in (QUIET, ACCENT)
