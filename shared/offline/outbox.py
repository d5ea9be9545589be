"""The errands of a station to the share: what it lacks is brought there."""

from __future__ import annotations

import time
from collections import deque
from itertools import islice
from typing import Final

from shared.offline.journal import Journal
from shared.wire.entry import JournalEntry, entry_json
from shared.wire.requests import Json

CHECK_SECONDS: Final = 5.0
"""How often the file on a share is asked whether it still knows what we answered."""
RECENT_MS: Final = 600_000
"""How far back such a question goes; after trouble it is the whole day."""
_WHOLE_DAY_MS: Final = 2 * 86_400_000
_AT_ONCE: Final = 50
"""Entries of one errand: a transaction nobody waits long for."""


class Outbox:
    """What is to be asked next of the worker. Everything raises sqlite3.Error."""

    def __init__(self, journal: Journal, *, is_shared: bool) -> None:
        self._journal = journal
        self._is_shared = is_shared
        self._is_day_due = True
        """Whether the whole day is to be compared with the file."""
        self._checked_at = float("-inf")
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

    def hear_recovery(self, told: list[int] | None) -> None:
        """The last event of the copy that was put back, and when it was; or none."""
        recovery = (told[0], told[1]) if told else None
        if recovery != self._recovery:
            self._recovery, self._to_deposit = recovery, None
            self._is_day_due = True

    @property
    def is_recovering(self) -> bool:
        """Whether a copy was put back, and nothing can be handed in yet."""
        return self._recovery is not None

    def next(self) -> Json | None:
        """The next errand, or none."""
        if self._recovery is not None:
            return self._next_deposit()
        if self._is_day_due:
            # First: what was answered before the outage comes before what was kept.
            check = self._next_check()
            if check is not None:
                return check
        if self._lacking:
            return self._hand_in(list(islice(self._lacking, _AT_ONCE)))
        kept = self._kept()
        return self._hand_in(kept[:_AT_ONCE]) if kept else self._next_check()

    def hear(self, errand: Json, told: Json) -> None:
        """What came of an errand."""
        if not told["ok"]:
            self._to_deposit = None
            self.doubt()
        elif errand["do"] == "missing":
            lacking = set(told["missing"])
            entries = self._journal.recent(_WHOLE_DAY_MS)
            self._lacking = deque(each for each in entries if each.id in lacking)
        elif errand["do"] == "hand_in":
            self._hear_handed(told["seq"])
        elif errand["do"] == "deposit" and errand["is_all"]:
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

    def _next_deposit(self) -> Json | None:
        if self._recovery is None or self._deposited == self._recovery:
            return None
        if self._to_deposit is None:
            self._to_deposit = deque(self._journal.after(self._recovery[0]))
        count = min(_AT_ONCE, len(self._to_deposit))
        entries = [self._to_deposit.popleft() for _ in range(count)]
        return {
            "do": "deposit",
            "entries": [entry_json(each) for each in entries],
            "last_seq": self._journal.last_seq(),
            "is_all": not self._to_deposit,
        }

    def _hand_in(self, entries: list[JournalEntry]) -> Json:
        self._asked = entries
        return {"do": "hand_in", "entries": [entry_json(each) for each in entries]}

    def _next_check(self) -> Json | None:
        now = time.monotonic()
        is_due = self._is_shared and now - self._checked_at >= CHECK_SECONDS
        if not (is_due or self._is_day_due):
            return None
        back = _WHOLE_DAY_MS if self._is_day_due else RECENT_MS
        entries = self._journal.recent(back)
        self._checked_at, self._is_day_due = now, False
        if not entries:
            return None
        ids = [each.id for each in entries]
        # Of these the file has an event; of what was brought to it since, perhaps none.
        seen = self._journal.witnessed(entries[0].at)
        return {
            "do": "missing",
            "day": entries[-1].day,
            "ids": ids,
            # An older state may know the press by the number that was cancelled for it.
            "kept": {each.id: each.body for each in entries if each.told.get("kept")},
            "events": {each.id: each.seq for each in seen if each.made_event},
        }
