"""The laboratory as these tests use it: hosts, mounts, and our program on them."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).parents[2]
HOSTS: Final = ("a", "b", "c")
MOUNTS: Final = {
    "nfs": ("/mnt/nfs", "vers=4.2"),
    "smb": ("/mnt/smb", "nolease,actimeo=0,echo_interval=4"),
}
SCRIPTS: Final = (
    "lab/load.py",
    "lab/outdated.py",
    "lab/stale.py",
    "lab/watching.py",
    "bench/by_hand.py",
)
"""What runs on the hosts."""
DISK: Final = "/mnt/disk"
"""Where each host has its own disk, with what the stations there remember."""
PROGRAM: Final = "jiaohao"
"""The folder of our program in /opt."""
SAFE_SAMBA: Final = {
    "SMB_SHARE_EXTRA": "oplocks = no\nlevel2 oplocks = no",
    "SMB_EXTRA": "smb2 leases = no\nsocket options = TCP_NODELAY SO_KEEPALIVE"
    " TCP_KEEPIDLE=15 TCP_KEEPINTVL=5 TCP_KEEPCNT=3 TCP_USER_TIMEOUT=30000",
}


class LabFailed(Exception):
    """A step of the laboratory, or of a host in it, that did not work."""


class Lab:
    """User-mode Linux hosts, with our program laid where every one of them sees it."""

    def __init__(self, command: str) -> None:
        self.command = command
        # Ten stations, each of two processes, take more than a host has by default.
        self.environment = {"LAB_MEM": "1G", **os.environ, **SAFE_SAMBA}
        place = os.environ.get("LAB_DIR") or os.path.join(tempfile.gettempdir(), "lab")
        self.root = Path(place) / "rootfs"
        self.disks = Path(place) / "disks"

    def __call__(self, *words: str, seconds: float = 120) -> str:
        done = self.tried(*words, seconds=seconds)
        if done.returncode:
            raise LabFailed(f"lab {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def tried(
        self, *words: str, seconds: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the laboratory that may fail."""
        return subprocess.run(
            [self.command, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=seconds,
        )

    def install(self) -> None:
        """Lay the program and what it needs into the hosts' common root."""
        site = self.root / "opt" / PROGRAM
        shutil.rmtree(site, ignore_errors=True)
        shutil.rmtree(self.disks, ignore_errors=True)
        needed = ["click", "msgspec", "platformdirs", "tzdata", "sqlite-utils==4.2.1"]
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(site)]
        subprocess.run([*pip, *needed], check=True)
        for room in ("shared", "jiaohao", "printers"):
            shutil.copytree(TOP / room, site / room)
        for script in SCRIPTS:
            (site / "tests" / script).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOP / "tests" / script, site / "tests" / script)
        self.script(
            "here",
            f"export PYTHONPATH=/opt/$1 JIAOHAO_STATE={DISK}/state LC_ALL=C.UTF-8"
            '\nshift\nexec "$@"',
        )

    def script(self, name: str, lines: str) -> str:
        """A shell script on every host; its path there."""
        file = self.root / "opt" / name
        file.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        file.chmod(0o755)
        return f"/opt/{name}"

    def here(
        self, host: str, *words: str, seconds: float = 300, program: str = PROGRAM
    ) -> str:
        """Run a command on a host, our program in its path."""
        line = ("-t", str(round(seconds)), host, "/opt/here", program, *words)
        return self("run", *line, seconds=seconds + 20)

    def jiaohao(self, host: str, do: str, folder: str) -> str:
        """What a command of ours says of an office, run on a host."""
        words = ("python3", "-m", "jiaohao", do, "--office", folder)
        return self.here(host, *words, seconds=400).strip()

    def forget(self, host: str) -> None:
        """Stop waiting for what ran on a host that lost power."""
        waiting = f"run -t [0-9]+ {host} /opt/here"
        subprocess.run(["pkill", "-f", waiting], check=False)

    def fetch(self, host: str, file: str) -> bytes:
        """A file of a host, by way of the control network."""
        return base64.b64decode(self.here(host, "base64", file))

    def mount_all(self, kind: str) -> None:
        """Mount the share of a kind on every host."""
        for host in HOSTS:
            self.mount(kind, host)

    def start_anew(self, kind: str) -> None:
        """All hosts as they were in the beginning, whatever became of them."""
        for host in HOSTS:
            self.forget(host)
        self.tried("down")
        shutil.rmtree(self.disks, ignore_errors=True)
        self("up", *HOSTS)
        self.mount_all(kind)

    def mount(self, kind: str, host: str) -> None:
        """Mount the share of a kind on a host, and its own disk.

        The disk is a folder of this machine: what a host has synced is there after it
        lost its power, what lay in its memory is not.
        """
        disk = self.disks / host
        disk.mkdir(parents=True, exist_ok=True)
        line = (
            f"mkdir -p {DISK}; mountpoint -q {DISK} || mount -t hostfs -o $1 x {DISK}"
        )
        self("run", host, self.script("mount-disk", line), str(disk))
        point, options = MOUNTS[kind]
        self("mount", host, kind, options, point)

    def new_office(self, folder: str, stations: list[str]) -> None:
        """An office with a counter and a kiosk's reserve for every station."""
        counters = "".join(
            f'[[counters]]\nnumber = {number}\nserves = ["service"]\n\n'
            for number in range(2, len(stations) + 1)
        )
        kiosks = "".join(
            f'[[kiosks]]\nname = "{name}"\n'
            f'reserve = "{10001 + index * 500}-{10500 + index * 500}"\n\n'
            for index, name in enumerate(stations)
        )
        sheet = self.root / "opt" / "more.toml"
        sheet.write_text(f"\n{counters}{kiosks}", encoding="utf-8")
        add = self.script("add-more", 'cat /opt/more.toml >> "$1/office.toml"')
        self.here("a", "rm", "-rf", folder)
        self.here("a", "python3", "-m", "jiaohao", "init", folder)
        self.here("a", add, folder)


@dataclass(frozen=True, slots=True)
class Scene:
    """An office in the laboratory."""

    lab: Lab
    kind: str
    """Of the mount: nfs or smb."""
    folder: str
    """The office's, on the hosts."""
