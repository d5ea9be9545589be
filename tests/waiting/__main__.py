"""`make waiting`: the table of docs/waiting.md, on offices whose truth is known."""

from __future__ import annotations

import tempfile
from pathlib import Path

from jiaohao.replay import replay
from jiaohao.tally import Tally
from jiaohao.visit_log import read_log
from tests.short import IS_SHORT
from tests.waiting.judging import Figures, judged
from tests.waiting.live import lived
from tests.waiting.offices import OFFICES, write_log

DAYS = 8 if IS_SHORT else 80


def main() -> None:
    """Print it."""
    print(
        "| office | service | people | inside | width | fixed: inside | width"
        " | error | last called | mean | people × minutes | ÷ counters |"
    )
    print("|" + "---|" * 12)
    with tempfile.TemporaryDirectory() as folder:
        for made in OFFICES:
            log = read_log(write_log(Path(folder) / "log.csv", made, DAYS))
            for code, figures in judged(made, log, replay(log)).items():
                print(_line(made.name, code or "all", figures), flush=True)
            tally = lived(made, log, part=0.25).overall
            print(_line_of(made.name, tally), flush=True)


def _line(office: str, code: str, figures: Figures) -> str:
    cells = [
        *(office, code, str(figures.people)),
        *(f"{figures.inside:.1%}", f"{figures.width:.1f}"),
        *(f"{figures.fixed_inside:.1%}", f"{figures.fixed_width:.1f}"),
        f"**{figures.error:.1f}**",
        *(f"{each:.1f}" for each in figures.simple),
    ]
    return f"| {' | '.join(cells)} |"


def _line_of(office: str, tally: Tally) -> str:
    inside, width, error = (
        each / tally.cases for each in (tally.inside, tally.width, tally.error)
    )
    told = f"{tally.cases} | {inside:.1%} | {width:.1f} | | | **{error:.1f}**"
    return f"| {office} | all, by its events | {told} | | | | |"


if __name__ == "__main__":
    main()
