"""Our modules as bytecode, for the processes that tests and benches start.

Where PYTHONDONTWRITEBYTECODE is set nobody keeps it, and every process would compile
all of them anew: half of what a station takes to start.
"""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Final

_TOP: Final = Path(__file__).parents[1]
_ROOMS: Final = ("counter", "display", "jiaohao", "kiosk", "printers", "shared")


def compile_rooms() -> None:
    """Compile what has changed since it was compiled last."""
    for room in _ROOMS:
        compileall.compile_dir(_TOP / room, quiet=2)
