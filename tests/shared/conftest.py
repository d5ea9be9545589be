"""Fixtures of these tests: the file itself, and a kiosk's station as a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.office.folder import QUEUE_FILE
from tests.processes import Process


@pytest.fixture
def file(office_folder: Path) -> Path:
    """The queue.db of the small office."""
    return office_folder / QUEUE_FILE


@pytest.fixture
def kiosk(office_folder: Path) -> Iterator[Process]:
    """A station named as a kiosk with a reserve; it has said hello."""
    process = Process(office_folder, "kiosk-1")
    process.read()
    yield process
    process.process.kill()
    process.process.communicate()
