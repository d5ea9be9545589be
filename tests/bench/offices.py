"""Folders to measure in: empty, or with years behind them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from shared.sqlite.transactions import Store
from tests.bench.history import write_history
from tests.short import rounds

TEMPLATE: Final = (
    Path(__file__).parents[2] / "shared" / "office" / "templates" / "minimal.toml"
).read_text(encoding="utf-8")
FIVE_YEARS: Final = 1_500_000
PAST: Final = int(os.environ.get("JIAOHAO_BENCH_TICKETS", rounds(100_000, least=200)))
"""Tickets behind the old file, 6.67 events each; FIVE_YEARS take 5 GB and minutes."""


def new_office(folder: Path, past: int = 0) -> Office:
    """An office with so many tickets behind it; a file of years is made only once."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / OFFICE_FILE).write_text(TEMPLATE, encoding="utf-8")
    kept = folder.parent / f"past-{past}.db"
    if not kept.exists():
        store = Store(folder)
        store.create()
        store.close()
        if past:
            write_history(folder / QUEUE_FILE, past)
            shutil.copy(folder / QUEUE_FILE, kept)
    else:
        shutil.copy(kept, folder / QUEUE_FILE)
    return load_office(folder)
