"""What changed between two texts of office.toml: by key, before and after."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any, Final

MOST: Final = 20
"""So many differences are told; more are counted."""
_LONGEST: Final = 60
_NAMES: Final = ("code", "number", "name", "text")
"""What tells one table of a list from another, the first that it has."""


def differences(before: str, after: str) -> list[str]:
    """Each difference as "services.training.minutes: 25 → 30", in the order of keys.

    A key that one of them lacks stands as "–". Of more than MOST the last entry says
    how many are left out ("+3"). Texts that are no TOML differ in nothing known.
    """
    try:
        old, new = (dict(_flat(tomllib.loads(text), "")) for text in (before, after))
    except ValueError:
        return []
    changed = [
        f"{key}: {_shown(old.get(key))} → {_shown(new.get(key))}"
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    ]
    left = len(changed) - MOST
    return changed if left <= 0 else [*changed[:MOST], f"+{left}"]


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for place, each in enumerate(value, 1):
            yield from _flat(each, f"{path}.{_name_of(each, place)}")
    else:
        yield path, str(value)


def _name_of(table: dict[str, Any], place: int) -> str:
    names = (table[key] for key in _NAMES if isinstance(table.get(key), str | int))
    return str(next(names, place))


def _shown(value: str | None) -> str:
    if value is None:
        return "–"
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
