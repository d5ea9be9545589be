"""The office's logo: read once, beside the screen, which goes on without it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from shared.canvas.logo import Logo, decoded
from shared.errors import OfficeMistake
from shared.text.catalogue import N_
from shared.text.reasons import why

LARGEST_FILE: Final = 1_000_000
"""Bytes of a file that is read."""
_LOG: Final = logging.getLogger(__name__)


def read_logo(file: Path) -> Logo:
    """The picture in a file. Raises OfficeMistake where it cannot be shown."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _not_shown(file, why(error)) from error
    if len(raw) > LARGEST_FILE:
        raise _not_shown(file, f"> {LARGEST_FILE} bytes")
    try:
        return decoded(raw)
    except ValueError as error:
        raise _not_shown(file, str(error)) from error


def _not_shown(file: Path, reason: str) -> OfficeMistake:
    words = N_("The logo {file} is not shown ({reason}).")
    return OfficeMistake(words, file=file, reason=reason)


def fetch_logo(file: Path, take: Callable[[Logo], None]) -> None:
    """Read a logo on a thread of its own, and hand it over there.

    A share that hangs holds nobody up; without a logo there is a line in the log.
    """

    def read() -> None:
        try:
            logo = read_logo(file)
        except OfficeMistake as error:
            _LOG.warning("%s", error)
        else:
            take(logo)

    threading.Thread(target=read, daemon=True, name="logo").start()
