"""Pages to paint in tests."""

from __future__ import annotations

from shared.canvas.canvas import Align, Surface
from shared.canvas.grid import Box, Grid
from shared.canvas.words import Words
from shared.text.palette import (
    ACCENT,
    BAND,
    CARD,
    EDGE,
    FOREGROUND,
    INK,
    LETTERS,
    NIGHT,
    QUIET,
    WARNING,
)

FINE = Grid(480, 135, (4, 8))
_TILES = (
    ("職業訓練", "Training", "職訓、生活津貼", "training"),
    ("諮詢支持", "Advice, support", "青年、個別協助", "talk"),
    ("雇主服務", "For employers", "求才、證明書", "building"),
    ("領表詢問", "Forms, papers", "幾分鐘辦完", "bolt"),
)


def needs(words: Words, grid: Grid = FINE) -> Surface:
    """The kiosk's page of needs, as the picture kiosk-need-480x135 shows it."""
    page = Surface(grid, NIGHT, words)
    page.fill(Box(0, 0, 480, 30), BAND)
    page.words("今天要辦什麼？", Box(12, 0, 160, 30), FOREGROUND, 22)
    page.words("What do you need today?", Box(184, 0, 170, 30), QUIET, 13)
    page.strokes("10:24", Box(400, 0, 68, 30), FOREGROUND, 18, Align.RIGHT)
    _large(page, Box(12, 38, 225, 94), "失業給付", "Unemployment benefit", "money")
    _large(page, Box(243, 38, 225, 94), "找工作", "Find a job", "briefcase")
    for number, tile in enumerate(_TILES):
        _small(page, Box(12 + 116 * number, 140, 108, 94), number, *tile)
    box = Box(12, 242, 225, 26)
    page.card(box, ACCENT)
    page.words("取號", box.inset(8, 2), INK, 20, align=Align.CENTRE)
    page.ticket("D081", 300, 242, 18, FOREGROUND, LETTERS[3])
    return page


def _large(page: Surface, box: Box, name: str, second: str, icon: str) -> None:
    page.card(box, CARD, EDGE)
    page.icon(icon, box.x + 14, box.y + 18, 38, WARNING)
    page.words(name, Box(box.x + 66, box.y + 6, 152, 40), FOREGROUND, 36)
    page.words(second, Box(box.x + 66, box.y + 48, 152, 20), QUIET, 16)
    page.icon("people", box.x + 14, box.y + 71, 16, ACCENT)
    page.words("12 位", Box(box.x + 36, box.y + 70, 40, 20), FOREGROUND, 16)
    page.icon("clock", box.x + 86, box.y + 71, 16, ACCENT)
    page.words("約 20-45 分", Box(box.x + 106, box.y + 70, 110, 20), FOREGROUND, 16)


def _small(
    page: Surface, box: Box, number: int, name: str, second: str, what: str, icon: str
) -> None:
    page.card(box, CARD, EDGE)
    page.icon(icon, box.x + 8, box.y + 8, 26, LETTERS[number])
    page.words(name, Box(box.x + 8, box.y + 38, 92, 24), FOREGROUND, 22)
    page.words(second, Box(box.x + 8, box.y + 62, 92, 14), QUIET, 12)
    page.words(what, Box(box.x + 8, box.y + 76, 92, 14), QUIET, 12)


def coarse(words: Words) -> Surface:
    """A page of a small terminal: a number drawn, all words the terminal's."""
    page = Surface(Grid(54, 20), NIGHT, words)
    page.fill(Box(0, 0, 54, 6), BAND)
    page.write("失業給付初次申請", 2, 1, 40, FOREGROUND, is_bold=True)
    page.write("10:24", 40, 1, 12, FOREGROUND, align=Align.RIGHT)
    page.card(Box(2, 8, 50, 18), CARD, EDGE, radius=2)
    page.ticket("C153", 6, 10, 10, FOREGROUND, LETTERS[2])
    page.icon("clock", 3, 28, 10, ACCENT)
    page.write("約 20-45 分", 16, 15, 30, FOREGROUND)
    page.write("20-45 minutes", 16, 16, 30, QUIET)
    return page
