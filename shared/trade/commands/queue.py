"""The commands of the queue: one function each, run inside one transaction.

Each returns what it answers, as a mapping of "ticket" or "counter", or raises a
Refusal, after which nothing it did remains.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from shared import clock
from shared.errors import (
    CounterClosed,
    CounterTaken,
    NothingCalled,
    UnknownCounter,
)
from shared.office.model import Counter
from shared.sqlite.ledger import Ledger
from shared.sqlite.presence import STATION_PATIENCE
from shared.trade.admission import admit, known_service
from shared.trade.commands.printers import print_done, print_wish, printer_state
from shared.trade.printer import PrinterNow, Wish
from shared.trade.ticket import STEPS, Ticket
from shared.trade.turn import next_for

Answered = Mapping[str, Ticket | PrinterNow | Wish | int | None]


def issue(
    ledger: Ledger,
    *,
    service: str,
    priority: str | None = None,
    language: str | None = None,
    channel: str = "kiosk",
) -> Answered:
    """Give the next number of the service's series."""
    wanted, rank = admit(
        ledger.office, ledger.now, service=service, priority=priority, channel=channel
    )
    ticket = ledger.add_ticket(
        letter=wanted.letter,
        service=wanted.code,
        priority=rank.code,
        language=language or ledger.office.language,
        channel=channel,
        head_start=clock.minutes(rank.head_start_minutes),
    )
    return {"ticket": ticket}


def call(ledger: Ledger, *, counter: int, finish_current: bool = False) -> Answered:
    """Call who is next for the counter; none waits: no ticket."""
    place = _open_counter(ledger, counter)
    if finish_current:
        current = ledger.ticket_at(counter)
        if current is not None:
            ledger.move(current, STEPS["finish"])
    else:
        ledger.refuse_if_busy(counter)
    waiting = next_for(place, ledger.first_waiting)
    if waiting is None:
        return {"ticket": None}
    return {"ticket": ledger.move(waiting, STEPS["call"], counter=counter)}


def call_ticket(ledger: Ledger, *, counter: int, label: str) -> Answered:
    """Call one waiting ticket out of its turn."""
    return _take(ledger, "call", counter, label)


def resume(ledger: Ledger, *, counter: int, label: str) -> Answered:
    """Go on with a held ticket."""
    return _take(ledger, "resume", counter, label)


def recall(ledger: Ledger, *, counter: int) -> Answered:
    """Call the counter's ticket once more."""
    return {"ticket": ledger.move(_current(ledger, counter), STEPS["recall"])}


def start(ledger: Ledger, *, counter: int) -> Answered:
    """The person has come."""
    return {"ticket": ledger.move(_current(ledger, counter), STEPS["start"])}


def no_show(ledger: Ledger, *, counter: int) -> Answered:
    """The person did not come."""
    return {"ticket": ledger.move(_current(ledger, counter), STEPS["no_show"])}


def finish(ledger: Ledger, *, counter: int, outcome: str | None = None) -> Answered:
    """The visit is done."""
    told = {"outcome": outcome} if outcome else None
    return {
        "ticket": ledger.move(_current(ledger, counter), STEPS["finish"], data=told)
    }


def hold(ledger: Ledger, *, counter: int, reason: str | None = None) -> Answered:
    """Put the counter's ticket aside, to be resumed later."""
    told = {"reason": reason} if reason else None
    ticket = ledger.move(
        _current(ledger, counter), STEPS["hold"], note=reason, data=told
    )
    return {"ticket": ticket}


def transfer(
    ledger: Ledger, *, counter: int, service: str, note: str | None = None
) -> Answered:
    """Send the counter's ticket on: same number, its place by when it first came."""
    current = _current(ledger, counter)
    wanted = known_service(ledger.office, service)
    told = {"from": current.service} | ({"note": note} if note else {})
    ticket = ledger.move(
        current, STEPS["transfer"], service=wanted.code, note=note, data=told
    )
    return {"ticket": ticket}


def requeue(ledger: Ledger, *, label: str) -> Answered:
    """A missed or held ticket waits again, its place by when it first came."""
    return {"ticket": ledger.move(ledger.ticket(label), STEPS["requeue"])}


def cancel(ledger: Ledger, *, label: str, reason: str | None = None) -> Answered:
    """The person will not be served."""
    told = {"reason": reason} if reason else None
    return {"ticket": ledger.move(ledger.ticket(label), STEPS["cancel"], data=told)}


def open_counter(ledger: Ledger, *, counter: int, staff: str | None = None) -> Answered:
    """Open a counter, or go on after a pause; this station then holds it."""
    _counter(ledger, counter)
    state, present_staff, holder = ledger.counter_row(counter)
    if holder not in (None, ledger.station) and ledger.is_station_alive(
        str(holder), STATION_PATIENCE
    ):
        raise CounterTaken(counter=counter, station=holder, staff=present_staff or "–")
    is_new = (state, holder) != ("open", ledger.station)
    if is_new or (staff is not None and staff != present_staff):
        ledger.set_counter(
            counter, "open", staff=staff or present_staff, station=ledger.station
        )
    return {"counter": counter}


def pause_counter(
    ledger: Ledger, *, counter: int, reason: str | None = None
) -> Answered:
    """Take a break; nobody is called to the counter."""
    _counter(ledger, counter)
    state, staff, station = ledger.counter_row(counter)
    if state == "closed":
        raise CounterClosed(counter=counter)
    ledger.refuse_if_busy(counter)
    if state != "paused":
        ledger.set_counter(
            counter, "paused", staff=staff, station=station, reason=reason
        )
    return {"counter": counter}


def close_counter(ledger: Ledger, *, counter: int) -> Answered:
    """Close a counter; anyone may open it afterwards."""
    _counter(ledger, counter)
    ledger.refuse_if_busy(counter)
    if ledger.counter_row(counter)[0] != "closed":
        ledger.set_counter(counter, "closed", staff=None, station=None)
    return {"counter": counter}


def _take(ledger: Ledger, step: str, counter: int, label: str) -> Answered:
    _open_counter(ledger, counter)
    ledger.refuse_if_busy(counter)
    return {"ticket": ledger.move(ledger.ticket(label), STEPS[step], counter=counter)}


def _counter(ledger: Ledger, number: int) -> Counter:
    counter = ledger.office.counter(number)
    if counter is None:
        raise UnknownCounter(counter=number)
    return counter


def _open_counter(ledger: Ledger, number: int) -> Counter:
    counter = _counter(ledger, number)
    if ledger.counter_row(number)[0] != "open":
        raise CounterClosed(counter=number)
    return counter


def _current(ledger: Ledger, number: int) -> Ticket:
    _counter(ledger, number)
    ticket = ledger.ticket_at(number)
    if ticket is None:
        raise NothingCalled(counter=number)
    return ticket


COMMANDS: Final[Mapping[str, Any]] = {
    command.__name__: command
    for command in (
        issue,
        call,
        call_ticket,
        recall,
        start,
        no_show,
        finish,
        hold,
        resume,
        transfer,
        requeue,
        cancel,
        open_counter,
        pause_counter,
        close_counter,
        printer_state,
        print_wish,
        print_done,
    )
}
"""Every command that changes something, by its name."""
