"""Runs that take minutes, made short: to see that they work, not what they measure."""

from __future__ import annotations

import os
from typing import Final

IS_SHORT: Final = bool(os.environ.get("JIAOHAO_SHORT"))
IS_EVERY: Final = bool(os.environ.get("JIAOHAO_EVERY"))
"""Whether all are tried where some stand for the others: `make looks`, `make soak`."""


def rounds(count: int, *, least: int = 2) -> int:
    """So many rounds, or few where the run is a short one."""
    return least if IS_SHORT else count
