"""The errands of a station to the share: what it lacks is brought there."""

from __future__ import annotations

import time
from collections import deque
from itertools import islice
from typing import Final

from shared.offline.journal import Journal
from shared.wire.entry import JournalEntry
from shared.wire.errands import (
    Compare,
    Deposit,
    Errand,
    HandedIn,
    HandIn,
    Lacking,
    Settled,
    Trouble,
)

CHECK_SECONDS: Final = 5.0
"""How often the file on a share is asked whether it still knows what we answered."""
RECENT_MS: Final = 600_000
"""How far back such a question goes; after trouble it is the whole day."""
_WHOLE_DAY_MS: Final = 2 * 86_400_000
_AT_ONCE: Final = 50
"""Entries of one errand: a transaction nobody waits long for."""
_COMPARED_AT_ONCE: Final = 500
"""Ids of one errand: a busy day has tens of thousands."""


class Outbox:
    """What is to be asked next of the worker. Everything raises sqlite3.Error."""

    def __init__(self, journal: Journal, *, is_shared: bool) -> None:
        self._journal = journal
        self._is_shared = is_shared
        self._is_day_due = True
        """Whether the whole day is to be compared with the file."""
        self._checked_at = float("-inf")
        self._to_compare: deque[JournalEntry] = deque()
        self._witnessed: frozenset[str] = frozenset()
        """Of these the file has an event: what was brought to it since has none."""
        self._lacking: deque[JournalEntry] = deque()
        self._recovery: tuple[int, int] | None = None
        self._deposited: tuple[int, int] | None = None
        self._to_deposit: deque[JournalEntry] | None = None
        self._asked: list[JournalEntry] = []
        self._handed: set[tuple[str, str]] = set()
        """Id and day of what is handed in, though the journal could not note it."""

    def doubt(self) -> None:
        """There was trouble: compare all of the day once it is over."""
        self._is_day_due = True
        self._to_compare.clear()

    def hear_recovery(self, recovery: tuple[int, int] | None) -> None:
        """The last event of the copy that was put back, and when it was; or none."""
        if recovery != self._recovery:
            self._recovery, self._to_deposit = recovery, None
            self._is_day_due = True

    @property
    def is_recovering(self) -> bool:
        """Whether a copy was put back, and nothing can be handed in yet."""
        return self._recovery is not None

    def next(self) -> Errand | None:
        """The next errand, or none."""
        if self._recovery is not None:
            return self._next_deposit()
        if self._is_day_due or self._to_compare:
            # First: what was answered before the outage comes before what was kept.
            check = self._next_check()
            if check is not None:
                return check
        if self._lacking:
            return self._hand_in(list(islice(self._lacking, _AT_ONCE)))
        kept = self._kept()
        return self._hand_in(kept[:_AT_ONCE]) if kept else self._next_check()

    def hear(self, errand: Errand, settled: Settled) -> None:
        """What came of an errand."""
        match settled:
            case Trouble():
                self._to_deposit = None
                self.doubt()
            case Lacking(ids=ids):
                lacking = set(ids)
                self._lacking.extend(each for each in self._asked if each.id in lacking)
            case HandedIn(seq=seq):
                self._hear_handed(seq)
            case _ if isinstance(errand, Deposit) and errand.is_all:
                self._deposited = self._recovery
                if self._recovery is not None:
                    self._journal.hand_since(self._recovery[0])

    def has_kept(self) -> bool:
        """Whether something answered here is not handed in yet."""
        return self._journal.has_kept() and bool(self._kept())

    def _kept(self) -> list[JournalEntry]:
        found = self._journal.kept() if self._journal.has_kept() else []
        return [each for each in found if (each.id, each.day) not in self._handed]

    def _hear_handed(self, seq: int) -> None:
        asked, self._asked = self._asked, []
        for entry in asked:
            if self._lacking and self._lacking[0] == entry:
                self._lacking.popleft()
        marks = {(entry.id, entry.day) for entry in asked}
        self._handed |= marks
        self._journal.hand(asked, seq)
        self._handed -= marks

    def _next_deposit(self) -> Errand | None:
        if self._recovery is None or self._deposited == self._recovery:
            return None
        if self._to_deposit is None:
            self._to_deposit = deque(self._journal.after(self._recovery[0]))
        entries = _taken(self._to_deposit, _AT_ONCE)
        last_seq = self._journal.last_seq()
        return Deposit(entries, last_seq, is_all=not self._to_deposit)

    def _hand_in(self, entries: list[JournalEntry]) -> Errand:
        self._asked = entries
        return HandIn(entries)

    def _next_check(self) -> Errand | None:
        now = time.monotonic()
        is_due = self._is_shared and now - self._checked_at >= CHECK_SECONDS
        if not self._to_compare and (is_due or self._is_day_due):
            self._begin_check(_WHOLE_DAY_MS if self._is_day_due else RECENT_MS)
            self._checked_at, self._is_day_due = now, False
        if not self._to_compare:
            return None
        entries = self._asked = _taken(self._to_compare, _COMPARED_AT_ONCE)
        return Compare(
            day=entries[-1].day,
            ids=[each.id for each in entries],
            # An older state may know the press by the number cancelled for it.
            kept={
                each.id: each.body or "" for each in entries if each.told.get("kept")
            },
            events={
                each.id: each.seq
                for each in entries
                if each.id in self._witnessed and each.made_event
            },
        )

    def _begin_check(self, milliseconds: int) -> None:
        entries = self._journal.recent(milliseconds)
        self._lacking.clear()
        self._to_compare = deque(entries)
        if entries:
            seen = self._journal.witnessed(entries[0].at)
            self._witnessed = frozenset(each.id for each in seen)


def _taken(entries: deque[JournalEntry], count: int) -> list[JournalEntry]:
    return [entries.popleft() for _ in range(min(count, len(entries)))]
