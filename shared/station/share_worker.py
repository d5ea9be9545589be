"""The worker: the process of a station that alone goes to the share.

Its station (gateway) may leave it behind when the share hangs, and starts
another. It speaks the JSON lines of a station, and a few more with its own station.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from shared.errors import JiaohaoError, StationTaken
from shared.office.model import Office
from shared.offline.known_office import remember
from shared.safety.file_check import is_torn, stands
from shared.service.reconcile import add_entries, recover
from shared.sqlite.handed_in import claim_reserve, deposit, missing, read_recovery
from shared.sqlite.rows import kept_day
from shared.sqlite.snapshot import last_seq
from shared.station.share_session import ShareSession
from shared.text.catalogue import catalogue
from shared.wire.entry import entry_from_json
from shared.wire.requests import Json, answer_line, error_body, to_json

_CLAIM_DAYS: Final = 3
"""A reserve is claimed so many days ahead: the share may be away overnight."""


class ShareWorker:
    """One station's work on the share; `join` is asked for once the name is locked."""

    def __init__(self, folder: Path, office: Office, name: str) -> None:
        self._office = office
        self._folder = folder
        self._name = name
        self._station = ShareSession(folder, office, name=name, has_lock=True)
        self._say = catalogue(office.language)
        self._journal = ""
        self._beats = 0
        self._is_joined = False
        self._claim: tuple[str, bool] = ("", False)
        """Until when the reserve was claimed (ISO 8601), and whether we have it."""

    @property
    def is_watched(self) -> bool:
        """Whether somebody waits for news."""
        return self._station.is_watched

    def hello(self) -> str:
        """What the station must know before it may go to work."""
        told = self._station.introduction()
        remember(self._folder, told)
        return to_json({"worker": told})

    def answer(self, line: bytes | None) -> str:
        """The lines that answer one line."""
        inner = _inner(line)
        if inner is None:
            return self._told_with_time(line)
        try:
            body = to_json({"ok": True, **_INNER[inner["do"]](self, inner)})
        except JiaohaoError as error:
            if inner["do"] == "join" or isinstance(error, StationTaken):
                raise
            body = error_body(error, self._say)
        answer = answer_line(inner["id"], body)
        return f"{answer}\n{self._station.hello()}" if inner["do"] == "join" else answer

    def pulse(self) -> str | None:
        """News for who watches, and how the share is after each sign of life."""
        if not self._is_joined:
            return None
        news = self._station.pulse()
        if self._station.beats == self._beats:
            return news
        self._beats = self._station.beats
        beat = to_json({"beat": self._beat()})
        return beat if news is None else f"{beat}\n{news}"

    def leave(self) -> None:
        """Stop work."""
        self._station.leave()

    def _told_with_time(self, line: bytes | None) -> str:
        handler = self._station.handler
        handler.last = None
        answer = self._station.answer(line)
        if handler.last is None:
            return answer
        at, seq, is_new = handler.last
        return f"{to_json({'at': at, 'seq': seq, 'is_new': is_new})}\n{answer}"

    def _beat(self) -> Json:
        try:
            if self._station.beat_trouble is not None:
                raise self._station.beat_trouble
            store = self._station.store
            recovery = store.read(lambda connection, now: read_recovery(connection))
            if recovery is not None:
                self._claim = "", False
                recover(store, self._office, self._name)
                recovery = store.read(lambda connection, now: read_recovery(connection))
            reserve_until = self._claim_reserve()
        except JiaohaoError as error:
            told: Json = json.loads(error_body(error, self._say))
            return told
        return {
            "ok": True,
            "now": store.clock(),
            "recovering": recovery and [recovery.seq, recovery.since],
            "reserve_until": reserve_until,
        }

    def _claim_reserve(self) -> str | None:
        """The last day (ISO 8601) this station has its kiosk's reserve, or none."""
        kiosk = self._office.kiosk(self._name)
        if kiosk is None or not kiosk.reserve or not self._journal:
            return None
        store = self._station.store
        today = self._office.business_day(store.clock())
        until = (today + timedelta(days=_CLAIM_DAYS)).isoformat()
        words = (self._name, self._journal, today.isoformat(), until)
        if until != self._claim[0]:
            is_ours = store.write(
                lambda connection, _: claim_reserve(connection, *words)
            )
            self._claim = until, is_ours
        return until if self._claim[1] else None

    def _join(self, asked: Json) -> Json:
        self._journal = asked["journal"]
        self._station.join()
        self._is_joined = True
        return {"beat": self._beat()}

    def _take_journal(self, asked: Json) -> Json:
        """The station has begun another journal; the next beat claims for it."""
        self._journal, self._claim = asked["journal"], ("", False)
        return {}

    def _missing(self, asked: Json) -> Json:
        day, seqs = asked["day"], asked["events"]

        def work(connection: Any, _now: int) -> tuple[list[str], bool, bool]:
            # What was answered on an earlier day is forgotten by rule.
            if kept_day(connection) != day:
                return [], False, False
            lacking = missing(connection, asked["ids"], asked["kept"])
            is_doubtful = bool(lacking) or not stands(connection, day, seqs)
            torn = is_doubtful and is_torn(connection, day, seqs, lacking)
            return lacking, is_doubtful, torn

        lacking, is_doubtful, torn = self._station.store.read(work)
        if torn:
            self._station.soundness.condemn()
        elif is_doubtful:
            # Nothing is put back into a file that is broken.
            self._station.soundness.make_sure()
        return {"missing": lacking}

    def _look(self, _asked: Json) -> Json:
        """Try the share now, and say how it is."""
        self._station.beat()
        return {"beat": self._beat()}

    def _hand_in(self, asked: Json) -> Json:
        entries = [entry_from_json(each) for each in asked["entries"]]
        store = self._station.store
        added = add_entries(store, self._office, self._name, entries)
        seq = store.read(lambda connection, now: last_seq(connection))
        return {"added": added, "seq": seq}

    def _deposit(self, asked: Json) -> Json:
        entries = [entry_from_json(each) for each in asked["entries"]]

        def work(connection: Any, _now: int) -> None:
            deposit(
                connection,
                self._name,
                entries,
                asked["last_seq"],
                is_all=asked["is_all"],
            )

        self._station.store.write(work)
        return {}


_INNER: Final = {
    "join": ShareWorker._join,
    "journal": ShareWorker._take_journal,
    "look": ShareWorker._look,
    "missing": ShareWorker._missing,
    "hand_in": ShareWorker._hand_in,
    "deposit": ShareWorker._deposit,
}
"""What only its own station asks of a worker."""


def _inner(line: bytes | None) -> Json | None:
    """A request that only the worker's own station makes, or none."""
    if line is None or not line.startswith(b'{"inner":'):
        return None
    found: Json = json.loads(line)["inner"]
    return found
