"""`jiaohao move-store`, `ship` and `region`: the words of the commands."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from jiaohao.cli_report import KINDS, days_named, period_options, tell_report
from jiaohao.options import PlaceName, office_option
from jiaohao.terminal import tell
from shared.errors import BadRequest, JiaohaoError
from shared.station.stores import driver
from shared.text.catalogue import N_, catalogue, machine_language

_HANDED_DOWN: Final = "handed-down"
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

    It runs for good, needs no name, takes up what was handed down to the office, and
    catches up after days without a line. Needs the extra package of jiaohao[postgres].
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
@click.argument("kind", type=click.Choice(("now", _HANDED_DOWN, *KINDS)), default="now")
@click.option(
    "--page",
    metavar="URL",
    help="Serve the page “which office is emptiest”, as visitors reach it there.",
)
@click.option(
    "--listen", metavar="ADDRESS", help="Address and port to serve at, if another."
)
@click.option(
    "--proxy",
    "proxies",
    metavar="IP",
    multiple=True,
    help="A web server in front that is believed who asks.",
)
@period_options
def region(
    address: str,
    kind: str,
    page: str | None,
    listen: str | None,
    proxies: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    period: str | None,
    form: str,
    out: Path | None,
) -> None:
    """All offices of a region, from its database: now, or a report month by month.

    ADDRESS is that of [region] in their office.toml. KIND is now (open, waiting, the
    longest wait, how old that is), handed-down (`jiaohao hand-down`, and what became of
    it), or one of `jiaohao report`.
    """
    from jiaohao.report.making import written

    _refuse_odd(address)
    if page is not None:
        with driver():
            from jiaohao.region_pages import run_region_page
        sys.exit(run_region_page(address, page, listen, proxies))
    with driver():
        from jiaohao.region import figures
        from shared.postgres.region import Region
    with closing(Region(address, patience=_PATIENCE)) as there:
        there.create()
        if kind == "now":
            found = figures.now(there)
        elif kind == _HANDED_DOWN:
            found = figures.handed_down(there)
        else:
            found = figures.report(there, kind, days_named(period, first, last))
    tell_report(written(found, form, out, catalogue(machine_language())), form, out)


@click.command(
    name="hand-down",
    epilog="hand-down postgresql://db.example.tw/region yonghe --sheet office.toml",
)
@click.argument("address")
@click.argument("office")
@click.option("--sheet", metavar="FILE", type=PlaceName(), help="An office.toml.")
@click.option(
    "--over", metavar="VERSION", default="", help="The changed one it takes account of."
)
@click.option("--notice", metavar="TEXT", help="A line for the lobby screens.")
@click.option("--until", metavar="TIME", help="Until when the notice is shown.")
@click.option("--book", metavar="SERVICE TIME", nargs=2, help="An appointment.")
def hand_down(
    address: str,
    office: str,
    sheet: Path | None,
    over: str,
    notice: str | None,
    until: str | None,
    book: tuple[str, str] | None,
) -> None:
    """Give an office of a region its office.toml, a notice or an appointment.

    The office's `jiaohao ship` checks it and takes it up; what became of it says
    jiaohao region ADDRESS handed-down. An office.toml that was changed at the office is
    never overwritten. A TIME is such as 2026-12-01T09:30+08:00.
    """
    is_one = sum(each is not None for each in (sheet, notice, book)) == 1
    if not is_one or (over and sheet is None) or (until and notice is None):
        words = N_("Say one of --sheet (--over), --notice (--until) and --book.")
        raise BadRequest(words)
    _refuse_odd(address)
    with driver():
        from jiaohao.region import handing_down
        from shared.postgres.region import Region
    if sheet is not None:
        meant = handing_down.sheet(sheet)
    elif notice is not None:
        meant = handing_down.notice(notice, until)
    elif book is not None:
        meant = handing_down.appointment(*book)
    with closing(Region(address, patience=_PATIENCE)) as there:
        there.create()
        added = there.handed_down.add(office, *meant, over=over)
    say = catalogue(machine_language())
    words = N_(
        "Version {version} is there for {office}; it waits for its jiaohao ship."
    )
    tell(say(words, version=added.version, office=office))


def _refuse_odd(address: str) -> None:
    from shared.office.server import is_server

    if not is_server(address):
        words = N_("“{value}” is not the address of a PostgreSQL database.")
        raise BadRequest(words, value=address)
