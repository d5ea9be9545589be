"""`make lab`: the office on real SMB and NFS mounts, with several hosts and faults.

Needs the laboratory: a command `lab` (named in $JIAOHAO_LAB) that starts user-mode
Linux hosts with real kernel clients, mounts shares on them, cuts, heals and crashes
them. Without it this says that it was skipped. Prints tables, also into
docs/share.md between their marks. JIAOHAO_LAB_CASES=… (words, separated by commas) and
JIAOHAO_LAB_MOUNTS=… run a part, and write nothing.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from tests.invariants import check_answers, check_file
from tests.lab.cases import CASES, Case
from tests.lab.laboratory import HOSTS, MOUNTS, TOP, Lab
from tests.lab.seen import HEAD as SEEN_HEAD
from tests.lab.seen import measure

STATIONS: Final = 4
"""Stations on each host."""
SECONDS: Final = 30.0
PATIENCE: Final = 400.0
"""Seconds after that in which everything must be settled."""
_HEAD: Final = (
    "| mount | what happened | answers | of them from a reserve | lost | numbers twice"
    " | median ms | worst p95 ms | longest s | stations started anew |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)


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
    mounts = os.environ.get("JIAOHAO_LAB_MOUNTS", ",".join(MOUNTS)).split(",")
    rows, seen = [], []
    try:
        for kind in mounts:
            for host in HOSTS:
                lab.mount(kind, host)
            for case in CASES:
                if not chosen or case.name in chosen.split(","):
                    rows.append(_run(lab, kind, case))
                    print(rows[-1], flush=True)
            if not chosen or "seen" in chosen.split(","):
                seen += measure(lab, kind)
                print("\n".join(seen), flush=True)
    finally:
        lab("down")
    if not chosen:
        _write("lab", _HEAD, rows)
        _write("seen", SEEN_HEAD, seen)


def _run(lab: Lab, kind: str, case: Case) -> str:
    folder = f"{MOUNTS[kind][0]}/office-{case.name.replace(' ', '-')}"
    names = [f"{host}{number}" for host in HOSTS for number in range(STATIONS)]
    lab.new_office(folder, names)
    told: list[dict[str, Any]] = []
    with ThreadPoolExecutor(len(names)) as pool:
        running = {
            name: pool.submit(_load, lab, name, folder, index + 1)
            for index, name in enumerate(names)
        }
        time.sleep(10)
        case.happens(lab, kind)
        if case.breaks_host:
            # Its stations died with it, and what lay in its memory, journals and all.
            lab.forget("a")
            for index, name in enumerate(names):
                if name.startswith("a"):
                    running.pop(name).exception()
                    running[name] = pool.submit(_load, lab, name, folder, index + 1)
        told = [_result(name, each) for name, each in running.items()]
    answers, kept = _verify(lab, folder, names)
    median = sorted(each["median_ms"] for each in told)[len(told) // 2]
    p95 = max(each["p95_ms"] for each in told)
    longest = max(each["longest_s"] for each in told)
    starts = sum(each["starts"] for each in told) - len(told)
    return (
        f"| {kind} | {case.name} | {answers} | {kept} | 0 | 0 | {median:.0f}"
        f" | {p95:.0f} | {longest:.1f} | {starts} |"
    )


def _load(lab: Lab, name: str, folder: str, counter: int) -> dict[str, Any]:
    words = ["python3", "/opt/jiaohao/load.py", folder, name, str(SECONDS)]
    said = lab.here(name[0], *words, str(counter), seconds=SECONDS + PATIENCE)
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def _result(name: str, running: Future[dict[str, Any]]) -> dict[str, Any]:
    found = running.result()
    if "never settled" in found["troubles"]:
        raise SystemExit(f"{name}: {found}")
    return found


def _verify(lab: Lab, folder: str, names: list[str]) -> tuple[int, int]:
    """Check the file and every answer; how many answers, and how many were kept."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "queue.db"
        copy.write_bytes(lab.fetch("a", f"{folder}/queue.db"))
        check_file(copy)
        answers = [
            json.loads(line)
            for name in names
            for line in lab.fetch(name[0], f"/tmp/{name}.jsonl").splitlines()
        ]
        check_answers(copy, answers)
    for name in names:
        lab.here(name[0], "rm", f"/tmp/{name}.jsonl")
    return len(answers), sum("kept" in answer for answer in answers)


def _write(mark: str, head: str, rows: list[str]) -> None:
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    table = "\n".join((begin, head, *rows, end))
    file = TOP / "docs" / "share.md"
    text = file.read_text(encoding="utf-8")
    pattern = re.compile(f"{begin}.*{end}", re.DOTALL)
    file.write_text(pattern.sub(table, text), encoding="utf-8")


if __name__ == "__main__":
    main()
