"""A call that may hang on a dead share, given only so long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from shared.errors import ShareUnavailable
from shared.office.model import find_folder, named_folder
from shared.text.catalogue import N_

Result = TypeVar("Result")

LONGEST_LOOK: Final = 15.0
"""Seconds a command without a screen waits for the share."""


def office_folder(given: Path | None) -> Path:
    """The office folder as `find_folder` finds it, however its share hangs.

    Raises OfficeMistake, ShareUnavailable.
    """
    return within(LONGEST_LOOK, named_folder(given), lambda: find_folder(given))


def within(seconds: float, folder: object, work: Callable[[], Result]) -> Result:
    """What `work` returns or raises; ShareUnavailable when it takes longer.

    The hanging call is left behind in a daemon thread: nothing can interrupt it.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise ShareUnavailable(
            N_("The office folder {folder} has not answered for {seconds} seconds."),
            folder=folder,
            seconds=round(seconds),
        )
    return results[0]
