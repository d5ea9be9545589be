"""The buttons below a number: the way on, another try or more time, large letters."""

from __future__ import annotations

from typing import Final

from kiosk.band import letters_words
from kiosk.card import Look
from kiosk.given import Given, Said
from kiosk.on_paper import OnPaper
from kiosk.scale import SMALLEST
from kiosk.sheet import Sheet
from kiosk.view import View
from shared.canvas.boxes import columns, rows
from shared.canvas.cells import text_columns
from shared.canvas.grid import Box
from shared.text.catalogue import N_

_DONE: Final = {
    OnPaper.NONE: N_("I have noted it"),
    OnPaper.MISSING: N_("I have noted it"),
    OnPaper.IN_DOUBT: N_("Yes, I have it"),
}
_TWO_BUTTONS: Final = 10
"""Dots that two buttons below each other need where the terminal writes the words."""
_AROUND: Final = 20
"""Dots beside the words of a button, where all three stand in a row."""


def paint_buttons(sheet: Sheet, view: View, given: Given, box: Box) -> None:
    """The yellow way on; beside it another try, or more time."""
    done = _DONE.get(given.paper, N_("Done"))
    other, act = N_("More time"), Said.MORE_TIME
    if given.paper is OnPaper.IN_DOUBT:
        other, act = N_("No paper came"), Said.NO_PAPER
    elif given.paper is OnPaper.MISSING:
        other, act = N_("Print again"), Said.NO_PAPER
    texts = [view.say(each) for each in (other, done, letters_words(view.way))]
    less, main = _boxes(sheet, texts, box)
    sheet.button(less, view.say(other), second=view.beside(other), act=act)
    sheet.button(
        main,
        view.say(done),
        second=view.beside(done),
        act=Said.DONE,
        look=Look.MAIN,
        icon="" if sheet.scale.is_large or sheet.has_few_dots else "tick",
    )


def _boxes(sheet: Sheet, texts: list[str], box: Box) -> list[Box]:
    """Of the two buttons; what changes the letters gets its corner beside them."""
    gap = sheet.scale.gap
    weights = [_weight(sheet, each) for each in texts]
    is_low = sheet.scale.is_written and box.height < _TWO_BUTTONS
    if is_low or sheet.has_few_dots:
        less, main, *corner = columns(box, weights[: 3 if is_low else 2], gap)
        sheet.corner = corner[0] if corner else None
    elif sheet.is_upright:
        first, main = columns(box, [48, 52], gap)
        less, sheet.corner = rows(first, [1, 1], gap)
    else:
        first, main = rows(box, [48, 52], gap)
        parts = [1, 1] if sheet.scale.is_written else [weights[0], weights[2]]
        less, sheet.corner = columns(first, parts, gap)
    return [less, main]


def _weight(sheet: Sheet, words: str) -> float:
    """How wide a button with these words is to be, beside others."""
    if sheet.scale.is_written:
        return 2 + text_columns(words)
    return _AROUND + (sheet.words.width(words, SMALLEST) or 0)
