"""Fixtures of the console command: the screens it starts find their words drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drawn_words import lay_in


@pytest.fixture(autouse=True)
def drawn_words(state_folder: Path) -> None:
    lay_in(state_folder)
