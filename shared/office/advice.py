"""What works in an office.toml and could be better."""

from __future__ import annotations

from typing import Final

from shared.office.model import Office
from shared.office.table import Table
from shared.text.catalogue import N_

ALIKE_LETTERS: Final = "IOQSZ"
"""Letters that are read as digits, or as each other (1, 0, 0, 5, 2)."""

NO_PRINTER: Final = N_("“{name}” has no printer: people must note their numbers.")


def advise(top: Table, office: Office) -> None:
    """Write down the advice that needs the whole office."""
    for index, service in enumerate(office.services):
        if set(service.letter) & set(ALIKE_LETTERS):
            top.sheet.advise(
                ("services", index, "letter"),
                N_("“{value}” is easily read as a digit."),
                N_("another letter than I, O, Q, S, Z"),
                value=service.letter,
            )
    for index, kiosk in office.kiosks_without_printer():
        top.sheet.advise(
            ("kiosks", index),
            NO_PRINTER,
            N_("printer: the name of one of [[printers]] that has an address"),
            name=kiosk.name,
        )
    for index, counter in enumerate(office.counters):
        if counter.helps_after_minutes and not counter.helps:
            top.sheet.advise(
                ("counters", index, "helps_after_minutes"),
                N_("Counter {number} helps nobody, so this says nothing."),
                N_("helps: the codes of services it takes when nobody else waits"),
                number=counter.number,
            )
    for officer, deputies in office.deputies.items():
        if officer in deputies:
            top.sheet.advise(
                ("staff", "deputies"),
                N_("“{value}” is named as the deputy of “{value}”."),
                N_("somebody else"),
                value=officer,
            )
