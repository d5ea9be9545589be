"""What every screen of staff says: last act, refusal, old data, what is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from shared.desk.command import Command
from shared.desk.question import Option, Question
from shared.desk.words import elapsed
from shared.screen.key_bar import KeyBarView
from shared.screen.key_table import KeyNames
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import Hall
from shared.trade.orders import HelpCall
from shared.wire.client import OLD_SECONDS, Client

_SAID_MS: Final = 5_000
"""Milliseconds that a refusal is the first thing to read."""
_IN_MINUTES: Final = 120
"""From so many seconds on the age of the data is told in minutes."""


class _Known(Protocol):
    hall: Hall | None
    ticks: Callable[[], int]


class StaffLooks:
    """What was asked and said; each screen makes its panes of it."""

    def __init__(
        self, say: Catalogue, known: _Known, client: Client, names: KeyNames
    ) -> None:
        self.say, self.names = say, names
        self.under_way: Command | None = None
        """The command that has no answer yet."""
        self.is_late = False
        """Whether that is late."""
        self.question: Question | None = None
        self.told = ""
        """The last act."""
        self._heard, self._client = known, client
        self._refusal, self._refused_at = "", 0

    def tell(self, words: str) -> None:
        """The last act."""
        self.told = words

    def refuse(self, words: str) -> None:
        """Why something was not done; the first thing to read for some seconds."""
        self._refusal, self._refused_at = words, self._heard.ticks()

    @property
    def refusal(self) -> str:
        """Why something was not done a moment ago, or ""."""
        is_new = self._heard.ticks() - self._refused_at < _SAID_MS
        return self._refusal if is_new else ""

    @property
    def is_working(self) -> bool:
        """Whether an answer is waited for that may still come soon."""
        return self.under_way is not None and not self.is_late

    def old_words(self) -> str:
        """How old the data is, where that has to be said."""
        age = self._client.age()
        if age <= OLD_SECONDS or self._heard.hall is None:
            return ""
        if age < _IN_MINUTES:
            return self.say(N_("Data is {n} s old"), n=int(age))
        return self.say(N_("Data is {n} min old"), n=int(age // 60))

    def waits_for(self) -> str:
        """Why there is nothing to show yet."""
        trouble = self._client.trouble
        return trouble[1] if trouble else self.say(N_("Waiting for the office"))

    def asked_words(self, call: HelpCall | None, now: int) -> str:
        """That help was asked for from here, and how to say that all is well."""
        if call is None:
            return ""
        words = N_("You asked for help {time} ago; {key}: all is well")
        time = elapsed(now - call.since)
        return self.say(words, time=time, key=self.names["call_help"])

    def keys_of(
        self, question: Question, chosen: Option | None, *lawful: str
    ) -> KeyBarView:
        """The keys while something is asked; `chosen` is the row under the cursor."""
        sentence = (chosen.sentence or chosen.words) if chosen else ""
        can_be_done = chosen is not None and not chosen.why_not
        hint = self.say(_hint(question))
        keys = frozenset({"help", *lawful})
        return KeyBarView(self.say, self.names, sentence, can_be_done, hint, keys)


def _hint(question: Question) -> str:
    """How the question is answered."""
    if question.is_search:
        return N_("type  ↑↓ choose  Tab note")
    if question.options and all(each.wants_text for each in question.options):
        return N_("type, Enter  Esc: no")
    return N_("digit: do it  Esc: no")
