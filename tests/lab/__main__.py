"""`make lab`: the office on real SMB and NFS mounts, with several hosts and faults.

Needs the laboratory: a command `lab` (named in $JIAOHAO_LAB) that starts user-mode
Linux hosts with real kernel clients, mounts shares on them, cuts, heals and crashes
them. Without it this says that it was skipped. Prints tables, also into
docs/share.md between their marks. JIAOHAO_LAB_CASES=… (names of cases; stale, update,
seen; separated by commas) and JIAOHAO_LAB_MOUNTS=… run a part, and write nothing.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tests.invariants import check_file
from tests.lab import seen, staleness, updating
from tests.lab.cases import CASES, Case
from tests.lab.laboratory import HOSTS, MOUNTS, TOP, Lab, Scene
from tests.lab.work import check_put_back, names_on, result, verify, work

_HEAD: Final = (
    "| mount | what happened | answers | of them from a reserve | lost | numbers twice"
    " | median ms | worst p95 ms | longest s | stations started anew |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)
_HEADS: Final = {
    "lab": _HEAD,
    "stale": staleness.HEAD,
    "update": updating.HEAD,
    "seen": seen.HEAD,
    "cost": seen.COST_HEAD,
}
"""Each table's head, by its marks."""
_MORE: Final[dict[str, Callable[[Lab, str], dict[str, list[str]]]]] = {
    "stale": staleness.measure,
    "update": updating.measure,
    "seen": seen.measure,
}
"""What else is measured, by its name as a part: rows of tables."""


def main() -> None:
    """Run every case on every mount."""
    command = os.environ.get("JIAOHAO_LAB", "")
    if not command:
        print("lab: skipped, JIAOHAO_LAB names no laboratory")
        return
    lab = Lab(command)
    lab("prepare", seconds=900)
    lab.install()
    lab("up", *HOSTS)
    chosen = os.environ.get("JIAOHAO_LAB_CASES", "")
    parts = chosen.split(",") if chosen else [each.name for each in CASES] + [*_MORE]
    rows: dict[str, list[str]] = {mark: [] for mark in _HEADS}
    try:
        for kind in os.environ.get("JIAOHAO_LAB_MOUNTS", ",".join(MOUNTS)).split(","):
            for host in HOSTS:
                lab.mount(kind, host)
            for mark, found in _measured(lab, kind, parts):
                rows[mark] += found
    finally:
        lab("down")
    if not chosen:
        for mark, head in _HEADS.items():
            _write(mark, head, rows[mark])


def _measured(lab: Lab, kind: str, parts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Rows and the marks of their tables, printed as they come."""
    for case in CASES:
        if case.name in parts:
            row = _run(lab, kind, case)
            print(row, flush=True)
            yield "lab", [row]
    for part, measure in _MORE.items():
        if part in parts:
            for mark, found in measure(lab, kind).items():
                print("\n".join((_HEADS[mark], *found)), flush=True)
                yield mark, found


def _run(lab: Lab, kind: str, case: Case) -> str:
    folder = f"{MOUNTS[kind][0]}/office-{case.name.replace(' ', '-')}"
    names, scene = names_on(*HOSTS), Scene(lab, kind, folder)
    lab.new_office(folder, names)
    if case.prepare is not None:
        case.prepare(scene)
    with ThreadPoolExecutor(len(names)) as pool:
        running = {
            name: pool.submit(work, lab, name, folder, index + 1, case.seconds)
            for index, name in enumerate(names)
        }
        time.sleep(10)
        case.happens(scene)
        if case.breaks_host:
            # Its stations died with it, and what lay in its memory, journals and all.
            lab.forget("a")
            for index, name in enumerate(names):
                if name.startswith("a"):
                    running.pop(name).exception()
                    again = pool.submit(
                        work, lab, name, folder, index + 1, case.seconds
                    )
                    running[name] = again
        told = [result(name, each) for name, each in running.items()]
    check = check_put_back if case.is_put_back else check_file
    checked = verify(lab, folder, names, check)
    median = sorted(each["median_ms"] for each in told)[len(told) // 2]
    p95 = max(each["p95_ms"] for each in told)
    longest = max(each["longest_s"] for each in told)
    starts = sum(each["starts"] for each in told) - len(told)
    return (
        f"| {kind} | {case.name} | {checked.answers} | {checked.kept} | 0"
        f" | {checked.twice} | {median:.0f} | {p95:.0f} | {longest:.1f} | {starts} |"
    )


def _write(mark: str, head: str, rows: list[str]) -> None:
    """Put a table between its marks; without the marks nothing is written."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    table = "\n".join((begin, head, *rows, end))
    file = TOP / "docs" / "share.md"
    text = file.read_text(encoding="utf-8")
    pattern = re.compile(f"{begin}.*{end}", re.DOTALL)
    file.write_text(pattern.sub(lambda _: table, text), encoding="utf-8")


if __name__ == "__main__":
    main()
