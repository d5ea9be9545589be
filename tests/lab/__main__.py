"""`make lab`: the office on real SMB and NFS mounts, with several hosts and faults.

Needs the laboratory: a command `lab` (named in $JIAOHAO_LAB) that starts user-mode
Linux hosts with real kernel clients, mounts shares on them, cuts, heals and crashes
them. Without it this says that it was skipped. Prints tables, and as it goes writes
them into docs/share.md between their marks. A case that fails does so alone: its row
says so, the hosts are started anew, and the exit status is 1 in the end.
JIAOHAO_LAB_CASES=… (names of cases; stale, update, seen; separated by commas) and
JIAOHAO_LAB_MOUNTS=… run a part, and write nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from tests.invariants import check_file
from tests.lab import seen, staleness, table, updating
from tests.lab.cases import CASES, Case
from tests.lab.laboratory import HOSTS, MOUNTS, TOP, Lab, LabFailed, Scene
from tests.lab.work import check_put_back, names_on, result, verify, work

Tables = dict[str, list[str]]
"""Rows, by the mark of their table."""
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
_MORE: Final[dict[str, Callable[[Lab, str], Tables]]] = {
    "stale": staleness.measure,
    "update": updating.measure,
    "seen": seen.measure,
}
"""What else is measured, by its name as a part: rows of tables."""
_SHARE: Final = TOP / "docs" / "share.md"
_FAILURES: Final = (
    AssertionError,
    LabFailed,
    OSError,
    ValueError,
    subprocess.SubprocessError,
)
"""What one unlucky step ends with: of a command, of the file, of what a host said."""


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
    failed: list[str] = []
    try:
        for kind in os.environ.get("JIAOHAO_LAB_MOUNTS", ",".join(MOUNTS)).split(","):
            lab.mount_all(kind)
            for mark, found in _measured(lab, kind, parts, failed):
                rows[mark] += found
                if not chosen:
                    table.write(_SHARE, mark, _HEADS[mark], rows[mark], is_whole=False)
    finally:
        lab("down")
    if failed:
        sys.exit(f"lab: failed: {', '.join(failed)}")
    if not chosen:
        for mark, head in _HEADS.items():
            table.write(_SHARE, mark, head, rows[mark], is_whole=True)


def _measured(
    lab: Lab, kind: str, parts: list[str], failed: list[str]
) -> Iterator[tuple[str, list[str]]]:
    """Rows and the marks of their tables, printed as they come; notes what failed."""

    def tried(part: str, measure: Callable[[], Tables]) -> Tables:
        try:
            return measure()
        except _FAILURES as error:
            traceback.print_exception(error)
            failed.append(f"{kind} {part}")
            lab.start_anew(kind)
            return {}

    for case in CASES:
        if case.name in parts:
            found = tried(case.name, partial(_case_row, lab, kind, case))
            row = f"| {kind} | {case.name} | failed |" + " – |" * 7
            rows = found.get("lab", [row])
            print("\n".join(rows), flush=True)
            yield "lab", rows
    for part, measure in _MORE.items():
        if part in parts:
            for mark, rows in tried(part, partial(measure, lab, kind)).items():
                print("\n".join((_HEADS[mark], *rows)), flush=True)
                yield mark, rows


def _case_row(lab: Lab, kind: str, case: Case) -> Tables:
    return {"lab": [_run(lab, kind, case)]}


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
            # Its stations died with it; their journals lie on its disk.
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


if __name__ == "__main__":
    main()
