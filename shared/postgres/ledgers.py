"""A PostgreSQL server as the store of an office (see `trade.ledger.Ledgers`).

A command takes the office's row first and chooses then: whom one counter would have
called, and did not after all, no other counter has passed over meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from shared.clock import Clock
from shared.errors import StoreMoved
from shared.machine.share_clock import Reading as ClockReading
from shared.machine.share_clock import ShareClock, machine_ticks
from shared.office.model import Office
from shared.postgres import schema
from shared.postgres.connection import NEWS, SCHEMA, ServerConnection
from shared.postgres.ledger import PostgresLedger
from shared.postgres.reasons import NoQueue, ServerUnsafe
from shared.postgres.server import LOOK, PATIENCE, Server
from shared.tables.event_log import last_instant
from shared.tables.migrations import SCHEMA_VERSION
from shared.tables.moving import MOVED
from shared.tables.reading import SqlReading
from shared.text.catalogue import N_
from shared.trade.ledger import Ledger
from shared.trade.reading import Reading

Result = TypeVar("Result")
_LOOK_SECONDS: Final = 1.0
"""How often a watcher looks itself: a call that it missed is no news."""
_SAMPLES: Final = 3
_OURS: Final = (
    f"select key, value from meta where key in ('office', 'schema', '{MOVED}')"
)


class _Outdated(Exception):
    """The tables are of an older version."""


class PostgresLedgers:
    """See Ledgers. For one thread only."""

    def __init__(
        self,
        address: str,
        office: Office,
        *,
        clock: Clock | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """`clock` is another than the server's."""
        self.office = office
        self._server = Server(address, SCHEMA, listens_to=NEWS, patience=patience)
        self._servers_clock = ShareClock(Path(), read=self._read_time)
        self.clock: Clock = self._servers_clock if clock is None else clock
        self._office_mark: str | None = None
        self._mark: object = None
        self._looked_at = float("-inf")

    @property
    def place(self) -> str:
        """See Ledgers."""
        return self._server.place

    @property
    def offset(self) -> int | None:
        """Milliseconds that this machine's clock lacks; none before it is learned."""
        return self._servers_clock.offset

    @property
    def is_clock_wrong(self) -> bool:
        """Whether this machine's clock differs so much that it should be said."""
        return self._servers_clock.is_wrong

    def create(self, office_mark: str | None = None) -> None:
        """Make the tables where there are none, for the office with a mark."""

        def make() -> None:
            with self._server.transaction() as connection:
                schema.create(connection, office_mark)

        self._server.settled(make)

    def write(
        self,
        work: Callable[[Ledger], Result],
        *,
        station: str,
        id: str,
        is_there: Callable[[Reading], bool] | None = None,
    ) -> Result:
        """See Ledgers; what the server has committed needs no second look."""

        def command(connection: ServerConnection, now: int) -> Result:
            return work(
                PostgresLedger(
                    connection,
                    self.office,
                    now,
                    station=station,
                    id=id,
                    is_time_sure=self._is_time_sure,
                )
            )

        return self.run(command)

    def read(self, work: Callable[[Reading], Result]) -> Result:
        """See Ledgers."""
        return self.look(lambda *moment: work(self.reading(*moment)))

    def run(self, work: Callable[[ServerConnection, int], Result]) -> Result:
        """What `work` does with the rows, in a transaction that holds the office's."""

        def command() -> Result:
            with self._server.transaction() as connection:
                self._check(connection, f"{_OURS} order by key for update")
                return work(connection, self.clock())

        return self._settled(command)

    def look(self, work: Callable[[ServerConnection, int], Result]) -> Result:
        """What `work` finds in the rows, at one consistent look."""

        def look() -> Result:
            with self._server.transaction(LOOK) as connection:
                self._check(connection, _OURS)
                return work(connection, self.clock())

        return self._settled(look)

    def reading(self, connection: ServerConnection, now: int) -> SqlReading:
        """The look that a transaction is."""
        return SqlReading(connection, self.office, now, is_time_sure=self._is_time_sure)

    def mark(self) -> object:
        """See Ledgers."""
        return self._settled(self._newest)

    def close(self) -> None:
        """See Ledgers."""
        self._server.close()

    @property
    def _is_time_sure(self) -> bool:
        """Whether two clocks agree: the server's and this machine's."""
        return self.clock is self._servers_clock and self._servers_clock.is_confirmed

    def _learn_time(self) -> None:
        if self.clock is not self._servers_clock or not self._servers_clock.is_due:
            return
        with self._server.transaction(LOOK) as connection:
            self._servers_clock.learn(last_instant(connection))

    def _read_time(self, _folder: Path) -> ClockReading:
        return min(
            (self._read_once() for _ in range(_SAMPLES)), key=lambda it: it.error
        )

    def _read_once(self) -> ClockReading:
        before = machine_ticks()
        told = ServerConnection(self._server.opened()).now()
        after = machine_ticks()
        return ClockReading(told, (before + after) // 2, (after - before + 1) // 2)

    def _newest(self) -> object:
        # A call that came before there was a connection was not heard.
        has_heard = not self._server.is_open
        connection = self._server.opened()
        # Read from the socket what came in; whoever listens has no question to ask.
        for _ in connection.notifies(timeout=0):
            has_heard = True
        now = time.monotonic()
        if has_heard or now - self._looked_at >= _LOOK_SECONDS:
            self._looked_at = now
            self._mark = connection.execute("select max(seq) from event").fetchone()
        return self._mark

    def _check(self, connection: ServerConnection, look: str) -> None:
        """Every transaction begins with this: whose rows they are, of which version.

        Raises ServerUnsafe, ServerUnavailable.
        """
        found = dict(connection.execute(look).fetchall())
        version = int(found.get("schema", 0))
        if MOVED in found:
            raise StoreMoved(place=self.place, to=found[MOVED])
        if "office" not in found:
            raise NoQueue(server=self.place)
        if self._office_mark not in (None, found["office"]):
            words = N_("the queue there is another office's; start anew")
            raise ServerUnsafe(server=self.place, reason=words)
        if version > SCHEMA_VERSION:
            words = N_("a newer Jiaohao works on it; update this station")
            raise ServerUnsafe(server=self.place, reason=words)
        if version < SCHEMA_VERSION:
            raise _Outdated
        self._office_mark = found["office"]

    def _settled(self, work: Callable[[], Result]) -> Result:
        def up_to_date() -> Result:
            try:
                self._learn_time()
                return work()
            except _Outdated:
                with self._server.transaction() as connection:
                    schema.bring_up(connection)
                return work()

        return self._server.settled(up_to_date)
