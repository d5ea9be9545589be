"""An office whose queue was brought to a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.folder import OFFICE_FILE
from tests.stores import fresh_address
from tests.support import OFFICE


@pytest.fixture
def server_address() -> str:
    """A database without anything of ours, as office.toml may name it."""
    return fresh_address()


def name_store(folder: Path, address: str) -> None:
    """Have office.toml say where the queue is; "": in the file."""
    store = f'\n[store]\naddress = "{address}"\n' if address else ""
    (folder / OFFICE_FILE).write_text(OFFICE + store, encoding="utf-8")


@pytest.fixture
def server_office(office_folder: Path, server_address: str) -> Path:
    """The small office at work on a server."""
    from jiaohao.move_store import move_store
    from shared.text.catalogue import catalogue

    name_store(office_folder, server_address)
    list(move_store(office_folder, catalogue("en")))
    return office_folder
