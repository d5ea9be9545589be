"""A printer on loopback that speaks the status protocol of ESC/POS, and its faults.

It obeys real-time commands wherever they come, even inside pictures; it has one buffer
for all connections, which outlives them; it serves one connection at a time.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import random
import selectors
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Final, Self

from tests.printers.simulator_engine import CutPaper, Engine

_ABORT: Final = struct.pack("ii", 1, 0)


class Fault(StrEnum):
    """What goes wrong with one connection, at a byte where it says AFTER."""

    HANGS = "accepts and never reads"
    HANGS_AFTER = "stops to read in the middle"
    SLOW = "reads slowly"
    CLOSES_AFTER = "closes in the middle"
    RESETS_AFTER = "resets the connection in the middle"
    POWER_AFTER = "loses its power in the middle"
    NONSENSE = "answers nonsense"
    LATE = "answers late"
    WRONG = "answers another question"
    STALE = "says what nobody asked"
    UNCONFIRMED = "prints and never confirms"
    OUT_AFTER = "runs out of paper in the middle"
    COVER_AFTER = "has its cover opened in the middle"
    CUTTER_AFTER = "jams in the middle"


@dataclass(frozen=True, slots=True)
class Plan:
    """A fault, and from which byte of the connection on."""

    fault: Fault | None = None
    after: int = 0
    heals_in: float | None = None
    """Seconds until somebody puts it right; none: not by itself."""


@dataclass(slots=True, eq=False)
class _Connection:
    line: socket.socket
    plan: Plan
    taken: int = 0
    tail: bytes = b""
    """The last bytes, for real-time commands that came in two pieces."""
    is_served: bool = False
    is_deaf: bool = False
    has_job: bool = False
    """Whether a picture has come on it."""


def eventually(is_so: Callable[[], object]) -> None:
    """Wait until something is so; fails after some time."""
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


@dataclass
class Simulator:
    """The printer; use it as a context manager. All times are in seconds."""

    engine: Engine = field(default_factory=Engine)
    next_plan: Callable[[], Plan] = Plan
    """Asked for each new connection."""
    late: float = 0.3
    bytes_a_second: float = 20_000
    """Of a slow connection."""
    refuses_second: bool = False
    answers_at_all: bool = True
    connections: int = 0
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(4)
        self.served: Counter[Fault] = Counter()
        """How many connections had each fault."""
        self.errors: list[BaseException] = []
        self._selector = selectors.DefaultSelector()
        self._lines: list[_Connection] = []
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._is_ending = False
        self._lock = threading.RLock()
        self._wake, self._woken = socket.socketpair()
        self._listener: socket.socket | None = None
        self._port = 0
        self._listen()
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_ending = True
        self._poke()
        self._thread.join()
        for connection in list(self._lines):
            self._drop(connection)
        self._stop_listening()
        self._selector.close()
        self._wake.close()
        self._woken.close()
        assert not self.errors, self.errors

    @property
    def address(self) -> str:
        """Where it is, as office.toml says it."""
        return f"tcp://127.0.0.1:{self._port}"

    @property
    def papers(self) -> list[CutPaper]:
        """The papers that were cut so far."""
        with self._lock:
            return list(self.engine.papers)

    @property
    def jobs(self) -> list[str]:
        """The jobs that came out whole, in order."""
        return [job for paper in self.papers for job in paper.jobs]

    def set(self, **states: bool) -> None:
        """Open its cover, take its paper, heal it: by the names of the engine."""
        with self._lock:
            for name, value in states.items():
                setattr(self.engine, name, value)
        self._poke()

    def plan(self, *plans: Plan) -> None:
        """What goes wrong with the next connections; afterwards nothing."""
        left = list(plans)
        with self._lock:
            self.next_plan = lambda: left.pop(0) if left else Plan()

    def plan_job(self, plan: Plan) -> None:
        """The same for every connection from now on."""
        with self._lock:
            self.next_plan = lambda: plan

    def refuse(self) -> None:
        """Refuse every connection from now on."""
        with self._lock:
            self._stop_listening()
        self._poke()

    def accept(self) -> None:
        """Take connections again, at the same place."""
        with self._lock:
            if self._listener is None:
                self._listen()
        self._poke()

    def come_to_rest(self) -> None:
        """Let everything heal and come out that can, when nobody prints any more."""
        self.plan()
        while True:
            with self._lock:
                for connection in [each for each in self._lines if each.is_deaf]:
                    self._drop(connection)
                is_at_rest = not (self._lines or self._timers)
            if is_at_rest:
                break
            self._poke()
            time.sleep(0.005)
        self.set(is_out=False, is_cover_open=False, is_cutter_jammed=False)
        with self._lock:
            self.engine.stop_at = None
            self.engine.work()

    def hang_up(self) -> None:
        """End the connection that is served."""
        with self._lock:
            for connection in self._lines[:1]:
                self._drop(connection)
        self._poke()

    @property
    def taken(self) -> int:
        """How many bytes came on the connection that is served."""
        with self._lock:
            return self._lines[0].taken if self._lines else 0

    def _listen(self) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        listener.bind(("127.0.0.1", self._port))
        listener.listen(16)
        listener.setblocking(False)
        self._port = listener.getsockname()[1]
        self._listener = listener
        self._selector.register(listener, selectors.EVENT_READ)

    def _stop_listening(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            self._selector.unregister(listener)
            listener.close()

    def _poke(self) -> None:
        self._wake.send(b"!")

    def _in(self, seconds: float, do: Callable[[], None]) -> None:
        due = time.monotonic() + seconds
        heapq.heappush(self._timers, (due, next(self._numbers), do))

    def _run(self) -> None:
        while not self._is_ending:
            wait = self._timers[0][0] - time.monotonic() if self._timers else 1
            ready = [key.fileobj for key, _ in self._selector.select(max(0, wait))]
            with self._lock:
                try:
                    self._turn(ready)
                except Exception as error:
                    self.errors.append(error)
                    return

    def _turn(self, ready: Sequence[object]) -> None:
        while self._timers and self._timers[0][0] <= time.monotonic():
            heapq.heappop(self._timers)[2]()
        if self._woken in ready:
            self._woken.recv(4096)
        # Only the first is served; the others wait until it has gone.
        for connection in self._lines[:1]:
            if connection.line in ready and not connection.is_deaf:
                self._read(connection)
        if self._listener is not None and self._listener in ready:
            self._accept(self._listener)
        self._work()

    def _accept(self, listener: socket.socket) -> None:
        try:
            line, _ = listener.accept()
        except BlockingIOError:
            return
        line.setblocking(False)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connections += 1
        if self.refuses_second and self._lines:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
            line.close()
            return
        connection = _Connection(line, self.next_plan())
        self._lines.append(connection)
        self.most_at_once = max(self.most_at_once, len(self._lines))
        self._watch()

    def _watch(self) -> None:
        """Listen to the first connection only."""
        for connection in self._lines[:1]:
            is_watched = connection.line.fileno() in self._selector.get_map()
            if is_watched or connection.is_deaf:
                continue
            self._selector.register(connection.line, selectors.EVENT_READ)
            if not connection.is_served:
                self._serve(connection)

    def _serve(self, connection: _Connection) -> None:
        plan = connection.plan
        connection.is_served = True
        if plan.fault is not None:
            self.served[plan.fault] += 1
        self.engine.stop_at = None
        if plan.fault is Fault.HANGS:
            self._deafen(connection)
        if plan.fault is Fault.STALE:
            self._send(connection, self._stale())
        if plan.fault in _STOPS:
            self.engine.stop_at = self.engine.worked_off + plan.after

    def _stale(self) -> bytes:
        return bytes(
            self.random.choice((0x12, 0x16, 0x1A, 0x32, 0x00, 0x0C))
            for _ in range(self.random.randrange(1, 6))
        )

    def _deafen(self, connection: _Connection) -> None:
        """Not to read from it for some time, or for ever: not even its end."""
        connection.is_deaf = True
        with contextlib.suppress(KeyError):
            self._selector.unregister(connection.line)
        if connection.plan.heals_in is not None:
            self._in(connection.plan.heals_in, lambda: self._drop(connection))

    def _drop(self, connection: _Connection, *, is_abrupt: bool = False) -> None:
        if connection not in self._lines:
            return
        self._lines.remove(connection)
        with contextlib.suppress(KeyError):
            self._selector.unregister(connection.line)
        if is_abrupt:
            connection.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
        connection.line.close()
        self._watch()

    def _read(self, connection: _Connection) -> None:
        plan, size = connection.plan, 4096
        if plan.fault is Fault.SLOW:
            size = max(1, round(self.bytes_a_second * 0.01))
            self._selector.unregister(connection.line)
            self._in(0.01, lambda: self._listen_again(connection))
        elif plan.fault in _BREAKS:
            size = max(1, min(size, plan.after - connection.taken))
        try:
            data = connection.line.recv(size)
        except OSError:
            data = b""
        if not data:
            self._drop(connection)
            return
        self._hear(connection, data)
        connection.taken += len(data)
        if plan.fault in _BREAKS and connection.taken >= plan.after:
            self._break(connection)

    def _listen_again(self, connection: _Connection) -> None:
        if connection in self._lines and not connection.is_deaf:
            self._watch()

    def _break(self, connection: _Connection) -> None:
        fault = connection.plan.fault
        if fault is Fault.HANGS_AFTER:
            self._deafen(connection)
            return
        self._work()
        if fault is Fault.POWER_AFTER:
            self.engine.forget()
        self._drop(connection, is_abrupt=fault is not Fault.CLOSES_AFTER)

    def _hear(self, connection: _Connection, data: bytes) -> None:
        heard = connection.tail + data
        for at in range(len(heard) - 2):
            if heard[at : at + 2] == b"\x10\x04" and heard[at + 2] in (1, 2, 3, 4):
                self._answer(connection, heard[at + 2])
        connection.has_job = connection.has_job or b"\x1dv0" in heard
        connection.tail = heard[-2:]
        self.engine.buffer += data

    def _answer(self, connection: _Connection, question: int) -> None:
        if not self.answers_at_all:
            return
        if connection.plan.fault is Fault.WRONG:
            question = question % 4 + 1
        answer = bytes([self.engine.status(question)])
        if connection.plan.fault is Fault.NONSENSE:
            answer = self.random.randbytes(3)
        self._send(connection, answer)

    def _work(self) -> None:
        connection = self._lines[0] if self._lines else None
        while self.engine.work():
            plan = connection.plan if connection is not None else Plan()
            if name := _STOPS.get(plan.fault or Fault.LATE):
                setattr(self.engine, name, True)
                if plan.heals_in is not None:
                    heal = {name: False}
                    self._in(plan.heals_in, lambda heal=heal: self._heal(heal))  # type: ignore[misc]
        said, self.engine.said = bytes(self.engine.said), bytearray()
        if connection is None or not said:
            return
        if connection.plan.fault is not Fault.UNCONFIRMED or not connection.has_job:
            self._send(connection, said)

    def _heal(self, states: dict[str, bool]) -> None:
        for name, value in states.items():
            setattr(self.engine, name, value)
        self._work()

    def _send(self, connection: _Connection, data: bytes) -> None:
        if connection.plan.fault is Fault.LATE:
            self._in(self.late, lambda: self._send_now(connection, data))
        else:
            self._send_now(connection, data)

    def _send_now(self, connection: _Connection, data: bytes) -> None:
        if connection in self._lines:
            with contextlib.suppress(OSError):
                connection.line.send(data)


_BREAKS: Final = frozenset(
    {Fault.HANGS_AFTER, Fault.CLOSES_AFTER, Fault.RESETS_AFTER, Fault.POWER_AFTER}
)
_STOPS: Final[dict[Fault, str]] = {
    Fault.OUT_AFTER: "is_out",
    Fault.COVER_AFTER: "is_cover_open",
    Fault.CUTTER_AFTER: "is_cutter_jammed",
}
