"""What happens to the office in the laboratory, ten seconds after its work began."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.lab import growing_old, putting_back
from tests.lab.laboratory import MOUNTS, Scene

PATIENT: Final = 75.0
"""Seconds of work in which an hourly copy falls due."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something that happens to an office at work."""

    name: str
    happens: Callable[[Scene], None]
    breaks_host: bool = False
    """Whether host a goes down: its stations start again when it is back."""
    prepare: Callable[[Scene], None] | None = None
    """What is done to the new office before its stations start."""
    is_put_back: bool = False
    """Whether an older file takes its place: numbers come back after younger ones."""
    seconds: float = 30.0
    """How long the stations work."""


def nothing(scene: Scene) -> None:
    """A calm day."""


def kill_stations(scene: Scene) -> None:
    """kill -9 of the stations on host a, five times."""
    for _ in range(5):
        scene.lab.tried("run", "a", "pkill", "-9", "-f", "jiaohao.station")
        time.sleep(1)


def kill_workers(scene: Scene) -> None:
    """kill -9 of the processes that go to the share, on host a, ten times."""
    for _ in range(10):
        scene.lab.tried("run", "a", "pkill", "-9", "-f", "jiaohao.worker")
        time.sleep(0.5)


def cut(seconds: float) -> Callable[[Scene], None]:
    """The cable of host a is out for so long."""

    def happens(scene: Scene) -> None:
        scene.lab("cut", "a")
        time.sleep(seconds)
        scene.lab("heal", "a")

    return happens


def flap(scene: Scene) -> None:
    """The cable of host a is out for 1.5 s, three times."""
    for _ in range(3):
        scene.lab("cut", "a")
        time.sleep(1.5)
        scene.lab("heal", "a")
        time.sleep(2)


def crash_host(scene: Scene) -> None:
    """Host a loses power, and comes back after fifteen seconds."""
    scene.lab("crash", "a")
    time.sleep(15)
    scene.lab("start", "a", seconds=180)
    scene.lab.mount(scene.kind, "a")


def restart_server(scene: Scene) -> None:
    """The server's program stops and starts under load."""
    server = "nfsd" if scene.kind == "nfs" else "smbd"
    scene.lab(server, "restart", seconds=180)


def fill_disk(scene: Scene) -> None:
    """The server's disk is full for ten seconds."""
    lab, point = scene.lab, MOUNTS[scene.kind][0]
    fill = lab.script("fill", 'dd if=/dev/zero of="$1/filling" bs=1M; true')
    lab.tried("run", "-t", "120", "b", fill, point, seconds=150)
    time.sleep(10)
    lab.tried("run", "b", "rm", "-f", f"{point}/filling")


CASES: Final = (
    Case("calm", nothing),
    Case("stations killed", kill_stations),
    Case("workers killed", kill_workers),
    Case("cable flaps", flap),
    Case("cable out 12 s", cut(12)),
    Case("cable out 60 s", cut(60)),
    Case("host lost power", crash_host, breaks_host=True),
    Case("server restarted", restart_server),
    Case("disk full", fill_disk),
    Case("queue.db overwritten", putting_back.overwrite, is_put_back=True),
    Case("queue.db deleted", putting_back.delete, is_put_back=True),
    Case(
        "a closed year archived",
        growing_old.archive,
        prepare=growing_old.with_past,
        seconds=60,
    ),
    Case(
        "copies made",
        growing_old.back_up,
        prepare=growing_old.with_past,
        seconds=PATIENT,
    ),
)
