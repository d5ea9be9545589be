"""`jiaohao page`: the visitor's pages, and the same for the telephone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jiaohao.options import office_option
from shared.text.catalogue import catalogue, machine_language


@click.command(epilog="tablet reception --staff --listen 192.168.1.20:8090")
@click.argument("name")
@click.option("--staff", is_flag=True, help="Reception's screen: one key, one number.")
@click.option(
    "--listen",
    default="127.0.0.1:8090",
    metavar="ADDRESS",
    help="Address and port to serve at.",
)
@office_option
def tablet(name: str, staff: bool, listen: str, office: Path | None) -> None:
    """A kiosk in the browser of reception's tablet; it asks for no password.

    NAME is one of the kiosks in office.toml. Needs the extra package of
    jiaohao[tablet]. Not for the public: see docs/page.md.
    """
    from jiaohao.tablets import run_tablet

    say = catalogue(machine_language())
    sys.exit(run_tablet(office, name, listen, say, is_staff=staff))


@click.command(epilog="page --listen 192.168.1.20:8080 --office /srv/office")
@click.option(
    "--listen",
    metavar="ADDRESS",
    help="Address and port to serve at; else [page] of office.toml.",
)
@click.option(
    "--text",
    "is_text",
    is_flag=True,
    help="Only print what the page says, for who answers the telephone.",
)
@office_option
def page(listen: str | None, is_text: bool, office: Path | None) -> None:
    """The visitor's pages: my number, the hall, steps and documents; and interfaces.

    Needs the extra packages of jiaohao[web]. Visitors change only what is
    theirs: an appointment, and their number where [page] offers it.
    """
    from jiaohao.visitor_pages import run_page, tell_hall

    if is_text:
        tell_hall(office, machine_language())
        return
    sys.exit(run_page(office, listen, catalogue(machine_language())))
