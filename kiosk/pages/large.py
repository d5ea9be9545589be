"""A page in large letters: what is on it, two tiles at a time, black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kiosk.band import USUAL
from kiosk.scale import Role
from kiosk.sheet import Look, Sheet, Tile
from kiosk.stack import Line
from kiosk.view import View
from kiosk.way import Back, Enlarge, Home, Speak, TurnLarge
from shared.canvas.boxes import columns, cut_foot, cut_top, pages_of, rows
from shared.canvas.canvas import Align
from shared.canvas.grid import Box
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, BACKGROUND, FOREGROUND, QUIET

_LEAST_FOOT: Final = 24
"""Dots of a button that has words of 12 between its edges."""


def paint_large(sheet: Sheet, view: View, page: Sheet) -> None:
    """What is on `page`, which was painted as ever and is not shown."""
    scale = sheet.scale
    sheet.surface.fill(sheet.box, BACKGROUND)
    tiles = _in_order(page.tiles)
    shown = pages_of(tiles, 4 if sheet.is_upright else 2)
    at = min(view.way.large_page, len(shown) - 1)
    margin = scale.margin if not scale.is_written else 1
    body = sheet.box.inset(margin, 0 if scale.is_written else scale.gap)
    high = 6 if scale.is_written else max(_LEAST_FOOT, scale.dots(42))
    body, foot = cut_foot(body, high, scale.gap)
    head, body = cut_top(body, 2 if scale.is_written else scale.dots(32), scale.gap)
    _paint_head(sheet, page.title, f"{at + 1}/{len(shown)}", head)
    weights = [1] * max(len(shown[at]), 2)
    for tile, box in zip(shown[at], rows(body, weights, scale.gap), strict=False):
        _paint_tile(sheet, tile, box)
    _paint_foot(sheet, view, page, at, len(shown), foot)


def _in_order(tiles: Sequence[Tile]) -> list[Tile]:
    """Each once, as they stand on the page; the languages, which all know, last."""
    seen = dict.fromkeys(part for each in tiles for part in _parts(each))
    return sorted(seen, key=lambda each: isinstance(each.act, Speak | Home))


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


def _paint_head(sheet: Sheet, title: str, count: str, box: Box) -> None:
    scale = sheet.scale
    wide = 6 if scale.is_written else scale.dots(60)
    left = Box(box.x, box.y, box.width - wide, box.height)
    right = Box(box.right - wide, box.y, wide, box.height)
    sheet.stack(left, [Line(title, Role.LARGE_MORE, FOREGROUND, most=2, is_bold=True)])
    sheet.stack(
        right, [Line(count, Role.LARGE_MORE, ACCENT, is_bold=True)], align=Align.RIGHT
    )


def _paint_tile(sheet: Sheet, tile: Tile, box: Box) -> None:
    # A fact is larger than what it is called.
    first = next((each for each in tile.lines if each.ink != ACCENT), tile.lines[0])
    others = [each for each in tile.lines if each is not first]
    more = [
        replace(each, role=Role.LARGE_MORE, ink=ACCENT, rank=rank, most=2, left=None)
        for rank, each in enumerate(others, start=1)
    ]
    # How many wait is worth more than the same in another language.
    told = next((each for each in more if each.is_bold), more[0] if more else None)
    is_written = sheet.scale.is_written
    is_beside = not sheet.is_upright and not is_written
    large = replace(
        first,
        role=Role.LARGE,
        ink=FOREGROUND,
        rank=0,
        most=2,
        left=None,
        after=told if is_beside else None,
    )
    sheet.card(
        box,
        [large, *(each for each in more if each != told or not is_beside)],
        act=tile.act,
        look=Look.BLACK if tile.act is not None else Look.BLACK_PLAIN,
        icon="" if is_written else tile.icon,
        icon_ink=ACCENT,
        icon_size=sheet.scale.dots(56),
    )


def _paint_foot(
    sheet: Sheet, view: View, page: Sheet, at: int, count: int, box: Box
) -> None:
    """The way back, the letters of before, and what is on the next page."""
    acts: list[tuple[str, object, str]] = [(USUAL, Enlarge(False), "")]
    if page.has_back:
        acts.insert(0, (N_("Back"), Back(), "arrow-left"))
    if count > 1:
        acts.append((N_("More"), TurnLarge((at + 1) % count), "arrow-right"))
    boxes = columns(box, [1] * len(acts), sheet.scale.gap)
    has_icons = not sheet.scale.is_written and not sheet.is_upright
    for (words, act, icon), room in zip(acts, boxes, strict=True):
        is_more = isinstance(act, TurnLarge)
        line = Line(view.say(words), Role.LARGE_MORE, ACCENT if is_more else FOREGROUND,
                    most=2, is_bold=True)  # fmt: skip
        sheet.card(
            room,
            [line],
            act=act,
            look=Look.BLACK_MORE if is_more else Look.BLACK,
            icon=icon if has_icons else "",
            icon_ink=ACCENT if is_more else FOREGROUND,
            icon_size=sheet.scale.icon(28),
            align=Align.LEFT if icon and has_icons else Align.CENTRE,
        )
