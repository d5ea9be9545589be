"""A page as tiles, a few at a time: where large letters or few dots leave no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kiosk.act import Back, Fulfil, Take, TurnLarge
from kiosk.band import eases_of
from kiosk.card import Look, Tile
from kiosk.pages.tile_order import in_order
from kiosk.scale import SMALLEST, Role
from kiosk.sheet import Sheet
from kiosk.stack import Line
from kiosk.steps import Condition, Documents, Lacking, NotForYou, Step
from kiosk.view import View
from shared.canvas.boxes import columns, cut_foot, cut_top, even, grid, rows
from shared.canvas.canvas import Align
from shared.canvas.fitting import fit
from shared.canvas.grid import Box
from shared.canvas.words import SQUEEZED
from shared.text.catalogue import N_
from shared.text.palette import ACCENT, BACKGROUND, FOREGROUND, NIGHT

_LEAST_EDGED: Final = 24
"""Dots of a button that has words of 12 between edges."""
_LEAST_HEAD: Final = 20
"""Dots of a title with marks above and below its letters."""
_ICON: Final = 44
"""Dots of an icon on the designed page."""
_LEADING: Final = 1.35
"""Ems from line to line, with what letters have above them."""
_PLAIN_SHAPES: Final = {False: ((1, 2), (1, 1)), True: ((1, 4), (1, 3), (1, 2))}
_SHAPES: Final = {False: ((2, 2), (1, 3), (1, 2), (1, 1)), True: ((1, 4), (1, 3))}
"""Tiles across and down, on a page that is upright or not; the most first."""
_ANSWERS: Final[dict[type[Step], tuple[type, ...]]] = {
    Documents: (Take, Lacking),
    Condition: (Fulfil, NotForYou),
}
"""What a page asks for: it stands below each of the pages that it becomes."""


@dataclass(frozen=True, slots=True)
class Form:
    """How tiles look, and how many of them are on a page."""

    across: int
    down: int
    first: Role
    """Of a tile's first line."""
    more: Role
    """Of all else."""
    is_plain: bool
    """Whether all is black, white and yellow."""

    @property
    def count(self) -> int:
        """Tiles of a page."""
        return self.across * self.down

    @property
    def is_wide(self) -> bool:
        """Whether a tile has all the width."""
        return self.across == 1

    def boxes(self, body: Box, gap: int) -> list[Box]:
        """Where they are; a page of few has not larger ones."""
        return grid(body, self.across, self.down, gap)


def paint_tiles(sheet: Sheet, view: View, page: Sheet) -> None:
    """What is on `page`, which was painted as ever and is not shown."""
    scale, is_plain = sheet.scale, view.way.is_large
    if not scale.is_written:
        sheet.least_inset = 4 if is_plain else 2
    elif sheet.is_short and is_plain:
        sheet.least_inset = 2
    sheet.surface.fill(sheet.box, BACKGROUND if is_plain else NIGHT)
    answers = _ANSWERS.get(type(view.way.here), ())
    tiles = in_order(page.tiles, view.way.here)
    asked = [each for each in tiles if isinstance(each.act, answers)]
    tiles = [each for each in tiles if each not in asked]
    margin = scale.margin if not scale.is_written else 1
    body = sheet.box.inset(margin, 0 if scale.is_written else scale.gap)
    least = _LEAST_EDGED if is_plain else scale.button
    high = max(least, scale.dots(42))
    if scale.is_written:
        high = 4 if sheet.is_short and not is_plain else 6
    body, foot = cut_foot(body, high, scale.gap)
    high = 2 if scale.is_written else max(_LEAST_HEAD, scale.dots(32))
    head, body = cut_top(body, high, scale.gap)
    below = body
    if asked:
        body, below = cut_foot(body, _asked_height(sheet, body), scale.gap)
    shown = _pages(sheet, tiles, body, is_plain=is_plain)
    at = min(view.way.large_page, len(shown) - 1)
    form, here = shown[at]
    _paint_head(sheet, form, view.marked(page.title), f"{at + 1}/{len(shown)}", head)
    for tile, box in zip(here, form.boxes(body, scale.gap), strict=False):
        _paint_tile(sheet, form, tile, box)
    if asked:
        _paint_asked(sheet, form, asked, below)
    _paint_foot(sheet, view, page, form, (at, len(shown)), foot)


def _pages(
    sheet: Sheet, tiles: Sequence[Tile], body: Box, *, is_plain: bool
) -> list[tuple[Form, Sequence[Tile]]]:
    """As many tiles on each page as stand there whole, in the form for so many."""
    roles = (Role.LARGE, Role.LARGE_MORE) if is_plain else (Role.HEAD, Role.NAME)
    shapes = (_PLAIN_SHAPES if is_plain else _SHAPES)[sheet.is_upright]
    forms = [Form(*shape, *roles, is_plain) for shape in shapes]
    pages: list[tuple[Form, Sequence[Tile]]] = []
    while tiles or not pages:
        form = _form(sheet, forms, tiles, body)
        pages.append((form, tiles[: form.count]))
        tiles = tiles[form.count :]
    return pages


def _form(
    sheet: Sheet, forms: Sequence[Form], tiles: Sequence[Tile], body: Box
) -> Form:
    if sheet.scale.is_written:
        # Edges take a row each: where there are few, one tile has them all.
        return forms[-1 if sheet.is_short and forms[0].is_plain else 0]
    few = [each for each in forms if each.count <= len(tiles)] or forms[-1:]
    for form in few:
        [box, *_] = form.boxes(body, sheet.scale.gap)
        if all(_is_whole(sheet, form, tile, box) for tile in tiles[: form.count]):
            return form
    return few[-1]


def _asked_height(sheet: Sheet, body: Box) -> int:
    """Dots of the answers: of one line where there is room for no more."""
    if sheet.has_few_dots and not sheet.is_upright:
        return _LEAST_EDGED
    return body.height // 5 * 2


def _is_whole(sheet: Sheet, form: Form, tile: Tile, box: Box) -> bool:
    """Whether a tile's first line, and how many wait, stand in so large a box."""
    first, told, _ = _lines(form, tile)
    room = sheet.room_in(box, [first], tile.icon, sheet.scale.dots(_ICON))
    line = even(SMALLEST * _LEADING)
    height = room.height
    if told is not None and told.is_bold:
        wide = sheet.words.width(first.words, SMALLEST, SQUEEZED) or 0
        beside = wide + (sheet.words.width(told.words, SMALLEST) or 0)
        is_beside = form.is_wide and beside + sheet.scale.gap <= room.width
        height -= 0 if is_beside else line
    fitted = fit(sheet.words, first.words, room.width, height, SMALLEST)
    if fitted is None or fitted.is_cut:
        return False
    return len(fitted.lines) * line <= height


def _paint_head(sheet: Sheet, form: Form, title: str, count: str, box: Box) -> None:
    scale = sheet.scale
    wide = 6 if scale.is_written else scale.dots(60)
    left = Box(box.x, box.y, box.width - wide, box.height)
    right = Box(box.right - wide, box.y, wide, box.height)
    sheet.stack(left, [Line(title, form.more, FOREGROUND, most=2, is_bold=True)])
    sheet.stack(
        right, [Line(count, form.more, ACCENT, is_bold=True)], align=Align.RIGHT
    )


def _paint_asked(sheet: Sheet, form: Form, asked: Sequence[Tile], box: Box) -> None:
    """The answers beside each other, or below where the page is narrow."""
    split = rows if sheet.is_upright else columns
    weights = [1.0] * len(asked)
    if sheet.has_few_dots:
        asked = [replace(each, icon="") for each in asked]
        weights = _weights(sheet, [each.lines[0].words for each in asked])
    for tile, room in zip(asked, split(box, weights, sheet.scale.gap), strict=True):
        _paint_tile(sheet, form, tile, room)


def _weights(sheet: Sheet, texts: Sequence[str]) -> list[float]:
    """How wide each of some buttons is to be, for words in the smallest letters."""
    wide = [sheet.words.width(each, SMALLEST) or 0 for each in texts]
    return [each + 2 * sheet.scale.pad for each in wide]


def _lines(form: Form, tile: Tile) -> tuple[Line, Line | None, list[Line]]:
    """A tile's first line, the one that is worth most beside it, and all others."""
    # A fact is larger than what it is called.
    first = next((each for each in tile.lines if each.ink != ACCENT), tile.lines[0])
    others = [each for each in tile.lines if each is not first]
    more = [
        replace(each, role=form.more, ink=ACCENT, rank=rank, most=2, left=None)
        for rank, each in enumerate(others, start=1)
    ]
    # How many wait is worth more than the same in another language.
    told = next((each for each in more if each.is_bold), more[0] if more else None)
    first = replace(
        first, role=form.first, ink=FOREGROUND, rank=0, most=2, left=None, after=None
    )
    return first, told, more


def _paint_tile(sheet: Sheet, form: Form, tile: Tile, box: Box) -> None:
    first, told, more = _lines(form, tile)
    is_written = sheet.scale.is_written
    if told is not None:
        others = [replace(each, rank=each.rank + 1) for each in more if each != told]
        more = [replace(told, rank=1), *others]
    if told is not None and not is_written:
        room = sheet.room_in(box, [first], tile.icon, sheet.scale.dots(_ICON))
        is_beside = form.is_wide and not sheet.is_upright
        beside = _with_told(sheet, form, first, told, room.width) if is_beside else None
        needed = sheet.scale.height(form.first) + sheet.scale.height(form.more)
        if beside is not None:
            first, more = beside, more[1:]
        elif told.is_bold and needed > room.height:
            first = replace(first, role=form.more)
    sheet.card(
        box,
        [first, *more],
        act=tile.act,
        look=_look(form, tile),
        icon="" if is_written else tile.icon,
        icon_ink=ACCENT,
        icon_size=sheet.scale.dots(_ICON),
    )


def _with_told(
    sheet: Sheet, form: Form, first: Line, told: Line, width: int
) -> Line | None:
    """A line with what stands after it, smaller where only so both have room."""
    beside = sheet.width(told) + sheet.scale.gap
    for line in (first, replace(first, role=form.more)):
        if sheet.width(line) + beside <= width:
            return replace(line, after=told)
        if not told.is_bold:
            break
    return None


def _look(form: Form, tile: Tile) -> Look:
    if form.is_plain:
        return Look.BLACK if tile.act is not None else Look.BLACK_PLAIN
    return Look.CARD if tile.act is not None else Look.PLAIN


def _paint_foot(
    sheet: Sheet,
    view: View,
    page: Sheet,
    form: Form,
    place: tuple[int, int],
    box: Box,
) -> None:
    """The way back, other letters, and what is on the next page of so many."""
    at, count = place
    eases = [(words, act, "") for words, act in eases_of(view.way)]
    acts: list[tuple[str, object, str]] = [*eases]
    if page.has_back:
        acts.insert(0, (N_("Back"), Back(), "arrow-left"))
    if count > 1:
        acts.append((N_("More"), TurnLarge((at + 1) % count), "arrow-right"))
    is_narrow = sheet.is_upright or sheet.has_few_dots
    has_icons = not sheet.scale.is_written and not is_narrow
    weights = [1.0] * len(acts)
    if sheet.has_few_dots:
        weights = _weights(sheet, [view.say(words) for words, *_ in acts])
    for (words, act, icon), room in zip(
        acts, columns(box, weights, sheet.scale.gap), strict=True
    ):
        is_more = isinstance(act, TurnLarge)
        ink = ACCENT if is_more else FOREGROUND
        line = Line(view.say(words), form.more, ink, most=2, is_bold=True)
        look = Look.BLACK_MORE if is_more else Look.BLACK
        sheet.card(
            room,
            [line],
            act=act,
            look=look if form.is_plain else Look.RAISED,
            icon=icon if has_icons else "",
            icon_ink=ink,
            icon_size=sheet.scale.icon(28),
            align=Align.LEFT if icon and has_icons else Align.CENTRE,
        )
