"""Mounts: what they are, how a file there is used, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.errors import ShareUnsafe
from shared.machine.mount import Access, Mount, access_to, find_mount, mount_of

LINES = [
    "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
    "40 22 0:45 / /mnt/office rw,relatime - nfs4 10.0.0.2:/ rw,vers=4.2,hard",
    "41 22 0:46 / /mnt/my\\040share rw - cifs //srv/share rw,vers=3.1.1,nolease",
    "42 40 0:47 / /mnt/office/inner rw - tmpfs tmpfs rw",
    "a line nobody can read",
]
FOLDER = Path("/mnt/office")


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/office", "ext4"),
        ("/mnt/office", "nfs4"),
        ("/mnt/office/a/b", "nfs4"),
        ("/mnt/officer", "ext4"),
        ("/mnt/my share/office", "cifs"),
        ("/mnt/office/inner/x", "tmpfs"),
    ],
)
def test_the_mount_of_a_place(place: str, kind: str) -> None:
    assert find_mount(LINES, place).kind == kind


def test_options_of_mount_and_file_system_count() -> None:
    mount = find_mount(LINES, "/mnt/office")
    assert {"rw", "vers=4.2", "hard", "relatime"} <= mount.options
    assert mount.source == "10.0.0.2:/"
    assert mount.is_network


def test_nothing_known_is_local() -> None:
    assert find_mount([], "/x").kind == "unknown"
    assert access_to(find_mount([], "/x"), FOLDER) is Access.LOCAL


@pytest.mark.parametrize(
    ("kind", "options", "access"),
    [
        ("ext4", "", Access.LOCAL),
        ("overlay", "", Access.LOCAL),
        ("fuseblk", "", Access.LOCAL),
        ("nfs4", "vers=4.2,local_lock=none", Access.NFS),
        ("nfs", "vers=3", Access.NFS),
        ("cifs", "nolease,cache=strict", Access.SMB),
        ("smb3", "", Access.SMB),
        ("windows share", "", Access.WINDOWS_SHARE),
    ],
)
def test_how_a_file_is_used(kind: str, options: str, access: Access) -> None:
    mount = Mount("/mnt", kind, "", frozenset(options.split(",")))
    assert access_to(mount, FOLDER) is access


@pytest.mark.parametrize(
    ("kind", "option", "remedy"),
    [
        ("cifs", "nobrl", "without"),
        ("cifs", "nolock", "without"),
        ("cifs", "cache=loose", "without"),
        ("nfs", "nolock", "vers=4.2"),
        ("nfs4", "nocto", "without"),
        ("nfs4", "local_lock=all", "vers=4.2"),
        ("fuse.sshfs", "rw", "sshfs"),
        ("9p", "rw", "9p"),
    ],
)
def test_what_is_refused_and_what_to_do(kind: str, option: str, remedy: str) -> None:
    mount = Mount("/mnt", kind, "", frozenset({"rw", option}))
    with pytest.raises(ShareUnsafe, match=remedy):
        access_to(mount, FOLDER)


def test_this_machines_own_folder(tmp_path: Path) -> None:
    assert access_to(mount_of(tmp_path), tmp_path) is Access.LOCAL
