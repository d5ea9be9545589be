"""The commands about a counter: opened, paused, closed."""

from __future__ import annotations

from dataclasses import replace

from shared.errors import CounterClosed, CounterTaken
from shared.trade.commands.command import Answer, Text, Whole, command
from shared.trade.commands.places import known_counter
from shared.trade.commands.signing import sign_off
from shared.trade.hall import CounterNow
from shared.trade.ledger import Ledger
from shared.trade.moves import refuse_if_busy


@command("open_counter")
class OpenCounter:
    """Open a counter, or go on after a pause; this station then holds it."""

    counter: Whole
    staff: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_counter(ledger.office, self.counter)
        before = ledger.counter(self.counter)
        holder = before.station
        if holder not in (None, ledger.station) and ledger.is_at_work(str(holder)):
            raise CounterTaken(
                counter=self.counter, station=holder, staff=before.staff or "–"
            )
        after = replace(
            before,
            state="open",
            staff=ledger.signed_on(self.counter) or self.staff or before.staff,
            station=ledger.station,
        )
        return {"counter": _changed(ledger, before, after)}


@command("pause_counter")
class PauseCounter:
    """Take a break; nobody is called to the counter."""

    counter: Whole
    reason: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_counter(ledger.office, self.counter)
        before = ledger.counter(self.counter)
        if before.state == "closed":
            raise CounterClosed(counter=self.counter)
        refuse_if_busy(ledger, self.counter)
        after = replace(before, state="paused")
        return {"counter": _changed(ledger, before, after, reason=self.reason)}


@command("close_counter")
class CloseCounter:
    """Close a counter; anyone may open it afterwards."""

    counter: Whole

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_counter(ledger.office, self.counter)
        refuse_if_busy(ledger, self.counter)
        before = ledger.counter(self.counter)
        if before.state == "closed":
            return {"counter": before}
        after = replace(before, state="closed", staff=None, station=None)
        ledger.release(self.counter)
        sign_off(ledger, self.counter)
        return {"counter": _changed(ledger, before, after)}


_KINDS = {"open": "opened", "paused": "paused", "closed": "closed"}


def _changed(
    ledger: Ledger, before: CounterNow, after: CounterNow, *, reason: str | None = None
) -> CounterNow:
    """Keep a counter and write its event, where it is not as before."""
    if after == before:
        return before
    ledger.put_counter(after, reason=reason)
    data = {"staff": after.staff, "reason": reason}
    told = {name: value for name, value in data.items() if value is not None}
    kind = f"counter_{_KINDS[after.state]}"
    ledger.record(kind, counter=after.number, data=told)
    return after
