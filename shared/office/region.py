"""[region] of office.toml: the database to which this office's events are copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from shared.office.table import Table
from shared.text.catalogue import N_

SCHEMES: Final = ("postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class RegionPlace:
    """Where the region keeps what its offices send."""

    address: str
    """Of the database, such as "postgresql://db.example.tw/region"; no password."""
    office: str
    """This office's own code among those of the region."""


def is_server(address: str) -> bool:
    """Whether it is the address of a PostgreSQL database."""
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


def read_region(top: Table) -> RegionPlace | None:
    """The table [region]; none where it is absent."""
    table = top.table("region")
    if table is None:
        return None
    found = RegionPlace(_address(table), table.code("office"))
    table.close()
    return found


def _address(table: Table) -> str:
    words = table.words("address")
    if not words:
        return ""
    if not is_server(words):
        table.note(
            "address",
            N_("“{value}” is not the address of a PostgreSQL database."),
            N_("such as postgresql://db.example.tw/region"),
            value=words,
        )
    elif "password" in words or urlsplit(words).password is not None:
        table.note(
            "address",
            N_("A password stands in it, and everybody on the share can read that."),
            N_("no password here; the machine has it in ~/.pgpass"),
        )
    return words
