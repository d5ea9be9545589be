"""The address of a PostgreSQL database, and [store] of office.toml, which names one."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from shared.office.table import Table
from shared.text.catalogue import N_

SCHEMES: Final = ("postgresql", "postgres")


def is_server(address: str) -> bool:
    """Whether it is the address of a PostgreSQL database."""
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


def read_server(table: Table) -> str:
    """The address in a table: "postgresql://db.example.tw/jiaohao"; no password."""
    words = table.words("address")
    if not words:
        return ""
    if not is_server(words):
        table.note(
            "address",
            N_("“{value}” is not the address of a PostgreSQL database."),
            N_("such as postgresql://db.example.tw/jiaohao"),
            value=words,
        )
    elif "password" in words or urlsplit(words).password is not None:
        table.note(
            "address",
            N_("A password stands in it, and everybody on the share can read that."),
            N_("no password here; the machine has it in ~/.pgpass"),
        )
    return words


def read_store(top: Table) -> str:
    """The address in the table [store]; "" where it is absent: queue.db."""
    table = top.table("store")
    if table is None:
        return ""
    found = read_server(table)
    table.close()
    return found
