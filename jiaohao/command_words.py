"""The words of the command line, said in the language of the machine.

What the commands explain of themselves stands beside them in English; click's own
words go through gettext, so they stand in the same catalogues.
"""

from __future__ import annotations

import copy
import gettext
import inspect
from collections.abc import Iterable, Iterator
from typing import Final

import click

from shared.text.catalogue import CATALOGUES, DOMAIN, N_, Catalogue, columns

_EXAMPLE: Final = N_("Example:  jiaohao {words}")
_WIDEST_TERM: Final = 30
"""Columns of an option or command beside which its words still stand."""
_FEWEST: Final = 20
"""Columns in which words are still broken into lines."""


class Formatter(click.HelpFormatter):
    """Breaks lines by the columns of a terminal: Han take two, and need no blanks."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How it is called; no line ends with a blank, in a narrow terminal either."""
        start = len(self.buffer)
        super().write_usage(prog, args, prefix)
        self.buffer[start:] = [each.rstrip(" ") for each in self.buffer[start:]]

    def write_text(self, text: str) -> None:
        """Paragraphs, an empty line between two."""
        for at, paragraph in enumerate(text.split("\n\n")):
            if at > 0:
                self.write("\n")
            self._write_lines(self._lines(paragraph, 0))

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = _WIDEST_TERM,
        col_spacing: int = 2,
    ) -> None:
        """Terms, and beside each what it means."""
        known = list(rows)
        taken = min(max(columns(term) for term, _ in known), col_max) + col_spacing
        for term, meaning in known:
            lines = [" " * taken + line for line in self._lines(meaning, taken)]
            if lines and columns(term) + col_spacing <= taken:
                lines[0] = term + lines[0][columns(term) :]
            else:
                lines.insert(0, term)
            self._write_lines(lines)

    def _write_lines(self, lines: list[str]) -> None:
        self.write("".join(f"{' ' * self.current_indent}{line}\n" for line in lines))

    def _lines(self, words: str, taken: int) -> list[str]:
        # Only help needs it, and a station starts without.
        from printers.drawing.wrapping import wrap

        width = max(self.width - self.current_indent - taken, _FEWEST)
        return wrap(words, width, columns)


class Context(click.Context):
    """Where a command's help is written."""

    formatter_class = Formatter


def in_words_of(say: Catalogue, command: click.Command) -> click.Command:
    """A command and all below it, explained in the language of `say`."""
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    told = copy.copy(command)
    told.context_class = Context
    # Click keeps it, in the language in which it was asked for first.
    told._help_option = None
    paragraphs = [say(each) for each in _paragraphs(command)]
    told.help = "\n\n".join(paragraphs)
    told.short_help = _first_sentence(paragraphs)
    told.epilog = say(_EXAMPLE, words=command.epilog) if command.epilog else None
    told.params = [_explained(say, each) for each in command.params]
    if isinstance(told, click.Group):
        told.commands = {
            name: in_words_of(say, each) for name, each in told.commands.items()
        }
    return told


def words_of(command: click.Command) -> Iterator[str]:
    """Every text that a command and all below it explain themselves with."""
    yield from _paragraphs(command)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield parameter.help
        if _is_number(parameter):
            yield parameter.type.name
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from words_of(each)


def _paragraphs(command: click.Command) -> list[str]:
    told = inspect.cleandoc(command.help or "").split("\n\n")
    return [" ".join(each.split()) for each in told if each.strip()]


def _first_sentence(paragraphs: list[str]) -> str:
    first = paragraphs[0] if paragraphs else ""
    return first.partition("。")[0].partition(". ")[0].removesuffix(".")


def _explained(say: Catalogue, parameter: click.Parameter) -> click.Parameter:
    told = copy.copy(parameter)
    if isinstance(told, click.Option) and told.help:
        told.help = say(told.help)
    if _is_number(told):
        # Click says it where a value is none, and knows it in English only.
        told.type = copy.copy(told.type)
        told.type.name = say(told.type.name)
    return told


def _is_number(parameter: click.Parameter) -> bool:
    return isinstance(
        parameter.type, click.types.IntParamType | click.types.FloatParamType
    )
