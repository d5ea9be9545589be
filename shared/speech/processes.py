"""Commands and calls that may hang, each with its deadline."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from shared.text.catalogue import N_, Sentence
from shared.text.reasons import why

Result = TypeVar("Result")
_NOT_STARTED: Final = N_("{command} cannot be started ({reason}).")
_TOO_LONG: Final = N_("{command} was stopped after {seconds} seconds.")
_FAILED: Final = N_("{command} failed, status {status}.")
_KILL_SECONDS: Final = 2.0
"""How long a killed command may take to be gone before it is left alone."""


class CommandFailed(Exception):
    """A command cannot be started, fails, or takes too long; `told` says which."""

    def __init__(self, words: str, **values: object) -> None:
        self.told = Sentence(words, values)
        super().__init__(str(self.told))


async def run(command: Sequence[str], seconds: float) -> None:
    """Run a command to its end; killed after so long, with all it started.

    Raises CommandFailed.
    """
    await _finished(command, seconds, DEVNULL)


async def words_of(command: Sequence[str], seconds: float) -> str:
    """What a command writes on standard output; see `run`."""
    return (await _finished(command, seconds, PIPE)).decode("utf-8", "replace")


async def _finished(command: Sequence[str], seconds: float, output: int) -> bytes:
    name = Path(command[0]).name
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=DEVNULL,
            stdout=output,
            stderr=DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise CommandFailed(_NOT_STARTED, command=name, reason=why(error)) from error
    try:
        async with asyncio.timeout(seconds):
            said, _ = await process.communicate()
    except TimeoutError as error:
        raise CommandFailed(_TOO_LONG, command=name, seconds=round(seconds)) from error
    finally:
        await _kill(process)
    if process.returncode:
        raise CommandFailed(_FAILED, command=name, status=process.returncode)
    return said or b""


async def _kill(process: Process) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), _KILL_SECONDS)


async def apart(work: Callable[[], Result], seconds: float) -> Result:
    """What `work` returns or raises, done in a thread; TimeoutError after so long.

    One that hangs is left behind: nothing can interrupt it.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def tell(put: Callable[[], None]) -> None:
        # The loop may be over by now; then nobody waits.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(lambda: None if done.done() else put())

    def begin() -> None:
        try:
            result = work()
        except Exception as error:
            failure = error
            tell(lambda: done.set_exception(failure))
        else:
            tell(lambda: done.set_result(result))

    threading.Thread(target=begin, daemon=True).start()
    async with asyncio.timeout(seconds):
        return await done
