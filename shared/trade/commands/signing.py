"""The commands by which somebody sits down at a counter, and leaves it."""

from __future__ import annotations

from dataclasses import replace

from shared.errors import WrongState
from shared.text.catalogue import N_
from shared.trade.commands.command import Answer, Text, Whole, command
from shared.trade.commands.places import known_counter
from shared.trade.ledger import Ledger


@command("sign_on")
class SignOn:
    """Somebody sits down at a counter; who was there before is signed off."""

    counter: Whole
    staff: Text
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command; `permission` has looked at the PIN."""
        known_counter(ledger.office, self.counter)
        elsewhere = ledger.counter_of(self.staff)
        if elsewhere not in (None, self.counter):
            words = N_("{staff} is signed on at counter {counter}.")
            raise WrongState(words, staff=self.staff, counter=elsewhere)
        before = ledger.counter(self.counter)
        after = replace(before, staff=self.staff)
        if ledger.signed_on(self.counter) != self.staff:
            ledger.put_counter(after)
            ledger.sign_on(self.counter, self.staff)
            told = {"staff": self.staff}
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
