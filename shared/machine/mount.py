"""What kind of place a folder lies on, and how the file there wants to be used.

Measured with several hosts on real SMB and NFS mounts. The kinds that exclude one
host's writers from another's are told from those that only seem to.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from shared.errors import ShareUnsafe
from shared.text.catalogue import N_, Sentence, Words

_MOUNTS: Final = Path("/proc/self/mountinfo")


class Access(StrEnum):
    """The ways to use the file, each right for its kind of mount."""

    LOCAL = "local"
    """A disk of this machine: SQLite as it comes, one lasting connection."""
    NFS = "nfs"
    """The same; NFS revalidates its cache when a lock is taken, and fences."""
    SMB = "smb"
    """Linux' cifs cannot turn a shared lock into an exclusive one: open exclusively,
    one transaction, close; and look whether somebody wrote under a lost lock."""
    WINDOWS_SHARE = "windows share"
    """SMB as Windows mounts it: SQLite as it comes, the journal deleted each time."""


@dataclass(frozen=True, slots=True)
class Mount:
    """A mounted file system."""

    point: str
    kind: str
    """As the kernel names it: ext4, nfs4, cifs …"""
    source: str
    options: frozenset[str]

    @property
    def is_network(self) -> bool:
        """Whether other hosts may write there."""
        return self.kind in _NETWORK


_NETWORK: Final = {"nfs", "nfs4", "cifs", "smb3", "windows share"}
_UNTRUSTED: Final = {"9p", "vboxsf", "virtiofs", "davfs", "afs", "ncpfs", "smbfs"}
_TOLD: Final = {"fuseblk", "fuse.ntfs-3g"}
_UNSAFE_SMB: Final[dict[str, Words]] = {
    "nobrl": N_("the mount option nobrl switches locks off; mount without it"),
    "nolock": N_("the mount option nolock switches locks off; mount without it"),
    "cache=loose": N_("the mount option cache=loose shows old data; mount without it"),
}
_UNSAFE_NFS: Final[dict[str, Words]] = {
    "nolock": N_("the mount option nolock switches locks off; mount with vers=4.2"),
    "nocto": N_("the mount option nocto shows old data; mount without it"),
    "local_lock=all": N_("locks stay on this host; mount with vers=4.2"),
    "local_lock=posix": N_("locks stay on this host; mount with vers=4.2"),
}


def mount_of(folder: Path) -> Mount:
    """The mount a folder lies on. It may take as long as the share takes."""
    place = os.path.realpath(folder)
    if sys.platform == "win32":
        return _windows_mount(place)
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return Mount("/", "unknown", "", frozenset())
    return find_mount(lines, place)


def find_mount(lines: list[str], place: str) -> Mount:
    """The mount of `place` among the lines of mountinfo; the last one laid over it."""
    found = Mount("/", "unknown", "", frozenset())
    for line in lines:
        first, _, second = line.partition(" - ")
        before, after = first.split(), second.split()
        if len(before) < 6 or len(after) < 3:
            continue
        point = _unescaped(before[4])
        is_around = place == point or place.startswith(point.rstrip("/") + "/")
        if is_around and len(point) >= len(found.point):
            options = frozenset((*before[5].split(","), *after[2].split(",")))
            found = Mount(point, after[0], _unescaped(after[1]), options)
    return found


def is_same_disk(one: Path, other: Path) -> bool:
    """Whether two folders lie on one disk or share. Raises OSError."""
    return os.stat(one).st_dev == os.stat(other).st_dev


def access_to(mount: Mount, folder: Path) -> Access:
    """How to use the file there. Raises ShareUnsafe with what to change."""
    kind = mount.kind
    if kind in _UNTRUSTED or (kind.startswith("fuse") and kind not in _TOLD):
        words = N_("nobody has shown that locks hold on this kind of mount ({kind})")
        raise ShareUnsafe(folder=folder, reason=Sentence(words, {"kind": kind}))
    if kind in ("cifs", "smb3"):
        _refuse(mount, folder, _UNSAFE_SMB)
        return Access.SMB
    if kind in ("nfs", "nfs4"):
        _refuse(mount, folder, _UNSAFE_NFS)
        return Access.NFS
    return Access.WINDOWS_SHARE if kind == "windows share" else Access.LOCAL


def _refuse(mount: Mount, folder: Path, unsafe: dict[str, Words]) -> None:
    for option, reason in unsafe.items():
        if option in mount.options:
            raise ShareUnsafe(folder=folder, reason=reason)


def _windows_mount(place: str) -> Mount:
    drive = os.path.splitdrive(place)[0]
    is_remote = drive.startswith("\\\\") or _is_remote_drive(drive)
    return Mount(drive, "windows share" if is_remote else "disk", drive, frozenset())


def _is_remote_drive(drive: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    remote = 4
    return ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == remote


def _unescaped(words: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\134", "\\")):
        words = words.replace(code, character)
    return words
