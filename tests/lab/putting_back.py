"""A copy put in the place of queue.db, as a person does it while stations work."""

from __future__ import annotations

import time
from typing import Final

from shared.office.folder import QUEUE_FILE
from tests.lab.laboratory import Lab, Scene

_WORK_ON: Final = 5.0
"""Seconds of work that the copy does not have."""


def put_back(lab: Lab, folder: str) -> float:
    """Put the newest copy in place of the file; seconds until it was whole."""
    begun = time.monotonic()
    print(lab.jiaohao("b", "restore", folder), flush=True)
    return time.monotonic() - begun


def overwrite(scene: Scene) -> None:
    """Somebody writes other bytes over the file."""
    file = f"of={scene.folder}/{QUEUE_FILE}"
    _spoilt(scene, "dd", "if=/dev/urandom", file, "bs=4096", "count=8", "conv=notrunc")


def delete(scene: Scene) -> None:
    """Somebody deletes the file."""
    _spoilt(scene, "rm", f"{scene.folder}/{QUEUE_FILE}")


def _spoilt(scene: Scene, *words: str) -> None:
    scene.lab.jiaohao("b", "backup", scene.folder)
    time.sleep(_WORK_ON)
    scene.lab.here("c", *words)
    seconds = put_back(scene.lab, scene.folder)
    print(
        f"{scene.kind} {words[0]}: a copy was put back in {seconds:.0f} s", flush=True
    )
