"""Commands that write only where they have a right to, also where root runs them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

TOP: Final = Path(__file__).parents[1]
_NO_MORE_THAN_OTHERS: Final = (
    "setpriv",
    "--inh-caps=-all",
    "--bounding-set=-dac_override",
)
"""Takes from root what lets it write anywhere."""


def run_bound_by_rights(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """What a command comes to; skips where root cannot be bound."""
    prefix: tuple[str, ...] = ()
    if os.geteuid() == 0:
        prefix = _NO_MORE_THAN_OTHERS
        try:
            subprocess.run([*prefix, "true"], capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("needs a second user: this one is root and writes anywhere")
    return subprocess.run(
        [*prefix, *command], capture_output=True, text=True, cwd=TOP, check=False
    )
