"""A station at work on queue.db: its name, its signs of life, its trust."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import uuid
from pathlib import Path

from shared.clock import Clock, now_ms
from shared.errors import Damaged, JiaohaoError, ShareReadOnly, StationTaken
from shared.machine.host import MountFingerprint
from shared.machine.own_process import begin
from shared.machine.share_clock import ShareClock
from shared.machine.state_folder import place
from shared.office.model import Office
from shared.safety.file_watch import IntegrityWatch
from shared.safety.trust import LockTrust
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.tables.event_log import last_seq
from shared.tables.handed_in import office_id
from shared.tables.presence import Presence, beat, join, leave
from shared.tables.sheets import versions
from shared.tables.turns import claim_copy
from shared.text.catalogue import N_
from shared.trade.day import refuse_leap
from shared.trade.office_sheet import Standing


class FileAttendance:
    """See Attendance."""

    def __init__(
        self,
        folder: Path,
        office: Office,
        *,
        name: str | None,
        clock: Clock | None,
        fingerprint: MountFingerprint | None = None,
    ) -> None:
        """`fingerprint` is this host on the share; none: it is found by the mount."""
        self.name = name
        self.clock = ShareClock(folder, base=clock or now_ms)
        self.store = Store(folder, clock=self.clock, is_reader=name is None)
        self.ledgers = SqliteLedgers(self.store, office)
        self.sheet_mark: tuple[str, str] | None = None
        self.trouble: JiaohaoError | None = None
        self.beats = 0
        self._presence = Presence(name or "", place(), uuid.uuid4().hex)
        self.integrity = IntegrityWatch(self.store)
        self.trust = LockTrust(
            self.store, self.clock, self._presence.token, fingerprint=fingerprint
        )
        self.lacking = self.integrity.lacking
        self._copying: subprocess.Popen[bytes] | None = None

    @property
    def is_shared(self) -> bool:
        """See Attendance."""
        return self.store.is_shared

    @property
    def is_well(self) -> bool:
        """See Attendance."""
        return self.trouble is None and not self.store.has_found_damage

    def office_id(self) -> str:
        """See Attendance."""
        mark = self.store.read(lambda connection, now: office_id(connection))
        if not mark:
            raise Damaged(file=self.store.file, reason=N_("it has lost its own mark"))
        return mark

    def join(self) -> None:
        """See Attendance."""
        if self.name is None:
            self.store.read(lambda connection, now: None)
            self._learn_time()
        try:
            if self.name is not None:
                self.trust.before_join()
            self.integrity.look()
            if self.name is not None:
                self.store.write(self._enter)
        except (Damaged, ShareReadOnly) as error:
            # It begins all the same: a kiosk has its reserve, and who asks is told.
            self.trouble = error
        else:
            self.trust.after()

    def _enter(self, connection: sqlite3.Connection, now: int) -> None:
        self.integrity.at_beat(connection)
        refuse_leap(self.ledgers.look(connection, now))
        join(connection, now, self._presence)
        self.trust.at_join(connection, now)

    def beat(self, behind: int | None = None) -> int | None:
        """See Attendance."""
        self.beats += 1

        def work(connection: sqlite3.Connection, now: int) -> int:
            self.integrity.at_beat(connection)
            refuse_leap(self.ledgers.look(connection, now))
            beat(connection, now, self._presence)
            self.trust.at_beat(connection, now, behind)
            return self._seen(connection)

        try:
            if self.name is None:
                seq = self._look()
            else:
                self.trust.before_beat()
                self.integrity.before_beat()
                seq = self.store.write(work)
                self.trust.after()
        except StationTaken:
            raise
        except JiaohaoError as error:
            # Whoever asks will hear it. The next beat tries anew.
            self.trouble = error
            self.trust.share_was_away()
            return None
        self.trouble = None
        return seq

    def _look(self) -> int:
        """The sign of life of one who only reads: the last event there."""
        if self.clock.is_due:
            self._learn_time()
        self.integrity.look()
        return self.store.read(lambda connection, now: self._seen(connection))

    def _seen(self, connection: sqlite3.Connection) -> int:
        self.sheet_mark = versions(connection).get(Standing.AGREED)
        return last_seq(connection)

    def _learn_time(self) -> None:
        """Learn the share's time, for one who only reads, if it lets us."""
        with contextlib.suppress(JiaohaoError):
            self.trust.before_join(must_know_time=False)

    def copy_if_due(self) -> None:
        """See Attendance; while the share is away none is due."""
        if self._copying is not None and self._copying.poll() is None:
            return
        with contextlib.suppress(JiaohaoError):
            if self.store.write(claim_copy):
                # In a process of its own: of years it takes longer than a person waits.
                self._copying = begin("shared.upkeep.backup", self.store.folder)

    def leave(self) -> None:
        """See Attendance."""
        if self.name is not None:
            with contextlib.suppress(JiaohaoError):
                self.store.write(
                    lambda connection, now: leave(connection, now, self._presence)
                )
        self.trust.leave()
        self.integrity.leave()
        self.store.close()
