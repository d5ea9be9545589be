"""The pictures that office.toml may name."""

from __future__ import annotations

from typing import Final

from shared.office.table import Table
from shared.text.catalogue import N_

ICONS: Final = (
    "bank-book",
    "bolt",
    "briefcase",
    "building",
    "calendar",
    "document",
    "home",
    "id-card",
    "list",
    "money",
    "pen",
    "people",
    "person",
    "phone",
    "question",
    "seal",
    "search",
    "talk",
    "tick",
    "training",
)


def read_icon(table: Table, otherwise: str) -> str:
    """One of ICONS, `otherwise` where the table names none."""
    if not table.has("icon"):
        return otherwise
    icon = table.words("icon")
    if icon and icon not in ICONS:
        table.note(
            "icon",
            N_("There is no picture “{value}”."),
            "{known}",
            value=icon,
            known=", ".join(ICONS),
        )
    return icon
