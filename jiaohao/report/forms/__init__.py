"""A report written: as text, for programs, as a page, a sheet, or to be printed.

What needs an extra package is loaded when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from jiaohao.report.table import Report
from shared.errors import BadRequest
from shared.text.catalogue import N_, Catalogue

Form = Callable[[Report, Catalogue], str | bytes]
FORMATS: Final = {
    "text": "plain",
    "json": "plain",
    "csv": "plain",
    "html": "page",
    "ods": "ods",
    "xlsx": "xlsx",
    "pdf": "pdf",
}
"""In which module of this room each format is written."""


def form(name: str) -> Form:
    """What writes a format. Raises BadRequest where its package is not installed."""
    try:
        module = import_module(f"{__name__}.{FORMATS[name]}")
    except ModuleNotFoundError as error:
        words = N_(
            "For {format} a package is missing here. Install it once:"
            ' pip install "jiaohao[reports]". Or choose --format html.'
        )
        raise BadRequest(words, format=name) from error
    found: Form = getattr(module, f"as_{name}")
    return found
