"""The pages of the flow screen: what a service asks of people, in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from textual.content import Content

from display.content.words import Tongues, padded, wrapped
from shared.office.model import Service
from shared.text.catalogue import columns

_SIDE_BY_SIDE: Final = 80
"""Columns from which the two languages stand side by side."""
_GUTTER: Final = 3
_HEADING: Final = "bold $primary"
_SMALL: Final = "$secondary"
_BOX: Final = "[ ] "


@dataclass(frozen=True, slots=True)
class Item:
    """One thing said, in one or two languages, behind a number or a box."""

    texts: tuple[str, ...]
    mark: str = ""
    style: str = ""
    is_heading: bool = False


def items_of(service: Service, tongues: Tongues) -> list[Item]:
    """What the flow screen says of a service, below its name."""
    found: list[Item] = []
    if service.for_whom:
        found.append(Item(tongues.phrase(service.for_whom)))
    if service.minutes is not None:
        minutes = tongues.say("About {n} minutes at the counter", n=service.minutes)
        found.append(Item(minutes))
    if service.steps:
        found.append(_heading(tongues.say("Steps")))
        found += [
            Item(tongues.phrase(step), f"{number} ")
            for number, step in enumerate(service.steps, 1)
        ]
    if service.documents:
        found.append(_heading(tongues.say("Please bring")))
        found += [Item(tongues.phrase(each), _BOX) for each in service.documents]
    if service.legal:
        found.append(Item(tongues.phrase(service.legal), style=_SMALL))
    return found


def pages_of(
    service: Service, tongues: Tongues, width: int, height: int
) -> list[list[Content]]:
    """The pages of a service, each at most `height` lines, the name on every one.

    Where all fits on one page, what is left of it goes between the items.
    """
    name = _lines(Item(tongues.phrase(service.name), style=_HEADING), tongues, width)
    title = name[: max(1, height - 2)]
    room = max(1, height - len(title))
    blocks = list(_blocks(items_of(service, tongues), tongues, width))
    for each in (_apart(blocks, all_of_them=True), _apart(blocks, all_of_them=False)):
        if sum(map(len, each)) <= room:
            return [[*title, *chain.from_iterable(each)]]
    pages = _packed([block.lines for block in blocks], room)
    return [[*title, *page] for page in pages]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that stay together: an item, a heading with the first one below it."""

    lines: list[Content]
    is_part: bool
    """Whether a new part of the page begins with it."""


def _blocks(items: Sequence[Item], tongues: Tongues, width: int) -> Iterator[_Block]:
    heading: list[Content] = []
    for item in items:
        lines = _lines(item, tongues, width)
        if item.is_heading:
            heading = lines
            continue
        yield _Block(heading + lines, bool(heading) or item.style == _SMALL)
        heading = []


def _apart(blocks: Sequence[_Block], *, all_of_them: bool) -> list[list[Content]]:
    return [
        [Content(), *block.lines] if all_of_them or block.is_part else block.lines
        for block in blocks
    ]


def _packed(blocks: Sequence[list[Content]], room: int) -> list[list[Content]]:
    pages: list[list[Content]] = [[]]
    for block in blocks:
        if pages[-1] and len(pages[-1]) + len(block) > room:
            pages.append([])
        for line in block:
            if len(pages[-1]) == room:
                pages.append([])
            pages[-1].append(line)
    return pages


def _lines(item: Item, tongues: Tongues, width: int) -> list[Content]:
    is_wide = len(tongues.languages) > 1 and width >= _SIDE_BY_SIDE
    column = (width - _GUTTER) // 2 if is_wide else width
    mark_width = columns(item.mark)
    texts = [wrapped(text, max(2, column - mark_width)) for text in item.texts]
    if not is_wide:
        lines = [line for text in texts for line in text]
        marks = [item.mark] + [" " * mark_width] * len(lines)
        return [
            Content.styled(mark + line, item.style)
            for mark, line in zip(marks, lines, strict=False)
        ]
    return [
        Content.styled(
            _side(item.mark, texts[0], row, column + _GUTTER)
            + _side(item.mark, texts[1] if len(texts) > 1 else [], row, column),
            item.style,
        )
        for row in range(max(map(len, texts)))
    ]


def _side(mark: str, lines: Sequence[str], row: int, width: int) -> str:
    if row >= len(lines):
        return " " * width
    return padded((mark if row == 0 else " " * columns(mark)) + lines[row], width)


def _heading(texts: tuple[str, ...]) -> Item:
    return Item(texts, style=_HEADING, is_heading=True)
