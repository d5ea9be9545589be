"""A new version comes to an office at work on a share: twelve stations of it at once.

The newer program is this one with one more migration; beside it stations of this one
are at work, which are told to update.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from shared.office.folder import BACKUPS
from shared.tables.migrations import SCHEMA_VERSION
from shared.upkeep.copies import verify as verify_copy
from tests.lab.growing_old import with_past
from tests.lab.laboratory import HOSTS, MOUNTS, Lab, LabFailed, Scene
from tests.lab.work import names_on, result, verify, work

HEAD: Final = (
    "| mount | new stations | all of them answered after s | copies | old stations"
    " | told to update after s | lost | half updated |\n"
    "|---|---|---|---|---|---|---|---|"
)
SECONDS: Final = 20.0
_OLD_SECONDS: Final = 120.0
"""How long an old station asks on before it gives up to be told."""
_BEFORE: Final = 15.0
"""Seconds in which the old ones work alone."""


def measure(lab: Lab, kind: str) -> dict[str, list[str]]:
    """One row: the file of this version, and stations of the next."""
    scene = Scene(lab, kind, f"{MOUNTS[kind][0]}/office-update")
    new = names_on(*HOSTS)
    old = [f"{host}-old" for host in HOSTS]
    lab.new_office(scene.folder, new)
    with_past(scene)
    _lay_next_program(lab)
    with ThreadPoolExecutor(len(new) + len(old)) as pool:
        outdated = [pool.submit(_outdated, scene, name) for name in old]
        time.sleep(_BEFORE)
        begun = time.time()
        running = {
            name: pool.submit(
                work, lab, name, scene.folder, index + 1, SECONDS, program="next"
            )
            for index, name in enumerate(new)
        }
        told = [result(name, each) for name, each in running.items()]
        refused = [each.result() for each in outdated]
    copies = _copies_of_this_version(scene)
    checked = verify(lab, scene.folder, [*new, *old])
    first = max(each["first_at"] for each in told) - begun
    heard = max(each["told_at"] for each in refused) - begun
    done = sum(each["answers"] for each in refused)
    print(f"{kind} update: old ones {done} answers, all {checked}", flush=True)
    row = (
        f"| {kind} | {len(new)} | {first:.1f} | {copies} | {len(old)} | {heard:.1f}"
        " | 0 | 0 |"
    )
    return {"update": [row]}


def _outdated(scene: Scene, name: str) -> dict[str, Any]:
    """A station of this version works until it is told to update."""
    words = ("python3", "-m", "tests.lab.outdated", scene.folder, name)
    said = scene.lab.here(name[0], *words, str(_OLD_SECONDS), seconds=_OLD_SECONDS + 60)
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    if found["error"] != "share_unsafe":
        raise LabFailed(f"{name} was not told to update: {found}")
    return found


def _lay_next_program(lab: Lab) -> None:
    """The program with one more migration, beside the one that is there."""
    site = lab.root / "opt" / "next"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(lab.root / "opt" / "jiaohao", site)
    file = site / "shared" / "sqlite" / "schema.py"
    head, mark, rest = file.read_text(encoding="utf-8").partition("\n\ndef version_of(")
    assert mark
    more = (
        "MIGRATIONS = (*MIGRATIONS, ('next', 'create table next (a text) strict;'))\n"
        "SCHEMA_VERSION = len(MIGRATIONS)\n"
    )
    file.write_text(f"{head}\n{more}\n{mark}{rest}", encoding="utf-8")


def _copies_of_this_version(scene: Scene) -> int:
    """The copies made before the update: one, whole, and of the version before."""
    said = scene.lab.here("a", "ls", f"{scene.folder}/{BACKUPS}").split()
    names = [name for name in said if name.startswith("queue-before-update-")]
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            copy = Path(scratch) / name
            file = f"{scene.folder}/{BACKUPS}/{name}"
            copy.write_bytes(scene.lab.fetch("a", file))
            verify_copy(copy)
            assert _version(copy) == SCHEMA_VERSION
        now = Path(scratch) / "queue.db"
        now.write_bytes(scene.lab.fetch("a", f"{scene.folder}/queue.db"))
        assert _version(now) == SCHEMA_VERSION + 1
    return len(names)


def _version(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        found: int = connection.execute("pragma user_version").fetchone()[0]
        return found
    finally:
        connection.close()
