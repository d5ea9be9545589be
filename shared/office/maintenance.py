"""The table [maintenance] of office.toml: the page of the kiosks for the staff."""

from __future__ import annotations

from shared.office.pin import pin_hash_written
from shared.office.rules import MaintenanceRule
from shared.office.table import Table
from shared.text.catalogue import N_


def read_maintenance(top: Table) -> MaintenanceRule | None:
    """How the staff get to it; none: the page stays shut."""
    table = top.table("maintenance")
    if table is None:
        return None
    words, has_corner = table.words("pin"), table.flag("corner")
    table.close()
    pin = pin_hash_written(words)
    if pin is None:
        table.note(
            "pin",
            N_("This is not what is kept of a PIN."),
            N_("the line that is printed by: jiaohao staff kiosk-pin"),
        )
        return None
    return MaintenanceRule(pin, has_corner)
