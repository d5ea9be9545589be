"""What an office does as it grows old, while its stations are at work on a share."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Final

from shared.office.folder import BACKUPS
from shared.sqlite.transactions import Store
from shared.upkeep.copies import verify
from tests.bench.history import write_history
from tests.lab.laboratory import Scene

TICKETS: Final = 500
"""Of two years ago; with their events 3,800 rows, removed at 80 a second on SMB."""
YEAR: Final = date.today().year - 2
_COPY_WAIT: Final = 60.0
"""Seconds in which the hourly copy falls due after the others."""


def with_past(scene: Scene) -> None:
    """Give a new office a closed year behind it."""
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(Path(scratch))
        store.create()
        store.close()
        write_history(store.file, TICKETS, a_day=100, last_day=date(YEAR, 12, 28))
        shutil.copy(store.file, scene.lab.root / "opt" / "past.db")
    scene.lab.here("a", "cp", "/opt/past.db", f"{scene.folder}/queue.db")


def archive(scene: Scene) -> None:
    """`jiaohao archive` moves the closed year aside; its file must have all of it."""
    begun = time.monotonic()
    said = _jiaohao(scene, "archive")
    print(f"{scene.kind} archive, {time.monotonic() - begun:.0f} s: {said}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        moved = _fetched(scene, f"archive-{YEAR}.db", Path(scratch))
        verify(moved)
        assert _count(moved) == TICKETS, "the archive lacks tickets"
    assert "nothing was moved" in _jiaohao(scene, "archive"), "some of it is left"


def back_up(scene: Scene) -> None:
    """`jiaohao backup` twice, and the hourly copy; each must be whole."""
    took = []
    for _ in range(2):
        begun = time.monotonic()
        _jiaohao(scene, "backup")
        took.append(f"{time.monotonic() - begun:.1f} s")
    wait_until = time.monotonic() + _COPY_WAIT
    while len(copies := _copies(scene)) < 3 and time.monotonic() < wait_until:
        time.sleep(2)
    assert len(copies) >= 3, f"no hourly copy: {copies}"
    with tempfile.TemporaryDirectory() as scratch:
        last = [verify(_fetched(scene, name, Path(scratch))) for name in copies]
    assert last == sorted(last), "an older copy has newer events"
    print(f"{scene.kind} copies by hand {took}, last events {last}", flush=True)


def _jiaohao(scene: Scene, do: str) -> str:
    return scene.lab.jiaohao("a", do, scene.folder).replace("\n", " / ")


def _copies(scene: Scene) -> list[str]:
    said = scene.lab.here("a", "ls", f"{scene.folder}/{BACKUPS}")
    return sorted(
        name
        for name in said.split()
        if name.startswith("queue-2") and name.endswith(".db")
    )


def _fetched(scene: Scene, name: str, into: Path) -> Path:
    file = into / name
    file.write_bytes(scene.lab.fetch("a", f"{scene.folder}/{BACKUPS}/{name}"))
    return file


def _count(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        found: int = connection.execute("select count(*) from ticket").fetchone()[0]
        return found
    finally:
        connection.close()
