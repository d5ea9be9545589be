"""`jiaohao simulate`: the words of the command."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from jiaohao.options import DAY, office_option
from jiaohao.terminal import tell, tell_json
from shared.text.catalogue import catalogue, machine_language

_MOST: Final = 60
"""Counters."""


class Times(click.ParamType[float]):
    """A factor: 1.2, or ×1.2."""

    name = "factor"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """From 0 to 10."""
        try:
            found = float(str(value).lstrip("×xX*"))
        except ValueError:
            found = -1.0
        if not 0 < found <= 10:
            self.fail(f"{value} is no factor such as 1.2, at most 10.", param, ctx)
        return found


class Counters(click.ParamType[tuple[int, int]]):
    """From so many counters to so many: 4-8."""

    name = "counters"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """The least and the most."""
        found = re.fullmatch(r"(\d{1,2})[-–](\d{1,2})", str(value))
        least, most = (int(each) for each in found.groups()) if found else (0, 0)
        if not 1 <= least <= most <= _MOST:
            self.fail(f"{value} is no span such as 4-8, at most {_MOST}.", param, ctx)
        return least, most


@click.command(epilog="simulate --date 2026-12-01 --arrivals 1.2 --staffing 4-8")
@click.option("--date", "day", type=DAY, metavar="DATE", help="Which day; else today.")
@click.option(
    "--counters",
    type=click.IntRange(1, _MOST),
    metavar="N",
    help="So many counters at work; else all of office.toml.",
)
@click.option(
    "--arrivals",
    type=Times(),
    default="1",
    metavar="F",
    help="Times as many people as usual, such as 1.2.",
)
@click.option(
    "--staffing",
    type=Counters(),
    metavar="A-B",
    help="The same day with A to B counters, a line each.",
)
@click.option("--seed", type=int, default=1, metavar="N", help="Another chance.")
@click.option("--json", "is_json", is_flag=True, help="For programs.")
@office_option
def simulate(
    day: datetime | None,
    counters: int | None,
    arrivals: float,
    staffing: tuple[int, int] | None,
    seed: int,
    is_json: bool,
    office: Path | None,
) -> None:
    """A day as it could go, by the real rules: the waits, and when the last is served.

    Who comes is drawn from this office's own past days of the same weekday; without
    any, from the minutes in office.toml. All counters are at work from opening until
    nobody waits; where the office closes in between, nobody is called then. Nothing of
    it touches the office's file.
    """
    from jiaohao.deadline import LONGEST_LOOK, steadily
    from jiaohao.simulate.making import Wanted, simulated
    from shared.office.folder import named_folder

    say = catalogue(machine_language())
    span = staffing or ((counters, counters) if counters else None)
    wanted = Wanted(day.date() if day else None, span, arrivals, seed)
    place = named_folder(office)
    for text in steadily(
        LONGEST_LOOK,
        place,
        lambda: simulated(office, wanted, is_json=is_json, say=say),
    ):
        (tell_json if is_json else tell)(text)
