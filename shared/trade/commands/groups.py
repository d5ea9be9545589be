"""The commands about a few people called together, to a briefing for example."""

from __future__ import annotations

from typing import Final

from shared.errors import BadRequest, NothingCalled
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.commands.command import Answer, Text, Whole, command
from shared.trade.commands.places import caller_at, known_counter, open_counter_at
from shared.trade.hall import Group
from shared.trade.ledger import Ledger
from shared.trade.moves import move, refuse_if_busy
from shared.trade.ticket import STEPS, Ticket
from shared.trade.turn import in_turn

FEWEST: Final = 2
MOST: Final = 4
"""How many are called together."""


@command("call_group")
class CallGroup:
    """Call those who are next for a service together; they are held as a group."""

    counter: Whole
    service: Text
    count: Whole
    place: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        if not FEWEST <= self.count <= MOST:
            words = N_("“{field}” must be from {low} to {high}.")
            raise BadRequest(words, field="count", low=FEWEST, high=MOST)
        known_service(ledger.office, self.service)
        place = open_counter_at(ledger, self.counter)
        if self.service not in (*place.serves, *place.helps):
            words = N_("Counter {counter} does not take this service.")
            raise BadRequest(words, counter=self.counter)
        refuse_if_busy(ledger, self.counter)
        caller = caller_at(ledger, place)
        called: list[Ticket] = []
        while len(called) < self.count:
            following = ledger.first_waiting(self.service, caller.may_call)
            if following is None:
                break
            called.append(self._called(ledger, following))
        if not called:
            return {"tickets": None}
        ledger.keep_group(
            ledger.id, counter=self.counter, service=self.service, place=self.place
        )
        return {"tickets": tuple(called)}

    def _called(self, ledger: Ledger, ticket: Ticket) -> Ticket:
        told = {"group": ledger.id} | ({"place": self.place} if self.place else {})
        return move(
            ledger,
            ticket,
            STEPS["call_group"],
            counter=self.counter,
            group=ledger.id,
            data=told,
        )


@command("end_group")
class EndGroup:
    """Each of the group waits again at the old place, for the same or a new service."""

    counter: Whole
    service: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_counter(ledger.office, self.counter)
        if self.service is not None:
            known_service(ledger.office, self.service)
        group = ledger.group_at(self.counter)
        if group is None:
            words = N_("Counter {counter} has no group.")
            raise NothingCalled(words, counter=self.counter)
        members = in_turn(ledger.ticket(label) for label in group.labels)
        ended = [self._back(ledger, group, each) for each in members]
        return {"tickets": tuple(ended)}

    def _back(self, ledger: Ledger, group: Group, ticket: Ticket) -> Ticket:
        told = {"group": group.id}
        if self.service not in (None, ticket.service):
            told["from"] = ticket.service
        return move(
            ledger,
            ticket,
            STEPS["end_group"],
            service=self.service,
            asked_by=self.counter,
            data=told,
        )
