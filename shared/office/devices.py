"""The tables of office.toml about machines: printers, kiosks and lobby screens."""

from __future__ import annotations

import re
from typing import Final

from shared.office.address import is_address
from shared.office.model import RESERVES_ABOVE, Counter, Display, Kiosk
from shared.office.names import likeness
from shared.office.printers import PROFILES, Printer, Profile
from shared.office.sheet import Sheet
from shared.office.table import Table
from shared.office.toml_lines import Place, dotted
from shared.text.catalogue import N_
from shared.text.themes import OFFICE_THEME, THEMES

_RESERVE: Final = re.compile(r"(\d{4,6})-(\d{4,6})")


def read_printer(table: Table) -> Printer:
    """One [[printers]] entry; its profile is looked up, what it says itself wins."""
    address = table.words("address")
    if address and not is_address(address):
        table.note(
            "address",
            N_("“{value}” is not the address of a printer."),
            N_(
                "none, tcp://192.168.1.60:9100, usb://04b8:0e15, "
                "serial:///dev/ttyUSB0?baud=115200, device:///dev/usb/lp0 "
                "or file:///path"
            ),
            value=address,
        )
    profile = _profile(table)
    paper_mm = table.integer(
        "paper_mm", low=1, high=999, default=profile.paper_mm if profile else 80
    )
    if paper_mm not in (58, 80) or (profile and paper_mm != profile.paper_mm):
        table.note(
            "paper_mm",
            N_("{value} is out of range."),
            str(profile.paper_mm) if profile else N_("58 or 80"),
            value=paper_mm,
        )
    dots = table.integer("dots", low=200, high=1200, default=0)
    printer = Printer(
        table.name("name"),
        address,
        paper_mm,
        dots or (profile.dots if profile else None),
        _has_cutter(table, profile),
        table.words("fallback") if table.has("fallback") else None,
        _can_answer(table, profile),
        profile is not None and profile.is_star,
    )
    table.close()
    return printer


def _has_cutter(table: Table, profile: Profile | None) -> bool:
    if table.has("cutter"):
        return table.flag("cutter")
    return profile is None or profile.has_cutter


def _can_answer(table: Table, profile: Profile | None) -> bool:
    """A Star printer's answers are others than those of ESC/POS: none is understood."""
    is_star = profile is not None and profile.is_star
    can_answer = table.flag("answers", default=not is_star)
    if is_star and can_answer:
        table.note(
            "answers",
            N_("What a Star printer answers is not understood."),
            N_("answers = false, or no line"),
        )
    return can_answer


def _profile(table: Table) -> Profile | None:
    name = table.words("profile") if table.has("profile") else ""
    if name and name not in PROFILES:
        table.note(
            "profile",
            N_("There is no printer profile “{value}”."),
            N_("one of {known}, or none and dots = 512 and cutter = false by hand"),
            value=name,
            known=", ".join(PROFILES),
        )
    return PROFILES.get(name)


def _note_fallbacks(top: Table, printers: tuple[Printer, ...]) -> None:
    names = [printer.name for printer in printers]
    for index, printer in enumerate(printers):
        if printer.fallback is not None and (
            printer.fallback == printer.name or printer.fallback not in names
        ):
            top.sheet.note(
                ("printers", index, "fallback"),
                N_("There is no other printer “{value}”."),
                N_("the name of another entry of [[printers]]"),
                value=printer.fallback,
            )


def read_kiosks(top: Table, printers: tuple[Printer, ...]) -> tuple[Kiosk, ...]:
    """The kiosks; no two may have a number of their reserves in common."""
    _note_fallbacks(top, printers)
    tables = top.tables("kiosks")
    kiosks = tuple(_kiosk(table, printers) for table in tables)
    for index, kiosk in enumerate(kiosks):
        for other in kiosks[:index]:
            if range(
                max(kiosk.reserve.start, other.reserve.start),
                min(kiosk.reserve.stop, other.reserve.stop),
            ):
                tables[index].note(
                    "reserve",
                    N_("These numbers overlap with those of “{other}”."),
                    N_("numbers no other kiosk has, such as 9001-9099"),
                    other=other.name,
                )
    return kiosks


def _kiosk(table: Table, printers: tuple[Printer, ...]) -> Kiosk:
    printer = table.words("printer") if table.has("printer") else None
    note_unknown_printer(table.sheet, table.place, printer, printers)
    kiosk = Kiosk(table.name("name"), _reserve(table), printer)
    table.close()
    return kiosk


def note_unknown_printer(
    sheet: Sheet, place: Place, named: str | None, printers: tuple[Printer, ...]
) -> None:
    """Note where an entry at `place` names a printer that is not there."""
    if named and all(each.name != named for each in printers):
        sheet.note(
            (*place, "printer"),
            N_("There is no printer “{value}”."),
            N_("the name of an entry of [[printers]]"),
            value=named,
        )


def _reserve(table: Table) -> range:
    if not table.has("reserve"):
        return range(0)
    words = table.words("reserve")
    match = _RESERVE.fullmatch(words)
    first, last = (int(match[1]), int(match[2])) if match else (0, 0)
    if not RESERVES_ABOVE < first <= last:
        table.note(
            "reserve",
            N_("“{value}” is not a range of numbers above 1000."),
            N_("numbers no other kiosk has, such as 9001-9099"),
            value=words,
        )
        return range(0)
    return range(first, last + 1)


def _theme(table: Table, usual: str, *, has_colours: bool) -> str:
    theme = table.words("theme") if table.has("theme") else usual
    known = (*THEMES, OFFICE_THEME)
    if theme == OFFICE_THEME and not has_colours:
        table.note(
            "theme",
            N_("The office has no colours of its own."),
            N_("a table [look] with ground, band, card or accent"),
        )
        return usual
    if theme not in known:
        table.note(
            "theme",
            N_("There is no theme “{value}”."),
            N_("one of: {known}"),
            value=theme,
            known=", ".join(known),
        )
        return usual
    return theme


def read_display(table: Table, *, has_colours: bool) -> Display:
    """One [[displays]] entry; `has_colours`: the office has some of its own."""
    usual = Display("")
    display = Display(
        name=table.name("name"),
        flow_seconds=table.integer(
            "flow_seconds", low=3, high=600, default=usual.flow_seconds
        ),
        panel_inches=table.number(
            "panel_inches", low=5, high=300, default=usual.panel_inches
        ),
        metres=table.number("metres", low=1, high=50, default=usual.metres),
        call_seconds=table.integer(
            "call_seconds", low=3, high=60, default=usual.call_seconds
        ),
        has_next_numbers=table.flag("next_numbers", default=usual.has_next_numbers),
        theme=_theme(table, usual.theme, has_colours=has_colours),
    )
    table.close()
    return display


def note_alike(
    top: Table,
    counters: tuple[Counter, ...],
    named: dict[str, tuple[Kiosk | Display | Printer, ...]],
) -> None:
    """Note the names that people or programs would take for another's.

    `named` holds the entries by their key. The station of counter 1 is "counter-1".
    """
    known: dict[str, tuple[str, Place]] = {}
    for index, counter in enumerate(counters):
        name = f"counter-{counter.number}"
        known.setdefault(likeness(name), (name, ("counters", index, "number")))
    for key, entries in named.items():
        for index, entry in enumerate(entries):
            place: Place = (key, index, "name")
            other, there = known.setdefault(likeness(entry.name), (entry.name, place))
            if there != place and entry.name:
                top.sheet.note(
                    place,
                    N_("“{value}” cannot be told from “{other}”, used at {place}."),
                    N_("a name unlike all others"),
                    value=entry.name,
                    other=other,
                    place=dotted(there),
                )
