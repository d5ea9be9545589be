"""What a station knows by itself: its journal, its office, what it may do alone.

Its disk may fail; then it works on as long as the share is there, and does nothing
alone that it could not remember.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from shared.clock import now_ms
from shared.errors import BadRequest, Refusal, ShareUnsafe
from shared.machine.share_clock import machine_ticks
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import parse_office
from shared.offline.alone import OfflineAnswers
from shared.offline.journal import Journal
from shared.offline.journal_opening import is_broken, open_journal
from shared.offline.known_office import KnownOffice
from shared.offline.outbox import Outbox
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import Hall
from shared.wire.entry import JournalEntry
from shared.wire.errands import Answer, Beat, Done, Errand, Settled, TakeJournal
from shared.wire.json_text import to_json
from shared.wire.requests import Request, error_body

Result = TypeVar("Result")

_DAYS_KEPT: Final = 8


class Memory:
    """The memory of one station; nothing here touches the share."""

    def __init__(self, name: str | None) -> None:
        """Without a name there is no journal: it only reads."""
        self._name = name
        self._office_mark = ""
        self.office: Office | None = None
        """As it was told last; none before."""
        self._journal: Journal | None = None
        self._alone: OfflineAnswers | None = None
        self._outbox: Outbox | None = None
        self._beat_at = now_ms(), machine_ticks()
        """The office's time at the last sign of life, and this machine's ticks."""
        self._is_shared = False
        self._workers_journal = ""
        """The mark of the journal that our worker claims the reserve for."""
        self._day = ""
        """The day for which older ones were forgotten."""

    def open(self, known: KnownOffice) -> str:
        """Take up the journal of the office a worker found; its mark, "" without one.

        Raises ShareUnsafe where another office lies in the place of ours.
        """
        if self._office_mark not in ("", known.office):
            words = N_("another office lies in its place; restart this station")
            raise ShareUnsafe(folder="", reason=words)
        self._office_mark = known.office
        self.office = parse_office(known.office_toml.encode(), Path(OFFICE_FILE))
        self._is_shared = known.is_shared
        if self._journal is None:
            self._tried(self._open_journal)
        if self._alone is not None:
            self._alone.office = self.office
        self._workers_journal = self._journal.id if self._journal is not None else ""
        return self._workers_journal

    def open_alone(self, known: KnownOffice) -> bool:
        """Take up the journal by what is known of the office, the share being away.

        False where there is nothing to do alone. Raises OfficeMistakes.
        """
        self.open(known)
        alone = self._alone
        earliest = self._tried(alone.doubt_clock) if alone is not None else None
        if earliest is None:
            # What could not be put right later is not begun.
            return False
        self._beat_at = max(now_ms(), earliest), machine_ticks()
        return self.may_issue()

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()

    # Requests

    def answer_known(self, request: Request) -> str | None:
        """What was answered here under this id while the share was away, or none."""
        journal = self._journal
        if request.do == "unanswered":
            asked = self._tried(journal.unanswered) if journal is not None else None
            told = [
                {"id": each.id, "do": each.do, **each.fields}
                for each in asked or []
                if each.day == self._today()
            ]
            return to_json({"ok": True, "asked": told})
        if journal is None or not request.is_journaled:
            return None
        return self._tried(lambda: journal.answer_kept(request.id, self._today()))

    def ask(self, request: Request) -> None:
        """Note that a command is asked."""
        journal = self._journal
        if journal is not None and request.is_journaled:
            entry = self._entry(request, self._now())
            self._tried(lambda: journal.ask(entry))

    def hear_answer(self, request: Request, answer: Answer) -> None:
        """Note what the office answered, and when."""
        journal, alone = self._journal, self._alone
        if journal is None or alone is None or not request.is_journaled:
            return
        if not answer.at:
            self._tried(lambda: journal.forget(request.id, self._today()))
            return
        body = answer.body.decode()
        entry = replace(self._entry(request, answer.at), seq=answer.seq, body=body)
        # What was answered here meanwhile stays as it was told.
        is_known = self._tried(lambda: journal.answer(entry, is_new=answer.is_new))
        if is_known is not False and answer.is_ok:
            alone.hear_answer(request, body)

    def answer_alone(self, request: Request, say: Catalogue) -> str | None:
        """What this station answers without the share, or none."""
        journal, alone = self._journal, self._alone
        if journal is None or alone is None or not request.is_journaled:
            return None
        known = self._tried(lambda: journal.answer_known(request.id, self._today()))
        if known is not None:
            return known
        now = self._now()
        try:
            entry = self._tried(lambda: alone.answer(request, now))
        except Refusal as refusal:
            body = error_body(refusal, say)
            refused = replace(self._entry(request, now), body=body)
            return self._tried(lambda: _kept(journal, refused))
        except BadRequest as error:
            self._tried(lambda: journal.forget(request.id, self._today()))
            return error_body(error, say)
        if entry is None:
            return None
        alone.hear_answer(request, entry.body or "")
        return entry.body

    def may_issue(self) -> bool:
        """Whether numbers could be given out without the share."""
        return self._alone is not None and self._alone.can_issue(self._now())

    def hall(self) -> Hall | None:
        """The last hall known with what was done here since, or none."""
        return self._alone.hall() if self._alone is not None else None

    # Errands

    def has_kept(self) -> bool:
        """Whether something answered here is not handed in yet."""
        outbox = self._outbox
        return outbox is not None and bool(self._tried(outbox.has_kept))

    @property
    def is_recovering(self) -> bool:
        """Whether what is answered waits for a copy that was put back, as was heard."""
        return self._outbox is not None and self._outbox.is_recovering

    def next_errand(self) -> Errand | None:
        """What is to be asked of the worker for ourselves, or none."""
        outbox, alone = self._outbox, self._alone
        if outbox is None or (alone is not None and alone.is_unsure):
            return None
        if self._journal is not None and self._journal.id != self._workers_journal:
            return TakeJournal(self._journal.id)
        return self._tried(outbox.next)

    def hear_errand(self, errand: Errand, settled: Settled) -> None:
        """What came of an errand."""
        outbox = self._outbox
        if isinstance(errand, TakeJournal) and isinstance(settled, Done):
            self._workers_journal = errand.journal
        elif outbox is not None:
            self._tried(lambda: outbox.hear(errand, settled))

    def hear_beat(self, beat: Beat) -> None:
        """The share is there."""
        if self._journal is None:
            self._tried(self._open_journal)
        self._hear_time(beat.now)
        outbox, alone, journal = self._outbox, self._alone, self._journal
        if outbox is not None:
            self._tried(lambda: outbox.hear_recovery(beat.recovering))
        # One claimed for a journal that is gone is not for one that begins anew.
        if journal is not None and journal.id == self._workers_journal:
            until = beat.reserve_until
            if alone is not None and until != alone.reserve_until:
                self._tried(lambda: alone.note_reserve(until))

    def _hear_time(self, now: int) -> None:
        alone, by = self._alone, now - self._now()
        if alone is not None:
            self._tried(lambda: alone.set_right(by))
            if alone.is_unsure:
                # All of it stays wrong by the same until it can be put right.
                return
        self._beat_at = now, machine_ticks()
        self._forget_old()

    def hear_news(self, state: bytes) -> None:
        """The share told its state (JSON)."""
        if self._alone is not None:
            self._alone.hear_news(state)

    def doubt(self) -> None:
        """There was trouble with the share, or a new worker goes there."""
        if self._outbox is not None:
            self._outbox.doubt()

    def _open_journal(self) -> None:
        if self.office is None or self._name is None:
            return
        journal = open_journal(self._office_mark, self._name)
        self._journal = journal
        self._alone = OfflineAnswers(
            self.office, self._name, journal, self._office_mark
        )
        self._outbox = Outbox(journal, is_shared=self._is_shared)

    def _forget_old(self) -> None:
        journal, today = self._journal, self._today()
        if journal is not None and today != self._day:
            self._day = today
            self._tried(lambda: journal.forget_before(self._day_before(_DAYS_KEPT)))

    def _tried(self, work: Callable[[], Result]) -> Result | None:
        """The result, or none where this disk fails: full today, free tomorrow.

        A journal that is broken is let go; another is begun.
        """
        try:
            return work()
        except sqlite3.Error as error:
            if is_broken(error):
                self.close()
                self._journal = self._alone = self._outbox = None
            return None
        except OSError:
            return None

    def _entry(self, request: Request, at: int) -> JournalEntry:
        day = self.office.business_day(at).isoformat() if self.office else ""
        return JournalEntry(request.id, day, at, request.do, request.kept_fields)

    def _now(self) -> int:
        # Whatever is done to this machine's clock while the share is away.
        instant, ticks = self._beat_at
        return instant + machine_ticks() - ticks

    def _today(self) -> str:
        return self._day_before(0)

    def _day_before(self, days: int) -> str:
        if self.office is None:
            return ""
        at = self._now() - days * 86_400_000
        return self.office.business_day(at).isoformat()


def _kept(journal: Journal, entry: JournalEntry) -> str | None:
    journal.keep(entry)
    return entry.body
