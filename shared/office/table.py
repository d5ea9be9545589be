"""Reading office.toml table by table, whatever stands in it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any, Final

from shared.office.names import flaw_of
from shared.office.sheet import Sheet, shortened
from shared.office.toml_lines import Place
from shared.text.catalogue import N_, Phrase, is_showable
from shared.text.languages import is_known

LONGEST_TEXT: Final = 200
MOST_ENTRIES: Final = 1_000
"""Of a list, and of a kind of table."""
_MOST_NAMED: Final = 20
_MOST_COMPARED: Final = 200
_LONGEST_COMPARED: Final = 64
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class Table:
    """One table of the file; every read notes what is wrong and goes on.

    A wrong or missing value reads as an empty one of its kind, so that reading can
    go on to the next mistake; nothing read from a sheet with mistakes is used.
    """

    def __init__(self, values: dict[str, Any], place: Place, sheet: Sheet) -> None:
        self.values = values
        self.place = place
        self.sheet = sheet
        self._known: set[str] = set()

    def note(self, key: str, wrong: str, right: str, /, **values: object) -> None:
        """Write down a mistake at one of this table's keys."""
        self.sheet.note((*self.place, key), wrong, right, **values)

    def has(self, key: str) -> bool:
        """Whether the key is there; from now on it is a known one."""
        self._known.add(key)
        return key in self.values

    def words(self, key: str, *, is_needed: bool = True) -> str:
        """A text that may be shown."""
        value = self._value(key, str, N_("a text in quotes"), is_needed=is_needed)
        if value is None:
            return ""
        self.check_shown(key, value)
        return str(value)

    def code(self, key: str) -> str:
        """A short name for programs: letters, digits, hyphens."""
        value = self.words(key)
        if value and not _CODE.fullmatch(value):
            self.note(
                key,
                N_("“{value}” is not a code."),
                N_("letters, digits and hyphens, at most 32"),
                value=value,
            )
        return value

    def name(self, key: str) -> str:
        """What something is called, so that people and programs can say it."""
        value = self._value(key, str, N_("a text in quotes"))
        if value is None:
            return ""
        if flaw := flaw_of(value):
            self.note(key, "{wrong}", "{right}", wrong=flaw[0], right=flaw[1])
        elif (usual := unicodedata.normalize("NFC", value)) != value:
            wrong = N_("“{value}” is written in another way than people type it.")
            self.note(key, wrong, "{usual}", value=value, usual=usual)
        return str(value)

    def integer(self, key: str, *, low: int, high: int, default: int | None) -> int:
        """A whole number from `low` to `high`; `default` None: it must be there."""
        value = self._value(key, int, N_("a whole number"), is_needed=default is None)
        if value is None or isinstance(value, bool):
            return low if default is None else default
        if not low <= value <= high:
            self.note(
                key,
                N_("{value} is out of range."),
                N_("a whole number from {low} to {high}"),
                value=value,
                low=low,
                high=high,
            )
            return low
        return int(value)

    def number(self, key: str, *, low: int, high: int, default: float) -> float:
        """A number from `low` to `high`, whole or not; `default` where it is absent."""
        if isinstance(self.values.get(key), float):
            value = float(self._value(key, float, N_("a number"), is_needed=False))
        else:
            value = self._value(key, int, N_("a number"), is_needed=False)
        if value is None or isinstance(value, bool):
            return default
        if not low <= value <= high:
            self.note(
                key,
                N_("{value} is out of range."),
                N_("a number from {low} to {high}"),
                value=value,
                low=low,
                high=high,
            )
            return default
        return float(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false; `default` where it is absent."""
        value = self._value(key, bool, N_("true or false"), is_needed=False)
        return default if value is None else bool(value)

    def day(self, key: str) -> date | None:
        """A date; none where it is absent."""
        right = N_("a date without quotes, such as 2027-01-01")
        value: date | None = self._value(key, date, right, is_needed=False)
        if isinstance(value, datetime):
            self.note(key, N_("This is a time, not a day."), right)
            return None
        return value

    def days(self, key: str) -> frozenset[date]:
        """A list of dates; empty where it is absent."""
        right = N_("a list of dates without quotes, such as [2027-01-01]")
        values = self._list(key, right, is_needed=False)
        days = [day for day in values if type(day) is date]
        if len(days) != len(values):
            self.note(key, N_("Not everything in this list is a day."), right)
        return frozenset(days)

    def listed(self, key: str, *, is_needed: bool = True) -> tuple[str, ...]:
        """A list of texts, each once."""
        right = N_('a list of texts, such as ["one", "two"]')
        values = self._list(key, right, is_needed=is_needed)
        if not all(isinstance(value, str) for value in values):
            self.note(key, N_("Not everything in this list is a text."), right)
            return ()
        for value in sorted(each for each, n in Counter(values).items() if n > 1):
            self.note(
                key, N_("“{value}” is in the list twice."), N_("once"), value=value
            )
        return tuple(values)

    def time(self, key: str, default: time) -> time:
        """A time of day such as "08:00"."""
        if not self.has(key):
            return default
        value = self.words(key)
        read = clock_time(value)
        if read is None:
            self.note_time(key, value)
        return default if read is None else read

    def note_time(self, key: str, value: str) -> None:
        """Write down that `value` is no time of day."""
        self.note(
            key,
            N_("“{value}” is not a time of day."),
            N_("hours and minutes from 00:00 to 23:59, such as 08:00"),
            value=value,
        )

    def phrase(self, key: str, *, is_partial: bool = False) -> Phrase:
        """A text in each language of the office; staff read not all of them."""
        right = N_('a text in each language: zh-TW = "…", en = "…"')
        value = self._value(key, dict, right)
        if value is None:
            return Phrase({})
        return self._phrase((*self.place, key), value, is_partial=is_partial)

    def optional_phrase(self, key: str) -> Phrase | None:
        """A text in each language, or none where it is absent."""
        return self.phrase(key) if self.has(key) else None

    def own_phrase(self, but: Collection[str]) -> Phrase:
        """The table itself as a text in each language, `but` what else it says."""
        words = {key: each for key, each in self.values.items() if key not in but}
        return self._phrase(self.place, words)

    def table(self, key: str) -> Table | None:
        """A table of its own, or none where it is absent."""
        value = self._value(key, dict, N_("a table [name]"), is_needed=False)
        return None if value is None else Table(value, (*self.place, key), self.sheet)

    def tables(self, key: str) -> list[Table]:
        """The entries of [[key]]; empty where there are none."""
        right = N_("entries that each begin with [[name]]")
        value = self._list(key, right, is_needed=False)
        if not all(isinstance(each, dict) for each in value):
            self.note(key, N_("This is not a list of tables."), right)
            return []
        return [
            Table(each, (*self.place, key, index), self.sheet)
            for index, each in enumerate(value)
        ]

    def check_shown(self, key: str, value: str) -> None:
        """Note where a text at `key` may not be shown."""
        self._shown((*self.place, key), value)

    def close(self) -> None:
        """Note the keys that nobody asked for: most are spelling mistakes."""
        for key in self.values.keys() - self._known:
            self.note(
                key,
                N_("This key is not known here."),
                "{known}",
                known=nearest(key, self._known),
            )

    def _list(self, key: str, right: str, *, is_needed: bool) -> list[Any]:
        """A list short enough to be meant; empty where it is absent."""
        values: list[Any] = self._value(key, list, right, is_needed=is_needed) or []
        if len(values) <= MOST_ENTRIES:
            return values
        self.note(
            key,
            N_("This list has {length} entries."),
            N_("at most {longest}"),
            length=len(values),
            longest=MOST_ENTRIES,
        )
        return []

    def _value(
        self, key: str, kind: type, right: str, *, is_needed: bool = True
    ) -> Any:
        if not self.has(key):
            if is_needed:
                self.note(key, N_("This is missing."), right)
            return None
        value = self.values[key]
        is_kind = isinstance(value, kind) and not (
            kind is int and isinstance(value, bool)
        )
        if not is_kind:
            words = N_("“{value}” is of the wrong kind.")
            self.note(key, words, right, value=shortened(str(value), 40))
            return None
        return value

    def _shown(self, place: Place, value: str) -> None:
        if not value.strip():
            self.sheet.note(place, N_("This text is empty."), N_("some words"))
        elif len(value) > LONGEST_TEXT:
            self.sheet.note(
                place,
                N_("This text has {length} characters."),
                N_("at most {longest}"),
                length=len(value),
                longest=LONGEST_TEXT,
            )
        elif not is_showable(value):
            self.sheet.note(
                place,
                N_("This text holds control characters."),
                N_("one line of plain text"),
            )

    def _phrase(
        self, place: Place, value: dict[str, Any], *, is_partial: bool = False
    ) -> Phrase:
        languages = self.sheet.languages
        if not languages:
            return Phrase(value)
        for language in languages:
            if language not in value and not (is_partial and value):
                # In its first language an office says all; the others fall back.
                note = self.sheet.advise if value else self.sheet.note
                note = self.sheet.note if language == languages[0] else note
                note(
                    place,
                    N_("The translation for “{language}” is missing."),
                    N_('{language} = "…" beside the others'),
                    language=language,
                )
        for language, words in value.items():
            if language not in languages:
                self._note_foreign(place, language)
            elif not isinstance(words, str):
                self.sheet.note(
                    (*place, language),
                    N_("This is of the wrong kind."),
                    N_("a text in quotes"),
                )
            else:
                self._shown((*place, language), words)
        return Phrase({each: value[each] for each in languages if each in value})

    def _note_foreign(self, place: Place, language: str) -> None:
        """A language the office has not: a mistake unless it is one people speak."""
        if language in self.sheet.foreign:
            return
        self.sheet.foreign.add(language)
        if not is_known(language):
            self.sheet.note(
                (*place, language),
                N_("“{language}” is not a language of this office."),
                N_("“{language}” in office.languages, or no such text anywhere"),
                language=language,
            )


def note_unknown_services(
    sheet: Sheet, place: Place, named: Iterable[str], codes: Collection[str]
) -> None:
    """Note at `place` each of the services named that is none of `codes`."""
    for code in named:
        if code not in codes:
            sheet.note(
                place,
                N_("There is no service “{value}”."),
                "{known}",
                value=code,
                known=nearest(code, codes),
            )


def clock_time(words: str) -> time | None:
    """A time of day from "00:00" to "23:59", or none."""
    match = _TIME.fullmatch(words)
    return time(int(match[1]), int(match[2])) if match else None


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be, else all of them."""
    ordered = sorted(known)
    few = ordered if len(ordered) <= _MOST_COMPARED else []
    close = difflib.get_close_matches(word[:_LONGEST_COMPARED], few, n=1)
    if close:
        return close[0]
    more = ["..."] if len(ordered) > _MOST_NAMED else []
    return ", ".join(ordered[:_MOST_NAMED] + more)
