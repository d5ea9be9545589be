"""What the commands print for people and for programs: the one place that prints."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

import click

from shared.errors import BadRequest
from shared.text.catalogue import N_, escaped, machine_language
from shared.text.steering import STEERING

_SOON: Final = 1.0
"""Seconds that nobody minds waiting without a word."""
_SAMPLE: Final = "號"
"""What an output must be able to write to be spoken to in Chinese."""


def begin() -> None:
    """Let no letter that an output lacks end a command; choose language and colours.

    Where Chinese would come out as numbers, English is spoken. The choice stands in
    the environment, for gettext and for the processes that are started from here.
    """
    language = machine_language()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        if not _can_write(_SAMPLE, stream):
            language = "en"
    os.environ["LANGUAGE"] = language.replace("-", "_")
    if "XTERM_VERSION" in os.environ and os.environ.get("TERM", "").startswith("xterm"):
        # It has all colours, says so nowhere, and takes COLORTERM from what it starts.
        os.environ.setdefault("COLORTERM", "truecolor")


def is_a_terminal() -> bool:
    """Whether a screen can be shown here; a closed input or output is none.

    In a browser (`jiaohao tablet`) Textual is told so, and speaks through pipes.
    """
    if "TEXTUAL_DRIVER" in os.environ:
        return True
    streams = (sys.__stdin__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams)


def tell(words: str, *, is_trouble: bool = False) -> None:
    """Print lines for people; what would steer the terminal is spelled out."""
    lines = (escaped(line.expandtabs(4)) for line in words.split("\n"))
    click.echo("\n".join(lines), file=sys.stderr if is_trouble else sys.stdout)


def tell_json(words: str) -> None:
    """Print JSON for a program, or for a person who looks at it in a terminal."""
    if not _can_write(words, sys.stdout):
        words = json.dumps(json.loads(words), separators=(",", ":"))
    click.echo(STEERING.sub(_as_json, words), file=sys.stdout)


def tell_bytes(found: bytes) -> None:
    """Give a file to whatever reads our output. Raises BadRequest on a terminal."""
    if sys.stdout.isatty():
        raise BadRequest(N_("This is a file, not for a screen. Name it: --out FILE"))
    sys.stdout.buffer.write(found)


@contextmanager
def progress() -> Iterator[Callable[[float], None]]:
    """Shows the part of long work that is done, where somebody looks; else nothing."""
    begun, shown = time.monotonic(), ""

    def tell_part(part: float) -> None:
        nonlocal shown
        words = f"{part:4.0%}"
        if time.monotonic() - begun > _SOON and words != shown and sys.stderr.isatty():
            shown = words
            click.echo(f"\r{words}", nl=False, err=True)

    try:
        yield tell_part
    finally:
        if shown:
            click.echo("\r    \r", nl=False, err=True)


def own_words() -> list[str]:
    """How this Jiaohao was started, so that it can be again."""
    if start := os.environ.get("JIAOHAO_START"):
        return [getattr(sys, "_base_executable", sys.executable), start]
    name = Path(sys.argv[0])
    is_module = name.name == "__main__.py"
    return [sys.executable, "-m", "jiaohao"] if is_module else [str(name)]


def for_a_shell(*words: str | Path) -> str:
    """A `jiaohao` command as it can be pasted into a shell."""
    line = [*own_words(), *words]
    if sys.platform == "win32":
        return subprocess.list2cmdline(map(str, line))
    return shlex.join(map(str, line))


def _can_write(words: str, stream: TextIO | None) -> bool:
    try:
        words.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _as_json(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
