"""Reception of the small office."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.model import Office
from tests.concierge.reception import Reception


@pytest.fixture
def reception(office: Office, office_folder: Path) -> Reception:
    """To be begun with `async with`."""
    return Reception(office, office_folder)
