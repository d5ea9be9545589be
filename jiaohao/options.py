"""What the words of several commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

EPILOG: Final = "Example:  jiaohao {}"


def office_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The one way to name the office folder."""
    return click.option(
        "--office",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The office folder; else $JIAOHAO_OFFICE, else the current folder.",
    )(command)
