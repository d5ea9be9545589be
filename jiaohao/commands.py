"""How the console command reads its words, speaks, and ends."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from jiaohao import terminal
from jiaohao.command_words import in_words_of
from jiaohao.terminal import tell
from shared.errors import BadRequest, JiaohaoError
from shared.text.catalogue import N_, catalogue, machine_language


class Commands(click.Group):
    """Turns our errors into words for people and the exit status of the contract."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line, in the language of the machine."""
        terminal.begin()
        say = catalogue(machine_language())
        told = in_words_of(say, self)
        try:
            given = extra.get("args", args[0] if args else None)
            _refuse_unreadable(sys.argv[1:] if given is None else given)
            status = click.Command.main(
                told, *args, **extra | {"standalone_mode": False}
            )
        except JiaohaoError as error:
            tell(error.message(say), is_trouble=True)
            status = error.exit_status
        except click.ClickException as error:
            shown = io.StringIO()
            error.show(shown)
            tell(shown.getvalue().rstrip("\n"), is_trouble=True)
            status = error.exit_code
        except click.Abort:
            tell(say(N_("Aborted!")), is_trouble=True)
            status = 1
        sys.exit(status or 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a person meets them."""
        return list(self.commands)


def _refuse_unreadable(words: Sequence[str]) -> None:
    """Raise BadRequest where a word was typed in another encoding than is read."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError as error:
            raise BadRequest(
                N_(
                    "“{word}” is not text as this terminal writes it ({encoding}). "
                    "Type it again, or set LC_ALL=C.UTF-8."
                ),
                word=word,
                encoding=sys.getfilesystemencoding(),
            ) from error
