"""On which line of a TOML text each key stands; tomllib does not tell."""

from __future__ import annotations

import re
from typing import Final

Place = tuple[str | int, ...]
"""A key's path from the top, array entries by their index: ("services", 0, "code")."""

_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w-]+)*)\s*=""")
_STRINGS: Final = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_LONG_STRING: Final = re.compile(r'"""|\'\'\'')


def lines_of_keys(text: str) -> dict[Place, int]:
    """The line (from 1) of every table header and key; the first one where repeated."""
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    depth = 0
    is_in_long_string = False
    for number, line in enumerate(text.splitlines(), start=1):
        if is_in_long_string or depth > 0:
            is_continuation = True
        else:
            is_continuation = False
            if header := _HEADER.fullmatch(line):
                table = _table(header[2], header[1] == "[[", counts)
                found.setdefault(table, number)
                continue
            if key := _KEY.match(line):
                found.setdefault((*table, *_parts(key[1])), number)
        if len(_LONG_STRING.findall(line)) % 2:
            is_in_long_string = not is_in_long_string
        elif not is_in_long_string:
            depth += _nesting(line if is_continuation else line.partition("=")[2])
            depth = max(depth, 0)
    return found


def line_of(place: Place, lines: dict[Place, int]) -> int:
    """The line of a key, or of the nearest thing around it; 1 where nothing is."""
    while place:
        if place in lines:
            return lines[place]
        place = place[:-1]
    return 1


def _table(name: str, is_array: bool, counts: dict[Place, int]) -> Place:
    place: Place = ()
    parts = _parts(name)
    for part in parts[:-1]:
        place = (*place, part)
        if place in counts:
            place = (*place, counts[place] - 1)
    place = (*place, parts[-1])
    if not is_array:
        return place
    counts[place] = counts.get(place, 0) + 1
    return (*place, counts[place] - 1)


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _nesting(line: str) -> int:
    bare = _STRINGS.sub("", line)
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
