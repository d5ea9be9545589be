"""The mistakes of an office.toml: each with its line, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from shared.office.toml_lines import Place, dotted, line_of
from shared.text.catalogue import N_, Catalogue, escaped

MOST_MISTAKES: Final = 500
"""After so many a file is not read on: it is hardly an office."""
LONGEST_SHOWN: Final = 1_000
"""Characters of a value that a message repeats."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in office.toml, and what would be right."""

    line: int
    key: str
    wrong: str
    right: str
    values: Mapping[str, object]

    def message(self, say: Catalogue) -> str:
        """One line for people: line, key, what is wrong, what would be right."""
        told = say(
            N_("line {line}, {key}: {wrong} Right would be: {right}"),
            line=self.line,
            key=self.key or "office.toml",
            wrong=say(self.wrong, **self.values),
            right=say(self.right, **self.values),
        )
        return escaped(told)


class TooManyMistakes(Exception):
    """A sheet has so many mistakes that reading on helps nobody."""


@dataclass(slots=True)
class Sheet:
    """The whole file while it is read: where its keys stand, what is wrong so far."""

    lines: dict[Place, int]
    languages: tuple[str, ...] = ()
    mistakes: list[Mistake] = field(default_factory=list)
    advice: list[Mistake] = field(default_factory=list)
    """What works and could be better."""
    foreign: set[str] = field(default_factory=set)
    """Languages that phrases have and the office has not, each told once."""

    def note(self, place: Place, wrong: str, right: str, /, **values: object) -> None:
        """Write down a mistake at `place`. Raises TooManyMistakes."""
        self.mistakes.append(self._seen(place, wrong, right, values))
        if len(self.mistakes) >= MOST_MISTAKES:
            raise TooManyMistakes

    def advise(self, place: Place, wrong: str, right: str, /, **values: object) -> None:
        """Write down what works at `place` and could be better."""
        self.advice.append(self._seen(place, wrong, right, values))

    def _seen(
        self, place: Place, wrong: str, right: str, values: dict[str, object]
    ) -> Mistake:
        line, key = line_of(place, self.lines), shortened(dotted(place))
        told = {
            name: shortened(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return Mistake(line, key, wrong, right, told)


def shortened(words: str, longest: int = LONGEST_SHOWN) -> str:
    """The beginning of a text that is too long for a message."""
    return words if len(words) <= longest else f"{words[: longest - 3]}..."
