"""`jiaohao report`: the words of the command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click

from jiaohao.options import DAY, PlaceName, office_option
from jiaohao.terminal import tell, tell_json
from shared.text.catalogue import catalogue, machine_language

KINDS = ("day", "waiting", "services", "channels", "promise")


def period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The days of a report, how it is written and where."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: Final = (
    click.option("--from", "first", type=DAY, metavar="DATE", help="The first day."),
    click.option("--to", "last", type=DAY, metavar="DATE", help="The last day."),
    click.option(
        "--period",
        metavar="WORD",
        help="Days in one word: 2026, 2026-03, 2026-01..2026-05, jan-may.",
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json", "csv")),
        default="text",
        help="A table to read, or a file for programs.",
    ),
    click.option(
        "--out",
        type=PlaceName(),
        metavar="FILE",
        help="Where to write it, instead of here.",
    ),
)


@click.command(epilog="report promise --period 2026-01..2026-05 --format csv")
@click.argument("kind", type=click.Choice(KINDS))
@period_options
@office_option
def report(
    kind: str,
    first: datetime | None,
    last: datetime | None,
    period: str | None,
    form: str,
    out: Path | None,
    office: Path | None,
) -> None:
    """Figures of the office, from its own events; the last 28 days if none are named.

    KIND is day (a day at a glance), waiting, services, channels, or promise: what
    people were told of their wait, how often it held, beside simpler rules. The office
    works on meanwhile.
    """
    from jiaohao.deadline import LONGEST_LOOK, steadily
    from jiaohao.report.making import made
    from shared.office.model import named_folder

    say = catalogue(machine_language())
    days = days_named(period, first, last)
    place = named_folder(office)
    for text in steadily(
        LONGEST_LOOK,
        place,
        lambda: made(kind, office, days, form, out, say),
    ):
        (tell_json if form == "json" and out is None else tell)(text)


def days_named(
    period: str | None, first: datetime | None, last: datetime | None
) -> tuple[str | None, date | None, date | None]:
    """The days as `period_of` wants them."""
    return period, first.date() if first else None, last.date() if last else None
