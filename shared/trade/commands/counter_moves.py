"""The command that gives a counter other services for a while."""

from __future__ import annotations

from typing import Any

from shared.errors import BadRequest
from shared.office.model import Counter
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.commands.command import (
    Answer,
    Instant,
    Text,
    Texts,
    Whole,
    command,
)
from shared.trade.commands.ends import refuse_past, written
from shared.trade.commands.places import known_counter
from shared.trade.ledger import Ledger
from shared.trade.orders import (
    CounterMove,
)


@command("move_counter")
class MoveCounter:
    """A counter takes other services for a while; without any, those of office.toml."""

    counter: Whole
    serves: Texts | None = None
    helps: Texts = ()
    until: Instant | None = None
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        place = known_counter(ledger.office, self.counter)
        if self.serves is None:
            if any(each.counter == self.counter for each in ledger.counter_moves()):
                _back(ledger, place)
            return {"counter": ledger.counter(self.counter)}
        for code in (*self.serves, *self.helps):
            known_service(ledger.office, code)
        if not self.serves or set(self.serves) & set(self.helps):
            words = N_("“serves” and “helps” must name services, each once.")
            raise BadRequest(words)
        refuse_past(ledger, self.until)
        move = CounterMove(self.counter, self.serves, self.helps, self.until)
        if move not in ledger.counter_moves():
            ledger.put_counter_move(move)
            _record_move(ledger, move)
        return {"counter": ledger.counter(self.counter)}


def end_move(ledger: Ledger, move: CounterMove, *, day: str | None = None) -> None:
    """A counter takes what office.toml says again; one that is no more, nothing."""
    place = ledger.office.counter(move.counter)
    if place is None:
        ledger.drop_counter_move(move.counter)
    else:
        _back(ledger, place, day=day)


def _back(ledger: Ledger, place: Counter, *, day: str | None = None) -> None:
    ledger.drop_counter_move(place.number)
    back = CounterMove(place.number, place.serves, place.helps, None)
    _record_move(ledger, back, day=day)


def _record_move(ledger: Ledger, move: CounterMove, *, day: str | None = None) -> None:
    told: dict[str, Any] = {"serves": list(move.serves), "helps": list(move.helps)}
    if move.until is not None:
        told["until"] = written(ledger, move.until)
    ledger.record("counter_moved", counter=move.counter, data=told, day=day)
