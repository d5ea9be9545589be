"""The commands by which somebody sits down at a counter, and leaves it."""

from __future__ import annotations

from dataclasses import replace

from shared.errors import NotAllowed, WrongState
from shared.text.catalogue import N_
from shared.trade.commands.command import Answer, Flag, Text, Whole, command
from shared.trade.commands.places import known_counter
from shared.trade.ledger import Ledger
from shared.trade.seats import BESIDE, each_of


@command("sign_on")
class SignOn:
    """Somebody sits down at a counter; who was there before is signed off, unless it
    is said that they sit beside."""

    counter: Whole
    staff: Text
    pin: Text | None = None
    beside: Flag = False

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command; `permission` has looked at the PIN."""
        place = known_counter(ledger.office, self.counter)
        here = ledger.signed_on(self.counter)
        elsewhere = ledger.counter_of(self.staff)
        if elsewhere not in (None, self.counter):
            words = N_("{staff} is signed on at counter {counter}.")
            raise WrongState(words, staff=self.staff, counter=elsewhere)
        if self.staff in each_of(here) and (self.beside or here == self.staff):
            return {"counter": replace(ledger.counter(self.counter), staff=here)}
        who, told = self.staff, {"staff": self.staff}
        if self.beside and here is not None:
            if len(each_of(here)) >= place.seats:
                words = N_("Nobody may sit beside another at counter {counter}.")
                raise NotAllowed(words, counter=self.counter)
            who, told = BESIDE.join((here, who)), {**told, "beside": here}
        after = replace(ledger.counter(self.counter), staff=who)
        ledger.put_counter(after)
        ledger.sign_on(self.counter, who)
        ledger.record("signed_on", counter=self.counter, data=told)
        return {"counter": after}


@command("sign_off")
class SignOff:
    """Nobody sits at a counter any more."""

    counter: Whole

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_counter(ledger.office, self.counter)
        if not sign_off(ledger, self.counter):
            words = N_("Nobody is signed on at counter {counter}.")
            raise WrongState(words, counter=self.counter)
        return {"counter": ledger.counter(self.counter)}


def sign_off(ledger: Ledger, counter: int, *, day: str | None = None) -> bool:
    """Whether somebody was signed on at a counter; nobody is afterwards.

    `day` is the business day (ISO 8601) of the event where that is not today.
    """
    who = ledger.signed_on(counter)
    if who is None:
        return False
    ledger.put_counter(replace(ledger.counter(counter), staff=None))
    ledger.sign_on(counter, None)
    ledger.record("signed_off", counter=counter, data={"staff": who}, day=day)
    return True
