"""The tables of office.toml about work at a counter: calls, reasons, keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from shared.office.rules import MissedRule, Reason, RecallRule
from shared.office.table import Table
from shared.text.catalogue import N_

COUNTER_KEYS: Final[Mapping[str, str]] = {
    "go_on": "enter",
    "help": "f1",
    "recall": "f2",
    "start": "f3",
    "finish": "f4",
    "no_show": "f5",
    "hold": "f6",
    "resume": "f7",
    "transfer": "f8",
    "away": "f9",
    "call_help": "f12",
    "sign_off": "ctrl+d",
    "answer_help": "ctrl+r",
    "undo": "ctrl+z",
    "printers": "ctrl+p",
    "walk_in": "ctrl+n",
    "call_group": "ctrl+g",
    "continue_with": "ctrl+e",
    "priority": "ctrl+o",
    "cancel": "delete",
    "tick": "space",
    "other_pane": "tab",
}
"""The keys of a counter as they are where [keys] says nothing: by what they do."""
_KEY: Final = re.compile(r"f([1-9]|1[0-2])|ctrl\+[a-z]|enter|tab|space|insert|delete")
_TAKEN: Final = frozenset({"ctrl+c", "ctrl+q", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"})
"""What a terminal means otherwise, and how a screen is left."""
_MOST_REASONS: Final = 8
"""Digits there are; 9 closes the counter."""


def read_recall(top: Table) -> RecallRule:
    """How often, and how far apart, somebody is called before it is a no-show."""
    table = top.table("recall")
    if table is None:
        return RecallRule()
    rule = RecallRule(
        calls=table.integer("calls", low=1, high=9, default=3),
        seconds_apart=table.integer("seconds_apart", low=0, high=600, default=30),
    )
    table.close()
    return rule


def read_missed(top: Table) -> MissedRule | None:
    """How a missed number comes back, where the office says it."""
    table = top.table("missed")
    if table is None:
        return None
    rule = MissedRule(
        times=table.integer("times", low=0, high=9, default=1),
        after_numbers=table.integer("after_numbers", low=0, high=99, default=3),
        minutes_apart=table.integer("minutes_apart", low=0, high=240, default=0),
    )
    for key in ("after_numbers", "minutes_apart"):
        if not rule.times and table.has(key):
            table.note(
                key,
                N_("With times = 0 no missed number comes back, so this says nothing."),
                N_("times from 1 to 9, or not this line"),
            )
    table.close()
    return rule


def read_reasons(top: Table, key: str) -> tuple[Reason, ...]:
    """The reasons of [[hold_reasons]] or [[pause_reasons]], as the digits choose."""
    reasons = tuple(_reason(table) for table in top.tables(key))
    if len(reasons) > _MOST_REASONS:
        top.sheet.note(
            (key, _MOST_REASONS),
            N_("There are {n} of these."),
            N_("at most {most}: each has a digit"),
            n=len(reasons),
            most=_MOST_REASONS,
        )
    return reasons


def _reason(table: Table) -> Reason:
    minutes = table.integer("minutes", low=0, high=480, default=0)
    reason = Reason(table.phrase("text", is_partial=True), minutes or None)
    table.close()
    return reason


def read_keys(top: Table) -> Mapping[str, str]:
    """The counter's keys that are not the usual ones: by what they do."""
    table = top.table("keys")
    if table is None:
        return {}
    keys = {}
    for do in (each for each in COUNTER_KEYS if table.has(each)):
        key = table.words(do).lower().replace(" ", "")
        if not _KEY.fullmatch(key) or key in _TAKEN:
            table.note(
                do,
                N_("“{value}” cannot be a key of the counter."),
                N_("f1 to f12, ctrl+ and a letter, insert or delete"),
                value=key,
            )
        keys[do] = key
    table.close()
    _note_twice(table, keys)
    return keys


def _note_twice(table: Table, keys: Mapping[str, str]) -> None:
    all_keys = {**COUNTER_KEYS, **keys}
    for do, key in keys.items():
        others = [name for name, other in all_keys.items() if other == key != ""]
        others.remove(do)
        if others:
            table.note(
                do,
                N_("“{value}” is the key of “{other}” already."),
                N_("a different key for each"),
                value=key,
                other=others[0],
            )
