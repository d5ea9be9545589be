"""The words of a log: instants, showable text, and where an error happened.

What an error says is told only where it cannot hold what people typed: no name and no
note of anybody comes into a log.
"""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Final

from shared.errors import EXIT_SHARE, JiaohaoError
from shared.text.catalogue import is_showable

_OF_THE_CODE: Final = frozenset(
    {AttributeError, ImportError, MemoryError, ModuleNotFoundError, NameError}
    | {RuntimeError, TypeError, UnboundLocalError, ZeroDivisionError}
)
"""Errors whose words are about the code; those of others may quote a value."""
_MOST_FRAMES: Final = 40


TROUBLE: Final = ("warning: ", "error: ", "critical: ", "| ")
"""How the words of a line begin that tells of trouble, or goes on telling of it."""


@lru_cache(maxsize=4)
def stamp(second: int) -> str:
    """A second since 1970 by this machine's wall clock (RFC 3339)."""
    return datetime.fromtimestamp(second).astimezone().isoformat()


def second_of(line: str) -> float | None:
    """The second since 1970 a line begins with, or none."""
    try:
        found = datetime.fromisoformat(line.partition(" ")[0])
    except ValueError:
        return None
    return found.timestamp() if found.tzinfo is not None else None


def showable(words: str) -> str:
    """The words in one line, whatever would move a terminal's cursor escaped."""
    if words.isprintable():
        return words
    return "".join(
        each if is_showable(each) else each.encode("unicode_escape").decode()
        for each in words
    )


def cause(error: BaseException) -> str:
    """Which error it is, and what it says where that can be told."""
    name = type(error).__name__
    if isinstance(error, JiaohaoError):
        # A refusal may name people; what keeps a share from us names none.
        is_of_the_share = error.exit_status == EXIT_SHARE
        return f"{error.code}: {error}" if is_of_the_share else error.code
    if isinstance(error, OSError | sqlite3.Error) or type(error) in _OF_THE_CODE:
        return f"{name}: {error}"
    return name


def summary(error: BaseException) -> str:
    """Which error it is, and where it happened."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    return " ".join(
        (cause(error), *(f"at {each.filename}:{each.lineno}" for each in frames))
    )


def trace(error: BaseException) -> Iterator[str]:
    """The way an error took, a line a call, what led to it first."""
    return (f"| {words}" for words in _trace(error, set()))


def _trace(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    for each, words in _behind(error):
        if id(each) not in seen:
            yield from _trace(each, seen)
            yield words
    for frame in traceback.extract_tb(error.__traceback__, limit=-_MOST_FRAMES):
        place = f"  {frame.filename}:{frame.lineno} {frame.name}"
        yield f"{place}: {frame.line}" if frame.line else place
    yield cause(error)


def _behind(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """The errors that led to one, or that it is made of."""
    if error.__cause__ is not None:
        yield error.__cause__, "which led to"
    elif error.__context__ is not None and not error.__suppress_context__:
        yield error.__context__, "and meanwhile"
    for each in getattr(error, "exceptions", ()):
        yield each, "one of a group"
