"""On which line of a TOML text each key stands; tomllib does not tell.

It also finds what tomllib would take minutes or the whole memory for. A text is read
once from its beginning to its end, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from shared.text.catalogue import N_, Sentence

Place = tuple[str | int, ...]
"""A key's path from the top, array entries by their index: ("services", 0, "code")."""

DEEPEST: Final = 20
"""Brackets inside each other, and parts of a dotted key."""
LONGEST_WORD: Final = 100
"""Characters of a number, a date or a key without quotes."""
_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"?'
    r"|'[^'\n]*'?"
    r"|\#[^\n]*"
    r"|[\n\[\]{}=,.]"
    r"|[^\s\[\]{}=,.\"'#]+",
    re.DOTALL,
)
_OPENING: Final = frozenset("[{")
_CLOSING: Final = frozenset("]}")
_ENDS_A_KEY: Final = frozenset("=,[]{}")


@dataclass(slots=True)
class Layout:
    """Where the keys of a text stand, and what nobody should try to read in it."""

    lines: dict[Place, int] = field(default_factory=dict)
    """The line (from 1) of every table header and key; the first one where repeated."""
    flaw: tuple[int, Sentence, Sentence] | None = None
    """A line, what is wrong with it, and what would be right."""


def layout_of(text: str) -> Layout:
    """Where everything stands in a text, be it TOML or not."""
    return _Reading(text).layout


def line_of(place: Place, lines: dict[Place, int]) -> int:
    """The line of a key, or of the nearest thing around it; 1 where nothing is."""
    while place:
        if place in lines:
            return lines[place]
        place = place[:-1]
    return 1


def dotted(place: Place) -> str:
    """A key as people write it, entries counted from 1: services[2].code."""
    words = ""
    for part in place:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return words.removeprefix(".")


class _Reading:
    """One way through a text, statement by statement."""

    def __init__(self, text: str) -> None:
        self.layout = Layout()
        self._line = 1
        self._tokens = self._numbered(text)
        self._counts: dict[Place, int] = {}
        """How many entries each array of tables has so far."""
        self._table: Place = ()
        for line, token in self._tokens:
            if token == "[":
                self._read_header(line)
            elif token != "\n":
                self._read_key(line, token)

    def _numbered(self, text: str) -> Iterator[tuple[int, str]]:
        for match in _TOKEN.finditer(text):
            if self.layout.flaw is not None:
                return
            token = match[0]
            line, self._line = self._line, self._line + token.count("\n")
            if token[0] == "#":
                continue
            if len(token) > LONGEST_WORD and token[0] not in "\"'":
                words = N_("A word or number here has {length} characters.")
                self._note(line, words, LONGEST_WORD, length=len(token))
            yield line, token

    def _read_header(self, line: int) -> None:
        """What follows the [ of a table, up to the end of its line."""
        parts, is_array, depth = [""], False, 1
        for _, token in self._tokens:
            if token == "\n":
                break
            if token in _CLOSING:
                depth -= 1
            elif token == "[":
                is_array, depth = True, depth + 1
            elif depth > 0:
                self._take(line, token, parts)
        self._table = self._entered(tuple(parts), is_array)
        self.layout.lines.setdefault(self._table, line)

    def _entered(self, parts: tuple[str, ...], is_array: bool) -> Place:
        place: Place = ()
        for part in parts[:-1]:
            place = (*place, part)
            if place in self._counts:
                place = (*place, self._counts[place] - 1)
        place = (*place, parts[-1])
        if not is_array:
            return place
        self._counts[place] = self._counts.get(place, 0) + 1
        return (*place, self._counts[place] - 1)

    def _read_key(self, line: int, token: str) -> None:
        """A key that begins with this token, and its value."""
        parts = [""]
        while token not in ("=", "\n"):
            self._take(line, token, parts)
            _, token = next(self._tokens, (0, "\n"))
        if token == "=":
            self.layout.lines.setdefault((*self._table, *parts), line)
            self._pass_value(line)

    def _pass_value(self, line: int) -> None:
        """Go to the end of the line on which a value ends."""
        depth = parts = 0
        for here, token in self._tokens:
            if token == "\n" and depth <= 0:
                return
            # A key inside { } may be dotted too.
            parts = parts + 1 if token == "." else 0 if token in _ENDS_A_KEY else parts
            if token in _OPENING:
                depth += 1
            elif token in _CLOSING:
                depth -= 1
            self._check_depth(here, max(depth, parts))

    def _take(self, line: int, token: str, parts: list[str]) -> None:
        """Add a token to the parts of a dotted key."""
        if token == ".":
            parts.append("")
            self._check_depth(line, len(parts))
        else:
            parts[-1] = parts[-1] or token.strip("\"'")

    def _check_depth(self, line: int, depth: int) -> None:
        if depth > DEEPEST:
            words = N_("Too much stands inside each other here ({depth} deep).")
            self._note(line, words, DEEPEST, depth=depth)

    def _note(self, line: int, words: str, longest: int, **values: object) -> None:
        if self.layout.flaw is None:
            right = Sentence(N_("at most {longest}"), {"longest": longest})
            self.layout.flaw = line, Sentence(words, values), right
