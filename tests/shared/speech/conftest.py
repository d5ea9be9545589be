"""A machine whose sound card is a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shared.speech.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Commands that play and speak, and what they were asked."""
    return Machine(tmp_path / "machine")
