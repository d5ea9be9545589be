"""[region] of office.toml: the database to which this office's events are copied."""

from __future__ import annotations

from dataclasses import dataclass

from shared.office.server import read_server
from shared.office.table import Table


@dataclass(frozen=True, slots=True)
class RegionPlace:
    """Where the region keeps what its offices send."""

    address: str
    """Of the database, such as "postgresql://db.example.tw/region"; no password."""
    office: str
    """This office's own code among those of the region."""


def read_region(top: Table) -> RegionPlace | None:
    """The table [region]; none where it is absent."""
    table = top.table("region")
    if table is None:
        return None
    found = RegionPlace(read_server(table), table.code("office"))
    table.close()
    return found
