"""The commands by which a visit goes on elsewhere, further, or without a number."""

from __future__ import annotations

from shared.errors import BadRequest, WrongState
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.commands.command import Answer, Text, Whole, command
from shared.trade.commands.places import (
    current_at,
    open_counter_at,
    refuse_closed,
    refuse_unknown_officer,
)
from shared.trade.commands.visits import Issue
from shared.trade.ledger import Ledger
from shared.trade.moves import give_out, move, note_act, refuse_if_busy, sent_on
from shared.trade.ticket import STEPS


@command("transfer")
class Transfer:
    """Send the counter's ticket on, to a service, a counter or a member of staff: same
    number, its place by when it first came."""

    counter: Whole
    service: Text | None = None
    to_counter: Whole | None = None
    officer: Text | None = None
    note: Text | None = None
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        if self.service is None and self.to_counter is None and self.officer is None:
            raise BadRequest(N_("“{field}” is missing."), field="service")
        current = current_at(ledger, self.counter, self.label)
        if self.service is not None:
            known_service(ledger.office, self.service)
            refuse_closed(ledger, self.service)
        refuse_unknown_officer(ledger, self.officer)
        if self.to_counter is not None:
            self._refuse_place(ledger, self.to_counter)
        meant = sent_on(
            current, self.counter, to_counter=self.to_counter, officer=self.officer
        )
        told = {
            "from": current.service,
            "to_counter": self.to_counter,
            "officer": self.officer,
            "note": self.note,
        }
        sent = move(
            ledger,
            meant,
            STEPS["transfer"],
            service=self.service,
            note=self.note,
            data={name: value for name, value in told.items() if value is not None},
        )
        note_act(ledger, self.counter, [current])
        return {"ticket": sent}

    def _refuse_place(self, ledger: Ledger, number: int) -> None:
        if number == self.counter:
            words = N_("Counter {counter} cannot send anybody to itself.")
            raise BadRequest(words, counter=number)
        open_counter_at(ledger, number)


@command("continue_with")
class ContinueWith:
    """The visit goes on with a further service: same number, still served here."""

    counter: Whole
    service: Text
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        current = current_at(ledger, self.counter, self.label)
        further = known_service(ledger.office, self.service)
        if further.code == current.service:
            words = N_("Number {label} is here for this service already.")
            raise WrongState(words, label=current.label)
        told = {"from": current.service}
        step = STEPS["continue_with"]
        went_on = move(ledger, current, step, service=further.code, data=told)
        return {"ticket": went_on}


@command("walk_in")
class WalkIn:
    """Serve somebody who was never called: at the counter itself, or by telephone."""

    counter: Whole
    service: Text
    channel: Text = "staff"

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        open_counter_at(ledger, self.counter)
        refuse_if_busy(ledger, self.counter)
        wish = Issue(service=self.service, channel=self.channel)
        drawn = wish.draft(ledger.office, ledger.now, is_at_counter=True)
        given = give_out(ledger, drawn)
        served = move(ledger, given, STEPS["walk_in"], counter=self.counter)
        return {"ticket": served}
