"""Running a station process: its input and output, and how it ends."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from shared.errors import JiaohaoError
from shared.office import find_folder
from shared.office_file import load_office
from shared.protocol import answer_line, error_body
from shared.station import Station, serve
from shared.text import catalogue, machine_language


def run_station(office: Path | None, name: str | None) -> int:
    """Serve JSON lines until standard input ends; returns the exit status.

    What keeps it from work is told on standard output too, as an answer without
    an id, for the program that started it.
    """
    signal.signal(signal.SIGTERM, _end)
    try:
        folder = find_folder(office)
        station = Station(folder, load_office(folder), name=name)
        try:
            station.join()
            serve(station, sys.stdin.fileno(), _write)
        finally:
            station.leave()
    except JiaohaoError as error:
        say = catalogue(machine_language())
        _write(answer_line(None, error_body(error, say)))
        click.echo(f"{error.code}: {error.message(say)}", err=True)
        return error.exit_status
    except BrokenPipeError:
        # Whoever asked is gone; let Python not stumble over the pipe once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def command_line(folder: Path, name: str | None) -> list[str]:
    """The command that starts a station process for a screen; no name: it reads."""
    own = ["station", name] if name is not None else ["watcher"]
    # -P: never the code that happens to lie in the folder we were started from.
    return [sys.executable, "-P", "-m", "jiaohao", *own, "--office", str(folder)]


def _write(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
