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
from printers.drawing import picture as drawing
from printers.drawing.faces import find_fonts
from printers.drawing.layout import as_text
from printers.drawing.picture import as_picture
from printers.drawing.preview import sample
from printers.jobs.device import as_bytes
from printers.papers.paper import Paper
from printers.papers.trial import WIDTHS
from printers.session.outcome import Outcome
from printers.session.session import Acquaintance, Session, new_fence
from shared.office.model import Office
from shared.office.printers import Printer
from shared.office.reader import parse_office
from tests.printers.simulator import Simulator
from tests.printers.words import ticket_papers
from tests.short import rounds

ROUNDS: Final = rounds(40)
A_LINE: Final = 48
"""Letters on 80 mm in the printer's own font."""
MILLISECONDS: Final = 1000


def main() -> None:
    """Print a table of the ways, then what each ticket of the template takes."""
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
    _tickets(office, printer)


def _ways(
    paper: Paper, printer: Printer, simulator: Simulator
) -> dict[str, Callable[[], int]]:
    known = Acquaintance()
    port = int(simulator.address.rpartition(":")[2])

    def ours() -> int:
        job = _first(paper, printer)
        session = Session(printer.address, known)
        result = session.print(job, new_fence(), lambda: "")
        assert result.outcome is Outcome.PRINTED, result
        return len(job)

    def escpos(write: Callable[[Any, Paper, Printer], None]) -> int:
        from escpos.printer import Dummy, Network

        copy = Dummy(profile="TM-T20II")
        write(copy, paper, printer)
        line = Network("127.0.0.1", port, profile="TM-T20II")
        line._raw(copy.output)
        line.close()
        return len(copy.output)

    return {
        "jiaohao": ours,
        "python-escpos, text": lambda: escpos(_escpos_text),
        "python-escpos, picture": lambda: escpos(_escpos_picture),
    }


def _tickets(office: Office, printer: Printer) -> None:
    """What the ticket of each service costs before its first byte leaves."""
    print("\nEvery ticket of the template, drawn and encoded (jiaohao again: the next")
    print("ticket of the same service, whose texts are drawn already):")
    heads = ("jiaohao first", "jiaohao again", "escpos text", "escpos picture")
    print(f"{'service':>24} {'rows':>5}" + "".join(f" {each:>18}" for each in heads))
    for code, paper in ticket_papers(office):
        rows = as_picture(paper, printer.dots, find_fonts()).height
        made = [_timed(make) for make in _makers(paper, printer)]
        cells = "".join(f" {size:8} B {ms:5.1f} ms" for size, ms in made)
        print(f"{code:>24} {rows:>5}{cells}")
    print("\nThe longest and the middle one of them, by the dots of the printer:")
    for dots in WIDTHS:
        own = replace(printer, own_dots=dots)
        every = sorted(
            _timed(lambda paper=paper, own=own: _first(paper, own))  # type: ignore[misc]
            for _, paper in ticket_papers(office)
        )
        (most, slowest), (usual, usual_ms) = every[-1], every[len(every) // 2]
        print(f"{dots:>24} {most:8} B {slowest:5.1f} ms {usual:8} B {usual_ms:5.1f} ms")


def _makers(paper: Paper, printer: Printer) -> tuple[Callable[[], bytes], ...]:
    """Our way and the two of python-escpos, none of them sent anywhere."""

    def copied(write: Callable[[Any, Paper, Printer], None]) -> bytes:
        from escpos.printer import Dummy

        job = Dummy(profile="TM-T20II")
        write(job, paper, printer)
        output: bytes = job.output
        return output

    return (
        lambda: _first(paper, printer),
        lambda: as_bytes(paper, printer),
        lambda: copied(_escpos_text),
        lambda: copied(_escpos_picture),
    )


def _first(paper: Paper, printer: Printer) -> bytes:
    """The job with nothing drawn before, save that the fonts are open."""
    drawing._text.cache_clear()
    return as_bytes(paper, printer)


def _escpos_text(job: Any, paper: Paper, _: Printer) -> None:
    job.text(as_text(paper, A_LINE))
    job.qr("A012")
    job.cut()


def _escpos_picture(job: Any, paper: Paper, printer: Printer) -> None:
    drawing._text.cache_clear()
    job.image(as_picture(paper, printer.dots, find_fonts()))
    job.cut()


def _timed(work: Callable[[], bytes]) -> tuple[int, float]:
    """The bytes of a job, and the milliseconds of this processor it takes."""
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        size = len(work())
        seconds.append(time.process_time() - begun)
    return size, _ms(seconds)


def _ms(seconds: list[float]) -> float:
    return statistics.median(seconds) * MILLISECONDS


if __name__ == "__main__":
    main()
