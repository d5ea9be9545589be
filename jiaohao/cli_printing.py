"""`jiaohao print`: its words."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jiaohao.options import office_option
from jiaohao.terminal import tell
from shared.text.catalogue import catalogue, machine_language


@click.group(name="print", epilog="print list --office /srv/office")
def print_papers() -> None:
    """Printers, and the papers that need a person."""


@print_papers.command(name="list", epilog="print list")
@office_option
def list_papers(office: Path | None) -> None:
    """How each printer is, and which papers did not come out or may not have."""
    from jiaohao import printing, status
    from jiaohao.deadline import LONGEST_LOOK, within
    from shared.office.folder import named_folder

    say = catalogue(machine_language())
    found = within(LONGEST_LOOK, named_folder(office), lambda: status.look(office))
    for line in printing.printer_lines(*found, say):
        tell(line)


@print_papers.command(epilog="print retry A012")
@click.argument("label_or_job")
@office_option
def retry(label_or_job: str, office: Path | None) -> None:
    """Print a paper that needs a person, once more.

    One that may be out already says COPY.
    """
    _ask_for(office, "retry", label_or_job)


@print_papers.command(epilog="print reprint A012")
@click.argument("label")
@click.option(
    "--printer", metavar="NAME", help="Another printer than the one that had it."
)
@office_option
def reprint(label: str, printer: str | None, office: Path | None) -> None:
    """Print the paper of a number once more, marked 補印 COPY."""
    _ask_for(office, "reprint", label, printer)


@print_papers.command(epilog="print drop A012")
@click.argument("label_or_job")
@office_option
def drop(label_or_job: str, office: Path | None) -> None:
    """Take a paper off the list: it came out, or nobody needs it."""
    _ask_for(office, "drop", label_or_job)


@print_papers.command(epilog="print preview ticket --png ticket.png")
@click.argument("kind")
@click.option(
    "--png",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where to write the picture.",
)
@click.option("--printer", metavar="NAME", help="As this printer would print it.")
@office_option
def preview(kind: str, png: Path, printer: str | None, office: Path | None) -> None:
    """Write a paper of sample data as a picture.

    KIND is ticket, checklist, receipt, appointment, referral or test.
    """
    from jiaohao import printing

    printing.write_preview(office, kind, png, printer)
    tell(str(png))


def _ask_for(
    office: Path | None, what: str, named: str, printer: str | None = None
) -> None:
    from jiaohao import printing

    say = catalogue(machine_language())
    words, status = printing.ask_for(office, what, named, say, printer=printer)
    tell(words, is_trouble=bool(status))
    sys.exit(status)
