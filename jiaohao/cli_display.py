"""`jiaohao display`: lobby screens, the voice, the running line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from jiaohao.options import office_option
from shared.machine.loading import loading
from shared.text.catalogue import N_, catalogue, machine_language


@click.command(epilog="display serving --office /srv/office")
@click.argument(
    "shows", type=click.Choice(["serving", "flow", "both", "voice", "ticker"])
)
@click.option("--name", help="One of the displays in office.toml; else the first.")
@click.option(
    "--measure",
    is_flag=True,
    help="Only say how high every text is on the panel, then end.",
)
@click.option("--json", "is_json", is_flag=True, help="With --measure: for programs.")
@click.option(
    "--say",
    "call",
    type=(str, int),
    metavar="LABEL COUNTER",
    help="With voice: say this call once, to hear it.",
)
@click.option(
    "--record-list", is_flag=True, help="With voice: the clips an office must record."
)
@click.option(
    "--width",
    type=click.IntRange(8, 1000),
    default=80,
    show_default=True,
    metavar="N",
    help="With ticker: columns of a line.",
)
@office_option
def display(
    shows: Literal["serving", "flow", "both", "voice", "ticker"],
    name: str | None,
    measure: bool,
    is_json: bool,
    call: tuple[str, int] | None,
    record_list: bool,
    width: int,
    office: Path | None,
) -> None:
    """A lobby screen: the numbers now served, or the steps of the services.

    Two monitors are two terminals: one `serving`, one `flow`.

    `voice` speaks the calls and needs no screen. `ticker` writes who is called and the
    notices as lines on standard output, for LED signs and other systems.
    """
    say = catalogue(machine_language())
    if shows != "voice" and (call is not None or record_list):
        raise click.UsageError(say(N_("--say and --record-list go with: voice")))
    if shows == "voice":
        sys.exit(_spoken(office, call, is_record_list=record_list))
    if shows == "ticker":
        from jiaohao.listeners import run_ticker

        sys.exit(run_ticker(office, width))
    if measure:
        from jiaohao.measuring import print_measures

        sys.exit(print_measures(office, shows, name, is_json=is_json))
    with loading():
        from jiaohao.screens import run_display

    sys.exit(run_display(office, shows, name))


def _spoken(
    office: Path | None, call: tuple[str, int] | None, *, is_record_list: bool
) -> int:
    from jiaohao import listeners

    say = catalogue(machine_language())
    if call is not None:
        return listeners.say_once(office, *call, say)
    if is_record_list:
        return listeners.list_clips(office, say)
    return listeners.run_voice(office, say)
