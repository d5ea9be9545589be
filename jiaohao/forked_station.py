"""The station of a screen that goes on with what the screen had loaded by then."""

from __future__ import annotations

import asyncio
from asyncio.streams import FlowControlMixin
from typing import IO

from shared.machine.forking import ForkedProcess
from shared.wire.client import LONGEST_ANSWER, StationProcess


class ForkedStation(StationProcess):
    """A station that was forked, as a `Client` uses one that it starts itself."""

    def __init__(self, process: ForkedProcess) -> None:
        self._process = process
        self.stdin: asyncio.StreamWriter | None = None
        self.stdout: asyncio.StreamReader | None = None

    async def joined(self) -> StationProcess:
        """Itself, its pipes being in the present loop."""
        self.stdin = await _writer(self._process.stdin)
        self.stdout = await _reader(self._process.stdout)
        return self

    @property
    def returncode(self) -> int | None:
        """See StationProcess."""
        return self._process.poll()

    async def wait(self) -> int:
        """See StationProcess."""
        return await asyncio.to_thread(self._process.wait)

    def kill(self) -> None:
        """See StationProcess."""
        self._process.kill()


async def _writer(pipe: IO[bytes] | None) -> asyncio.StreamWriter:
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.connect_write_pipe(FlowControlMixin, pipe)
    return asyncio.StreamWriter(transport, protocol, None, loop)


async def _reader(pipe: IO[bytes] | None) -> asyncio.StreamReader:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LONGEST_ANSWER)
    protocol = asyncio.StreamReaderProtocol(reader)
    await loop.connect_read_pipe(lambda: protocol, pipe)
    return reader
