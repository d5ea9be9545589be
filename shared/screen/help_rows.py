"""The help: every key by what it is about, made from the table of keys."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from shared.screen.key_table import KeyNames
from shared.screen.paint import (
    ACCENT,
    BOLD,
    PLAIN,
    PLATE,
    QUIET,
    cut,
    put,
    row,
    wrapped,
)
from shared.text.catalogue import N_, Catalogue

_NAME = 10


@dataclass(frozen=True, slots=True)
class HelpView:
    """What the help says now."""

    say: Catalogue
    names: KeyNames
    lawful: frozenset[str]
    sentence: str
    """What Enter does now."""
    said: tuple[str, ...] = ()
    """What the strip says, in full."""
    note: str = ""
    """The note that is too long for its pane, in full."""
    first: int = 0
    """The first row shown."""
    leads: str = ""
    """Where Enter leads from here, if anywhere."""


def help_rows(view: HelpView, width: int) -> list[Content]:
    """All rows of the help."""
    say = view.say
    rows: list[Content] = []
    if view.note:
        rows += [row((say(N_("Note")), ACCENT)), *wrapped(view.note, width, BOLD)]
    if view.said:
        rows.append(row((say(N_("What was said last")), ACCENT)))
        for words in view.said:
            rows += wrapped(words, width)
    if view.leads:
        rows += _key(view.names["go_on"], view.leads, True, width)
    table = view.names.table
    for group in table.groups:
        rows.append(row((say(group), ACCENT)))
        for key in table.keys:
            if key.group == group:
                words = say(key.tooltip)
                if key.do == "go_on" and view.sentence:
                    words = say(N_("{words}: {now}"), words=words, now=view.sentence)
                rows += _key(view.names[key.do], words, key.do in view.lawful, width)
        if group == table.groups[1]:
            for name, words in table.ways:
                rows += _key(say(name), say(words), True, width)
    leave = say(N_("Ctrl+Q"))
    return rows + _key(leave, say(N_("Leave the program")), True, width)


def _key(name: str, words: str, is_lawful: bool, width: int) -> list[Content]:
    plate, style = (PLATE, PLAIN) if is_lawful else (QUIET, QUIET)
    lines = wrapped(words, max(width - _NAME - 1, 10), style)
    name = cut(name, _NAME - 1)
    head = row(" ", (name, plate))
    first = head.pad_right(_NAME + 1 - head.cell_length) + lines[0]
    return [first, *(put("", _NAME + 1) + line for line in lines[1:])]


def draw_help(view: HelpView, width: int, height: int) -> list[Content]:
    """The rows in sight."""
    return help_rows(view, width)[view.first : view.first + height]
