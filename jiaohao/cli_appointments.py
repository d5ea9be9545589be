"""`jiaohao appointments`: the words of the command."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from jiaohao.cli_staff import asked_pin
from jiaohao.options import office_option
from jiaohao.terminal import tell
from shared.text.catalogue import catalogue, machine_language

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    epilog="appointments --day 2026-12-01 --move-to 2026-12-02 --officer lin"
)
@click.option("--day", type=_DAY, metavar="DATE", help="Of which day; else today.")
@click.option(
    "--move-to",
    "to",
    type=_DAY,
    metavar="DATE",
    help="Move them to that day, at the same time as far as there is room.",
)
@click.option("--officer", metavar="NAME", help="Move only those with this officer.")
@click.option(
    "--as", "who", metavar="NAME", help="The supervisor, where staff sign on."
)
@office_option
def appointments(
    day: datetime | None,
    to: datetime | None,
    officer: str | None,
    who: str | None,
    office: Path | None,
) -> None:
    """Who has an appointment; or a day moved, and a list of whom to call.

    Nobody's name is kept: the code, the reference of your files and the language are.
    """
    from jiaohao.appointments import call_list, lines, moved, of_day
    from jiaohao.deadline import LONGEST_LOOK, within
    from shared.office.folder import named_folder

    say, place = catalogue(machine_language()), named_folder(office)
    if to is None:
        known = day.date() if day is not None else None
        found = within(LONGEST_LOOK, place, lambda: of_day(office, known))
        tell("\n".join(lines(*found, say)))
        return
    if day is None:
        raise click.UsageError("--move-to: --day DATE")
    pin = asked_pin(who, say) if who is not None else ""
    dates = day.date(), to.date()
    done = within(
        LONGEST_LOOK, place, lambda: moved(office, *dates, officer, who or "", pin)
    )
    tell("\n".join(call_list(*done, say)))
