"""Taking a counter's last act back."""

from __future__ import annotations

from typing import Final

from shared.errors import TooLate
from shared.text.catalogue import N_
from shared.trade.act import UNDO_MS, Act
from shared.trade.commands.command import Answer, Whole, command
from shared.trade.commands.places import known_counter
from shared.trade.event import Event
from shared.trade.ledger import MOST_EVENTS, Ledger
from shared.trade.ticket import CHANGES, LEADS_TO, UNDONE, Ticket, TicketState

_TAKES_PLACE: Final = frozenset(
    {"called", "started", "resumed", "continued", "group_called"}
)
"""Kinds of event after which a counter is with somebody else."""
_ACTS_TOO: Final = (UNDONE, *CHANGES, "checked_in")
"""Kinds of event that an act on a number has, beside those of its steps."""


@command("undo")
class Undo:
    """The counter's last finish, no-show, hold, transfer, requeue or cancel never was.

    Within ten seconds, once, and only if nobody acted on it since. A call that also
    ended a visit is one act: who was called goes back to the first place.
    """

    counter: Whole

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_counter(ledger.office, self.counter)
        act = ledger.act(self.counter)
        if act is None or not 0 <= ledger.now - act.at <= UNDO_MS:
            words = N_("There is nothing to take back: it works once, for 10 seconds.")
            raise TooLate(words)
        present = [ledger.ticket(each.label) for each in act.before]
        self._refuse_if_acted_on(ledger, act, present)
        ledger.drop_act(self.counter)
        steps = list(enumerate(zip(present, act.before, strict=True), act.seq))
        # The last step first: a counter has one visitor at most.
        for seq, (now, before) in reversed(steps):
            ledger.put_ticket(now, before)
            told = {"of": seq, "state": before.state.value}
            ledger.record(UNDONE, ticket=before, counter=self.counter, data=told)
        return {"ticket": ledger.ticket(act.before[0].label)}

    def _refuse_if_acted_on(
        self, ledger: Ledger, act: Act, present: list[Ticket]
    ) -> None:
        if ledger.counter(self.counter).state != "open":
            raise TooLate(
                N_("Counter {counter} is not open now."), counter=self.counter
            )
        for event in ledger.events(after=act.last_seq, limit=MOST_EVENTS):
            if self._is_later_act(event, {each.label for each in present}):
                self._refuse(event)
        if len(present) > 1 and present[1].state is not TicketState.CALLED:
            raise TooLate(
                N_("Number {label} has come already."), label=present[1].label
            )

    def _is_later_act(self, event: Event, labels: set[str]) -> bool:
        if event.ticket in labels:
            is_recall = event.kind == "recalled" and event.counter == self.counter
            return not is_recall and event.kind in (*LEADS_TO, *_ACTS_TOO)
        return event.counter == self.counter and event.kind in _TAKES_PLACE

    def _refuse(self, event: Event) -> None:
        if event.counter in (None, self.counter):
            words = N_("Number {label} has gone on since; it cannot be taken back.")
            raise TooLate(words, label=event.ticket)
        words = N_("Counter {counter} has acted on number {label} since.")
        raise TooLate(words, counter=event.counter, label=event.ticket)
