"""The tables of office.toml about what people come for: needs and conditions."""

from __future__ import annotations

from collections.abc import Collection

from shared.office.model import Need, Service
from shared.office.pictures import read_icon
from shared.office.table import Table, note_unknown_services
from shared.text.catalogue import N_


def read_needs(top: Table, services: tuple[Service, ...]) -> tuple[Need, ...]:
    """The [[needs]]; each names services that there are."""
    codes = {service.code for service in services}
    return tuple(_need(table, codes) for table in top.tables("needs"))


def note_conditions(top: Table, services: tuple[Service, ...]) -> None:
    """Note the conditions that lead to no other service."""
    codes = {service.code for service in services}
    for index, service in enumerate(services):
        condition = service.condition
        if condition is None or condition.otherwise is None:
            continue
        place = ("services", index, "condition", "otherwise")
        note_unknown_services(top.sheet, place, [condition.otherwise], codes)
        if condition.otherwise == service.code:
            top.sheet.note(
                place,
                N_("This is the service itself."),
                N_("another service, or nothing"),
            )


def _need(table: Table, codes: Collection[str]) -> Need:
    wanted = table.listed("services")
    if table.values.get("services") == []:
        table.note("services", N_("This list is empty."), N_("the codes of services"))
    place = (*table.place, "services")
    note_unknown_services(table.sheet, place, wanted, codes)
    need = Need(
        code=table.code("code"),
        name=table.phrase("name"),
        services=wanted,
        hint=table.optional_phrase("hint"),
        icon=read_icon(table, "list"),
    )
    table.close()
    return need
