"""What a station knows by itself: its journal, its office, what it may do alone.

Its disk may fail; then it works on as long as the share is there, and does nothing
alone that it could not remember.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from shared.away import Away
from shared.clock import now_ms
from shared.entry import Entry
from shared.errors import ShareUnsafe
from shared.handing import Handing
from shared.office import OFFICE_FILE, Office
from shared.office_file import parse_office
from shared.protocol import CHANGES, Json, Request, to_json
from shared.store_journal import Journal, open_journal
from shared.text import N_

Result = TypeVar("Result")

_DAYS_KEPT: Final = 8


class Memory:
    """The memory of one station; nothing here touches the share."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._office_mark = ""
        self._office: Office | None = None
        self._journal: Journal | None = None
        self._away: Away | None = None
        self._handing: Handing | None = None
        self._beat_at = now_ms(), time.monotonic()
        """The office's time at the last sign of life, and this machine's seconds."""

    def open(self, clerk: Json) -> str:
        """Take up the journal of the office a clerk found; its mark, "" without one.

        Raises ShareUnsafe where another office lies in the place of ours.
        """
        if self._office_mark not in ("", clerk["office"]):
            words = N_("another office lies in its place; restart this station")
            raise ShareUnsafe(folder="", reason=words)
        self._office_mark = clerk["office"]
        self._office = parse_office(clerk["office_toml"].encode(), Path(OFFICE_FILE))
        if self._journal is None:
            self._tried(lambda: self._open_journal(is_shared=clerk["is_shared"]))
        return self._journal.id if self._journal is not None else ""

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()

    # Requests

    def answer_known(self, request: Request) -> str | None:
        """What was answered here under this id while the share was away, or none."""
        journal = self._journal
        if journal is None:
            return None
        if request.do == "unanswered":
            asked = self._tried(journal.unanswered) or []
            told = [
                {"id": each.id, "do": each.do, **each.fields}
                for each in asked
                if each.day == self._today()
            ]
            return to_json({"ok": True, "asked": told})
        if request.do not in CHANGES:
            return None
        return self._tried(lambda: journal.answer_kept(request.id, self._today()))

    def ask(self, request: Request) -> None:
        """Note that a command is asked."""
        journal = self._journal
        if journal is not None and request.do in CHANGES:
            entry = self._entry(request, self._now())
            self._tried(lambda: journal.ask(entry))

    def hear_answer(self, request: Request, told: Json, at: int, seq: int) -> None:
        """Note what the office answered, and when."""
        journal, away = self._journal, self._away
        if journal is None or away is None or not at:
            return
        body = to_json({name: told[name] for name in told if name != "id"})
        entry = replace(self._entry(request, at), seq=seq, body=body)
        self._tried(lambda: journal.answer(entry))
        away.hear_answer(request, told)

    def hear_late(self, told: Json, at: int, seq: int) -> None:
        """Note an answer that nobody waits for any more."""
        journal = self._journal
        if journal is None or not at:
            return
        for entry in self._tried(journal.unanswered) or []:
            if entry.id == told["id"]:
                request = Request(entry.id, entry.do, entry.fields)
                self.hear_answer(request, told, at, seq)

    def answer_alone(self, request: Request) -> str | None:
        """What this station answers without the share, or none. Raises Refusals."""
        away = self._away
        if away is None:
            return None
        entry = self._tried(lambda: away.answer(request, self._now()))
        if entry is None:
            return None
        away.hear_answer(request, entry.told)
        return entry.body

    def may_issue(self) -> bool:
        """Whether numbers could be given out without the share."""
        return self._away is not None and self._away.can_issue(self._now())

    def shown(self) -> Json | None:
        """The last state known with what was done here since, or none."""
        return self._away.shown() if self._away is not None else None

    # Errands

    def has_kept(self) -> bool:
        """Whether something answered here is not handed in yet."""
        journal = self._journal
        return journal is not None and bool(self._tried(journal.kept))

    def next_errand(self) -> Json | None:
        """What is to be asked of the clerk for ourselves, or none."""
        return self._tried(self._handing.next) if self._handing is not None else None

    def hear_errand(self, errand: Json, told: Json) -> None:
        """What came of an errand."""
        handing = self._handing
        if handing is not None:
            self._tried(lambda: handing.hear(errand, told))

    def hear_beat(self, beat: Json) -> None:
        """The share is there."""
        handing, away = self._handing, self._away
        self._beat_at = beat["now"], time.monotonic()
        if handing is not None:
            self._tried(lambda: handing.hear_recovery(beat["recovering"]))
        if away is not None:
            away.reserve_until = beat["reserve_until"]

    def hear_news(self, line: bytes) -> None:
        """The share told its state."""
        if self._away is not None:
            self._away.hear_news(line)

    def doubt(self) -> None:
        """There was trouble with the share, or a new clerk goes there."""
        if self._handing is not None:
            self._handing.doubt()

    def _open_journal(self, *, is_shared: bool) -> None:
        if self._office is None:
            return
        journal = open_journal(self._office_mark, self._name)
        journal.forget_before(self._day_before(_DAYS_KEPT))
        self._journal = journal
        self._away = Away(self._office, self._name, journal)
        self._handing = Handing(journal, is_shared=is_shared)

    def _tried(self, work: Callable[[], Result]) -> Result | None:
        """The result; none, and no journal any more, where this disk fails."""
        try:
            return work()
        except (sqlite3.Error, OSError):
            self._journal = self._away = self._handing = None
            return None

    def _entry(self, request: Request, at: int) -> Entry:
        day = self._office.business_day(at).isoformat() if self._office else ""
        return Entry(request.id, day, at, request.do, dict(request.fields))

    def _now(self) -> int:
        # Whatever is done to this machine's clock while the share is away.
        instant, ticks = self._beat_at
        return instant + round((time.monotonic() - ticks) * 1000)

    def _today(self) -> str:
        return self._day_before(0)

    def _day_before(self, days: int) -> str:
        if self._office is None:
            return ""
        at = self._now() - days * 86_400_000
        return self._office.business_day(at).isoformat()
