"""What is asked together, so that it is asked in one way to the server and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

Question: TypeAlias = tuple[str, tuple[Any, ...]]
"""A statement and its values."""
_MOST: Final = 64
_LOCKS: Final = ("for update", "pg_advisory")


class Stretch:
    """Questions in a row, none of whose answers was changed by what was written since
    the first."""

    def __init__(self, first: Question) -> None:
        self.first = first
        self.asked: dict[Question, None] = {}
        self._written: set[str] = set()

    def note_written(self, table: str) -> None:
        """Something in a table was changed; "": nobody knows where."""
        self._written.add(table)

    def reaches(self, question: Question) -> bool:
        """Whether a question is answered as it was at the beginning."""
        return not any(table in question[0] for table in self._written)


class Habits:
    """Which questions followed a first one, the last two times.

    What followed both times, with the same values, most likely follows again. An id or
    an instant is never the same, so no question with one is asked in vain.
    """

    def __init__(self) -> None:
        self._asked: dict[Question, tuple[Iterable[Question], Iterable[Question]]] = {}

    def along(self, first: Question) -> list[Question]:
        """What to ask along with a question."""
        before, last = self._asked.get(first, ((), ()))
        return [each for each in last if each in before and each != first]

    def learn(self, stretch: Stretch) -> None:
        """A stretch is over."""
        _, before = self._asked.pop(stretch.first, ((), ()))
        asked = [each for each in stretch.asked if not _locks(each)]
        self._asked[stretch.first] = before, asked
        if len(self._asked) > _MOST:
            del self._asked[next(iter(self._asked))]

    def forget(self) -> bool:
        """Begin anew; whether there was anything to forget."""
        had_any = bool(self._asked)
        self._asked.clear()
        return had_any


def _locks(question: Question) -> bool:
    """Whether it takes a lock: in another order two might wait for each other."""
    return any(words in question[0] for words in _LOCKS)
