"""How soon other stations see a call on a share, and what it costs beside the bare
transaction on the same mount."""

from __future__ import annotations

import json
import statistics
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from tests.lab.laboratory import MOUNTS, Lab, LabFailed

SECONDS: Final = 40.0
WATCHERS: Final = {1: (1, 0), 5: (3, 2), 20: (10, 10)}
"""How many watch in all, and how many of them on hosts b and c."""
HEAD: Final = (
    "| mount | stations that watch | calls | call median ms | seen after, median ms"
    " | p95 ms | longest ms |\n|---|---|---|---|---|---|---|"
)
COST_HEAD: Final = (
    "| mount | stations at work | issue median ms | p95 ms | bare transaction median ms"
    " | p95 ms | bare / issue | a look ms |\n|---|---|---|---|---|---|---|---|"
)
_START: Final = 120.0
"""Seconds in which all that watch are at work."""
_LAST: Final = 15.0
"""Seconds for the last call to be seen; one that is not counts as endless."""


def measure(lab: Lab, kind: str) -> dict[str, list[str]]:
    """Two rows, of being seen and of cost, for each number of watching stations."""
    rows: dict[str, list[str]] = {"seen": [], "cost": []}
    for count, (on_b, on_c) in WATCHERS.items():
        folder = f"{MOUNTS[kind][0]}/office-seen-{count}"
        for each in (folder, f"{folder}-by-hand"):
            lab.new_office(each, ["acting"])
        hosts = {host: on for host, on in (("b", on_b), ("c", on_c)) if on}
        rounds, seen = _watched(lab, folder, hosts)
        delays = sorted(_delays(rounds, seen))
        call = statistics.median(each["call"] for each in rounds)
        rows["seen"].append(
            f"| {kind} | {count} | {len(rounds)} | {call * 1000:.0f}"
            f" | {_ms(delays, 50)} | {_ms(delays, 95)} | {_ms(delays, 100)} |"
        )
        rows["cost"].append(f"| {kind} | {count + 1} | {_cost(rounds)} |")
        print(rows["seen"][-1], rows["cost"][-1], sep="\n", flush=True)
    return rows


def _watched(
    lab: Lab, folder: str, hosts: dict[str, int]
) -> tuple[list[dict[str, Any]], dict[str, list[tuple[int, float]]]]:
    """What one station did, and what each of the others saw of it."""
    with ThreadPoolExecutor(len(hosts)) as pool:
        watching = [
            pool.submit(_run, lab, host, "watch", folder, host, str(number))
            for host, number in hosts.items()
        ]
        try:
            _wait_for(lab, list(hosts))
            acting = _run(lab, "a", "act", folder, "acting", str(SECONDS))
            time.sleep(_LAST)
        finally:
            for host in hosts:
                lab("run", host, "touch", "/tmp/watching-end")
        seen: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for each in watching:
            for name, seq, at in (line.split() for line in each.result()):
                seen[name].append((int(seq), float(at)))
    assert len(seen) == sum(hosts.values()), "a station has seen nothing"
    return [json.loads(line) for line in acting], seen


def _delays(
    rounds: list[dict[str, Any]], seen: dict[str, list[tuple[int, float]]]
) -> list[float]:
    """Seconds from the answer of each call to the line of each other station."""
    return [
        min((at for seq, at in lines if seq >= each["seq"]), default=float("inf"))
        - each["answered"]
        for each in rounds
        for lines in seen.values()
    ]


def _cost(rounds: list[dict[str, Any]]) -> str:
    issue, hand, look = (
        sorted(each[name] for each in rounds)
        for name in ("issue", "hand_issue", "look")
    )
    ratio = statistics.median(hand) / statistics.median(issue)
    return (
        f"{_ms(issue, 50)} | {_ms(issue, 95)} | {_ms(hand, 50)} | {_ms(hand, 95)}"
        f" | {ratio:.2f} | {statistics.median(look) * 1000:.1f}"
    )


def _ms(seconds: list[float], percent: int) -> str:
    place = min(len(seconds) * percent // 100, len(seconds) - 1)
    return f"{seconds[place] * 1000:.0f}"


def _wait_for(lab: Lab, hosts: list[str]) -> None:
    end = time.monotonic() + _START
    while any(
        lab.tried("run", host, "test", "-e", "/tmp/watching-ready").returncode
        for host in hosts
    ):
        if time.monotonic() > end:
            raise LabFailed("lab: the stations that watch did not come to work")
        time.sleep(1)


def _run(lab: Lab, host: str, *words: str) -> list[str]:
    line = ("python3", "-m", "tests.lab.watching", *words)
    return lab.here(host, *line, seconds=SECONDS + _START + 100).splitlines()
