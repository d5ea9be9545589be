"""What the kiosk and the lobby need to look as they should: letters and a terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Final

from jiaohao.doctor.finding import Examination, Finding, Level
from shared.canvas.fonts import (
    BITMAP_PACKAGE,
    PACKAGES,
    Script,
    bitmap_font,
    drawing_font,
)
from shared.text.catalogue import N_

_SMALLEST_WORDS: Final = 12
_TOPIC: Final = N_("public screens")
TERMINALS: Final = (
    ("kitty", "kitty --start-as fullscreen -o font_size=4.5"),
    (
        "xterm",
        "xterm -fa 'DejaVu Sans Mono:pixelsize=6' -b 0 -bw 0 +sb -maximized",
    ),
)
"""Terminals and how to start them on 1920 x 1080 pixels, the best first."""


def look_at_screens(_: Examination) -> Iterator[Finding]:
    """Whether large words can be drawn, how sharp small ones are, and where."""
    if drawing_font(Script.CHINESE) is None:
        yield Finding(
            _TOPIC,
            Level.WARNING,
            N_("No font can be found, so words are only as large as the terminal's."),
            N_("On Debian: apt install {package}"),
            {"package": PACKAGES[Script.CHINESE]},
        )
    elif bitmap_font(_SMALLEST_WORDS) is None:
        yield Finding(
            _TOPIC,
            Level.FINE,
            N_("Small Chinese words are sharper with {package} (apt install)."),
            values={"package": BITMAP_PACKAGE},
        )
    there = [command for name, command in TERMINALS if shutil.which(name)]
    if there:
        yield Finding(
            _TOPIC,
            Level.FINE,
            N_("On 1920 x 1080 start the kiosk and the lobby in: {command}"),
            values={"command": there[0]},
        )
    else:
        yield Finding(
            _TOPIC,
            Level.FINE,
            N_("There is neither kitty nor xterm for the kiosk or the lobby."),
            N_("On Debian: apt install {package}"),
            {"package": "kitty"},
        )
