"""`jiaohao`: one command, its words, and how it ends.

A room is imported by the command that needs it, so that a station starts fast.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from shared import VERSION
from shared.errors import JiaohaoError
from shared.text import catalogue, machine_language

EPILOG = "Example:  jiaohao {}"


def office_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The one way to name the office folder."""
    return click.option(
        "--office",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The office folder; else $JIAOHAO_OFFICE, else the current folder.",
    )(command)


class Commands(click.Group):
    """Turns our errors into words for people and the exit status of the contract."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except JiaohaoError as error:
            click.echo(error.message(catalogue(machine_language())), err=True)
            ctx.exit(error.exit_status)
        except (BrokenPipeError, KeyboardInterrupt):
            ctx.exit(1)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
    epilog="jiaohao COMMAND --help explains one, with an example.",
)
@click.version_option(VERSION, prog_name="jiaohao")
def main() -> None:
    """叫號: numbers from a kiosk, called at counters, shown in the lobby.

    All stations share one office folder, on this machine or on a LAN share.
    """


@main.command(epilog=EPILOG.format("station pad-3 --office /srv/office"))
@click.argument("name")
@office_option
def station(name: str, office: Path | None) -> None:
    """A station without a screen: JSON lines on standard input and output.

    For call buttons, number pads and scripts; the lines are in docs/protocol.md.
    """
    from jiaohao.stations import run_station

    sys.exit(run_station(office, name))


@main.command("watcher", hidden=True)
@office_option
def watcher(office: Path | None) -> None:
    """A station that only reads: what a lobby screen runs beside it."""
    from jiaohao.stations import run_station

    sys.exit(run_station(office, None))

