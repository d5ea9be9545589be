"""Before a job: is the printer well, is it empty, and what can it confirm?"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from printers.channel.channel import Answers
from printers.session.conversation import Conversation
from printers.session.outcome import Confirms
from printers.session.status import ASK_IN_TURN, CUT, RESET, ask_done
from shared.text.catalogue import N_
from shared.trade.printer import READY, Condition

_FENCE_LETTERS: Final = bytes(range(0x21, 0x7F))
_FLUSH: Final = bytes(4096)
"""Fills what is missing of a torn picture; a printer without one ignores it."""
_PAD: Final = bytes(12)
"""Ends a torn command; the size of a picture must not be read from a question.

A height of 1040 lines would be read from DLE EOT, and no flush fills that.
"""
_OF_OTHERS: Final = 3
"""So many answers may come that this station never asked for."""
_FEW: Final = 8
"""So many answers are still expected after a silence, if so many did not come."""
_LARGEST_PICTURE: Final = 32_768
"""Bytes of a picture in one command that a printer may still be waiting for."""
_ENOUGH: Final = 2
"""So often a new printer must answer nothing in turn to count as one that cannot.

One that could once is never thought to have lost it: a printer that hangs in a picture
answers nothing in turn either, and would be believed to have printed.
"""
NOT_WORKED_OFF: Final = N_("it does not work off what it is given")


def new_fence() -> bytes:
    """Four letters that name a job to a printer."""
    return bytes(secrets.choice(_FENCE_LETTERS) for _ in range(4))


@dataclass(slots=True)
class Acquaintance:
    """What was learned about a printer in earlier sessions."""

    confirms: Confirms | None = None
    is_clean: bool = False
    """Whether it is known not to wait for the rest of a picture."""
    is_torn: bool = False
    """Whether half a paper may hang out of it."""
    is_owed: bool = False
    """Whether it has a whole paper whose end nobody has heard of."""
    is_mute: bool = False
    """Whether the office says that it never answers anything."""
    unanswered: int = 0
    """How many questions in turn of ended sessions it may still answer."""
    cut: bytes = CUT
    """What cuts a paper off, in the printer's language."""
    unheard: int = 0
    """How often in a row a new one answered nothing in turn, though it was well."""


class NotReady(Exception):
    """The printer cannot be given a job now; nothing was handed over."""

    def __init__(self, condition: Condition, reason: str = "") -> None:
        super().__init__(condition)
        self.condition = condition
        self.reason = reason


@dataclass(slots=True)
class Readiness:
    """The questions that come before a job, on one conversation."""

    talk: Conversation
    known: Acquaintance
    notice: Callable[[Condition], None]
    """Told how the printer is as soon as it says so."""

    def reach(self) -> Confirms:
        """See that it is well and empty; gives what it can confirm. Raises NotReady."""
        if self.known.confirms is Confirms.NOTHING or self.is_never_heard:
            return self._mute()
        condition = self.look()
        if condition is None:
            if self.may_be_mute:
                return self._mute()
            raise NotReady(Condition.OFFLINE, self.talk.why_unclear)
        self.notice(condition)
        if condition not in READY:
            raise NotReady(condition)
        return self.empty()

    def look(self) -> Condition | None:
        """How it is; see Conversation.look."""
        if not self.known.is_clean:
            self.talk.say(_PAD)
        return self.talk.look()

    @property
    def may_be_mute(self) -> bool:
        """A device file that was never heard is taken for one that cannot speak."""
        has_been_heard = self.known.confirms not in (None, Confirms.NOTHING)
        is_device = self.talk.channel.answers is Answers.PERHAPS
        return self.is_never_heard or (is_device and not has_been_heard)

    def empty(self) -> Confirms:
        """See that everything before is worked off and no picture is torn."""
        known = self.known.confirms
        if known is Confirms.BY_STATUS:
            self._flush()
            return Confirms.BY_STATUS
        talk, fence = self.talk, new_fence()
        by_id = known is not Confirms.BY_ORDER
        probe = _PAD + RESET + (ask_done(fence) if by_id else b"") + ASK_IN_TURN

        # What came unasked does not lessen what may still come.
        talk.in_turn = 0

        def is_heard() -> bool:
            in_turn = talk.in_turn > 0 and known is not Confirms.BY_ID
            return in_turn or fence in talk.done

        if not self._probe(probe, is_heard):
            return self._unheard()
        self.known.unheard = 0
        if by_id and talk.wait_for(lambda: fence in talk.done, talk.patience.empty):
            return Confirms.BY_ID
        self._hear_late_answers()
        return Confirms.BY_ORDER

    def ask_surely(self) -> Callable[[], bool]:
        """Ask in turn; whether it has been answered, whatever else may come.

        The answers carry no number. So it is asked once more often than answers to
        earlier questions may still be under way: who hears as many has heard one of
        these, for they come in order.
        """
        talk = self.talk
        late = self.known.unanswered + talk.asked - talk.in_turn
        enough = talk.in_turn + max(0, late) + _OF_OTHERS + 1
        talk.ask_in_turn(enough - talk.in_turn)
        return lambda: talk.in_turn >= enough

    def _hear_late_answers(self) -> None:
        """Hear all answers to earlier questions, and forget those that never come.

        A few are expected all the same: silence is no proof. Raises NotReady.
        """
        talk, patience = self.talk, self.talk.patience
        if not talk.wait_for(self.ask_surely(), patience.ready):
            raise NotReady(Condition.UNKNOWN, NOT_WORKED_OFF)
        end = time.monotonic() + patience.ready
        is_quiet = False
        while not is_quiet and time.monotonic() < end:
            heard = talk.in_turn
            is_quiet = not talk.wait_for(
                lambda heard=heard: talk.in_turn > heard,  # type: ignore[misc]
                patience.empty / 4,
            )
        left = self.known.unanswered + talk.asked - talk.in_turn
        self.known.unanswered = min(max(0, left), _FEW)
        talk.asked = talk.in_turn

    @property
    def is_never_heard(self) -> bool:
        """Whether it is known beforehand that nothing will be heard of it."""
        return self.known.is_mute or self.talk.channel.answers is Answers.NEVER

    def _mute(self) -> Confirms:
        self.notice(Condition.FINE)
        if self.talk.channel.answers is not Answers.NEVER:
            self._flush()
        return Confirms.NOTHING

    def _probe(self, probe: bytes, is_heard: Callable[[], bool]) -> bool:
        """Ask for a sign, filling torn pictures, until it comes or time is up."""
        patience = self.talk.patience
        end = time.monotonic() + patience.ready
        self._say_probe(probe)
        if self.talk.wait_for(is_heard, patience.empty):
            return True
        filled = 0
        while time.monotonic() < end:
            if filled < _LARGEST_PICTURE:
                self._say_probe(_FLUSH + probe)
                filled += len(_FLUSH)
            if self.talk.wait_for(is_heard, patience.empty / 4):
                self.known.is_torn = True
                return True
        return False

    def _say_probe(self, probe: bytes) -> None:
        self.talk.asked += 1
        self.talk.say(probe)

    def _unheard(self) -> Confirms:
        """It says how it is but answers nothing in turn: because it cannot?"""
        condition = self.talk.look() or Condition.UNKNOWN
        self.notice(condition)
        known = self.known
        if condition in READY:
            condition = Condition.UNKNOWN
            if known.confirms is None:
                known.unheard += 1
                if known.unheard >= _ENOUGH:
                    known.unheard = 0
                    return Confirms.BY_STATUS
        raise NotReady(condition, NOT_WORKED_OFF)

    def _flush(self) -> None:
        if not self.known.is_clean:
            for _ in range(0, _LARGEST_PICTURE, len(_FLUSH)):
                self.talk.say(_FLUSH)
        self.talk.say(RESET)
