"""The table of office sheets: what the office works by, and what waits."""

from __future__ import annotations

from shared.tables.connection import Connection, put
from shared.trade.office_sheet import OfficeSheet, Standing


def read_sheet(connection: Connection, standing: Standing) -> OfficeSheet | None:
    """The sheet of a standing, or none."""
    row = connection.execute(
        "select text, day, since from office_sheet where standing = ?", (standing,)
    ).fetchone()
    return OfficeSheet(*row) if row else None


def versions(connection: Connection) -> dict[str, tuple[str, str]]:
    """Version and business day (ISO 8601) of each, by standing; without the text."""
    rows = connection.execute("select standing, version, day from office_sheet")
    return {standing: (version, day) for standing, version, day in rows}


def put_sheet(connection: Connection, standing: Standing, sheet: OfficeSheet) -> None:
    """Keep a sheet in the place of the one that had its standing."""
    put(
        connection,
        "office_sheet",
        "standing",
        standing=standing.value,
        version=sheet.version,
        day=sheet.day,
        since=sheet.since,
        text=sheet.text,
    )


def drop_sheet(connection: Connection, standing: Standing) -> None:
    """Forget the sheet of a standing, if there is one."""
    connection.execute("delete from office_sheet where standing = ?", (standing,))
