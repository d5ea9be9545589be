"""What happens to the office in the laboratory, ten seconds after its work began."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.lab.laboratory import Lab


@dataclass(frozen=True, slots=True)
class Case:
    """Something that goes wrong."""

    name: str
    happens: Callable[[Lab, str], None]
    breaks_host: bool = False
    """Whether host a goes down: its stations start again when it is back."""


def nothing(lab: Lab, kind: str) -> None:
    """A calm day."""


def kill_stations(lab: Lab, kind: str) -> None:
    """kill -9 of the stations on host a, five times."""
    for _ in range(5):
        lab.tried("run", "a", "pkill", "-9", "-f", "jiaohao.station")
        time.sleep(1)


def kill_clerks(lab: Lab, kind: str) -> None:
    """kill -9 of the processes that go to the share, on host a, ten times."""
    for _ in range(10):
        lab.tried("run", "a", "pkill", "-9", "-f", "jiaohao.clerk")
        time.sleep(0.5)


def cut(seconds: float) -> Callable[[Lab, str], None]:
    """The cable of host a is out for so long."""

    def happens(lab: Lab, kind: str) -> None:
        lab("cut", "a")
        time.sleep(seconds)
        lab("heal", "a")

    return happens


def flap(lab: Lab, kind: str) -> None:
    """The cable of host a is out for 1.5 s, three times."""
    for _ in range(3):
        lab("cut", "a")
        time.sleep(1.5)
        lab("heal", "a")
        time.sleep(2)


def crash_host(lab: Lab, kind: str) -> None:
    """Host a loses power, and comes back after fifteen seconds."""
    lab("crash", "a")
    time.sleep(15)
    lab("start", "a", seconds=180)
    lab.mount(kind, "a")


def restart_server(lab: Lab, kind: str) -> None:
    """The server's program stops and starts under load."""
    lab("nfsd" if kind == "nfs" else "smbd", "restart", seconds=180)


def fill_disk(lab: Lab, kind: str) -> None:
    """The server's disk is full for ten seconds."""
    point = "/mnt/nfs" if kind == "nfs" else "/mnt/smb"
    fill = lab.script("fill", 'dd if=/dev/zero of="$1/filling" bs=1M; true')
    lab.tried("run", "-t", "120", "b", fill, point, seconds=150)
    time.sleep(10)
    lab.tried("run", "b", "rm", "-f", f"{point}/filling")


CASES = (
    Case("calm", nothing),
    Case("stations killed", kill_stations),
    Case("clerks killed", kill_clerks),
    Case("cable flaps", flap),
    Case("cable out 12 s", cut(12)),
    Case("cable out 60 s", cut(60)),
    Case("host lost power", crash_host, breaks_host=True),
    Case("server restarted", restart_server),
    Case("disk full", fill_disk),
)
