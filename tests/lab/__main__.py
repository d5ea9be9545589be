"""`make lab`: the office on real SMB and NFS mounts, with several hosts and faults.

Needs the laboratory: a command `lab` (named in $JIAOHAO_LAB) that starts user-mode
Linux hosts with real kernel clients, mounts shares on them, cuts, heals and crashes
them. Without it this says that it was skipped. Prints a table, also into
docs/share.md between its two marks.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.invariants import check_answers, check_file

TOP: Final = Path(__file__).parents[2]
HOSTS: Final = ("a", "b", "c")
STATIONS: Final = 2
"""Stations on each host."""
SECONDS: Final = 30.0
MOUNTS: Final = {
    "nfs": ("/mnt/nfs", "vers=4.2"),
    "smb": ("/mnt/smb", "nolease,actimeo=0,echo_interval=4"),
}
SAFE_SAMBA: Final = {
    "SMB_SHARE_EXTRA": "oplocks = no\nlevel2 oplocks = no",
    "SMB_EXTRA": "smb2 leases = no\nsocket options = TCP_NODELAY SO_KEEPALIVE"
    " TCP_KEEPIDLE=15 TCP_KEEPINTVL=5 TCP_KEEPCNT=3",
}
_MARKS: Final = ("<!-- lab: begin -->", "<!-- lab: end -->")


@dataclass(frozen=True, slots=True)
class Case:
    """Something that happens ten seconds after the load began."""

    name: str
    happens: Callable[[Lab, str], None]


class Lab:
    """The laboratory, with our program laid where every host sees it."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.environment = {**os.environ, **SAFE_SAMBA}
        place = os.environ.get("LAB_DIR") or os.path.join(tempfile.gettempdir(), "lab")
        self.root = Path(place) / "rootfs"

    def __call__(self, *words: str, seconds: float = 120) -> str:
        done = subprocess.run(
            [self.command, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=seconds,
        )
        if done.returncode:
            raise SystemExit(f"lab {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def install(self) -> None:
        """Lay the program and what it needs into the hosts' common root."""
        site = self.root / "opt" / "jiaohao"
        shutil.rmtree(site, ignore_errors=True)
        needed = ["click", "platformdirs", "tzdata", "sqlite-utils==4.2.1"]
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(site)]
        subprocess.run([*pip, *needed], check=True)
        for room in ("shared", "jiaohao"):
            shutil.copytree(TOP / room, site / room)
        shutil.copy(TOP / "tests" / "lab" / "load.py", site / "load.py")
        script = self.root / "opt" / "here"
        script.write_text(
            "#!/bin/sh\nexport PYTHONPATH=/opt/jiaohao JIAOHAO_STATE=/tmp/state"
            ' LC_ALL=C.UTF-8\nexec "$@"\n'
        )
        script.chmod(0o755)

    def here(self, host: str, *words: str, seconds: float = 300) -> str:
        """Run a command on a host, our program in its path."""
        limit = ("-t", str(round(seconds)))
        return self("run", *limit, host, "/opt/here", *words, seconds=seconds + 20)


def cut(lab: Lab, _kind: str) -> None:
    """The cable of host a is out for twelve seconds."""
    lab("cut", "a")
    time.sleep(12)
    lab("heal", "a")


def kill_stations(lab: Lab, _kind: str) -> None:
    """kill -9 of the stations on host a, five times."""
    for _ in range(5):
        subprocess.run(
            [lab.command, "run", "a", "pkill", "-9", "-f", "jiaohao.station"],
            env=lab.environment,
            capture_output=True,
        )
        time.sleep(1)


def restart_server(lab: Lab, kind: str) -> None:
    """The server's program stops and starts under load."""
    lab("nfsd" if kind == "nfs" else "smbd", "restart", seconds=180)


CASES: Final = (
    Case("calm", lambda lab, kind: None),
    Case("stations killed", kill_stations),
    Case("cable out 12 s", cut),
    Case("server restarted", restart_server),
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
    rows = []
    try:
        for kind, (point, options) in MOUNTS.items():
            for host in HOSTS:
                lab("mount", host, kind, options, point)
            for case in CASES:
                rows.append(_run(lab, kind, point, case))
                print(rows[-1], flush=True)
    finally:
        lab("down")
    _write(rows)


def _run(lab: Lab, kind: str, point: str, case: Case) -> str:
    folder = f"{point}/office-{case.name.replace(' ', '-')}"
    _new_office(lab, folder)
    places = [(host, number) for host in HOSTS for number in range(STATIONS)]
    with ThreadPoolExecutor(len(places)) as pool:
        running = [
            pool.submit(_load, lab, host, f"{host}{number}", folder, index + 1)
            for index, (host, number) in enumerate(places)
        ]
        time.sleep(10)
        case.happens(lab, kind)
        told: list[dict[str, Any]] = [each.result() for each in running]
    answers = _verify(lab, folder, [f"{host}{number}" for host, number in places])
    median = sorted(each["median_ms"] for each in told)[len(told) // 2]
    p95 = max(each["p95_ms"] for each in told)
    longest = max(each["longest_s"] for each in told)
    starts = sum(each["starts"] for each in told) - len(told)
    return (
        f"| {kind} | {case.name} | {answers} | 0 | 0 | {median:.0f} | {p95:.0f}"
        f" | {longest:.1f} | {starts} |"
    )


def _new_office(lab: Lab, folder: str) -> None:
    counters = "".join(
        f'\n[[counters]]\nnumber = {number}\nserves = ["service"]\n'
        for number in range(2, len(HOSTS) * STATIONS + 1)
    )
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as more:
        more.write(counters)
        more.flush()
        addition = lab.root / "opt" / "counters.toml"
        shutil.copy(more.name, addition)
    add = lab.root / "opt" / "add-counters"
    add.write_text('#!/bin/sh\ncat /opt/counters.toml >> "$1/office.toml"\n')
    add.chmod(0o755)
    lab.here("a", "rm", "-rf", folder)
    lab.here("a", "python3", "-m", "jiaohao", "init", folder)
    lab.here("a", "/opt/add-counters", folder)


def _load(lab: Lab, host: str, name: str, folder: str, counter: int) -> dict[str, Any]:
    words = ["python3", "/opt/jiaohao/load.py", folder, name, str(SECONDS)]
    said = lab.here(host, *words, str(counter), seconds=SECONDS + 240)
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    if "never settled" in found["troubles"]:
        raise SystemExit(f"{name}: {found}")
    return found


def _verify(lab: Lab, folder: str, names: list[str]) -> int:
    """Check the file and every answer; returns how many answers there were."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "queue.db"
        copy.write_bytes(_fetch(lab, "a", f"{folder}/queue.db"))
        check_file(copy)
        answers = [
            json.loads(line)
            for name in names
            for line in _fetch(lab, name[0], f"/tmp/{name}.jsonl").splitlines()
        ]
        check_answers(copy, answers)
    for name in names:
        lab.here(name[0], "rm", f"/tmp/{name}.jsonl")
    return len(answers)


def _fetch(lab: Lab, host: str, file: str) -> bytes:
    """A file of a host, by way of the control network."""
    import base64

    return base64.b64decode(lab.here(host, "base64", file))


def _write(rows: list[str]) -> None:
    head = (
        "| mount | what happened | answers | lost | numbers twice | median ms"
        " | worst p95 ms | longest s | stations started anew |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    table = "\n".join((head, *rows))
    print(table)
    file = TOP / "docs" / "share.md"
    text = file.read_text(encoding="utf-8")
    pattern = re.compile(f"{_MARKS[0]}.*{_MARKS[1]}", re.DOTALL)
    file.write_text(
        pattern.sub(f"{_MARKS[0]}\n{table}\n{_MARKS[1]}", text), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
