"""How soon other stations see a change, on a mount of the laboratory."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tests.lab.laboratory import MOUNTS, Lab

SECONDS: Final = 30.0
WATCHERS: Final = {1: (1, 0), 5: (3, 2), 12: (6, 6)}
"""How many watch in all, and how many of them on hosts b and c."""
HEAD: Final = (
    "| mount | stations that watch | issue median ms | seen after, median ms"
    " | p95 ms | longest ms |\n|---|---|---|---|---|---|"
)


def measure(lab: Lab, kind: str) -> list[str]:
    """A row for each number of watching stations."""
    rows = []
    for count, (on_b, on_c) in WATCHERS.items():
        folder = f"{MOUNTS[kind][0]}/office-seen"
        lab.new_office(folder, ["acting"])
        with ThreadPoolExecutor(3) as pool:
            watching = [
                pool.submit(_run, lab, host, "watch", folder, host, str(number))
                for host, number in (("b", on_b), ("c", on_c))
                if number
            ]
            time.sleep(8)
            acting = pool.submit(_run, lab, "a", "act", folder, "acting")
            answered = {
                int(seq): (float(at), float(begun))
                for seq, at, begun in (row.split() for row in acting.result())
            }
            delays = [
                (float(at) - answered[int(seq)][0]) * 1000
                for each in watching
                for seq, at in (row.split() for row in each.result() if " " in row)
                if int(seq) in answered
            ]
        issue = statistics.median(at - begun for at, begun in answered.values()) * 1000
        delays.sort()
        rows.append(
            f"| {kind} | {count} | {issue:.0f} | {statistics.median(delays):.0f}"
            f" | {delays[int(len(delays) * 0.95)]:.0f} | {delays[-1]:.0f} |"
        )
    return rows


def _run(
    lab: Lab, host: str, do: str, folder: str, name: str, *words: str
) -> list[str]:
    seconds = SECONDS + (12 if do == "watch" else 0)
    said = lab.here(
        host,
        "python3",
        "/opt/jiaohao/watching.py",
        do,
        folder,
        name,
        *words,
        str(seconds),
        seconds=seconds + 60,
    )
    return said.splitlines()
