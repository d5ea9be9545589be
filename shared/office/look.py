"""The table [look] of office.toml: the office's colours, and its logo."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Final

from shared.office.table import Table
from shared.text.catalogue import N_
from shared.text.themes import OfficeColours, faint_pairs

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_LOGO: Final = re.compile(r"[^/\\:\x00]{1,100}\.png", re.IGNORECASE)


def read_look(top: Table) -> tuple[OfficeColours | None, str]:
    """The office's colours, where it has some, and the file of its logo, or ""."""
    table = top.table("look")
    if table is None:
        return None, ""
    given = {each.name: _colour(table, each.name) for each in fields(OfficeColours)}
    meant = {key: colour for key, colour in given.items() if colour}
    colours = OfficeColours(**meant) if meant else None
    if colours is not None:
        _advise(table, colours, next(iter(meant)))
    logo = _logo(table)
    table.close()
    return colours, logo


def _colour(table: Table, key: str) -> str:
    if not table.has(key):
        return ""
    colour = table.words(key)
    if _COLOUR.fullmatch(colour):
        return colour.lower()
    table.note(
        key,
        N_("“{value}” is not a colour."),
        N_("red, green and blue in six digits, such as #0d2b45"),
        value=colour,
    )
    return ""


def _advise(table: Table, colours: OfficeColours, at: str) -> None:
    for faint in faint_pairs(colours):
        keys = [key for key in (faint.other, faint.one) if table.has(key)]
        table.sheet.advise(
            (*table.place, *(keys[:1] or [at])),
            N_("{one} on {other} has a contrast of {ratio}:1."),
            N_("lighter or darker: {least}:1 can be read from afar"),
            one=faint.one,
            other=faint.other,
            ratio=f"{faint.ratio:.1f}",
            least=f"{faint.least:.0f}",
        )


def _logo(table: Table) -> str:
    if not table.has("logo"):
        return ""
    name = table.words("logo")
    if name and not _LOGO.fullmatch(name):
        table.note(
            "logo",
            N_("“{value}” is not a picture in the office folder."),
            N_("the name of a PNG file beside office.toml, such as logo.png"),
            value=name,
        )
    return name
