"""`jiaohao check` and `reload`: what is wrong in office.toml, and that it counts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from jiaohao.options import office_option
from jiaohao.terminal import tell
from shared.errors import EXIT_WORDS
from shared.text.catalogue import N_, Catalogue, catalogue, machine_language

if TYPE_CHECKING:
    from shared.office.model import Office

MOST_SHOWN: Final = 20
"""Advice that is read; four hundred missing translations are not."""


@click.command(epilog="check --office /srv/office")
@click.option(
    "--strict", is_flag=True, help="What could be better counts as a mistake too."
)
@office_option
def check(strict: bool, office: Path | None) -> None:
    """Read office.toml and say every mistake at once, with its line.

    What works and could be better is said as well: texts without a translation,
    letters that look like digits, kiosks without a printer.
    """
    from jiaohao.deadline import LONGEST_LOOK, within
    from shared.office.folder import OFFICE_FILE, find_folder, named_folder
    from shared.office.reader import advised_office
    from shared.office.sheet import Mistake

    def look() -> tuple[Path, Office, list[Mistake]]:
        folder = find_folder(office)
        return folder / OFFICE_FILE, *advised_office(folder)

    file, found, advice = within(LONGEST_LOOK, named_folder(office), look)
    say = catalogue(machine_language())
    lines = [say(N_("Advice: {advice}"), advice=each.message(say)) for each in advice]
    lines += _without_logo(file.parent, found, say)
    lines += _without_room(found, say)
    lines += _without_server(found, say)
    if not strict:
        tell(say(N_("{file} has no mistakes."), file=file))
    for line in lines if strict else lines[:MOST_SHOWN]:
        tell(line, is_trouble=strict)
    if not strict and len(lines) > MOST_SHOWN:
        words = N_("There are {n} more; all of them by: jiaohao check --strict")
        tell(say(words, n=len(lines) - MOST_SHOWN))
    sys.exit(EXIT_WORDS if strict and lines else 0)


def _without_logo(folder: Path, office: Office, say: Catalogue) -> Iterator[str]:
    """Why the logo is not shown in the lobby, where the office has one."""
    if not office.logo:
        return
    from display.logo import read_logo
    from jiaohao.deadline import LONGEST_LOOK, within
    from shared.errors import OfficeMistake

    file = folder / office.logo
    try:
        within(LONGEST_LOOK, folder, lambda: read_logo(file))
    except OfficeMistake as error:
        yield say(N_("Advice: {advice}"), advice=error.message(say))


def _without_room(office: Office, say: Catalogue) -> Iterator[str]:
    """What is cut on the kiosk; nothing where no font is found to draw it."""
    from kiosk.room import words_without_room
    from shared.canvas.words import Words
    from shared.clock import now_ms
    from shared.machine.state_folder import MASKS, state_folder

    words = Words(state_folder() / MASKS)
    if not office.kiosks or not words.has_font:
        return
    for cut in words_without_room(office, words, now_ms()):
        yield say(
            N_(
                "Advice: no room on the kiosk ({columns}x{rows}, {language}) for the"
                " whole of “{words}”. Right would be: shorter words, or short = …"
            ),
            columns=cut.grid.columns,
            rows=cut.grid.rows,
            language=cut.language,
            words=cut.shown,
        )


def _without_server(office: Office, say: Catalogue) -> Iterator[str]:
    """Why nobody can work on the server where the office's queue should be."""
    if not office.store:
        return
    from jiaohao.doctor.finding import Level
    from jiaohao.doctor.server import findings_of

    for each in findings_of(office):
        if each.level is not Level.FINE:
            yield say(N_("Advice: {advice}"), advice=each.said(say))


@click.command(epilog="reload --office /srv/office")
@office_option
def reload(office: Path | None) -> None:
    """Have all stations work by office.toml as it is now, without starting them again.

    What would break numbers given out today, such as another letter, waits for the
    next business day, and each reason is said.
    """
    from jiaohao import reload as reloading
    from jiaohao.deadline import LONGEST_LOOK, within
    from shared.office.folder import named_folder

    folder = named_folder(office)
    taken = within(LONGEST_LOOK, folder, lambda: reloading.reload(office))
    for line in reloading.said(*taken, catalogue(machine_language())):
        tell(line)
