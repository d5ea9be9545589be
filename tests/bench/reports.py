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
from jiaohao.report.source import KeptSource, source_of
from jiaohao.simulate.day import SimulatedDay
from jiaohao.simulate.demand import hours_on, made_up
from shared.office.model import QUEUE_FILE
from shared.office.reader import load_office
from tests.bench.history import write_history
from tests.bench.offices import PAST
from tests.short import rounds

_NUMBERS: Final = int(os.environ.get("JIAOHAO_NUMBERS", rounds(PAST, least=2_000)))
_BUSY: Final = 400
"""People of a busy day."""


def _child(folder: Path, kind: str) -> None:
    """One report in a process of its own; prints what it took."""
    from jiaohao.report.period import Period

    longest = 0.0

    def timed(source: KeptSource) -> None:
        page = source._page

        def look(after: int, limit: int) -> Any:
            nonlocal longest
            start = time.perf_counter()
            found = page(after, limit)
            longest = max(longest, time.perf_counter() - start)
            return found

        source._page = look

    with source_of(folder) as source:
        timed(source)
        start = time.perf_counter()
        cpu = time.process_time()
        KINDS[kind].make(source, Period(date(2000, 1, 1), source.today))
        took, cpu = time.perf_counter() - start, time.process_time() - cpu
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([took, cpu, most, longest * 1000]))


def main() -> None:
    """Print tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "office"
        make_office(folder, template("employment-centre"))
        office = load_office(folder)
        service = office.services[0].code
        write_history(folder / QUEUE_FILE, _NUMBERS, service=service)
        heads = "s | processor s | MB | look ms"
        print(f"\n| report over {_NUMBERS:,} numbers | {heads} |")
        print("|---|---|---|---|---|")
        for kind in ("day", "promise", "staffing"):
            words = [sys.executable, "-m", "tests.bench.reports", str(folder), kind]
            done = subprocess.run(words, capture_output=True, check=True, text=True)
            took, cpu, most, look = json.loads(done.stdout)
            cells = f"{took:.1f} | {cpu:.1f} | {most:.0f} | {look:.0f}"
            print(f"| {kind} | {cells} |", flush=True)
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
