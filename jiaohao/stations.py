"""Running a station process: its input and output, and how it ends.

Each of the three imports what it is made of: a station starts its worker first of all.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

import click

from shared.errors import JiaohaoError
from shared.machine.own_process import own_command
from shared.text.catalogue import catalogue, machine_language
from shared.wire.requests import answer_line, error_body

_LONGEST_ERRAND: Final = 16 * 2**20
"""Bytes of a line from a station to its worker."""


def run_station(office: Path | None, name: str) -> int:
    """Serve JSON lines until standard input ends; returns the exit status.

    What keeps it from work is told on standard output too, as an answer without
    an id, for the program that started it.
    """
    from shared.office.model import named_folder
    from shared.station.gateway import Gateway

    signal.signal(signal.SIGTERM, _end)
    command = _command("worker", "--", name, office=office)
    gateway = Gateway(named_folder(office), name, command, _write)
    try:
        status = gateway.run(sys.stdin.fileno())
    except BrokenPipeError:
        _forget_output()
        return 0
    if gateway.last_words:
        click.echo(gateway.last_words, err=True)
    return status


def run_worker(office: Path | None, name: str) -> int:
    """The part of a station that goes to the share; started by the station only."""

    # Its station may be gone without a word; a broken pipe is the end, not a fault.
    def work() -> None:
        from shared.offline.known_office import find_office
        from shared.station.share_worker import ShareWorker
        from shared.station.worker_process import AWAKE
        from shared.wire.line_server import serve

        _write(AWAKE.decode())
        worker = ShareWorker(*find_office(office), name)
        try:
            serve(worker, sys.stdin.fileno(), _write, _LONGEST_ERRAND)
        finally:
            worker.leave()

    return _served(work)


def run_watcher(office: Path | None) -> int:
    """A station without a name, which only reads; returns the exit status."""

    def work() -> None:
        from shared.offline.known_office import find_office, remember
        from shared.station.share_session import ShareSession
        from shared.wire.line_server import serve

        folder, found = find_office(office)
        station = ShareSession(folder, found, name=None)
        try:
            station.join()
            remember(folder, station.introduction())
            serve(station, sys.stdin.fileno(), _write)
        finally:
            station.leave()

    return _served(work)


def _served(work: Callable[[], None]) -> int:
    signal.signal(signal.SIGTERM, _end)
    try:
        work()
    except JiaohaoError as error:
        say = catalogue(machine_language())
        _write(answer_line(None, error_body(error, say)))
        return error.exit_status
    except BrokenPipeError:
        _forget_output()
    return 0


def _forget_output() -> None:
    # Whoever asked is gone; let Python not stumble over the pipe once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def command_line(folder: Path, name: str | None) -> list[str]:
    """The command that starts a station process for a screen; no name: it reads."""
    if name is None:
        return _command("watcher", office=folder)
    return _command("station", name, office=folder)


def _command(*words: str, office: Path | None) -> list[str]:
    place = ["--office", str(office)] if office is not None else []
    return own_command("jiaohao", words[0], *place, *words[1:])


def _write(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
