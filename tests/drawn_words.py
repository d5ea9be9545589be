"""Words drawn once for all tests: letters of a font are half of what a page costs.

pytest's processes, and those that tests start, find the masks in one folder that lasts
as long as the run. What is run alone draws its own.
"""

from __future__ import annotations

import functools
import os
import tempfile
from pathlib import Path
from typing import Final

import pytest

from shared.canvas.words import Words
from shared.machine.state_folder import MASKS

_PLACE: Final = "JIAOHAO_TEST_MASKS"


def begin(config: pytest.Config) -> None:
    """Make the folder, and take it away at the end; workers of xdist inherit it."""
    kept = tempfile.TemporaryDirectory(prefix="jiaohao-masks-")
    os.environ[_PLACE] = kept.name
    config.add_cleanup(kept.cleanup)


def lay_in(state: Path) -> None:
    """Let the stations of a state folder find them."""
    state.mkdir(0o700, parents=True, exist_ok=True)
    (state / MASKS).symlink_to(os.environ[_PLACE], target_is_directory=True)


@functools.cache
def words() -> Words:
    """One for all of a process."""
    return Words(Path(os.environ[_PLACE]) if _PLACE in os.environ else None)
