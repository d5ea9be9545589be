"""The errands of a station to the share: what it lacks is brought there."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

from shared.entry import Entry, entry_json
from shared.protocol import Json
from shared.store_journal import Journal

CHECK_SECONDS: Final = 5.0
"""How often the file on a share is asked whether it still knows what we answered."""
RECENT_MS: Final = 600_000
"""How far back such a question goes; after trouble it is the whole day."""
_WHOLE_DAY_MS: Final = 2 * 86_400_000
_AT_ONCE: Final = 100


class Handing:
    """What is to be asked next of the clerk. Everything raises sqlite3.Error."""

    def __init__(self, journal: Journal, *, is_shared: bool) -> None:
        self._journal = journal
        self._is_shared = is_shared
        self._is_day_due = True
        """Whether the whole day is to be compared with the file."""
        self._checked_at = float("-inf")
        self._lacking: deque[Entry] = deque()
        self._recovery: tuple[int, int] | None = None
        self._deposited: tuple[int, int] | None = None
        self._to_deposit: deque[Entry] = deque()
        self._asked: Entry | None = None

    def doubt(self) -> None:
        """There was trouble: compare all of the day once it is over."""
        self._is_day_due = True

    def hear_recovery(self, told: list[int] | None) -> None:
        """The last event of the copy that was put back, and when it was; or none."""
        self._recovery = (told[0], told[1]) if told else None
        if self._recovery is not None and self._recovery != self._deposited:
            self._to_deposit = deque(self._journal.after(self._recovery[0]))
            self._is_day_due = True

    def next(self) -> Json | None:
        """The next errand, or none."""
        if self._recovery is not None:
            return self._next_deposit()
        kept = self._journal.kept()
        if kept:
            return self._hand_in(kept[0])
        if self._lacking:
            return self._hand_in(self._lacking[0])
        return self._next_check()

    def hear(self, errand: Json, told: Json) -> None:
        """What came of an errand."""
        if not told["ok"]:
            self.doubt()
            return
        if errand["do"] == "missing":
            lacking = set(told["missing"])
            entries = self._journal.recent(_WHOLE_DAY_MS)
            self._lacking = deque(each for each in entries if each.id in lacking)
        elif errand["do"] == "hand_in" and self._asked is not None:
            self._journal.hand(self._asked)
            if self._lacking and self._lacking[0] == self._asked:
                self._lacking.popleft()
        elif errand["do"] == "deposit" and errand["is_all"]:
            self._deposited = self._recovery

    def _next_deposit(self) -> Json | None:
        if self._deposited == self._recovery:
            return None
        count = min(_AT_ONCE, len(self._to_deposit))
        entries = [self._to_deposit.popleft() for _ in range(count)]
        return {
            "do": "deposit",
            "entries": [entry_json(each) for each in entries],
            "last_seq": self._journal.last_seq(),
            "is_all": not self._to_deposit,
        }

    def _hand_in(self, entry: Entry) -> Json:
        self._asked = entry
        return {"do": "hand_in", "entry": entry_json(entry)}

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
        return {"do": "missing", "day": entries[-1].day, "ids": ids}
