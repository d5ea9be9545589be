"""`jiaohao comments`: the words of the command."""

from __future__ import annotations

from pathlib import Path

import click

from jiaohao.cli_staff import asked_pin
from jiaohao.options import office_option
from jiaohao.terminal import tell
from shared.text.catalogue import catalogue, machine_language


@click.command(epilog="comments --office /srv/office")
@click.argument("code", required=False)
@click.option("--read", "reads", is_flag=True, help="It is read; all may see it.")
@click.option("--answer", metavar="TEXT", help="What the office answers, in one line.")
@click.option("--hide", "hides", is_flag=True, help="It is shown to nobody outside.")
@click.option(
    "--as", "who", metavar="NAME", help="The supervisor, where staff sign on."
)
@office_option
def comments(
    code: str | None,
    reads: bool,
    answer: str | None,
    hides: bool,
    who: str | None,
    office: Path | None,
) -> None:
    """What people wrote after their visits; with a CODE one of them, to be answered.

    Those without an answer are listed however old they are, others for 90 days. Nobody
    outside sees a comment before it is read here, and only if its writer agreed.
    """
    from jiaohao.comments import lines, listed, settled
    from jiaohao.deadline import LONGEST_LOOK, within
    from shared.office.folder import named_folder

    say, place = catalogue(machine_language()), named_folder(office)
    if not reads and not hides and answer is None:
        found = within(LONGEST_LOOK, place, lambda: listed(office, code))
        tell("\n".join(lines(*found, say)))
        return
    if code is None or sum((reads, hides, answer is not None)) > 1:
        raise click.UsageError("CODE (--read | --answer TEXT | --hide)")
    pin = asked_pin(who, say) if who is not None else None
    by = who, pin
    done = within(
        LONGEST_LOOK, place, lambda: settled(office, code, answer, by, hides=hides)
    )
    tell("\n".join(lines(*done, say)))
