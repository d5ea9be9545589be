"""Who proves a share with whom: a host, and how it has mounted the folder."""

from __future__ import annotations

import hashlib
import platform
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shared.machine.mount import Access, Mount, access_to, mount_of

_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
_MACHINE_ID: Final = Path("/etc/machine-id")
_UNTOLD: Final = ("addr=", "clientaddr=", "username=", "domain=", "uid=", "gid=")


@dataclass(frozen=True, slots=True)
class MountFingerprint:
    """This host and how it has mounted the office folder."""

    host: str
    boot: str
    """A mark of the running system: containers of one machine share it, and so its
    locks."""
    access: Access
    kind: str
    server: str
    options: tuple[str, ...]

    @property
    def mark(self) -> str:
        """What a proof holds for."""
        known = " ".join((*self.options, platform.release()))
        how = hashlib.sha256(known.encode()).hexdigest()[:8]
        return f"{self.host} {self.kind} {self.server} {how}"


def find_fingerprint(folder: Path) -> MountFingerprint | None:
    """This host on the share the folder lies on; none on a disk of this machine.

    Raises ShareUnsafe for a mount that is known to be unsafe.
    """
    mount = mount_of(folder)
    access = access_to(mount, folder)
    if access is Access.LOCAL:
        return None
    return MountFingerprint(
        _host(), _first_line(_BOOT_ID), access, mount.kind, mount.source, _told(mount)
    )


def host_of(mark: str) -> str:
    """The host's name in a mark, for people."""
    return mark.partition(" ")[0].partition("/")[0]


def _host() -> str:
    name, id = socket.gethostname() or "-", _first_line(_MACHINE_ID)
    return f"{name}/{hashlib.sha256(id.encode()).hexdigest()[:6]}" if id else name


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _told(mount: Mount) -> tuple[str, ...]:
    """The options that may matter: neither who mounted nor from which address."""
    return tuple(
        option for option in sorted(mount.options) if not option.startswith(_UNTOLD)
    )
