"""A desk for the kiosk's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.office.model import Office
from tests.kiosk.desk import Desk, desk_at


@pytest.fixture
def desk(office: Office, office_folder: Path) -> Iterator[Desk]:
    """The small office's kiosk."""
    with desk_at(office, office_folder) as desk:
        yield desk
