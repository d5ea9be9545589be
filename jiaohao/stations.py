"""Running a station process: its input and output, and how it ends.

Each of them imports what it is made of: a station starts its worker first of all.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from jiaohao.terminal import tell
from shared.errors import JiaohaoError
from shared.machine import log
from shared.machine.forking import can_fork
from shared.machine.loading import loading
from shared.machine.own_process import begin_piped, own_command
from shared.station.patience import NORMAL, Patience
from shared.text.catalogue import catalogue, machine_language

if TYPE_CHECKING:
    from shared.wire.frames import Frame


def run_station(
    office: Path | None, name: str | None, *, patience: Patience = NORMAL
) -> int:
    """Serve JSON lines until standard input ends; returns the exit status.

    What keeps it from work is told on standard output too, as an answer without
    an id, for the program that started it. Without a name it only reads.
    """
    with loading():
        from shared.office.folder import named_folder
        from shared.office.names import refuse_bad_name
        from shared.station.gateway import Gateway
        from shared.wire.requests import answer_line, error_body

        if can_fork():
            load_station(named_folder(office))
    try:
        if name is not None:
            refuse_bad_name(name)
    except JiaohaoError as error:
        # Its worker would refuse it too, but not while the share is away.
        _write(answer_line(None, error_body(error, catalogue(machine_language()))))
        raise
    if sys.stdin is None or sys.stdout is None:
        # Started with closed ones: nobody asks, or nobody would hear.
        return 0
    signal.signal(signal.SIGTERM, _end)
    beat = ("--beat", str(patience.beat)) if patience != NORMAL else ()
    own = ("--", name) if name is not None else ()
    command = _command("worker", *beat, *own, office=office)
    folder = named_folder(office)
    if name is None:
        log.join()
    else:
        log.begin(folder, name)
    gateway = Gateway(
        folder,
        name,
        lambda: begin_piped(command, lambda: run_worker(office, name, patience.beat)),
        _write,
        patience=patience,
    )
    try:
        status = gateway.run(sys.stdin.fileno())
    except BrokenPipeError:
        _forget_output()
        return 0
    if gateway.last_words and name is not None and not log.is_stderr():
        tell(gateway.last_words, is_trouble=True)
    return status


def run_worker(office: Path | None, name: str | None, beat: float) -> int:
    """The part of a station that goes to the share; started by the station only."""
    with loading():
        from shared.wire.errands import Trouble
        from shared.wire.frames import Frame, Kind, packed

    signal.signal(signal.SIGTERM, _end)
    log.join()

    def write(frame: Frame) -> None:
        sys.stdout.buffer.write(frame.packed())
        sys.stdout.buffer.flush()

    # Its station may be gone without a word; a broken pipe is the end, not a fault.
    try:
        write(Frame(Kind.AWAKE))
        _work(office, name, beat, write)
    except JiaohaoError as error:
        say = catalogue(machine_language())
        write(Frame(Kind.TROUBLE, packed(Trouble(error.code, error.message(say)))))
        return error.exit_status
    except BrokenPipeError:
        _forget_output()
    return 0


def load_station(folder: Path) -> None:
    """Load what a station and its worker are made of, for one that is forked here."""
    from shared.station.stores import load_store

    load_store(folder)


def _work(
    office: Path | None,
    name: str | None,
    beat: float,
    write: Callable[[Frame], None],
) -> None:
    with loading():
        from shared.station.office_look import office_to_begin
        from shared.station.share_worker import ShareWorker

    worker = ShareWorker(*office_to_begin(office), name, write, beat_seconds=beat)
    try:
        worker.run(sys.stdin.fileno())
    finally:
        worker.leave()


def _forget_output() -> None:
    # Whoever asked is gone; let Python not stumble over the pipe once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def command_line(folder: Path, name: str | None) -> list[str]:
    """The command that starts a station process for a screen; no name: it reads."""
    if name is None:
        return _command("watcher", office=folder)
    return _command("station", "--", name, office=folder)


def _command(*words: str, office: Path | None) -> list[str]:
    place = ["--office", str(office)] if office is not None else []
    return own_command("jiaohao", words[0], *place, *words[1:])


def _write(line: str) -> None:
    try:
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except OSError as error:
        if error.errno == errno.EIO:
            raise BrokenPipeError("the terminal is gone") from error
        raise


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
