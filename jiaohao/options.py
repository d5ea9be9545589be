"""What the words of several commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

DAY: Final = click.DateTime(formats=["%Y-%m-%d"])


class PlaceName(click.ParamType[Path]):
    """A folder or file that is only named: to look at it here would hang with it."""

    name = "place"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """The path, not looked at."""
        return Path(value)


def office_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The one way to name the office folder."""
    return click.option(
        "--office",
        type=PlaceName(),
        metavar="FOLDER",
        help="The office folder; else $JIAOHAO_OFFICE, else the current folder.",
    )(command)


language_option = click.option(
    "--language",
    type=click.Choice(["zh-TW", "en"]),
    metavar="TAG",
    help="What the screen speaks, zh-TW or en; else the machine's language.",
)
