"""The tour of one visit: six steps, each done when the clerk has done it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter.situation import Situation, State
from counter.visit import Paper, Ticks
from shared.screen.key_table import KeyNames
from shared.text.catalogue import N_, Catalogue

WORDS_OF_STEPS: Final = (
    N_("1/6  {go_on} opens the counter"),
    N_("2/6  {go_on} calls the next person"),
    N_("3/6  Here? {go_on}. Not yet? {recall} calls again, {no_show}: did not come"),
    N_("4/6  {tick} ticks a paper; {hold} puts aside, {transfer} sends on"),
    N_("5/6  {go_on} ends the visit and calls the next; {finish} only ends it"),
    N_("6/6  {undo} takes it back for 10 s. {help} shows all keys. Go on alone"),
)
_OPEN, _CALL, _CAME, _TICK, _DONE, _UNDO = range(6)


@dataclass(slots=True)
class Tour:
    """Where the clerk is in it."""

    at: int | None = None
    """The step that comes next; none: nobody is led."""
    _visit: int | None = None
    """The row of the visit it is about."""
    _is_offered: bool = False
    """Whether the end of that visit could be taken back."""

    def begin(self) -> None:
        """Lead through a visit, from where the counter is now."""
        self.at, self._visit, self._is_offered = _OPEN, None, False

    def end(self) -> None:
        """The clerk goes on alone."""
        self.at = None

    def follow(self, situation: Situation, ticks: Ticks, undo_left: int) -> None:
        """Go on past every step that is done; back to the call after a no-show."""
        ticket = situation.counter.ticket
        if self.at is not None and self.at > _CALL and self._visit is None:
            self._visit = ticket.key if ticket else None
        is_gone = ticket is None or ticket.key != self._visit
        self._is_offered |= self.at == _UNDO and undo_left > 0
        if self.at == _CAME and is_gone:
            self.at, self._visit = _CALL, None
        while self.at is not None and self._is_done(
            self.at, situation, ticks, undo_left
        ):
            self.at = self.at + 1 if self.at < _UNDO else None
            if self.at == _CAME and ticket is not None:
                self._visit = ticket.key

    def _is_done(
        self, step: int, situation: Situation, ticks: Ticks, undo_left: int
    ) -> bool:
        ticket, state = situation.counter.ticket, situation.state
        is_gone = ticket is None or ticket.key != self._visit
        if step == _OPEN:
            return state not in (State.CLOSED, State.PAUSED)
        if step == _CALL:
            return ticket is not None
        if step == _CAME:
            return state is State.SERVING
        if step == _TICK:
            is_ticked = ticks.steps > 0 or bool(set(ticks.papers) - {Paper.OPEN})
            return is_gone or is_ticked or not _has_papers(situation)
        if step == _DONE:
            return is_gone
        return not is_gone or (self._is_offered and undo_left <= 0)

    def words(self, say: Catalogue, names: KeyNames) -> str:
        """What to press now; "" where nobody is led."""
        if self.at is None:
            return ""
        dos = ("go_on", "recall", "no_show", "tick", "hold", "transfer", "finish")
        keys = {do: names[do] for do in (*dos, "undo", "help")}
        return say(WORDS_OF_STEPS[self.at], **keys)


def _has_papers(situation: Situation) -> bool:
    ticket = situation.counter.ticket
    service = situation.office.service(ticket.service) if ticket else None
    return service is not None and bool(service.documents or service.steps)
