"""Fixtures of the pages: the process that serves a module's own `folder`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.page.serving import Served, served


@pytest.fixture
def site(folder: Path) -> Iterator[Served]:
    """The pages of an office at work."""
    with served(folder) as found:
        yield found
