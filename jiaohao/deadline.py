"""A call that may hang on a dead share, given only so long."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

from shared.errors import ShareUnavailable
from shared.machine.progress import get_on, silence
from shared.office.folder import find_folder, named_folder
from shared.text.catalogue import N_

Result = TypeVar("Result")

LONGEST_LOOK: Final = 15.0
"""Seconds a command without a screen waits for the share."""
_LOOK_SECONDS: Final = 0.2


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
        raise _unanswered(seconds, folder)
    return results[0]


def steadily(
    seconds: float, folder: object, work: Callable[[], Iterator[Result]]
) -> Iterator[Result]:
    """What `work` yields, as it comes, however long it takes all in all.

    ShareUnavailable when it has not got on for so long (see shared.machine.progress).
    """
    told: queue.SimpleQueue[_Told[Result]] = queue.SimpleQueue()

    def run() -> None:
        try:
            for each in work():
                told.put(_Told(each))
        except BaseException as error:
            told.put(_Told(error=error))
        else:
            told.put(_Told(is_end=True))

    get_on()
    threading.Thread(target=run, daemon=True).start()
    while True:
        try:
            found = told.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            if silence() > seconds:
                raise _unanswered(seconds, folder) from None
            continue
        if found.error is not None:
            raise found.error
        if found.is_end:
            return
        if found.value is not None:
            yield found.value


@dataclass(frozen=True, slots=True)
class _Told(Generic[Result]):
    value: Result | None = None
    error: BaseException | None = None
    is_end: bool = False


def _unanswered(seconds: float, folder: object) -> ShareUnavailable:
    words = N_("{folder} has not answered for {seconds} seconds.")
    return ShareUnavailable(words, folder=folder, seconds=round(seconds))
