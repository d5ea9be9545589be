"""`python -m tests.bench.paper`: from a ticket to the last byte handed over.

The same ticket goes out in our way and by python-escpos, as text and as one picture,
in turns, to a simulated printer on loopback. What each way knows at the end stands
beside it: a finished write says nothing about paper.
"""

from __future__ import annotations

import logging
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from jiaohao.folder import template
from printers.device import as_bytes
from printers.drawing import as_picture
from printers.faces import find_fonts
from printers.layout import as_text
from printers.outcome import Outcome
from printers.paper import Paper
from printers.preview import sample
from printers.session import Acquaintance, Session, new_fence
from shared.office import Office, Printer
from shared.office_file import parse_office
from tests.printers.simulator import Simulator

ROUNDS: Final = 40
A_LINE: Final = 48
"""Letters on 80 mm in the printer's own font."""
MILLISECONDS: Final = 1000


def main() -> None:
    """Print a table of the ways, then what our own way spends its time on."""
    # Before python-escpos gives the root logger a handler.
    logging.root.addHandler(logging.NullHandler())
    words = template("employment-centre").encode()
    office = parse_office(words, Path("office.toml"))
    with Simulator() as simulator:
        printer = Printer("bench", simulator.address)
        paper = sample("ticket", office, printer.dots)
        ways = _ways(paper, printer, simulator)
        times: dict[str, list[float]] = {way: [] for way in ways}
        sizes: dict[str, int] = {}
        for _ in range(ROUNDS):
            for way, work in ways.items():
                begun = time.perf_counter()
                sizes[way] = work()
                times[way].append(time.perf_counter() - begun)
    print(f"{'way':>24} {'ms':>8} {'bytes':>8}  knows at the end")
    for way, seconds in times.items():
        knows = "that it came out" if way == "jiaohao" else "that it was written"
        print(f"{way:>24} {_ms(seconds):8.1f} {sizes[way]:8}  {knows}")
    _parts(office, paper, printer)


def _ways(
    paper: Paper, printer: Printer, simulator: Simulator
) -> dict[str, Callable[[], int]]:
    known = Acquaintance()
    port = int(simulator.address.rpartition(":")[2])

    def ours() -> int:
        job = as_bytes(paper, printer)
        session = Session(printer.address, known)
        result = session.print(job, new_fence(), lambda: "")
        assert result.outcome is Outcome.PRINTED, result
        return len(job)

    def escpos(write: Callable[[Any], None]) -> int:
        from escpos.printer import Dummy, Network

        copy = Dummy(profile="TM-T20II")
        write(copy)
        line = Network("127.0.0.1", port, profile="TM-T20II")
        line._raw(copy.output)
        line.close()
        return len(copy.output)

    def text(job: Any) -> None:
        job.text(as_text(paper, A_LINE))
        job.qr("A012")
        job.cut()

    def picture(job: Any) -> None:
        job.image(as_picture(paper, printer.dots, find_fonts()))
        job.cut()

    return {
        "jiaohao": ours,
        "python-escpos, text": lambda: escpos(text),
        "python-escpos, picture": lambda: escpos(picture),
    }


def _parts(office: Office, paper: Paper, printer: Printer) -> None:
    """Where the time before the first byte goes, by the dots of the printer."""
    print(f"\n{'dots':>6} {'lay out ms':>11} {'draw ms':>8} {'encode ms':>10} bytes")
    for dots in (384, 420, 512, 576):
        own = replace(printer, own_dots=dots)
        laid = _timed(lambda dots=dots: sample("ticket", office, dots))  # type: ignore[misc]
        drawn = _timed(lambda dots=dots: as_picture(paper, dots, find_fonts()))  # type: ignore[misc]
        whole = _timed(lambda own=own: as_bytes(paper, own))  # type: ignore[misc]
        size = len(as_bytes(paper, own))
        print(f"{dots:>6} {laid:11.1f} {drawn:8.1f} {whole - drawn:10.1f} {size:5}")


def _timed(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return _ms(seconds)


def _ms(seconds: list[float]) -> float:
    return statistics.median(seconds) * MILLISECONDS


if __name__ == "__main__":
    main()
