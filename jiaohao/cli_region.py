"""`jiaohao move-store`, `ship` and `region`: the words of the commands."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from jiaohao.cli_report import KINDS, days_named, period_options, tell_report
from jiaohao.options import office_option
from jiaohao.terminal import tell
from shared.errors import BadRequest, JiaohaoError
from shared.station.stores import driver
from shared.text.catalogue import N_, catalogue, machine_language

_PATIENCE: Final = 3.0
"""Seconds that a person who looks waits for a server that is away."""


@click.command(name="move-store", epilog="move-store --office /srv/office")
@office_option
def move_store(office: Path | None) -> None:
    """Take the queue to where [store] of office.toml says it is: to a server or back.

    All stations must have ended. Every row is compared before it says that it is done;
    who asks again by an earlier id gets the same answer. Without [store] it goes back
    to queue.db. Cut off in the middle, say it again.
    """
    with driver():
        from jiaohao.move_store import move_store as run
    for line in run(office, catalogue(machine_language())):
        tell(line)


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

    with driver():
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
@click.option(
    "--page",
    metavar="URL",
    help="Serve the page “which office is emptiest”, as visitors reach it there.",
)
@click.option(
    "--listen", metavar="ADDRESS", help="Address and port to serve at, if another."
)
@period_options
def region(
    address: str,
    kind: str,
    page: str | None,
    listen: str | None,
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
    from shared.office.server import is_server

    if not is_server(address):
        words = N_("“{value}” is not the address of a PostgreSQL database.")
        raise BadRequest(words, value=address)
    if page is not None:
        with driver():
            from jiaohao.region_pages import run_region_page
        sys.exit(run_region_page(address, page, listen))
    with driver():
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
