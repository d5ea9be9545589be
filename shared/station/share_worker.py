"""The process of a station that alone goes to the share.

Its station (gateway) may leave it behind when the share hangs, and starts another.
They speak in frames.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from shared.errors import JiaohaoError, ShareReadOnly, StationTaken, StoreMoved
from shared.office.model import Office
from shared.offline.known_office import refuse_another, remember
from shared.service.reconcile import add_entries, recover
from shared.station.hall_watch import LOOK_SECONDS
from shared.station.patience import NORMAL
from shared.station.share_session import ShareSession
from shared.text.catalogue import Catalogue, catalogue
from shared.trade.recovery import Recovery
from shared.wire.entry import deposit_of
from shared.wire.errands import (
    Answer,
    Beat,
    Compare,
    Deposit,
    Done,
    Errand,
    HandedIn,
    HandIn,
    Join,
    Lacking,
    Look,
    Question,
    Settled,
    TakeJournal,
    Trouble,
    errand_in,
)
from shared.wire.frames import Frame, Kind, frames_of, packed, unpacked
from shared.wire.requests import error_body, parse_request

_log = logging.getLogger(__name__)
_CLAIM_DAYS: Final = 3
"""A reserve is claimed so many days ahead: the share may be away overnight."""
_REST_SECONDS: Final = 1.0
"""How often one that is not asked has its pulse."""


class ShareWorker:
    """One station's work on the share; `Join` is asked for once the name is locked."""

    def __init__(
        self,
        folder: Path,
        office: Office,
        name: str | None,
        write: Callable[[Frame], None],
        *,
        beat_seconds: float = NORMAL.beat,
    ) -> None:
        """`write` sends a frame to the station; without a name it only reads."""
        self._folder = folder
        self._name = name
        self._write = write
        self._session = ShareSession(
            folder, office, name=name, has_lock=True, beat_seconds=beat_seconds
        )
        self._told_version = ""
        """Of the office.toml that the station was told of last."""
        self._journal = ""
        self._beats = 0
        self._is_joined = False
        self._claim: tuple[str, bool] = ("", False)
        """Until when the reserve was claimed (ISO 8601), and whether we have it."""

    def run(self, input: int) -> None:
        """Answer the frames of a file descriptor until it ends, and pulse in between.

        Raises StationTaken when the name is lost, and what keeps it from joining.
        """
        asked: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()

        def listen() -> None:
            for frame in frames_of(input):
                asked.put(frame)
            asked.put(None)

        self._greet()
        threading.Thread(target=listen, daemon=True).start()
        while True:
            is_watched = self._session.watch.is_wanted
            try:
                frame = asked.get(timeout=LOOK_SECONDS if is_watched else _REST_SECONDS)
            except queue.Empty:
                pass
            else:
                if frame is None:
                    return
                self._take(frame)
            self._pulse()

    def leave(self) -> None:
        """Stop work."""
        self._session.leave()

    def _greet(self) -> None:
        """Say what the station must know before it goes to work, or what changed."""
        told = self._session.introduction()
        refuse_another(self._folder, told)
        remember(self._folder, told)
        self._told_version = told.version
        self._write(Frame(Kind.OFFICE, packed(told)))

    @property
    def _say(self) -> Catalogue:
        return catalogue(self._session.office.language)

    def _take(self, frame: Frame) -> None:
        match frame.kind:
            case Kind.QUESTION:
                answer = self._answer(unpacked(frame.body, Question))
                self._write(Frame(Kind.ANSWER, packed(answer), frame.id))
            case Kind.ERRAND:
                errand = errand_in(frame.body)
                settled = self._settle(errand)
                self._write(Frame(Kind.SETTLED, packed(settled), frame.id))
                if isinstance(errand, Join):
                    self._write(Frame(Kind.HELLO, self._session.hello().encode()))
            case Kind.WATCH:
                self._session.watch.begin()

    def _pulse(self) -> None:
        """News for who watches, and how the share is after each sign of life."""
        if not self._is_joined:
            return
        news = self._session.pulse()
        version = self._session.handler.version
        if version not in (None, self._told_version):
            self._told_version = version or ""
            with contextlib.suppress(JiaohaoError):
                self._greet()
        attendance = self._session.attendance
        if isinstance(attendance.trouble, StoreMoved):
            # Another worker begins where the queue is now.
            raise attendance.trouble
        if attendance.beats != self._beats:
            self._beats = attendance.beats
            self._write(Frame(Kind.BEAT, packed(self._tried(self._beat))))
        if news is not None:
            self._write(news)

    def _answer(self, question: Question) -> Answer:
        try:
            found = {"id": question.id, "do": question.do, **question.fields}
            request = parse_request(found)
            if not request.is_change:
                return Answer(self._session.body(request).encode())
            told = self._session.change(request)
        except StationTaken:
            raise
        except JiaohaoError as error:
            body = error_body(error, self._say).encode()
            return Answer(body, error.code, error.message(self._say))
        body = told.body.encode()
        return Answer(body, at=told.at, seq=told.seq, is_new=told.is_new)

    def _settle(self, errand: Errand) -> Settled:
        if isinstance(errand, Join):
            return self._join(errand)
        return self._tried(lambda: self._done(errand))

    def _tried(self, work: Callable[[], Settled]) -> Settled:
        try:
            return work()
        except StationTaken:
            raise
        except JiaohaoError as error:
            may_read = isinstance(error, ShareReadOnly)
            return Trouble(error.code, error.message(self._say), may_read)

    def _done(self, errand: Errand) -> Settled:
        match errand:
            case TakeJournal():
                # The next beat claims for it.
                self._journal, self._claim = errand.journal, ("", False)
            case Look():
                self._session.beat()
                return self._beat()
            case Compare():
                return Lacking(
                    self._session.attendance.lacking(
                        errand.day, errand.ids, kept=errand.kept, events=errand.events
                    )
                )
            case HandIn():
                ledgers, own = self._session.ledgers, self._name or ""
                return HandedIn(*add_entries(ledgers, own, errand.entries))
            case Deposit():
                self._deposit(errand)
        return Done()

    def _join(self, errand: Join) -> Settled:
        self._journal = errand.journal
        self._session.join()
        self._is_joined = True
        return self._tried(self._beat)

    def _beat(self) -> Settled:
        trouble = self._session.attendance.trouble
        if trouble is not None:
            raise trouble
        recovery = self._recovery()
        recovering = (recovery.seq, recovery.since) if recovery is not None else None
        reserve_until = self._claim_reserve()
        # The time last: a station that is a little behind would reorder what it keeps.
        return Beat(self._session.clock(), recovering, reserve_until)

    def _recovery(self) -> Recovery | None:
        """The recovery that is under way, after what can be done for it now."""
        ledgers = self._session.ledgers
        recovery = ledgers.read(lambda reading: reading.recovery())
        if recovery is None or self._name is None:
            return recovery
        self._claim = "", False
        recover(ledgers, self._name)
        return ledgers.read(lambda reading: reading.recovery())

    def _claim_reserve(self) -> str | None:
        """The last day (ISO 8601) this station has its kiosk's reserve, or none."""
        office = self._session.office
        kiosk = office.kiosk(self._name) if self._name is not None else None
        if kiosk is None or not kiosk.reserve or not self._journal:
            return None
        today = office.business_day(self._session.clock())
        until = (today + timedelta(days=_CLAIM_DAYS)).isoformat()
        if until != self._claim[0]:
            is_ours = self._session.ledgers.write(
                lambda ledger: ledger.claim_reserve(self._journal, until=until),
                station=kiosk.name,
                id="claim",
            )
            self._claim = until, is_ours
        return until if self._claim[1] else None

    def _deposit(self, errand: Deposit) -> None:
        own = self._name or ""
        deposits = [deposit_of(each, own) for each in errand.entries]
        self._session.ledgers.write(
            lambda ledger: ledger.deposit(
                deposits, errand.last_seq, is_all=errand.is_all
            ),
            station=own,
            id="deposit",
        )
