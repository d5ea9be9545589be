"""Where numbers and steps stand on a lobby page, alone or beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from display.painting.header import header_height
from display.painting.page import Page
from display.painting.strip import line_height
from shared.canvas.boxes import cut_foot
from shared.canvas.grid import Box

BESIDE_COLUMNS: Final = 200
"""From here on both stand beside each other; else in turn."""
_SERVING_SHARE: Final = 0.68
"""Of the width, for the numbers where both stand beside each other."""


def below_header(page: Page) -> Box:
    """What the header leaves of a page."""
    high = header_height(page)
    return Box(0, high, page.box.width, max(0, page.box.height - high))


def beside(page: Page, notices: Sequence[str]) -> tuple[Box, Box, Box]:
    """The numbers, the steps, and the running line below both."""
    box = below_header(page)
    high = line_height(page, notices) if notices else 0
    upper, line = cut_foot(box, high, 0)
    left = int(upper.width * _SERVING_SHARE)
    numbers = Box(upper.x, upper.y, left, upper.height)
    return numbers, Box(left, upper.y, upper.width - left, upper.height), line
