"""`jiaohao report`: the words of the command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click

from jiaohao.options import DAY, PlaceName, office_option
from jiaohao.terminal import progress, tell, tell_bytes, tell_json
from shared.text.catalogue import N_, Catalogue, catalogue, machine_language

KINDS: Final = (
    *("day", "waiting", "limits", "services", "channels", "priorities"),
    *("follow-ups", "promise", "staffing", "uptime", "procedures", "open-data"),
)
"""Those of one period, from an office's events."""
SAID: Final = ("survey", "comments")
"""Those of what people said, which is in no event."""
BEFORE_AFTER: Final = "before-after"
FORMATS: Final = ("text", "json", "csv", "html", "ods", "pdf", "xlsx")
_MOST: Final = 20
"""Faults of a file that are told."""


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
        type=click.Choice(FORMATS),
        default="text",
        metavar="FORMAT",
        help="text, json, csv or html; with an extra package ods, pdf or xlsx.",
    ),
    click.option(
        "--out",
        type=PlaceName(),
        metavar="FILE",
        help="Where to write it, instead of here.",
    ),
)


@click.command(epilog="report waiting --period jan-may --format ods --out waiting.ods")
@click.argument("kind", type=click.Choice((*KINDS, *SAID, BEFORE_AFTER)))
@click.argument("periods", nargs=-1)
@period_options
@click.option(
    "--check",
    "checked",
    type=PlaceName(),
    metavar="FILE",
    help="For open-data: whether a file holds no more than it may.",
)
@office_option
def report(
    kind: str,
    periods: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    period: str | None,
    form: str,
    out: Path | None,
    checked: Path | None,
    office: Path | None,
) -> None:
    """Figures of the office, from its own events; the last 28 days if none are named.

    With --period the year before stands beside them. KIND is day (all at a glance),
    waiting, limits, services, channels, priorities, follow-ups, promise (what people
    were told of their wait, and how often it held), staffing (load by weekday and
    hour), uptime, procedures, survey (what people answered after their visits),
    comments, open-data, or before-after with two PERIODS. The office works on
    meanwhile.
    """
    from jiaohao.deadline import LONGEST_LOOK, steadily
    from jiaohao.report.making import Wanted, made
    from shared.office.folder import named_folder

    say = catalogue(machine_language())
    if checked is not None:
        _check(checked, say)
        return
    wanted = Wanted(kind, *days_named(period, first, last), periods)
    place = named_folder(office)
    with progress() as told:
        found = list(
            steadily(
                LONGEST_LOOK,
                place,
                lambda: made(wanted, office, form, out, say, told),
            )
        )
    tell_report(found, form, out)


def tell_report(found: Iterable[str | bytes], form: str, out: Path | None) -> None:
    """Print a report, or where it was written."""
    for each in found:
        if isinstance(each, bytes):
            tell_bytes(each)
        else:
            (tell_json if form == "json" and out is None else tell)(each)


def _check(file: Path, say: Catalogue) -> None:
    from jiaohao.report.open_data_check import faults

    found = list(faults(file))
    for each in found[:_MOST]:
        tell(say(each.words, **each.values), is_trouble=True)
    if found:
        words = N_("{file} must not be published: {n} faults.")
        tell(say(words, file=file, n=len(found)), is_trouble=True)
        sys.exit(1)
    tell(say(N_("{file} holds no more than it may."), file=file))


def days_named(
    period: str | None, first: datetime | None, last: datetime | None
) -> tuple[str | None, date | None, date | None]:
    """The days as `period_of` wants them."""
    return period, first.date() if first else None, last.date() if last else None
