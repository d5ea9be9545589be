"""One job and one printer: from the first look to the word that the paper is out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from printers.channel.channel import Channel, reason_of
from printers.channel.opening import open_channel
from printers.session.conversation import Conversation, Patience, TakesNothing
from printers.session.outcome import (
    UNCONFIRMED_WORDS,
    Confirms,
    Outcome,
    PrinterState,
    Result,
)
from printers.session.readiness import Acquaintance as Acquaintance
from printers.session.readiness import NotReady, Readiness
from printers.session.readiness import new_fence as new_fence
from printers.session.status import ask_done
from shared.text.catalogue import N_
from shared.trade.printer import READY, Condition

_MOST_UNANSWERED: Final = 250
"""A printer keeps no more of them than its buffer holds."""


@dataclass(slots=True)
class Session:
    """What one session with a printer needs to know, and what it finds."""

    address: str
    acquaintance: Acquaintance
    patience: Patience = field(default_factory=Patience)
    notice: Callable[[Condition], None] = lambda condition: None
    """Told how the printer is whenever that becomes known in the course of a job."""
    strays: list[bytes] = field(default_factory=list)
    """Fences of other jobs that were confirmed meanwhile."""
    handed_over: int = 0
    """The bytes of the job that left this machine."""
    _condition: Condition = Condition.UNKNOWN

    def print(
        self, job: bytes, fence: bytes, before_first_byte: Callable[[], str]
    ) -> Result:
        """Print one job; `before_first_byte` may still stop it by giving a reason."""
        confirms = None
        try:
            channel = self._opened()
        except OSError as error:
            return Result(Outcome.FAILED, Condition.OFFLINE, reason_of(error))
        talk = Conversation(channel, self.patience)
        try:
            readiness = Readiness(talk, self.acquaintance, self._see)
            confirms = readiness.reach()
            if self.acquaintance.is_torn:
                # It is not to hang on the next person's paper.
                talk.say(self.acquaintance.cut)
            if reason := before_first_byte():
                raise NotReady(self._condition, reason)
            self._hand_over(talk, job)
            reason = self._confirm(readiness, confirms, fence, len(job))
        except NotReady as error:
            return Result(Outcome.FAILED, error.condition, error.reason)
        except OSError as error:
            return self._broken_off(error, confirms)
        finally:
            _close(channel)
            self._remember(talk)
            self.strays += [each for each in talk.done if each != fence]
        self.acquaintance.confirms = confirms
        # It has all of the paper, so it cuts it off itself, sooner or later.
        self._leave(is_clean=not reason, is_torn=False)
        outcome = Outcome.UNKNOWN if reason else Outcome.PRINTED
        reason = reason or UNCONFIRMED_WORDS.get(confirms, "")
        return Result(outcome, self._condition, reason, confirms, self.handed_over)

    def look(self) -> PrinterState:
        """Ask an idle printer how it is, get to know it, and let it go at once."""
        confirms = self.acquaintance.confirms
        try:
            channel = self._opened()
        except OSError as error:
            return PrinterState(Condition.OFFLINE, confirms, reason_of(error))
        talk = Conversation(channel, self.patience)
        try:
            return self._look(talk)
        except NotReady as error:
            return PrinterState(error.condition, confirms, error.reason)
        except OSError as error:
            return PrinterState(Condition.OFFLINE, confirms, _words_of(error))
        finally:
            _close(channel)
            self._remember(talk)
            self.strays += talk.done

    def _opened(self) -> Channel:
        """The way to it. Raises OSError: then it may have lost what it had."""
        try:
            return open_channel(self.address, self.patience.connect)
        except OSError:
            known = self.acquaintance
            known.is_torn, known.is_owed = known.is_torn or known.is_owed, False
            raise

    def _look(self, talk: Conversation) -> PrinterState:
        known = self.acquaintance
        readiness = Readiness(talk, known, self._see)
        condition = None if readiness.is_never_heard else readiness.look()
        if condition is None:
            if not readiness.may_be_mute:
                raise NotReady(Condition.OFFLINE, talk.why_unclear)
            known.confirms = Confirms.NOTHING
            return PrinterState(Condition.FINE, known.confirms)
        if known.confirms is Confirms.NOTHING:
            known.confirms = None
        if known.confirms is None and condition in READY:
            known.confirms = readiness.empty()
            known.is_clean = True
        return PrinterState(condition, known.confirms)

    def _broken_off(self, error: OSError, confirms: Confirms | None) -> Result:
        reason = _words_of(error)
        if not self.handed_over:
            return Result(Outcome.FAILED, Condition.OFFLINE, reason)
        self._leave(is_clean=False, is_torn=True)
        return Result(
            Outcome.UNKNOWN, Condition.OFFLINE, reason, confirms, self.handed_over
        )

    def _remember(self, talk: Conversation) -> None:
        """What it may still answer when somebody talks with it again."""
        unanswered = self.acquaintance.unanswered + talk.asked - talk.in_turn
        self.acquaintance.unanswered = max(0, min(unanswered, _MOST_UNANSWERED))

    def _leave(self, *, is_clean: bool, is_torn: bool) -> None:
        known = self.acquaintance
        known.is_clean, known.is_torn = is_clean, is_torn
        known.is_owed = not (is_clean or is_torn)

    def _hand_over(self, talk: Conversation, job: bytes) -> None:
        talk.listen(0)
        while job:
            if not talk.channel.is_exact:
                # What a cable took before it failed is not known.
                self.handed_over = max(self.handed_over, 1)
            taken = talk.channel.write(job, self.patience.progress)
            if not taken:
                raise TakesNothing(N_("it takes nothing more"))
            self.handed_over += taken
            job = job[taken:]
            talk.listen(0)

    def _confirm(
        self, readiness: Readiness, confirms: Confirms, fence: bytes, size: int
    ) -> str:
        """Wait for the printer's word; returns why it did not come, or ""."""
        talk = readiness.talk
        if confirms is Confirms.NOTHING:
            return ""
        if confirms is Confirms.BY_STATUS:
            return self._stays_well(talk, size)
        is_confirmed = self._ask(readiness, confirms, fence)
        patience = self.patience
        end = time.monotonic() + patience.confirm + size / patience.slowest
        ill_since: float | None = None
        while not talk.wait_for(is_confirmed, patience.look):
            now = time.monotonic()
            if now >= end:
                return N_("it took the paper's data and did not confirm it")
            condition = talk.look()
            if condition is None or condition in READY:
                ill_since = None
            else:
                ill_since = ill_since or now
                if now - ill_since >= patience.trouble:
                    self._see(condition)
                    return N_("it stopped in the middle")
            if condition is not None:
                self._see(condition)
        return ""

    @staticmethod
    def _ask(
        readiness: Readiness, confirms: Confirms, fence: bytes
    ) -> Callable[[], bool]:
        """Ask for the printer's word; gives whether it has come."""
        if confirms is Confirms.BY_ORDER:
            return readiness.ask_surely()
        talk = readiness.talk
        talk.say(ask_done(fence))
        return lambda: fence in talk.done

    def _stays_well(self, talk: Conversation, size: int) -> str:
        """Look at it for as long as so many bytes take to come out, and a while more.

        Returns why it is not believed, or "".
        """
        patience = self.patience
        well_until = time.monotonic() + size / patience.pace + patience.settle
        give_up = well_until + patience.trouble
        while True:
            condition = talk.look()
            if condition is None:
                return N_("it took the paper's data and did not confirm it")
            self._see(condition)
            now = time.monotonic()
            if condition not in READY:
                well_until = max(well_until, now + patience.settle)
            elif now >= well_until:
                return ""
            if now >= give_up:
                return N_("it stopped in the middle")
            talk.wait_for(lambda: False, patience.look / 4)

    def _see(self, condition: Condition) -> None:
        if condition is not self._condition:
            self._condition = condition
            self.notice(condition)


def _close(channel: Channel) -> None:
    try:
        channel.close()
    except OSError:
        # It is gone already, which is all that was wanted.
        return


def _words_of(error: OSError) -> str:
    return str(error) if isinstance(error, TakesNothing) else reason_of(error)
