"""office.toml becomes an Office, or every mistake in it is named at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.errors import OfficeMistake
from shared.office import (
    CHANNELS,
    OFFICE_FILE,
    Counter,
    Display,
    Hours,
    Kiosk,
    Notice,
    Office,
    Printer,
    Priority,
    Service,
)
from shared.office_sheet import Mistake, Sheet, Table, clock_time, nearest
from shared.text import N_, Catalogue
from shared.toml_lines import lines_of_keys

LARGEST_FILE: Final = 1_000_000
_WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LETTER: Final = re.compile(r"[A-Z]{1,2}")
_RESERVE: Final = re.compile(r"(\d{4,6})-(\d{4,6})")
_ADDRESS: Final = re.compile(r"none|tcp://[^\s/:]+(:\d{1,5})?|file:///.+")


class OfficeMistakes(OfficeMistake):
    """office.toml holds mistakes; all of them are in `mistakes`."""

    text = N_("office.toml has mistakes")

    def __init__(self, file: Path, mistakes: list[Mistake]) -> None:
        super().__init__()
        self.file = file
        self.mistakes = sorted(mistakes, key=lambda mistake: mistake.line)

    def message(self, say: Catalogue) -> str:
        """One line a mistake: file, line, key, what is wrong, what would be right."""
        return "\n".join(
            f"{self.file}: {mistake.message(say)}" for mistake in self.mistakes
        )


def load_office(folder: Path) -> Office:
    """Read a folder's office. Raises OfficeMistakes, or OfficeMistake if unread."""
    file = folder / OFFICE_FILE
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise OfficeMistake(
            N_("{file} cannot be read ({reason})."), file=file, reason=error.strerror
        ) from error
    return parse_office(raw, file)


def parse_office(raw: bytes, file: Path) -> Office:
    """The office written in `raw`; `file` is named in the mistakes."""
    sheet = Sheet({})
    text = _text(raw, sheet)
    try:
        values = tomllib.loads(text) if text is not None else {}
    except tomllib.TOMLDecodeError as error:
        _note_syntax(sheet, str(error))
    if sheet.mistakes:
        raise OfficeMistakes(file, sheet.mistakes)
    sheet.lines = lines_of_keys(text or "")
    office = _office(Table(values, (), sheet))
    if sheet.mistakes:
        raise OfficeMistakes(file, sheet.mistakes)
    return office


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


def _note_syntax(sheet: Sheet, error: str) -> None:
    found = re.search(r"at line (\d+)", error)
    sheet.lines[("TOML",)] = int(found[1]) if found else 1
    sheet.note(
        ("TOML",),
        N_("This is not TOML ({error})."),
        N_('lines such as key = "value" below a [table]'),
        error=error,
    )


def _office(top: Table) -> Office:
    head = top.table("office")
    if head is None:
        if "office" not in top.values:
            top.note("office", N_("This is missing."), N_("a table [name]"))
        head = Table({}, ("office",), Sheet({}))
    languages = top.sheet.languages = _languages(head)
    services = tuple(_service(table) for table in top.tables("services"))
    _needed(top, "services", services)
    counters = tuple(_counter(table, services) for table in top.tables("counters"))
    _needed(top, "counters", counters)
    printers = tuple(_printer(table) for table in top.tables("printers"))
    office = Office(
        name=head.phrase("name"),
        time_zone=_time_zone(head),
        languages=languages or ("en",),
        priorities=_priorities(top),
        services=services,
        counters=counters,
        kiosks=_kiosks(top, printers),
        displays=tuple(_display(table) for table in top.tables("displays")),
        printers=printers,
        notices=tuple(_notice(table) for table in top.tables("notices")),
        day_ends=head.time("day_ends", time(0)),
        hours=_hours(top),
        channels=_channels(head),
    )
    head.close()
    top.close()
    _each_once(top, "services", "code", (each.code for each in services))
    _each_once(top, "counters", "number", (each.number for each in counters))
    _each_once(top, "printers", "name", (each.name for each in printers))
    _each_once(top, "displays", "name", (each.name for each in office.displays))
    _note_unserved(top, services, counters)
    return office


def _languages(head: Table) -> tuple[str, ...]:
    """The office's languages; none when they are wrong, so that no phrase is judged."""
    right = N_("tags such as zh-TW, en or vi")
    languages = head.listed("languages")
    wrong = [each for each in languages if not _LANGUAGE.fullmatch(each)]
    for language in wrong:
        words = N_("“{language}” is not a language tag.")
        head.note("languages", words, right, language=language)
    if not languages and isinstance(head.values.get("languages"), list):
        head.note("languages", N_("This list is empty."), right)
    return () if wrong else languages


def _needed(top: Table, key: str, entries: tuple[object, ...]) -> None:
    if not entries and not isinstance(top.values.get(key), (list, dict)):
        top.note(
            key,
            N_("There are none."),
            N_("at least one entry that begins with [[{key}]]"),
            key=key,
        )


def _each_once(top: Table, key: str, part: str, found: Iterable[object]) -> None:
    seen: dict[object, int] = {}
    for index, value in enumerate(found):
        if value in seen and value not in ("", 0):
            top.sheet.note(
                (key, index, part),
                N_("“{value}” is already used by entry {first}."),
                N_("a different one for each"),
                value=value,
                first=seen[value] + 1,
            )
        seen.setdefault(value, index)


def _time_zone(head: Table) -> ZoneInfo:
    name = head.words("time_zone")
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        head.note(
            "time_zone",
            N_("There is no time zone “{value}”."),
            N_("a name such as Asia/Taipei"),
            value=name,
        )
        return ZoneInfo("UTC")


def _channels(head: Table) -> tuple[str, ...]:
    own = head.listed("other_channels", is_needed=False)
    for channel in own:
        if channel in CHANNELS:
            head.note(
                "other_channels",
                N_("“{value}” is there without being named."),
                N_("only further channels"),
                value=channel,
            )
    return (*CHANNELS, *own)


def _hours(top: Table) -> Hours | None:
    table = top.table("hours")
    if table is None:
        return None
    by_weekday = {
        weekday: periods
        for weekday, name in enumerate(_WEEKDAYS)
        if (periods := _periods(table, name))
    }
    hours = Hours(by_weekday, table.days("closed_days"))
    table.close()
    return hours


def _periods(table: Table, weekday: str) -> tuple[tuple[time, time], ...]:
    periods: list[tuple[time, time]] = []
    for words in table.listed(weekday, is_needed=False):
        start_words, _, end_words = words.partition("-")
        start = clock_time(start_words)
        end = time.max if end_words == "24:00" else clock_time(end_words)
        if start is None or end is None:
            table.note_time(weekday, start_words if start is None else end_words)
        elif start >= end:
            table.note(
                weekday,
                N_("“{value}” ends before it begins."),
                N_("first the opening, then the closing, such as 08:00-17:00"),
                value=words,
            )
        else:
            periods.append((start, end))
    ordered = sorted(periods)
    if any(one[1] > other[0] for one, other in pairwise(ordered)):
        table.note(
            weekday, N_("Two of these hours overlap."), N_("hours that do not overlap")
        )
    return tuple(ordered)


def _priorities(top: Table) -> tuple[Priority, ...]:
    priorities = tuple(_priority(table) for table in top.tables("priorities"))
    _needed(top, "priorities", priorities)
    _each_once(top, "priorities", "code", (each.code for each in priorities))
    if priorities and priorities[0].head_start_minutes != 0:
        top.sheet.note(
            ("priorities", 0, "head_start_minutes"),
            N_("The first priority is everyone's and has no head start."),
            "0",
        )
    return priorities


def _priority(table: Table) -> Priority:
    priority = Priority(
        code=table.code("code"),
        name=table.phrase("name"),
        head_start_minutes=table.integer(
            "head_start_minutes", low=0, high=600, default=None
        ),
        for_whom=table.optional_phrase("for_whom"),
        is_at_kiosk=table.flag("at_kiosk"),
    )
    table.close()
    return priority


def _service(table: Table) -> Service:
    letter = table.words("letter")
    if letter and not _LETTER.fullmatch(letter):
        table.note(
            "letter",
            N_("“{value}” cannot begin a number."),
            N_("one or two capital letters from A to Z"),
            value=letter,
        )
    minutes = table.integer("minutes", low=0, high=480, default=0)
    service = Service(
        code=table.code("code"),
        letter=letter,
        name=table.phrase("name"),
        steps=table.phrases("steps"),
        documents=table.phrases("documents"),
        for_whom=table.optional_phrase("for_whom"),
        legal=table.optional_phrase("legal"),
        minutes=minutes or None,
    )
    table.close()
    return service


def _counter(table: Table, services: tuple[Service, ...]) -> Counter:
    codes = {service.code for service in services}
    serves = table.listed("serves")
    helps = table.listed("helps", is_needed=False)
    for key, listed in (("serves", serves), ("helps", helps)):
        for code in listed:
            if code not in codes:
                table.note(
                    key,
                    N_("There is no service “{value}”."),
                    "{known}",
                    value=code,
                    known=nearest(code, codes),
                )
    for code in sorted(set(serves) & set(helps)):
        table.note(
            "helps",
            N_("“{value}” stands in serves and in helps."),
            N_("in one of the two"),
            value=code,
        )
    counter = Counter(
        number=table.integer("number", low=1, high=999, default=None),
        serves=serves,
        helps=helps,
        name=table.optional_phrase("name"),
    )
    table.close()
    return counter


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


def _printer(table: Table) -> Printer:
    address = table.words("address")
    if address and not _ADDRESS.fullmatch(address):
        table.note(
            "address",
            N_("“{value}” is not the address of a printer."),
            N_("none, tcp://192.168.1.60:9100 or file:///path"),
            value=address,
        )
    paper_mm = table.integer("paper_mm", low=1, high=999, default=80)
    if paper_mm not in (58, 80):
        table.note(
            "paper_mm", N_("{value} is out of range."), N_("58 or 80"), value=paper_mm
        )
    printer = Printer(table.words("name"), address, paper_mm)
    table.close()
    return printer


def _kiosks(top: Table, printers: tuple[Printer, ...]) -> tuple[Kiosk, ...]:
    tables = top.tables("kiosks")
    kiosks = tuple(_kiosk(table, printers) for table in tables)
    _each_once(top, "kiosks", "name", (kiosk.name for kiosk in kiosks))
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
    if printer and all(each.name != printer for each in printers):
        table.note(
            "printer",
            N_("There is no printer “{value}”."),
            N_("the name of an entry of [[printers]]"),
            value=printer,
        )
    kiosk = Kiosk(table.words("name"), _reserve(table), printer)
    table.close()
    return kiosk


def _reserve(table: Table) -> range:
    if not table.has("reserve"):
        return range(0)
    words = table.words("reserve")
    match = _RESERVE.fullmatch(words)
    first, last = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1000 < first <= last:
        table.note(
            "reserve",
            N_("“{value}” is not a range of numbers above 1000."),
            N_("numbers no other kiosk has, such as 9001-9099"),
            value=words,
        )
        return range(0)
    return range(first, last + 1)


def _display(table: Table) -> Display:
    display = Display(
        table.words("name"), table.integer("flow_seconds", low=3, high=600, default=12)
    )
    table.close()
    return display


def _notice(table: Table) -> Notice:
    notice = Notice(table.phrase("text"), table.day("from"), table.day("to"))
    if notice.first_day and notice.last_day and notice.first_day > notice.last_day:
        table.note("to", N_("The last day is before the first."), N_("a later day"))
    table.close()
    return notice
