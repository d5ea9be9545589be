"""`jiaohao ship` and `jiaohao region`: the words of the commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from jiaohao.cli_report import KINDS, days_named, period_options, tell_report
from jiaohao.options import office_option
from jiaohao.terminal import tell
from shared.errors import BadRequest, JiaohaoError, OfficeMistake
from shared.text.catalogue import N_, catalogue, machine_language

_PATIENCE: Final = 3.0
"""Seconds that a person who looks waits for a server that is away."""


class DriverMissing(OfficeMistake):
    """What speaks with PostgreSQL is not installed."""

    text = N_("This needs one more package: pip install 'jiaohao[postgres]'")


@click.command(epilog="ship --office /srv/office")
@office_option
def ship(office: Path | None) -> None:
    """Send the office's events to its region's database, as [region] says.

    It runs for good, needs no name, changes nothing, and catches up after days without
    a line. Needs the extra package of jiaohao[postgres].
    """
    say = catalogue(machine_language())

    def trouble(error: JiaohaoError) -> None:
        tell(error.message(say), is_trouble=True)

    with _driver():
        from jiaohao.region.shipper import ship as run
    try:
        run(office, trouble)
    except KeyboardInterrupt:
        return


@click.command(
    epilog="region postgresql://db.example.tw/region waiting --period 2026-03"
)
@click.argument("address")
@click.argument("kind", type=click.Choice(("now", *KINDS)), default="now")
@period_options
def region(
    address: str,
    kind: str,
    first: datetime | None,
    last: datetime | None,
    period: str | None,
    form: str,
    out: Path | None,
) -> None:
    """All offices of a region, from its database: now, or a report month by month.

    ADDRESS is that of [region] in their office.toml. KIND is now (open, waiting, the
    longest wait, how old that is), or one of `jiaohao report`.
    """
    from jiaohao.report.making import written
    from shared.office.region import is_server

    if not is_server(address):
        words = N_("“{value}” is not the address of a PostgreSQL database.")
        raise BadRequest(words, value=address)
    with _driver():
        from jiaohao.region import figures
        from shared.postgres.region import Region
    with closing(Region(address, patience=_PATIENCE)) as there:
        there.create()
        found = (
            figures.now(there)
            if kind == "now"
            else figures.report(there, kind, days_named(period, first, last))
        )
    tell_report(written(found, form, out, catalogue(machine_language())), form, out)


@contextmanager
def _driver() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise DriverMissing from error
