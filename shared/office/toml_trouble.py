"""What tomllib finds wrong with a text, in words for people."""

from __future__ import annotations

import re
from typing import Final

from shared.text.catalogue import N_, Words

_TWICE: Final = N_("what stands there was given already")
_BY_BEGINNING: Final[dict[str, Words]] = {
    "Cannot ": _TWICE,
    "Duplicate ": _TWICE,
    "Expected '=' ": N_("no equals sign follows the key"),
    "Expected ']' ": N_("the bracket of a table is not closed"),
    "Expected ']]' ": N_("the bracket of a table is not closed"),
    "Expected newline ": N_("something follows where the line should end"),
    "Illegal character '\\n'": N_("a quotation mark is not closed"),
    "Illegal character": N_("a control character stands in it"),
    "Invalid date": N_("there is no such day or time"),
    "Invalid hex": N_("what follows a backslash is not known"),
    "Escaped character": N_("what follows a backslash is not known"),
    "Unescaped": N_("what follows a backslash is not known"),
    "Invalid initial": N_("a key has letters and digits, or stands in quotes"),
    "Invalid statement": N_("a line begins with neither a key nor a table"),
    "Invalid value": N_("a value is missing, or a text without quotes"),
    "Unclosed array": N_("the bracket of a list is not closed"),
    "Unclosed inline": N_("a curly bracket is not closed"),
    "Unterminated": N_("a quotation mark is not closed"),
    "Expected": N_("a quotation mark is not closed"),
}
"""Words by the beginning of tomllib's; the first that fits."""
_UNKNOWN: Final = N_("its form is not right")


def toml_trouble(said: str, text: str) -> tuple[int, Words]:
    """The line of `text` that tomllib speaks of, and what is wrong there."""
    fitting = (
        words for begin, words in _BY_BEGINNING.items() if said.startswith(begin)
    )
    found = re.search(r"at line (\d+)", said)
    # Without a line it is "at end of document": something was not closed there.
    line = int(found[1]) if found else text.rstrip().count("\n") + 1
    return line, next(fitting, _UNKNOWN)
