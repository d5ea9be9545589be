"""A desk for the kiosk's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from shared.office.model import Office
from tests.kiosk.desk import Desk, desk_at
from tests.printers.simulator import Simulator


@pytest.fixture
def desk(office: Office, office_folder: Path) -> Iterator[Desk]:
    """The small office's kiosk."""
    with desk_at(office, office_folder) as desk:
        yield desk


@pytest.fixture
async def printer() -> AsyncIterator[Simulator]:
    """A printer on the network."""
    with Simulator() as simulator:
        yield simulator
