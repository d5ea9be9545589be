"""A station at work on a server: its name and its signs of life.

What a file on a share is doubted for, a server answers for itself: locks, torn pages,
copies. What it may lose, in a failover, are its last seconds: stations hand those in.
"""

from __future__ import annotations

import contextlib
import logging
import uuid
from collections.abc import Mapping, Sequence
from functools import partial

from shared.clock import Clock
from shared.errors import JiaohaoError, ShareReadOnly, StationTaken
from shared.machine.state_folder import place
from shared.office.model import Office
from shared.postgres.connection import ServerConnection
from shared.postgres.ledgers import PostgresLedgers
from shared.tables.event_log import last_seq
from shared.tables.handed_in import missing, office_id
from shared.tables.presence import Presence, beat, join, leave, tell
from shared.tables.rows import kept_day
from shared.tables.sheets import versions
from shared.trade.day import refuse_leap
from shared.trade.office_sheet import Standing

_log = logging.getLogger(__name__)


class ServerAttendance:
    """See Attendance."""

    def __init__(
        self, office: Office, *, name: str | None, clock: Clock | None
    ) -> None:
        """`clock` is another than the server's."""
        self.name = name
        self.ledgers = PostgresLedgers(office.store, office, clock=clock)
        self.clock = self.ledgers.clock
        self.sheet_mark: tuple[str, str] | None = None
        self.trouble: JiaohaoError | None = None
        self.beats = 0
        self._presence = Presence(name or "", place(), uuid.uuid4().hex)
        self._was_wrong = False

    @property
    def is_shared(self) -> bool:
        """See Attendance."""
        return True

    @property
    def is_well(self) -> bool:
        """See Attendance."""
        return self.trouble is None

    def office_id(self) -> str:
        """See Attendance."""
        return self.ledgers.look(lambda connection, _: office_id(connection))

    def join(self) -> None:
        """See Attendance."""
        try:
            if self.name is None:
                self.ledgers.look(self._seen)
            else:
                self.ledgers.run(self._enter)
        except ShareReadOnly as error:
            # It begins all the same: a kiosk has its reserve, and who asks is told.
            self.trouble = error

    def beat(self, behind: int | None = None) -> int | None:
        """See Attendance."""
        self.beats += 1
        try:
            if self.name is None:
                seq = self.ledgers.look(self._seen)
            else:
                seq = self.ledgers.run(partial(self._live_on, behind))
        except StationTaken:
            raise
        except JiaohaoError as error:
            # Whoever asks will hear it. The next beat tries anew.
            self.trouble = error
            return None
        self.trouble = None
        self._note_wrong_clock()
        return seq

    def lacking(
        self,
        day: str,
        ids: Sequence[str],
        *,
        kept: Mapping[str, str],
        events: Mapping[str, int],
    ) -> list[str]:
        """See Attendance; events and answers are committed together here."""

        def look(connection: ServerConnection, _now: int) -> list[str]:
            # What was answered on an earlier day is forgotten by rule.
            if kept_day(connection) != day:
                return []
            return missing(connection, ids, kept)

        return self.ledgers.look(look)

    def copy_if_due(self) -> None:
        """See Attendance; a server's copies are the work of who looks after it."""

    def leave(self) -> None:
        """See Attendance."""
        if self.name is not None:
            with contextlib.suppress(JiaohaoError):
                self.ledgers.run(
                    lambda connection, now: leave(connection, now, self._presence)
                )
        self.ledgers.close()

    def _enter(self, connection: ServerConnection, now: int) -> None:
        refuse_leap(self.ledgers.reading(connection, now))
        join(connection, now, self._presence)
        self._tell(connection)

    def _live_on(
        self, behind: int | None, connection: ServerConnection, now: int
    ) -> int:
        refuse_leap(self.ledgers.reading(connection, now))
        beat(connection, now, self._presence)
        self._tell(connection, behind)
        return self._seen(connection, now)

    def _seen(self, connection: ServerConnection, _now: int) -> int:
        self.sheet_mark = versions(connection).get(Standing.AGREED)
        return last_seq(connection)

    def _tell(self, connection: ServerConnection, behind: int | None = None) -> None:
        told = {"offset_ms": self.ledgers.offset, "behind_ms": behind}
        tell(connection, self._presence.token, told)

    def _note_wrong_clock(self) -> None:
        is_wrong = self.ledgers.is_clock_wrong
        if is_wrong and not self._was_wrong:
            _log.warning("clock offset_ms=%s", self.ledgers.offset)
        self._was_wrong = is_wrong
