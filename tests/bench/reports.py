"""`python -m tests.bench.reports`: reports over five years, and a simulated day."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any, Final

from jiaohao.folder import make_office, template
from jiaohao.report.kinds import KINDS
from jiaohao.report.source import source_of
from jiaohao.simulate.day import SimulatedDay
from jiaohao.simulate.demand import hours_on, made_up
from shared.office.folder import QUEUE_FILE
from shared.office.reader import load_office
from shared.sqlite.transactions import Store
from shared.upkeep.backup import make_backup
from tests.bench.history import write_history
from tests.bench.offices import PAST
from tests.short import rounds

_NUMBERS: Final = int(os.environ.get("JIAOHAO_NUMBERS", rounds(PAST, least=2_000)))
_BUSY: Final = 400
"""People of a busy day."""


def _child(folder: Path, kind: str) -> None:
    """One report in a process of its own; prints what it took."""
    from jiaohao.report.period import Period

    looks = _timed_looks()
    start, cpu = time.perf_counter(), time.process_time()
    with source_of(folder) as source:
        KINDS[kind].make(source, Period(date(2000, 1, 1), source.today))
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, own = (max(each) * 1000 for each in zip(*looks, strict=True))
    print(json.dumps([took, cpu, most, len(looks), wall, own]))


def _timed_looks() -> list[tuple[float, float]]:
    """Of each look at queue.db the seconds it kept others from writing, and those of
    them in which it computed."""
    found: list[tuple[float, float]] = []
    read = Store.read

    def look(store: Store, work: Any) -> Any:
        start, cpu = time.perf_counter(), time.thread_time()
        try:
            return read(store, work)
        finally:
            spent = time.perf_counter() - start, time.thread_time() - cpu
            found.append(spent)

    Store.read = look  # type: ignore[assignment, method-assign]
    return found


def _report(folder: Path, kind: str) -> str:
    words = [sys.executable, "-m", "tests.bench.reports", str(folder), kind]
    done = subprocess.run(words, capture_output=True, check=True, text=True)
    took, cpu, most, looks, wall, own = json.loads(done.stdout)
    cells = f"{took:.1f} | {cpu:.1f} | {most:.0f} | {looks:,} | {wall:.0f} | {own:.1f}"
    return f"{kind} | {cells} |"


def main() -> None:
    """Print tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "office"
        make_office(folder, template("employment-centre"))
        office = load_office(folder)
        service = office.services[0].code
        write_history(folder / QUEUE_FILE, _NUMBERS, service=service)
        heads = "s | processor s | MB | looks at queue.db | longest ms | processor ms"
        print(f"\n| report over {_NUMBERS:,} numbers | {heads} |")
        print("|---|---|---|---|---|---|---|")
        print(f"| without a copy: {_report(folder, 'day')}", flush=True)
        make_backup(folder)
        for kind in ("day", "promise", "staffing"):
            print(f"| {_report(folder, kind)}", flush=True)
        day = date(2026, 12, 1)
        hours = hours_on(office, day)
        comers = made_up(office, hours, 1.3, seed=1)[:_BUSY]
        start = time.perf_counter()
        made = SimulatedDay(office, day, hours)
        made.run(comers)
        made.close()
        took = time.perf_counter() - start
        print(f"\nA simulated day of {len(comers)} people: {took:.1f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _child(Path(sys.argv[1]), sys.argv[2])
    else:
        main()
