"""Handing in what was answered and is not in the file: at most once, by one rule.

A number that a person holds enters, with its place by when it was given. What a
counter did enters if its visitor is still there, or is done with: the person was
served. Where somebody decided otherwise meanwhile, that stands, and an event
`not_added` says so to the staff.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from shared.clock import from_rfc3339, rfc3339
from shared.errors import BadRequest, JiaohaoError, WrongState
from shared.text.catalogue import N_
from shared.trade.booking import BookingState
from shared.trade.calendar import (
    booked,
    known_booking,
    note_arrival,
    note_booked,
)
from shared.trade.label import parse_label
from shared.trade.ledger import AllocatedNumber, CannotBeKept, Ledger
from shared.trade.moves import give_out, move, note_act, refuse_if_busy, sent_on
from shared.trade.recovery import LATE_MS
from shared.trade.ticket import (
    STEPS,
    TICKET_STATES,
    Step,
    Ticket,
    TicketState,
    new_ticket,
)
from shared.wire.decoder import booking_from_json
from shared.wire.entry import JournalEntry
from shared.wire.json_text import Json, from_json
from shared.wire.requests import command_asked

_ODD: Final = (
    CannotBeKept,
    AttributeError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
)
"""What an entry of another version brings about, or one impossible by now."""
_SERVED: Final = Step(
    (
        *STEPS["finish"].come_from,
        TicketState.HELD,
        TicketState.MISSED,
        TicketState.CANCELLED,
        TicketState.EXPIRED,
    ),
    TicketState.DONE,
    "finished",
)
"""Who was served is done, whatever was thought of it elsewhere meanwhile."""


def hand_in(ledger: Ledger, entry: JournalEntry) -> bool:
    """Bring an entry into the file; whether it could be added. `ledger` has its id."""
    if ledger.now - entry.at > LATE_MS:
        ledger.happened = rfc3339(entry.at, ledger.office.time_zone)
    told = entry.told
    if entry.day < ledger.day:
        if ledger.has_late(entry.id, entry.day, entry.at):
            return True
        # An answer of today under the same id is somebody else's.
        known = None
    else:
        known = ledger.answer(entry.id)
    if known == entry.body:
        return True
    problem = _tried(ledger, lambda: _enter(ledger, entry, told, known))
    if problem is not None:
        # Whoever holds a number stays in the queue, whatever became of the rest.
        _tried(ledger, lambda: _ticket_told(ledger, entry, told))
        ledger.record("not_added", data=_remark(ledger, entry, told, problem))
    if entry.day >= ledger.day:
        ledger.replace_answer(entry.body or "{}")
    return problem is None


def _tried(ledger: Ledger, work: Callable[[], object]) -> str | None:
    """Do all of it or nothing; the code of what was wrong, or none."""
    try:
        with ledger.attempt():
            work()
    except JiaohaoError as error:
        return error.code
    except _ODD:
        # One entry must not hold up all.
        return BadRequest.code
    return None


def _enter(ledger: Ledger, entry: JournalEntry, told: Json, known: str | None) -> None:
    seen = from_json(known) if known is not None else {}
    if entry.do == "issue" and seen.get("ok"):
        # The press went through as well; the number on the paper counts.
        _cancel_unseen(ledger, seen, told)
    elif known is not None and seen.get("ok"):
        # Done already, under the same id.
        _refuse_another(seen, told)
        return
    if told.get("ok"):
        _RULES.get(entry.do, _as_ever)(ledger, entry, told)


def _refuse_another(seen: Json, told: Json) -> None:
    """Raises WrongState where it was done to another visitor than was answered."""
    done, held = seen.get("ticket"), told.get("ticket")
    if done and held and done["label"] != held["label"]:
        state = TICKET_STATES[TicketState(done["state"])]
        raise WrongState(label=done["label"], state=state)


def _remark(ledger: Ledger, entry: JournalEntry, told: Json, code: str) -> Json:
    remark: Json = {"do": entry.do, "error": code}
    try:
        ticket = told.get("ticket") or {}
        label = ticket.get("label") or entry.fields.get("label")
        found = (
            ledger.find_ticket(label, _day_of(ledger, entry, ticket)) if label else None
        )
        counter = entry.fields.get("counter")
    except _ODD:
        return remark
    remark |= {
        "label": label,
        "counter": counter if isinstance(counter, int) else None,
        "state": found.state.value if found else None,
    }
    return {name: value for name, value in remark.items() if value is not None}


def _cancel_unseen(ledger: Ledger, seen: Json, told: Json) -> None:
    unseen, held = seen.get("ticket"), told.get("ticket")
    if not unseen or unseen["state"] != TicketState.WAITING:
        return
    if held and held["label"] == unseen["label"]:
        return
    ticket = ledger.find_ticket(unseen["label"], ledger.day)
    if ticket is not None and ticket.state in STEPS["cancel"].come_from:
        move(
            ledger,
            ticket,
            STEPS["cancel"],
            data={"reason": "another number is on paper"},
        )


def _day_of(ledger: Ledger, entry: JournalEntry, told: Json) -> str:
    """The business day of a ticket: that of its number, not that of the command."""
    if "issued_at" not in told:
        return min(entry.day, ledger.day)
    given = ledger.office.business_day(from_rfc3339(told["issued_at"])).isoformat()
    return min(given, ledger.day)


def _ticket_told(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    if told.get("ok") and told.get("ticket"):
        _ticket_given(ledger, entry, told["ticket"])


def _ticket_given(ledger: Ledger, entry: JournalEntry, told: Json) -> Ticket:
    """The ticket an answer spoke of, brought into the file if it is not there."""
    letter, number = parse_label(told["label"]) or ("", 0)
    issued_at = from_rfc3339(told["issued_at"])
    day = _day_of(ledger, entry, told)
    # A day that was turned too early has its numbers of the evening before.
    for each in dict.fromkeys((day, entry.day, ledger.day)):
        found = ledger.find_ticket(told["label"], each)
        if found is not None and found.issued_at == issued_at:
            return found
    if ledger.find_ticket(told["label"], day) is not None:
        words = N_("{label} was given to two people.")
        raise BadRequest(words, label=told["label"])
    draft = new_ticket(
        letter=letter,
        number=number,
        service=told["service"],
        priority=told["priority"],
        language=told["language"],
        channel=told["channel"],
        issued_at=issued_at,
        head_start=issued_at - from_rfc3339(told["due_at"]),
        officer=told.get("officer"),
        needs_help=told.get("needs_help", False),
        slot_at=from_rfc3339(told["slot_at"]) if told.get("slot_at") else None,
        cannot_hear=told.get("cannot_hear", False),
    )
    allocated = AllocatedNumber(day, number, issued_at)
    ticket = give_out(ledger, draft, allocated=allocated)
    if day == ledger.day:
        ledger.pass_number(letter, number)
        return ticket
    return move(ledger, ticket, STEPS["expire"], day=day)


def _called(ledger: Ledger, entry: JournalEntry, told: Json) -> Ticket:
    """The visitor a counter was answered to have; called there if the file lacks it."""
    ticket = _ticket_given(ledger, entry, told)
    counter = entry.fields["counter"]
    lacks_call = ticket.state is TicketState.WAITING and ticket.calls < told["calls"]
    if lacks_call:
        refuse_if_busy(ledger, counter)
        return move(ledger, ticket, STEPS["call"], counter=counter)
    is_elsewhere = ticket.counter not in (None, counter)
    if is_elsewhere and ticket.state in STEPS["finish"].come_from:
        raise WrongState(label=ticket.label, state=TICKET_STATES[ticket.state])
    return ticket


def _issue(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    _ticket_given(ledger, entry, told["ticket"])


def _refuse_if_past(ledger: Ledger, entry: JournalEntry) -> None:
    """What is not about one number is not done to another day."""
    if entry.day < ledger.day:
        raise BadRequest()


def _call(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    _refuse_if_past(ledger, entry)
    counter = entry.fields["counter"]
    current = ledger.ticket_at(counter)
    called = told["ticket"]
    ended: list[Ticket] = []
    if current is not None and called is not None and current.label == called["label"]:
        return
    if (
        current is not None
        and entry.fields.get("finish_current")
        # Whoever was called since is not the one whose visit this ended.
        and ledger.called_at(current.label) <= entry.at + LATE_MS
    ):
        move(ledger, current, STEPS["finish"])
        ended = [current]
    elif called is not None:
        refuse_if_busy(ledger, counter)
    if called is None:
        _note_end(ledger, counter, ended)
        return
    ticket = _ticket_given(ledger, entry, called)
    lacks_call = ticket.state is TicketState.WAITING and ticket.calls < called["calls"]
    if entry.do == "resume" and lacks_call:
        here = move(ledger, ticket, STEPS["call"], counter=counter)
        move(ledger, here, STEPS["start"])
        return
    step = STEPS["resume" if entry.do == "resume" else "call"]
    move(ledger, ticket, step, counter=counter)
    _note_end(ledger, counter, [*ended, ticket] if ended else [])


def _note_end(ledger: Ledger, counter: int, steps: list[Ticket]) -> None:
    if steps:
        note_act(ledger, counter, steps)


def _at_counter(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    ticket = _called(ledger, entry, told["ticket"])
    counter, fields = entry.fields["counter"], entry.fields
    step = _SERVED if entry.do == "finish" else STEPS[entry.do]
    if ticket.state is step.to and entry.do != "recall":
        return
    data = {name: fields[name] for name in ("outcome", "reason") if name in fields}
    note = fields.get("reason") if entry.do == "hold" else None
    day = _day_of(ledger, entry, told["ticket"])
    move(ledger, ticket, step, counter=counter, note=note, data=data or None, day=day)
    if entry.do in ("finish", "no_show", "hold"):
        note_act(ledger, counter, [ticket])


def _transfer(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    ticket = _called(ledger, entry, told["ticket"])
    note = entry.fields.get("note")
    data = {"from": ticket.service} | ({"note": note} if note else {})
    counter = entry.fields["counter"]
    meant = sent_on(
        ticket,
        counter,
        to_counter=told["ticket"].get("to_counter"),
        officer=told["ticket"].get("officer"),
    )
    move(
        ledger,
        meant,
        STEPS["transfer"],
        service=told["ticket"]["service"],
        note=note,
        data=data,
        day=_day_of(ledger, entry, told["ticket"]),
    )
    note_act(ledger, counter, [ticket])


def _walk_in(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    ticket = _ticket_given(ledger, entry, told["ticket"])
    counter = entry.fields["counter"]
    if ticket.state is TicketState.WAITING:
        refuse_if_busy(ledger, counter)
        day = _day_of(ledger, entry, told["ticket"])
        move(ledger, ticket, STEPS["walk_in"], counter=counter, day=day)


def _book(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    """The code is on somebody's card: it stays, if there is still room for it."""
    booking = booking_from_json(told["booking"])
    bookable = ledger.office.appointments.of(booking.service)
    if ledger.booking(booking.code) is not None:
        return
    if bookable is None:
        raise BadRequest()
    note_booked(ledger, booked(ledger, bookable, booking), entry.fields.get("counter"))


def _cancel_booking(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    command_asked(entry.do, dict(entry.fields)).carry_out(ledger)


def _check_in(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    if "code" not in entry.fields:
        _as_ever(ledger, entry, told)
        return
    ticket = _ticket_given(ledger, entry, told["ticket"])
    booking = known_booking(ledger, entry.fields["code"])
    if booking.state is not BookingState.CHECKED_IN:
        note_arrival(ledger, booking, ticket, counter=entry.fields.get("counter"))


def _as_ever(ledger: Ledger, entry: JournalEntry, told: Json) -> None:
    _refuse_if_past(ledger, entry)
    _ticket_told(ledger, entry, told)
    command_asked(entry.do, dict(entry.fields)).carry_out(ledger)


_RULES: Final[dict[str, Callable[[Ledger, JournalEntry, Json], None]]] = {
    "issue": _issue,
    "call": _call,
    "call_ticket": _call,
    "resume": _call,
    "recall": _at_counter,
    "start": _at_counter,
    "no_show": _at_counter,
    "finish": _at_counter,
    "hold": _at_counter,
    "transfer": _transfer,
    "walk_in": _walk_in,
    "book": _book,
    "cancel_booking": _cancel_booking,
    "check_in": _check_in,
}
