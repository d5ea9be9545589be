"""`jiaohao backup`, `restore` and `archive`: the words of the commands."""

from __future__ import annotations

from pathlib import Path

import click

from jiaohao.options import PlaceName, office_option
from jiaohao.terminal import tell
from shared.text.catalogue import catalogue, machine_language


@click.command(epilog="backup --into /mnt/usb --office /srv/office")
@click.option(
    "--into",
    type=PlaceName(),
    metavar="FOLDER",
    help="Another folder than the office's own backups.",
)
@office_option
def backup(into: Path | None, office: Path | None) -> None:
    """Copy queue.db while the office works, and verify the copy.

    The stations do this by themselves every hour.
    """
    from jiaohao.backup import back_up
    from jiaohao.deadline import LONGEST_LOOK, steadily
    from shared.office.folder import named_folder

    say = catalogue(machine_language())
    place = named_folder(into or office)
    for line in steadily(LONGEST_LOOK, place, lambda: back_up(office, into, say)):
        tell(line)


@click.command(epilog="restore --office /srv/office")
@click.argument("copy", type=PlaceName(), required=False)
@office_option
def restore(copy: Path | None, office: Path | None) -> None:
    """Put a copy in the place of a queue.db that is damaged or gone.

    COPY is a file from the folder backups; without it the newest. Stations that wait
    for the file go on by themselves, and what they answered since the copy is added
    from their journals. The file that was there is kept.
    """
    from jiaohao.backup import put_back
    from jiaohao.deadline import LONGEST_LOOK, steadily
    from shared.office.folder import named_folder

    say = catalogue(machine_language())
    place = named_folder(office)
    for line in steadily(LONGEST_LOOK, place, lambda: put_back(office, copy, say)):
        tell(line)


@click.command(epilog="archive --before 2026 --office /srv/office")
@click.option(
    "--before",
    type=click.IntRange(1970, 9999),
    metavar="YEAR",
    help="Only the years before this one; else all before the present year.",
)
@office_option
def archive(before: int | None, office: Path | None) -> None:
    """Move closed years out of queue.db, into backups/archive-YEAR.db.

    The office works on meanwhile. It may be stopped at any time and run again. The
    present year is never moved, and an archive is never removed.
    """
    from jiaohao.archive import move_aside
    from jiaohao.deadline import LONGEST_LOOK, steadily
    from shared.office.folder import named_folder

    say = catalogue(machine_language())
    place = named_folder(office)
    for line in steadily(LONGEST_LOOK, place, lambda: move_aside(office, before, say)):
        tell(line)
