"""Files in a folder that others may write to: never through a link, never a pipe.

Who may write there could lay a link to somebody's private file in the place of ours, or
a pipe that holds whoever opens it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from shared.errors import ShareUnsafe
from shared.machine.progress import get_on
from shared.text.catalogue import N_

_CAREFULLY: Final = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_AT_ONCE: Final = 4 * 2**20
"""Bytes copied at once: any disk or share takes so many within a few seconds."""


class NotPlain(ShareUnsafe):
    """What lies there is a link, a pipe, a folder or the like."""

    text = N_("{file} is not a plain file. It was left alone; move it away.")


def opened(file: Path, flags: int = os.O_RDONLY) -> int:
    """A descriptor of a plain file. Raises NotPlain, OSError."""
    refuse_unless_plain(file)
    descriptor = os.open(file, flags | _CAREFULLY, 0o666)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotPlain(file=file)
    return descriptor


def made(file: Path) -> int:
    """A descriptor of a new file, to write to. Raises FileExistsError, OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    return os.open(file, flags | _CAREFULLY, 0o666)


def refuse_unless_plain(file: Path) -> None:
    """Raises NotPlain where something else lies; nothing there is fine."""
    try:
        found = os.lstat(file)
    except FileNotFoundError:
        return
    if not stat.S_ISREG(found.st_mode):
        raise NotPlain(file=file)


def refuse_linked(folder: Path) -> None:
    """Raises NotPlain where a folder's name leads elsewhere; nothing there is fine."""
    try:
        found = os.lstat(folder)
    except FileNotFoundError:
        return
    if stat.S_ISLNK(found.st_mode):
        raise NotPlain(file=folder)


def make_folder(folder: Path) -> None:
    """See that a folder is there. Raises NotPlain where it leads elsewhere, OSError."""
    refuse_linked(folder)
    folder.mkdir(exist_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Copy the bytes of a plain file to a new one. Raises NotPlain, OSError."""
    with (
        os.fdopen(opened(source), "rb") as original,
        os.fdopen(made(target), "wb") as copy,
    ):
        copy_bytes(original, copy)


def sync_file(file: Path) -> None:
    """See that what was written to a file of ours is on its disk."""
    descriptor = opened(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    get_on()


def copy_bytes(original: BinaryIO, copy: BinaryIO) -> None:
    """Copy what is left of an open file, and see it written a little at a time."""
    while chunk := original.read(_AT_ONCE):
        copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
        get_on()
