"""[appointments] of office.toml: what may be booked, when, and with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from shared.office.hours import Hours
from shared.office.model import Service
from shared.office.rules import AppointmentRule, Bookable
from shared.office.sections import read_week
from shared.office.table import Table, note_unknown_services
from shared.text.catalogue import N_

_SHORTEST, _LONGEST = 5, 240
"""Minutes of a slot."""
_MOST_AT_ONCE = 50
_FARTHEST_DAYS = 366
_LATEST = 120
"""Minutes that somebody may be late at most."""


def read_appointments(
    top: Table, services: tuple[Service, ...], hours: Hours | None
) -> AppointmentRule:
    """The table [appointments]; without it nothing is booked."""
    usual, table = AppointmentRule(), top.table("appointments")
    if table is None:
        return usual
    week = hours.by_weekday if hours is not None else {}
    codes = [service.code for service in services]
    rule = AppointmentRule(
        tuple(_bookable(each, codes, week) for each in table.tables("services")),
        table.integer("days_ahead", low=0, high=_FARTHEST_DAYS, default=30),
        table.integer("grace_minutes", low=0, high=_LATEST, default=15),
    )
    if not rule.bookable:
        table.note(
            "services",
            N_("There are none."),
            N_("at least one entry that begins with [[{key}]]"),
            key="appointments.services",
        )
    table.close()
    _note_twice(table, rule)
    return rule


def _bookable(
    table: Table, codes: list[str], week: Mapping[int, tuple[tuple[time, time], ...]]
) -> Bookable:
    found = Bookable(
        service=table.words("service"),
        minutes=table.integer("minutes", low=_SHORTEST, high=_LONGEST, default=None),
        by_weekday=read_week(table),
        at_once=table.integer("at_once", low=1, high=_MOST_AT_ONCE, default=1),
        officers=table.listed("officers", is_needed=False),
    )
    if found.service:
        place = (*table.place, "service")
        note_unknown_services(table.sheet, place, [found.service], codes)
    if found.officers and table.has("at_once"):
        table.note(
            "at_once",
            N_("With officers a slot takes one person for each of them."),
            N_("officers or at_once, not both"),
        )
    if found.officers:
        found = replace(found, at_once=len(found.officers))
    if not found.by_weekday:
        found = replace(found, by_weekday=week)
    if not found.by_weekday:
        table.note(
            "service",
            N_("Nothing says when “{value}” may be booked."),
            N_('hours such as monday = ["09:00-12:00"], here or in [hours]'),
            value=found.service,
        )
    elif not any(map(found.starts_on, found.by_weekday)):
        table.note(
            "minutes",
            N_("None of the hours has room for {minutes} minutes."),
            N_("shorter slots or longer hours"),
            minutes=found.minutes,
        )
    table.close()
    return found


def _note_twice(table: Table, rule: AppointmentRule) -> None:
    seen: set[str] = set()
    for index, each in enumerate(rule.bookable):
        if each.service and each.service in seen:
            table.sheet.note(
                (*table.place, "services", index, "service"),
                N_("“{value}” is in the list twice."),
                N_("once"),
                value=each.service,
            )
        seen.add(each.service)
