"""`python -m tests.bench.page`: from a call to 500 open pages, beside a bare loop.

Each listener has the events of a number of its own, and every call changes them all.
The bare loop is Starlette on the same server, told to say the same bytes to as many.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from tests.bench.screen import memory_of, processor_seconds_of
from tests.conftest import make_office_folder
from tests.page.serving import at_counter, served
from tests.short import rounds
from tests.support import OFFICE

LISTENERS: Final = rounds(500, least=5)
CALLS: Final = rounds(50)
PAGE: Final = '\n[page]\naddress = "http://127.0.0.1:8080"\n'
_SAID: Final = "data: " + json.dumps({"state": "waiting", "fields": {"p": "x" * 250}})


class _Listener:
    """One open page, and when it heard of the last change."""

    def __init__(self) -> None:
        self.last = b""
        self.heard_at = 0.0
        self.changed = asyncio.Event()

    async def listen(self, host: str, port: int, path: str) -> None:
        """Read what is told for good."""
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                line = await reader.readuntil(b"\n")
                if not line.startswith(b"data: "):
                    continue
                # The rest of it is the clock, which beats whether there is news or not.
                told, _, _ = line.partition(b'"as_of"')
                if told != self.last or told.startswith(b'data: {"at"'):
                    self.last, self.heard_at = told, time.perf_counter()
                    self.changed.set()


async def _measured(
    name: str,
    process: int,
    place: tuple[str, int],
    paths: list[str],
    change: Callable[[], Awaitable[None]],
) -> None:
    """Print how long each change takes to each listener, and what it costs."""
    listeners = [_Listener() for _ in paths]
    reading = [
        asyncio.create_task(listener.listen(*place, path))
        for listener, path in zip(listeners, paths, strict=True)
    ]
    await asyncio.gather(*(each.changed.wait() for each in listeners))
    before, found = processor_seconds_of(process), list[float]()
    for _ in range(CALLS):
        for each in listeners:
            each.changed.clear()
        begun = time.perf_counter()
        await change()
        await asyncio.gather(*(each.changed.wait() for each in listeners))
        found += [each.heard_at - begun for each in listeners]
    computed = processor_seconds_of(process) - before
    memory = memory_of(process).resident
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    found.sort()
    median, late = statistics.median(found), found[len(found) * 99 // 100]
    print(
        f"{name}, {LISTENERS} listeners, {CALLS} calls: median {1000 * median:.0f} ms,"
        f" p99 {1000 * late:.0f} ms; {memory:.0f} MB,"
        f" {1000 * computed / CALLS:.0f} ms of a processor a call"
    )


def main() -> None:
    """Print both rows."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JIAOHAO_STATE"] = str(Path(scratch) / "state")
        folder = make_office_folder(Path(scratch), OFFICE + PAGE)
        with served(folder) as site, at_counter(folder, 2) as counter:
            codes = [
                counter.ask("issue", service="training")["ticket"]["code"]
                for _ in range(LISTENERS + CALLS)
            ]
            paths = [f"/t/{code}/events" for code in codes[CALLS:]]
            site.until(f"/t/{codes[-1]}", codes[-1])

            async def call() -> None:
                asked = {"counter": 2, "finish_current": True}
                await asyncio.to_thread(counter.ask, "call", **asked)

            place = site.host, site.port
            pages = site.process.pid
            asyncio.run(_measured("jiaohao page", pages, place, paths, call))
    with _bare() as (port, process):

        async def tell() -> None:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /tell HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

        place, paths = ("127.0.0.1", port), ["/events"] * LISTENERS
        asyncio.run(_measured("bare Starlette loop", process, place, paths, tell))


@contextmanager
def _bare() -> Iterator[tuple[int, int]]:
    command = [sys.executable, "-m", "tests.bench.page", "bare"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline()), process.pid
    finally:
        process.terminate()
        process.communicate()


def _serve_bare() -> None:
    """The least that tells all who listen: one event a change, and nothing else."""
    change, count = asyncio.Event(), 0

    async def events(_request: Request) -> Response:
        async def said() -> AsyncIterator[str]:
            while True:
                waited = change
                yield f'data: {{"at":{count},{_SAID[7:]}\n\n'
                await waited.wait()

        return StreamingResponse(said(), media_type="text/event-stream")

    async def tell(_request: Request) -> Response:
        nonlocal change, count
        told, change, count = change, asyncio.Event(), count + 1
        told.set()
        return Response()

    listening = socket.create_server(("127.0.0.1", 0), backlog=1_024)
    print(listening.getsockname()[1], flush=True)
    app = Starlette(routes=[Route("/events", events), Route("/tell", tell)])
    settings = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", log_config=None, access_log=False
    )
    uvicorn.Server(settings).run(sockets=[listening])


if __name__ == "__main__":
    _serve_bare() if sys.argv[1:] == ["bare"] else main()
