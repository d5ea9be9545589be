"""A screen's link to its station: asks, listens, and never blocks the screen.

The station is a process of its own (shared.station); should it end, the link starts
it again. What the screen shows is `hall`, and how old that is, `age()`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import uuid
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, Protocol

import msgspec

from shared.errors import NotKnownYet, RefusedByOffice
from shared.text.catalogue import N_, catalogue, machine_language
from shared.trade.hall import Hall
from shared.wire.decoder import hall_from_json
from shared.wire.json_text import Json, from_json, to_json

OLD_SECONDS: Final = 3.0
"""A screen says how old its data is when it is older than this."""
_log = logging.getLogger(__name__)
LONGEST_ANSWER: Final = 32 * 2**20
"""Bytes of a line of a station at most."""
_REST_SECONDS: Final = (0.2, 1.0, 3.0)
"""Pauses before a station that ended is started again."""


class StationProcess(Protocol):
    """A station as its client has it; a process of asyncio is one."""

    stdin: asyncio.StreamWriter | None
    stdout: asyncio.StreamReader | None

    @property
    def returncode(self) -> int | None:
        """Its exit status, or none while it runs."""
        ...

    async def wait(self) -> int:
        """Its exit status, waited for."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...


class _Gone(Exception):
    """The station ended before it answered."""


class _Line(msgspec.Struct, gc=False):
    """What one line of a station is about."""

    hello: str | None = None
    station: str | None = None
    watch: msgspec.Raw = msgspec.Raw()
    id: str | None = None
    ok: bool = True
    error: str = ""
    message: str = ""


class _News(msgspec.Struct, gc=False):
    """What news are about; `seq` is there where they are of the hall."""

    ok: bool
    seq: int | None = None
    kept: bool = False
    error: str = ""
    message: str = ""
    may_issue: bool = False


def _line(line: bytes) -> _Line | None:
    """What a line is about; none: it is of another version, or no station's."""
    try:
        return msgspec.json.decode(line, type=_Line)
    except msgspec.MsgspecError:
        return None


class Client:
    """One screen's way to the office. Use it from one event loop."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        stderr: int = DEVNULL,
        first: Callable[[], Awaitable[StationProcess]] | None = None,
    ) -> None:
        """`command` starts a station; `stderr` is where its standard error goes.

        `first` is the one to begin with, where one is at work already.
        """
        self.hall: Hall | None = None
        """The last hall heard of, or none so far."""
        self.trouble: tuple[str, str] | None = None
        """Code and words of what keeps the station from the share, or none."""
        self.may_issue = False
        """Whether the station gives out numbers though the share is away."""
        self.station: str | None = None
        """The name the station works under, once it said hello; a reader has none."""
        self.on_change: Callable[[], None] = lambda: None
        """Called when `hall` or `trouble` changed."""
        self.ticks: Callable[[], float] = time.monotonic
        """Seconds that only go on; tests put their own clock here."""
        self._command, self._stderr, self._first = command, stderr, first
        self._process: StationProcess | None = None
        self._pending: dict[str, asyncio.Future[Json]] = {}
        self._is_ready = asyncio.Event()
        self._heard_at = self.ticks()
        self._has_spoken = False
        self._supervisor: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start the station and keep one going until `close`."""
        self._supervisor = asyncio.create_task(self._supervise())

    async def close(self) -> None:
        """End the station; it leaves the office in order."""
        if self._supervisor is not None:
            self._supervisor.cancel()
            await asyncio.gather(self._supervisor, return_exceptions=True)
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            if process.stdin is not None:
                process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), 3)
            except TimeoutError:
                process.kill()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), 1)

    def age(self) -> float:
        """Seconds since the station last confirmed what `hall` says."""
        return self.ticks() - self._heard_at

    @staticmethod
    def new_id() -> str:
        """An id for a press: made once, used for every try."""
        return uuid.uuid4().hex

    async def ask(
        self, do: str, *, id: str | None = None, patience: float = 8.0, **fields: Any
    ) -> Json:
        """The answer to a request, asked again under one id until it comes.

        Raises RefusedByOffice, or NotKnownYet when `patience` seconds brought no
        answer: then ask again with the same id.
        """
        id = id or self.new_id()
        request = {"id": id, "do": do, **fields}
        try:
            async with asyncio.timeout(patience):
                answer = await self._settle(id, _packed(request))
        except TimeoutError as error:
            raise NotKnownYet() from error
        if not answer["ok"]:
            raise RefusedByOffice(answer["error"], answer["message"])
        return answer

    async def _settle(self, id: str, line: bytes) -> Json:
        while True:
            await self._is_ready.wait()
            try:
                answer: Json = await asyncio.shield(await self._asked(id, line))
            except (_Gone, ConnectionError):
                self._is_ready.clear()
                continue
            if answer.get("error") != "share_unavailable":
                return answer
            await asyncio.sleep(0.5)

    async def _asked(self, id: str, line: bytes) -> asyncio.Future[Json]:
        """The answer to come; the station is asked once, however often we ask here.

        Raises _Gone, ConnectionError.
        """
        if id in self._pending:
            return self._pending[id]
        process = self._process
        if process is None or process.stdin is None:
            raise _Gone
        future = self._pending[id] = asyncio.get_running_loop().create_future()
        process.stdin.write(line)
        await process.stdin.drain()
        return future

    async def _supervise(self) -> None:
        failures = 0
        while True:
            had_hall = self._heard_at
            try:
                await self._run_once()
            except OSError as error:
                _log.warning("station cannot be started: %s", error)
                self._set_trouble("station", str(error))
            failures = 0 if self._heard_at != had_hall else failures + 1
            rest = _REST_SECONDS[min(failures, len(_REST_SECONDS) - 1)]
            await asyncio.sleep(rest)

    async def _run_once(self) -> None:
        process = self._process = await self._begun()
        if process.stdout is None:
            return
        self._has_spoken = False
        try:
            # A line without an end was cut: it is the end.
            while (line := await process.stdout.readline()).endswith(b"\n"):
                self._has_spoken = True
                self._hear(line)
        finally:
            self._is_ready.clear()
            pending, self._pending = self._pending, {}
            for future in pending.values():
                future.set_exception(_Gone())
                # Whoever asked may have lost patience long ago.
                future.exception()
        status = await process.wait()
        _log.warning("station ended, status %s", status)
        if not self._has_spoken:
            say = catalogue(machine_language())
            words = N_("The station program ends at its start (status {status}).")
            self._set_trouble("station", say(words, status=status))

    async def _begun(self) -> StationProcess:
        if self._first is not None:
            first, self._first = self._first, None
            return await first()
        # A session of its own: Ctrl+C is for the screen, which ends it in order.
        return await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=self._stderr,
            limit=LONGEST_ANSWER,
            start_new_session=True,
        )

    def _hear(self, line: bytes) -> None:
        told = _line(line)
        if told is None:
            return
        if bytes(told.watch):
            self._hear_news(told.watch)
        elif told.hello is not None:
            self.station = told.station
            self._is_ready.set()
            self._send_watch()
        elif told.id in self._pending:
            self._pending.pop(told.id).set_result(from_json(line))
        elif told.id is None and not told.ok:
            self._set_trouble(told.error, told.message)

    def _hear_news(self, news: msgspec.Raw) -> None:
        try:
            told = msgspec.json.decode(news, type=_News)
            is_hall = told.ok and (told.kept or told.seq is not None)
            hall = hall_from_json(bytes(news)) if is_hall else self.hall
        except (ValueError, msgspec.MsgspecError) as error:
            # Of another version: what was heard before stays, and grows old.
            _log.warning("news that cannot be read: %s", error)
            return
        if not told.ok:
            self.may_issue = told.may_issue
            self._set_trouble(told.error, told.message)
            return
        if told.kept:
            # What was done here without the share: the rest is as old as before.
            self.hall = hall
            self._tell()
            return
        self.may_issue = False
        self._heard_at = self.ticks()
        is_changed = self.trouble is not None
        self.trouble = None
        if told.seq is not None:
            self.hall = hall
            is_changed = True
        if is_changed:
            self._tell()

    def _send_watch(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            request = {"id": self.new_id(), "do": "watch"}
            self._process.stdin.write(_packed(request))

    def _set_trouble(self, code: str, words: str) -> None:
        if self.trouble != (code, words):
            self.trouble = code, words
            self._tell()

    def _tell(self) -> None:
        # Later, so that a fault of the screen cannot end the link.
        asyncio.get_running_loop().call_soon(lambda: self.on_change())


def _packed(request: Json) -> bytes:
    return to_json(request).encode() + b"\n"
