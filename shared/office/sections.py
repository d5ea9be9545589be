"""The tables of office.toml about people and time: what may stand in each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.office.dates import read_outcomes
from shared.office.hours import Hours
from shared.office.items import read_items
from shared.office.model import CHANNELS, Condition, Counter, Notice, Priority, Service
from shared.office.table import Table, clock_time, note_unknown_services
from shared.text.catalogue import N_, Phrase, columns

_WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST_TAG: Final = 8
"""Columns of a service's name in the staff's lists."""
_LETTER: Final = re.compile(r"[A-Z]{1,2}")


def read_languages(head: Table) -> tuple[str, ...]:
    """The office's languages; none when they are wrong, so that no phrase is judged."""
    right = N_("tags such as zh-TW, en or vi")
    languages = head.listed("languages")
    wrong = [each for each in languages if not LANGUAGE.fullmatch(each)]
    for language in wrong:
        words = N_("“{language}” is not a language tag.")
        head.note("languages", words, right, language=language)
    if head.values.get("languages") == []:
        head.note("languages", N_("This list is empty."), right)
    return () if wrong else languages


def needed(top: Table, key: str, entries: tuple[object, ...]) -> None:
    """Note where entries are missing that an office cannot do without."""
    if not entries and not isinstance(top.values.get(key), (list, dict)):
        top.note(
            key,
            N_("There are none."),
            N_("at least one entry that begins with [[{key}]]"),
            key=key,
        )


def each_once(top: Table, key: str, part: str, found: Iterable[object]) -> None:
    """Note the entries of [[key]] whose `part` another one has already."""
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


def read_time_zone(head: Table) -> ZoneInfo:
    """The office's time zone; UTC where it is wrong."""
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


def read_channels(head: Table) -> tuple[str, ...]:
    """How people may come: the built-in channels and the office's own."""
    own = head.listed("other_channels", is_needed=False)
    for channel in own:
        if channel in CHANNELS:
            head.note(
                "other_channels",
                N_("“{value}” is there without being named."),
                N_("only further channels"),
                value=channel,
            )
        head.check_shown("other_channels", channel)
    return (*CHANNELS, *own)


def read_hours(top: Table) -> Hours | None:
    """When the kiosks are open; none: always."""
    table = top.table("hours")
    if table is None:
        return None
    hours = Hours(read_week(table), table.days("closed_days"))
    table.close()
    return hours


def read_week(table: Table) -> dict[int, tuple[tuple[time, time], ...]]:
    """The hours that a table names by weekday; Monday is 0, days without any lack."""
    return {
        weekday: periods
        for weekday, name in enumerate(_WEEKDAYS)
        if (periods := _periods(table, name))
    }


def _periods(table: Table, weekday: str) -> tuple[tuple[time, time], ...]:
    periods: list[tuple[time, time]] = []
    for words in table.listed(weekday, is_needed=False):
        start_words, dash, end_words = words.partition("-")
        if not dash:
            table.note(
                weekday,
                N_("“{value}” has no hyphen between two times."),
                N_("first the opening, then the closing, such as 08:00-17:00"),
                value=words,
            )
            continue
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


def read_priorities(top: Table) -> tuple[Priority, ...]:
    """The priorities, everyone's first."""
    priorities = tuple(_priority(table) for table in top.tables("priorities"))
    needed(top, "priorities", priorities)
    each_once(top, "priorities", "code", (each.code for each in priorities))
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


def read_service(table: Table, target: int) -> Service:
    """One [[services]] entry; `target` is the office's own, in minutes of waiting."""
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
        steps=read_items(table, "steps"),
        documents=read_items(table, "documents"),
        for_whom=table.optional_phrase("for_whom"),
        legal=table.optional_phrase("legal"),
        minutes=minutes or None,
        short=table.optional_phrase("short"),
        asks_documents=table.flag("asks_documents"),
        condition=_condition(table),
        most_a_day=table.integer("most_a_day", low=1, high=9999, default=0) or None,
        most_waiting=table.integer("most_waiting", low=1, high=9999, default=0) or None,
        come_back_days=table.integer("come_back_days", low=0, high=30, default=0),
        tag=_tag(table),
        target_minutes=table.integer("target_minutes", low=0, high=480, default=target)
        or None,
        outcomes=read_outcomes(table),
        ticket_text=table.optional_phrase("ticket_text"),
        limit_minutes=table.integer("limit_minutes", low=1, high=1440, default=0)
        or None,
    )
    table.close()
    return service


def _tag(table: Table) -> Phrase | None:
    tag = table.phrase("tag", is_partial=True) if table.has("tag") else None
    for value in tag.by_language.values() if tag else ():
        if columns(value) > LONGEST_TAG:
            table.note(
                "tag",
                N_("“{value}” is wider than {most} columns."),
                N_("at most 4 Han characters or 8 letters"),
                value=value,
                most=LONGEST_TAG,
            )
    return tag


def _condition(table: Table) -> Condition | None:
    asked = table.table("condition")
    if asked is None:
        return None
    otherwise = asked.code("otherwise") if asked.has("otherwise") else None
    condition = Condition(asked.phrase("question"), otherwise)
    asked.close()
    return condition


def read_counter(table: Table, services: tuple[Service, ...]) -> Counter:
    """One [[counters]] entry; its services are held against those there are."""
    codes = {service.code for service in services}
    serves = table.listed("serves")
    helps = table.listed("helps", is_needed=False)
    for key, listed in (("serves", serves), ("helps", helps)):
        note_unknown_services(table.sheet, (*table.place, key), listed, codes)
    for code in sorted(set(serves) & set(helps)):
        table.note(
            "helps",
            N_("“{value}” stands in serves and in helps."),
            N_("in one of the two"),
            value=code,
        )
    prefers = table.listed("prefers", is_needed=False)
    note_unknown_services(table.sheet, (*table.place, "prefers"), prefers, set(serves))
    counter = Counter(
        prefers=prefers,
        number=table.integer("number", low=1, high=999, default=None),
        serves=serves,
        helps=helps,
        name=table.optional_phrase("name"),
        helps_after_minutes=table.integer(
            "helps_after_minutes", low=0, high=240, default=0
        ),
        way=table.optional_phrase("way"),
        printer=table.words("printer") if table.has("printer") else None,
        seats=table.integer("seats", low=1, high=2, default=1),
    )
    table.close()
    return counter


def read_notice(table: Table) -> Notice:
    """One [[notices]] entry."""
    notice = Notice(table.phrase("text"), table.day("from"), table.day("to"))
    if notice.first_day and notice.last_day and notice.first_day > notice.last_day:
        table.note("to", N_("The last day is before the first."), N_("a later day"))
    table.close()
    return notice
