"""What a station keeps on its own disk, never on the share."""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
import sys
from pathlib import Path
from typing import Final

import platformdirs

from shared.errors import JiaohaoError, StationTaken
from shared.text.catalogue import N_
from shared.text.reasons import why

MASKS: Final = "masks"
"""The folder in it where drawn words are kept between starts."""
TICKS: Final = "ticks"
"""The folder in it where counters keep what was ticked of a visit's papers."""
_OURS: Final = frozenset(
    {"journals", "logs", MASKS, "offices", "print", "stations", TICKS}
)
"""What lies in the state folder."""
_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


class StateFolderUnusable(JiaohaoError):
    code = "state_folder"
    text = N_(
        "This machine's own folder {folder} cannot be used ({reason}). "
        "Free some space, set its rights, or name another in JIAOHAO_STATE."
    )


def state_folder() -> Path:
    """The folder for this machine's own files: $JIAOHAO_STATE or the platform's.

    Raises StateFolderUnusable for a user without a home, as of a bare service.
    """
    named = os.environ.get("JIAOHAO_STATE")
    if named:
        return Path(named)
    try:
        return platformdirs.user_state_path("jiaohao", False)
    except RuntimeError as error:
        reason = N_("this user has no home folder")
        raise StateFolderUnusable(folder="–", reason=reason) from error


def make_own_folder(folder: Path) -> None:
    """See that a folder of this machine's own is there, for this user alone.

    Raises OSError.
    """
    for each in (folder.parent, folder):
        if not each.is_dir():
            each.mkdir(0o700, parents=True, exist_ok=True)


def make_own_file(file: Path) -> None:
    """See that a file is there, and its folder, for this user alone. Raises OSError."""
    make_own_folder(file.parent)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def put_rights_right() -> None:
    """Close what an earlier version, or a hand, left open to other users.

    What else lies in a folder that JIAOHAO_STATE names is left as it is, and the
    folder too. Raises OSError.
    """
    top = state_folder()
    if not top.is_dir():
        return
    found = {each.name for each in top.iterdir() if not each.name.startswith(".")}
    if found <= _OURS:
        _close(top, 0o700)
    for name in found & _OURS:
        for each in (top / name, *(top / name).rglob("*")):
            if not each.is_symlink():
                _close(each, 0o700 if each.is_dir() else 0o600)


def _close(place: Path, mode: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        found = place.stat()
        is_ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
        if is_ours and found.st_mode & 0o077:
            place.chmod(mode)


def place() -> str:
    """This machine and state folder: the host name, a space, and a mark."""
    boot = _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else ""
    mark = hashlib.sha256(f"{boot} {state_folder().absolute()}".encode()).hexdigest()
    return f"{socket.gethostname()} {mark[:16]}"


class NameLock:
    """Held while a station of this name works here; the system frees it at death."""

    def __init__(self, office: str, name: str) -> None:
        """`office` is the mark of the office: it is the same by whatever path."""
        known = f"{office}\n{name}"
        mark = hashlib.sha256(known.encode()).hexdigest()[:24]
        self.name = name
        self.file = state_folder() / "stations" / f"{mark}.lock"
        self._descriptor: int | None = None

    def take(self) -> None:
        """Raises StationTaken while another process holds it, StateFolderUnusable."""
        try:
            make_own_folder(self.file.parent)
            put_rights_right()
            descriptor = os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise StateFolderUnusable(
                folder=state_folder(), reason=why(error)
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise StationTaken(station=self.name, place=socket.gethostname()) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the name go."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
