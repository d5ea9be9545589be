"""The services as they lie under the hand, and the wishes for who is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content

from kiosk.concierge.keys import BLOCK
from kiosk.concierge.scene import Scene
from shared.desk.words import short_of
from shared.office.model import Service
from shared.screen.block import Block
from shared.screen.paint import (
    BOLD,
    LIKELY,
    MUTED,
    PLAIN,
    PLATE,
    QUIET,
    WARNING,
    cut,
    put,
    row,
    rule,
)
from shared.text import palette
from shared.text.catalogue import N_

_CHOSEN = f"{palette.BACKGROUND} on {palette.FOREGROUND}"
_KEY = 4
"""Columns of a key's plate with what stands around it."""
_ROOMY = 22
"""Columns of a service where there is room for how long somebody waits."""
_ROWS = 4
"""Rows of a service where there is room: name, who waits, how long, a line."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What can be wished for who is here, and whether it is."""

    do: str
    key: str
    """As the keyboard names it."""
    words: str
    is_wished: bool


@dataclass(frozen=True, slots=True)
class ServicesView:
    """The block of keys at one moment."""

    scene: Scene
    services: Mapping[str, Service]
    """By their keys."""
    wishes: tuple[Wish, ...]
    """Priority, help, fetching, telephone."""
    language_key: str
    languages: tuple[tuple[str, bool], ...]
    """In words, and which is chosen."""
    is_quiet: bool = False
    """Whether the keys mean something else now."""


def draw_services(view: ServicesView, width: int, height: int) -> list[Content]:
    """The wishes above, then the four rows of keys."""
    above, each = _heights(height)
    wishes = (part for _, part in _wishes(view, width))
    rows = [Content.assemble(*wishes), *[Content("")] * (above - 1)]
    for keys in BLOCK:
        rows += _row_of(view, keys, width, each)
    return rows


def _heights(height: int) -> tuple[int, int]:
    """Rows above the keys, and rows of each key with its line."""
    above = 2 if height > len(BLOCK) * _ROWS else 1
    return above, max(1, min((height - above) // len(BLOCK), _ROWS))


def key_at(column: int, line: int, width: int, height: int) -> str:
    """The key drawn at a place of a pane so large (cells from its corner), or ""."""
    above, each = _heights(height)
    at, room = (line - above) // each, width // len(BLOCK[0])
    if line < above or at >= len(BLOCK) or not 0 <= column < room * len(BLOCK[at]):
        return ""
    return BLOCK[at][column // room]


class Services(Block):
    """The block of keys; one that is clicked is pressed."""

    def __init__(self) -> None:
        super().__init__(draw_services, id="services", is_pane=True)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if event.button == 1 and offset is not None:
            width, height = self.content_size
            pressed = key_at(offset.x, offset.y, width, height)
            if offset.y == 0 and isinstance(self.view, ServicesView):
                pressed = wish_at(offset.x, self.view, width)
            if pressed:
                self.post_message(self.Pressed(self, pressed))


def wish_at(column: int, view: ServicesView, width: int) -> str:
    """What stands at a column of the first row (`Wish.do`, "language"), or ""."""
    for do, part in _wishes(view, width):
        if 0 <= column < part.cell_length:
            return do
        column -= part.cell_length
    return ""


def _wishes(view: ServicesView, width: int) -> list[tuple[str, Content]]:
    """The first row, in parts beside what each is of.

    Where room is short the languages not chosen are left out, then the words of what is
    not wished.
    """
    now = "", row(view.scene.say(N_("Now")), " ")
    for has_all, has_words in ((True, True), (False, True), (False, False)):
        wishes = [(each.do, _wish(each, has_words)) for each in view.wishes]
        parts = [now, *wishes, ("language", _languages(view, has_all))]
        if sum(part.cell_length for _, part in parts) <= width:
            break
    return parts


def _wish(wish: Wish, has_words: bool) -> Content:
    said = f" {wish.words} " if has_words or wish.is_wished else ""
    return row((wish.key, PLATE), (said, LIKELY if wish.is_wished else PLAIN), " ")


def _languages(view: ServicesView, has_all: bool) -> Content:
    named = [
        (f" {words} ", _CHOSEN if is_chosen else PLAIN)
        for words, is_chosen in view.languages
        if has_all or is_chosen
    ]
    return row((view.language_key, PLATE), *named)


def _row_of(view: ServicesView, keys: str, width: int, each: int) -> list[Content]:
    room = width // len(keys)
    cells = [_cell(view, key, room - 1, each) for key in keys]
    rows = []
    for at in range(min(each, 3)):
        line = Content("")
        for cell in cells:
            shown = cell[at].truncate(room - 1, ellipsis=True)
            line = line + shown.pad_right(room - shown.cell_length)
        rows.append(line)
    return [*rows, rule(width)] if each == _ROWS and keys != BLOCK[-1] else rows


def _cell(view: ServicesView, key: str, room: int, each: int) -> list[Content]:
    service = view.services.get(key)
    if service is None:
        return [Content("")] * 3
    scene, code = view.scene, service.code
    name = short_of(code, scene.office, scene.say)
    if not scene.is_given(code):
        letter = f"{service.letter}  " if room >= _ROOMY else ""
        says = letter + scene.say(N_("no numbers now"))
        head = put(f" {key}  {cut(name, room - _KEY)}", room, QUIET)
        return [head, put(f"    {says}", room, QUIET), Content("")]
    plate = QUIET if view.is_quiet else PLATE
    is_late = scene.is_late(code)
    mark = " !!" if is_late else ""
    shown = cut(name, room - _KEY - len(mark)) + mark
    head = row((f" {key} ", plate), " ", (shown, WARNING if is_late else BOLD))
    if each == 1:
        return [head + row(("  " + str(scene.waiting(code)), MUTED))]
    return [head, _waiting(scene, service, room), _expected(scene, code)]


def _waiting(scene: Scene, service: Service, room: int) -> Content:
    say, count = scene.say, scene.waiting(service.code)
    people = say(N_("{n} wait"), n=count)
    if not count and room >= _ROOMY:
        return row(f"    {service.letter}  ", (say(N_("nobody waits")), MUTED))
    style = WARNING if scene.is_late(service.code) else PLAIN
    if room < _ROOMY:
        return row(f"    {service.letter}  ", (people, style))
    longest = say(N_("max {n}"), n=scene.longest(service.code))
    return row(f"    {service.letter}  ", (people, style), "  ", (longest, style))


def _expected(scene: Scene, code: str) -> Content:
    found = scene.hall.service(code)
    if found is None or found.wait is None:
        return Content("")
    wait = found.wait
    minutes = f"{wait.low}–{wait.high}" if wait.low < wait.high else f"{wait.high}"
    return row("    " + scene.say(N_("about {minutes} min"), minutes=minutes))
