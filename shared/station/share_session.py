"""A station's work on the share: its name, its signs of life, answers and news.

It runs in the worker of a station (share_worker), alone where nobody but a program
asks, and without a name as a watcher.
"""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import time
import uuid
from pathlib import Path
from typing import Final

from shared.clock import Clock, now_ms, rfc3339
from shared.errors import BadRequest, JiaohaoError, ShareUnavailable, StationTaken
from shared.machine.host import MountFingerprint
from shared.machine.own_process import begin
from shared.machine.share_clock import ShareClock
from shared.machine.state_folder import NameLock, place
from shared.office.model import OFFICE_FILE, Office
from shared.safety.file_watch import IntegrityWatch
from shared.safety.trust import LockTrust
from shared.service.command_handler import CommandHandler
from shared.sqlite.handed_in import office_id
from shared.sqlite.presence import Presence, beat, join, leave
from shared.sqlite.snapshot import last_seq
from shared.sqlite.transactions import Store
from shared.text.catalogue import N_, catalogue, is_showable
from shared.upkeep.backup import claim
from shared.wire.line_server import LOOK_SECONDS
from shared.wire.requests import (
    CHANGES,
    Json,
    Request,
    answer_line,
    error_body,
    hello_line,
    id_of,
    parse_object,
    parse_request,
    to_json,
)

BEAT_SECONDS: Final = 4.0
AWAY_SECONDS: Final = 1.0
"""How often a share that is away is tried."""
BACKUP_SECONDS: Final = 60.0
"""How often a station asks whether a copy of the file is due."""
LOOK_WELL_SECONDS: Final = 2.0
"""How often a watcher looks for what has no event: a station gone, a wait grown old."""
TELL_SECONDS: Final = 1.0
"""How often a watcher hears that nothing changed."""
LONGEST_NAME: Final = 100


class ShareSession:
    """Answers lines; at work under its name from `join` until `leave`.

    A station without a name only reads.
    """

    def __init__(
        self,
        folder: Path,
        office: Office,
        *,
        name: str | None,
        clock: Clock = now_ms,
        has_lock: bool = False,
        fingerprint: MountFingerprint | None = None,
    ) -> None:
        """`has_lock` says that whoever started this process holds the name's lock.

        `party` is this host on the share; it is found by the mount where none is given.
        """
        if name is not None and not (
            0 < len(name) <= LONGEST_NAME and is_showable(name) and name.strip()
        ):
            raise BadRequest(
                N_("A station's name is one line of 1 to {longest} characters."),
                longest=LONGEST_NAME,
            )
        self.office = office
        self.name = name
        self.clock = ShareClock(folder, base=clock)
        self.store = Store(folder, clock=self.clock, is_reader=name is None)
        self.is_watched = False
        self.handler = CommandHandler(self.store, office, name or "")
        self.beat_trouble: JiaohaoError | None = None
        """Why the last sign of life did not get through, or none."""
        self.beats = 0
        """How many signs of life were tried."""
        self._say = catalogue(office.language)
        self._presence = Presence(name or "", place(), uuid.uuid4().hex)
        self.soundness = IntegrityWatch(self.store)
        self.trust = LockTrust(
            self.store, self.clock, self._presence.token, fingerprint=fingerprint
        )
        self._has_lock = has_lock
        self._lock: NameLock | None = None
        self._seen_mark: tuple[object, tuple[bool, str]] | None = None
        self._seen_hall: object = None
        self._told_content = ""
        self._told_at = self._looked_at = self._beat_at = float("-inf")
        self._looked_well_at = float("-inf")
        self._asked_backup_at = time.monotonic()
        self._backup: subprocess.Popen[bytes] | None = None

    def join(self) -> None:
        """Go to work. Raises StationTaken, or what the share does."""
        if self.name is None:
            self.store.read(lambda connection, now: None)
            self._learn_time()
            return
        if not self._has_lock:
            self._lock = NameLock(self.office_id(), self.name)
            self._lock.take()
        self.trust.before_join()

        def work(connection: sqlite3.Connection, now: int) -> None:
            self.soundness.at_beat(connection)
            join(connection, now, self._presence)
            self.trust.at_join(connection, now)

        self.store.write(work)
        self.trust.after()
        self._beat_at = time.monotonic()

    def leave(self) -> None:
        """Stop work; the name and its counters are free at once."""
        if self.name is not None:
            with contextlib.suppress(JiaohaoError):
                self.store.write(
                    lambda connection, now: leave(connection, now, self._presence)
                )
        if self._lock is not None:
            self._lock.release()
        self.trust.leave()
        self.soundness.leave()
        self.store.close()

    def office_id(self) -> str:
        """The mark of the office that queue.db belongs to."""
        return self.store.read(lambda connection, now: office_id(connection))

    def hello(self) -> str:
        """The first line out."""
        return hello_line(self.office.name.say(self.office.language), self.name)

    def introduction(self) -> Json:
        """What this machine must know to begin without the share another time.

        Raises what the share does.
        """
        folder = self.store.folder
        try:
            sheet = (folder / OFFICE_FILE).read_text(encoding="utf-8")
        except OSError as error:
            raise ShareUnavailable(
                folder=folder, reason=error.strerror or str(error)
            ) from error
        return {
            "office": self.office_id(),
            "language": self.office.language,
            "office_toml": sheet,
            "is_shared": self.store.is_shared,
        }

    def answer(self, line: bytes | None) -> str:
        """The line that answers one line; none stands for one that was too long."""
        id = None
        try:
            found = parse_object(line)
            id = id_of(found)
            return answer_line(id, self._body(parse_request(found)))
        except JiaohaoError as error:
            return answer_line(id, error_body(error, self._say))

    def pulse(self) -> str | None:
        """What is due without being asked: a sign of life, and news for a watcher.

        Returns a line to send, or none. Raises StationTaken when the name is lost.
        """
        now = time.monotonic()
        rest = BEAT_SECONDS if self.beat_trouble is None else AWAY_SECONDS
        if self.name is not None and now - self._beat_at >= rest:
            self.beat()
        if self.name is None and self.clock.is_due:
            self._learn_time()
        if self.name is not None and now - self._asked_backup_at >= BACKUP_SECONDS:
            self._asked_backup_at = now
            self._back_up_if_due()
        if self.is_watched and now - self._looked_at >= LOOK_SECONDS:
            self._looked_at = now
            return self._news(now)
        return None

    def beat(self) -> None:
        """A sign of life now. Raises StationTaken when the name is lost."""
        self._beat_at = time.monotonic()
        self.beats += 1

        def work(connection: sqlite3.Connection, now: int) -> int:
            self.soundness.at_beat(connection)
            beat(connection, now, self._presence)
            self.trust.at_beat(connection, now)
            return last_seq(connection)

        try:
            self.trust.before_beat()
            self.soundness.before_beat()
            # Who neither asks nor watches sees an older state by this alone.
            self.handler.seen.note(self.store.write(work))
            self.trust.after()
        except StationTaken:
            raise
        except JiaohaoError as error:
            # The share is away; whoever asks will hear it. The next beat tries anew.
            self.beat_trouble = error
            self.trust.share_was_away()
        else:
            self.beat_trouble = None

    def _body(self, request: Request) -> str:
        if request.do in CHANGES:
            if self.store.is_reader:
                raise BadRequest(N_("This station only reads."))
            return self.handler.change(request)
        if request.do == "unanswered":
            # Only a journal knows; see shared.offline.memory.
            return to_json({"ok": True, "asked": []})
        if request.do == "watch":
            self.is_watched, self._seen_mark, self._told_content = True, None, ""
            return to_json({"ok": True})
        return self.handler.read(request)

    def _learn_time(self) -> None:
        with contextlib.suppress(JiaohaoError):
            self.trust.before_join(must_know_time=False)

    def _back_up_if_due(self) -> None:
        if self._backup is not None and self._backup.poll() is None:
            return
        try:
            is_due = self.store.write(claim)
        except JiaohaoError:
            # The share is away; the next minute asks anew.
            return
        if is_due:
            # In a process of its own: a copy of years takes longer than a person waits.
            self._backup = begin("shared.upkeep.backup", self.store.folder)

    def _news(self, now: float) -> str | None:
        try:
            state = self._changed_hall(now)
            if state is not None:
                self._told_at = now
                return f'{{"watch":{state}}}'
        except JiaohaoError as error:
            self._seen_mark, self._told_content = None, ""
            if now - self._told_at < TELL_SECONDS:
                return None
            self._told_at = now
            return f'{{"watch":{error_body(error, self._say)}}}'
        if now - self._told_at < TELL_SECONDS:
            return None
        self._told_at = now
        as_of = rfc3339(self.store.clock(), self.office.time_zone)
        return to_json({"watch": {"ok": True, "as_of": as_of}})

    def _changed_hall(self, now: float) -> str | None:
        """The answer to `state`, or none when it is as it was told last."""
        mark = self.store.news_mark(), self._openness()
        is_due = now - self._looked_well_at >= LOOK_WELL_SECONDS
        if mark == self._seen_mark and not is_due:
            return None
        is_known = self._seen_mark is not None and mark[1] == self._seen_mark[1]
        self._seen_hall, state = self.handler.news(
            self._seen_hall if is_known else None
        )
        self._seen_mark, self._looked_well_at = mark, now
        # What follows the time of looking; a sign of life changes none of it.
        content = state.partition('"seq":')[2] if state is not None else ""
        if state is None or content == self._told_content:
            return None
        self._told_content = content
        return state

    def _openness(self) -> tuple[bool, str]:
        now = self.store.clock()
        return self.office.is_open(now), self.office.business_day(now).isoformat()
