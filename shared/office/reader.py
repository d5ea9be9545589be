"""office.toml becomes an Office, or every mistake in it is named at once."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from shared.errors import OfficeMistake
from shared.office.advice import advise
from shared.office.appointments import read_appointments
from shared.office.dates import (
    note_unknown_dates,
    read_date_rules,
    read_follow_ups,
)
from shared.office.desk import read_keys, read_missed, read_reasons, read_recall
from shared.office.devices import (
    note_alike,
    note_unknown_printer,
    read_display,
    read_kiosks,
    read_printer,
)
from shared.office.folder import OFFICE_FILE
from shared.office.look import read_look
from shared.office.maintenance import read_maintenance
from shared.office.model import Counter, Office, Service
from shared.office.needs import note_conditions, read_needs
from shared.office.people import read_staff
from shared.office.region import read_region
from shared.office.sections import (
    each_once,
    needed,
    read_channels,
    read_counter,
    read_hours,
    read_languages,
    read_notice,
    read_priorities,
    read_service,
    read_time_zone,
)
from shared.office.server import read_store
from shared.office.sheet import Mistake, Sheet, TooManyMistakes
from shared.office.survey import read_survey
from shared.office.table import Table
from shared.office.toml_lines import layout_of
from shared.office.toml_trouble import toml_trouble
from shared.office.training import marked_name
from shared.office.version import version_of
from shared.office.visitor_pages import read_pages
from shared.office.voice import read_voice
from shared.text.catalogue import N_, Catalogue
from shared.text.reasons import why

LARGEST_FILE: Final = 1_000_000
"""Bytes; the largest office there could be has a tenth of that."""
_REMEMBERED: Final = 2
"""Texts of offices: the one that counts, and the one that shall."""


class OfficeMistakes(OfficeMistake):
    """office.toml holds mistakes; all of them are in `mistakes`."""

    text = N_("office.toml has mistakes")

    def __init__(
        self, file: Path, mistakes: list[Mistake], *, is_all: bool = True
    ) -> None:
        super().__init__()
        self.file = file
        self.is_all = is_all
        self.mistakes = sorted(mistakes, key=lambda mistake: mistake.line)

    def message(self, say: Catalogue) -> str:
        """One line a mistake: file, line, key, what is wrong, what would be right."""
        lines = [f"{self.file}: {mistake.message(say)}" for mistake in self.mistakes]
        total = N_("Mistakes: {n}") if self.is_all else N_("Mistakes: {n} and more")
        lines.append(say(total, n=len(self.mistakes)))
        return "\n".join(lines)


def load_office(folder: Path) -> Office:
    """Read a folder's office. Raises OfficeMistakes, or OfficeMistake if unread."""
    return advised_office(folder)[0]


def advised_office(folder: Path) -> tuple[Office, list[Mistake]]:
    """A folder's office, and what could be better in it; see `load_office`."""
    file = folder / OFFICE_FILE
    return _parsed(_raw(file), file)


def read_office(folder: Path) -> tuple[Office, str]:
    """A folder's office, and what its file says; see `load_office`."""
    file = folder / OFFICE_FILE
    raw = _raw(file)
    return _parsed(raw, file)[0], raw.decode("utf-8")


def _raw(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise OfficeMistake(
            N_("{file} cannot be read ({reason})."), file=file, reason=why(error)
        ) from error


def parse_office(raw: bytes, file: Path) -> Office:
    """The office written in `raw`; `file` is named in the mistakes."""
    return _parsed(raw, file)[0]


def _parsed(raw: bytes, file: Path) -> tuple[Office, list[Mistake]]:
    try:
        office, advice = _sound(raw)
    except OfficeMistakes as error:
        raise OfficeMistakes(file, error.mistakes, is_all=error.is_all) from None
    return office, list(advice)


@lru_cache(maxsize=_REMEMBERED)
def _sound(raw: bytes) -> tuple[Office, tuple[Mistake, ...]]:
    """A station reads the same text several times as it begins, and its screen too."""
    sheet, file = Sheet({}), Path(OFFICE_FILE)
    text = _text(raw, sheet)
    values = _values(text, sheet) if text is not None else {}
    if sheet.mistakes:
        raise OfficeMistakes(file, sheet.mistakes)
    try:
        office = _office(Table(values, (), sheet))
    except TooManyMistakes as error:
        raise OfficeMistakes(file, sheet.mistakes, is_all=False) from error
    if sheet.mistakes:
        raise OfficeMistakes(file, sheet.mistakes)
    office = replace(office, version=version_of(raw.decode("utf-8", "replace")))
    return office, tuple(sorted(sheet.advice, key=lambda advice: advice.line))


def _text(raw: bytes, sheet: Sheet) -> str | None:
    if len(raw) > LARGEST_FILE:
        sheet.note((), N_("The file is too large."), N_("less than 1 MB"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        sheet.note(
            (),
            N_("The file is not UTF-8 text."),
            N_("the file saved with the encoding UTF-8"),
        )
        return None


def _values(text: str, sheet: Sheet) -> dict[str, Any]:
    """What the text says, and on which lines; a mistake where it says nothing."""
    layout = layout_of(text)
    if layout.flaw is not None:
        line, wrong, right = layout.flaw
        sheet.lines[("TOML",)] = line
        sheet.note(("TOML",), "{wrong}", "{right}", wrong=wrong, right=right)
        return {}
    sheet.lines = layout.lines
    try:
        return tomllib.loads(text)
    except ValueError as error:
        line, reason = toml_trouble(str(error), text)
        sheet.lines[("TOML",)] = line
        sheet.note(
            ("TOML",),
            N_("This is not TOML ({reason})."),
            N_('lines such as key = "value" below a [table]'),
            reason=reason,
        )
        return {}


def _office(top: Table) -> Office:
    head = top.table("office")
    if head is None:
        if "office" not in top.values:
            top.note("office", N_("This is missing."), N_("a table [name]"))
        head = Table({}, ("office",), Sheet({}))
    languages = top.sheet.languages = read_languages(head)
    target = head.integer("target_minutes", low=0, high=480, default=0)
    services = tuple(read_service(table, target) for table in top.tables("services"))
    needed(top, "services", services)
    counters = tuple(read_counter(table, services) for table in top.tables("counters"))
    needed(top, "counters", counters)
    printers = tuple(read_printer(table) for table in top.tables("printers"))
    for index, each in enumerate(counters):
        note_unknown_printer(top.sheet, ("counters", index), each.printer, printers)
    has_sign_on, deputies, staff_languages = read_staff(top)
    colours, logo = read_look(top)
    hours = read_hours(top)
    name, is_training = head.phrase("name"), head.flag("training")
    office = Office(
        name=marked_name(name) if is_training else name,
        time_zone=read_time_zone(head),
        languages=languages or ("en",),
        priorities=read_priorities(top),
        services=services,
        counters=counters,
        kiosks=read_kiosks(top, printers),
        displays=tuple(
            read_display(table, has_colours=colours is not None)
            for table in top.tables("displays")
        ),
        printers=printers,
        notices=tuple(read_notice(table) for table in top.tables("notices")),
        day_ends=head.time("day_ends", time(0)),
        hours=hours,
        appointments=read_appointments(top, services, hours),
        channels=read_channels(head),
        needs=read_needs(top, services),
        phone=head.words("phone") if head.has("phone") else None,
        meanwhile=head.optional_phrase("meanwhile"),
        waiting_area=head.optional_phrase("waiting_area"),
        last_number_minutes=head.integer(
            "last_number_minutes", low=0, high=480, default=0
        ),
        has_sign_on=has_sign_on,
        deputies=deputies,
        staff_languages=staff_languages,
        range_share=head.integer("range_share", low=50, high=95, default=80),
        privacy_from=head.integer("privacy_from", low=1, high=100, default=3),
        colours=colours,
        logo=logo,
        own_voice=read_voice(top, languages),
        pages=read_pages(top),
        survey=read_survey(top, [each.code for each in services]),
        store=read_store(top),
        region=read_region(top),
        recall=read_recall(top),
        missed=read_missed(top),
        is_training=is_training,
        no_picking=head.flag("no_picking"),
        hold_reasons=read_reasons(top, "hold_reasons"),
        pause_reasons=read_reasons(top, "pause_reasons"),
        date_rules=read_date_rules(top),
        follow_ups=read_follow_ups(top),
        keys=read_keys(top),
        maintenance=read_maintenance(top),
    )
    head.close()
    top.close()
    each_once(top, "services", "code", (each.code for each in services))
    each_once(top, "needs", "code", (each.code for each in office.needs))
    note_conditions(top, services)
    each_once(top, "date_rules", "code", (each.code for each in office.date_rules))
    each_once(top, "counters", "number", (each.number for each in counters))
    note_alike(
        top,
        counters,
        {"kiosks": office.kiosks, "displays": office.displays, "printers": printers},
    )
    note_unknown_dates(top, office)
    _note_unserved(top, services, counters)
    advise(top, office)
    return office


def _note_unserved(
    top: Table, services: tuple[Service, ...], counters: tuple[Counter, ...]
) -> None:
    taken = {code for counter in counters for code in (*counter.serves, *counter.helps)}
    for index, service in enumerate(services):
        if service.code and service.code not in taken and counters:
            top.sheet.note(
                ("services", index, "code"),
                N_("No counter takes “{value}”: its numbers would never be called."),
                N_("the code in serves or helps of a counter"),
                value=service.code,
            )
