"""A station's work on the share: its signs of life, answers and news.

It runs in the worker of a station (share_worker), alone where nobody but a program
asks, and without a name where one only reads.
"""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from shared.clock import Clock
from shared.errors import BadRequest, JiaohaoError
from shared.machine.host import MountFingerprint
from shared.machine.own_process import begin
from shared.machine.state_folder import NameLock
from shared.office.model import Office
from shared.office.names import refuse_bad_name
from shared.offline.known_office import KnownOffice
from shared.service.command_handler import Answered, CommandHandler
from shared.station import learning
from shared.station.hall_watch import HallWatch
from shared.station.office_today import OfficeToday
from shared.station.patience import NORMAL
from shared.station.stores import attendance_of
from shared.text.catalogue import N_, catalogue
from shared.trade.taking_up import OfficeOutdated
from shared.wire.frames import Frame
from shared.wire.json_text import to_json
from shared.wire.requests import (
    DeepRequest,
    Request,
    answer_line,
    error_body,
    hello_line,
    id_of,
    parse_object,
    parse_request,
)

Result = TypeVar("Result")

AWAY_SECONDS: Final = 1.0
"""How often a share that is away is tried."""
BACKUP_SECONDS: Final = 60.0
"""How often a station asks whether a copy of the file is due."""


class ShareSession:
    """Answers requests; at work under its name from `join` until `leave`.

    A station without a name only reads.
    """

    def __init__(
        self,
        folder: Path,
        office: Office,
        *,
        name: str | None,
        clock: Clock | None = None,
        has_lock: bool = False,
        fingerprint: MountFingerprint | None = None,
        beat_seconds: float = NORMAL.beat,
    ) -> None:
        """`has_lock` says that whoever started this process holds the name's lock.

        `fingerprint` is this host on the share; none: it is found by the mount.
        """
        if name is not None:
            refuse_bad_name(name)
        self.name = name
        self.attendance = attendance_of(
            folder, office, name=name, clock=clock, fingerprint=fingerprint
        )
        self.ledgers = self.attendance.ledgers
        self.handler = CommandHandler(self.ledgers, name or "", is_reader=name is None)
        self.watch = HallWatch(self.handler)
        self.today = OfficeToday(folder, self.handler, is_reader=name is None)
        self._folder = folder
        self._has_lock = has_lock
        self._lock: NameLock | None = None
        self._beat_seconds = beat_seconds
        self._beat_at = float("-inf")
        self._asked_backup_at = time.monotonic()
        self._learnt_on = ""
        self._learning: subprocess.Popen[bytes] | None = None

    def join(self) -> None:
        """Go to work. Raises StationTaken, or what the share does."""
        if self.name is not None and not self._has_lock:
            self._lock = NameLock(self.office_id(), self.name)
            self._lock.take()
        self.attendance.join()
        if self.attendance.trouble is None:
            # Where it cannot be, the first request will say so.
            with contextlib.suppress(JiaohaoError):
                self.today.agree(self.name or "", "office", is_start=True)
        self.today.look_at_file()
        self._beat_at = time.monotonic()

    @property
    def clock(self) -> Clock:
        """The time of its store."""
        return self.attendance.clock

    @property
    def office(self) -> Office:
        """The office as it is today."""
        return self.ledgers.office

    def leave(self) -> None:
        """Stop work; the name and its counters are free at once."""
        self.attendance.leave()
        if self._lock is not None:
            self._lock.release()

    def office_id(self) -> str:
        """The mark of the office."""
        return self.attendance.office_id()

    def hello(self) -> str:
        """The first line out."""
        return hello_line(self.office.name.say(self.office.language), self.name)

    def introduction(self) -> KnownOffice:
        """What this machine must know to begin without the share another time.

        Raises what the share does.
        """
        office, text = self.office_id(), self.today.text or self.today.greet()
        return KnownOffice(
            office, self.office.language, text, self.attendance.is_shared
        )

    def answer(self, line: bytes | None) -> str:
        """The line that answers one line; none stands for one that was too long."""
        id = None
        try:
            found = parse_object(line)
            id = id_of(found)
            return answer_line(id, self.body(parse_request(found)))
        except JiaohaoError as error:
            id = error.id if isinstance(error, DeepRequest) else id
            say = catalogue(self.office.language)
            return answer_line(id, error_body(error, say))

    def body(self, request: Request) -> str:
        """What a request is answered, as a JSON object. Raises JiaohaoError."""
        if request.is_change:
            return self.change(request).body
        if request.do == "unanswered":
            # Only a journal knows; see shared.offline.memory.
            return to_json({"ok": True, "asked": []})
        if request.do == "watch":
            self.watch.begin()
            return to_json({"ok": True})
        return self._by_today(lambda: self.handler.read(request), request.id)

    def change(self, request: Request) -> Answered:
        """Carry a command out, once. Raises JiaohaoError."""
        if self.name is None:
            raise BadRequest(N_("This station only reads."))
        return self._by_today(lambda: self.handler.change(request), request.id)

    def pulse(self) -> Frame | None:
        """What is due without being asked: a sign of life, and news for a watcher.

        Raises StationTaken when the name is lost.
        """
        now = time.monotonic()
        rest = self._beat_seconds if self.attendance.is_well else AWAY_SECONDS
        if now - self._beat_at >= rest:
            self.beat()
        if self.name is not None and now - self._asked_backup_at >= BACKUP_SECONDS:
            self._asked_backup_at = now
            self.attendance.copy_if_due()
            self._learn_if_due()
        try:
            return self.watch.news(self.clock(), now)
        except OfficeOutdated:
            with contextlib.suppress(JiaohaoError):
                self.today.agree(self.name or "", "watch")
            return None

    def beat(self) -> None:
        """A sign of life now. Raises StationTaken when the name is lost."""
        self._beat_at = time.monotonic()
        seq = self.attendance.beat(self.watch.behind())
        if seq is not None:
            # Who neither asks nor watches sees an older state by this alone.
            self.handler.seen.note(seq)
            with contextlib.suppress(JiaohaoError):
                self.today.hear(self.attendance.sheet_mark)
        self.today.look_at_file()

    def _by_today(self, work: Callable[[], Result], id: str) -> Result:
        return self.today.through(work, station=self.name or "", id=id)

    def _learn_if_due(self) -> None:
        day = self.office.business_day(self.clock()).isoformat()
        if day != self._learnt_on:
            self._learnt_on = day
            if learning.is_due(self.ledgers):
                self._learning = begin("shared.station.learning", self._folder)
