"""Handing in what was answered and is not in the file: at most once, by one rule.

A number that a person holds enters, with its place by when it was given. What a
counter did enters if its visitor is still there, or is done with: the person was
served. Where somebody decided otherwise meanwhile, that stands, and an event
`not_added` says so to the staff.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from shared.clock import from_rfc3339, rfc3339
from shared.entry import Entry
from shared.errors import BadRequest, JiaohaoError, WrongState
from shared.protocol import Json, parse_request
from shared.queue import COMMANDS
from shared.store_book import Book, Given
from shared.text import N_
from shared.ticket import STEPS, Step, Ticket, TicketState, parse_label
from shared.words import TICKET_STATES

_LATE_MS: Final = 1000
"""What enters later than this says when it happened."""
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


def hand_in(book: Book, entry: Entry) -> bool:
    """Bring an entry into the file; whether it could be added. `book` has its id."""
    if book.now - entry.at > _LATE_MS:
        book.happened = rfc3339(entry.at, book.office.time_zone)
    told, known = entry.told, book.answer()
    if known == entry.body:
        return True
    is_added = True
    book.connection.execute("savepoint entry")
    try:
        if told.get("ok"):
            _RULES.get(entry.do, _as_ever)(book, entry, told)
    except JiaohaoError as error:
        book.connection.execute("rollback to entry")
        book.record("not_added", data=_remark(book, entry, told, error))
        is_added = False
    book.connection.execute("release entry")
    if entry.day == book.day:
        book.replace_answer(entry.body or "{}")
    return is_added


def _remark(book: Book, entry: Entry, told: Json, error: JiaohaoError) -> Json:
    ticket = told.get("ticket") or {}
    label = ticket.get("label") or entry.fields.get("label")
    found = book.find_ticket(label, entry.day) if label else None
    remark = {
        "do": entry.do,
        "label": label,
        "counter": entry.fields.get("counter"),
        "state": found.state.value if found else None,
        "error": error.code,
    }
    return {name: value for name, value in remark.items() if value is not None}


def _issue(book: Book, entry: Entry, told: Json) -> None:
    known = book.answer()
    if known is not None:
        # The press went through as well; the number on the paper counts.
        _cancel_unseen(book, known, entry.id)
    _ticket_given(book, entry, told["ticket"], is_new=True)


def _cancel_unseen(book: Book, body: str, id: str) -> None:
    unseen = Entry(id, book.day, book.now, "issue", {}, body=body).told.get("ticket")
    ticket = book.find_ticket(unseen["label"], book.day) if unseen else None
    if ticket is not None and ticket.state in STEPS["cancel"].come_from:
        book.move(
            ticket, STEPS["cancel"], data={"reason": "another number is on paper"}
        )


def _ticket_given(
    book: Book, entry: Entry, told: Json, *, is_new: bool = False
) -> Ticket:
    """The ticket an answer spoke of, brought into the file if it is not there."""
    letter, number = parse_label(told["label"]) or ("", 0)
    issued_at = from_rfc3339(told["issued_at"])
    found = book.find_ticket(told["label"], entry.day)
    if found is not None:
        if is_new and found.issued_at != issued_at:
            raise BadRequest(N_("{label} was given to two people."), label=found.label)
        return found
    head_start = issued_at - from_rfc3339(told["due_at"])
    ticket = book.add_ticket(
        letter=letter,
        service=told["service"],
        priority=told["priority"],
        language=told["language"],
        channel=told["channel"],
        head_start=head_start,
        given=Given(entry.day, number, issued_at),
    )
    if entry.day == book.day:
        book.pass_number(letter, number)
        return ticket
    return book.move(ticket, STEPS["expire"], day=entry.day)


def _call(book: Book, entry: Entry, told: Json) -> None:
    counter = entry.fields["counter"]
    current = book.ticket_at(counter)
    called = told["ticket"]
    if current is not None and called is not None and current.label == called["label"]:
        return
    if current is not None and entry.fields.get("finish_current"):
        book.move(current, STEPS["finish"])
    elif called is not None:
        book.refuse_if_busy(counter)
    if called is not None:
        step = STEPS["resume" if entry.do == "resume" else "call"]
        ticket = _ticket_given(book, entry, called)
        book.move(ticket, step, counter=counter, day=entry.day)


def _at_counter(book: Book, entry: Entry, told: Json) -> None:
    ticket = _ticket_given(book, entry, told["ticket"])
    counter, fields = entry.fields["counter"], entry.fields
    step = _SERVED if entry.do == "finish" else STEPS[entry.do]
    if ticket.state is step.to and entry.do != "recall":
        return
    is_elsewhere = ticket.counter not in (None, counter)
    if is_elsewhere and ticket.state in STEPS["finish"].come_from:
        raise WrongState(label=ticket.label, state=TICKET_STATES[ticket.state])
    data = {name: fields[name] for name in ("outcome", "reason") if name in fields}
    note = fields.get("reason") if entry.do == "hold" else None
    book.move(
        ticket, step, counter=counter, note=note, data=data or None, day=entry.day
    )


def _as_ever(book: Book, entry: Entry, _told: Json) -> None:
    request = parse_request({"id": entry.id, "do": entry.do, **entry.fields})
    command: Callable[..., Any] = COMMANDS[entry.do]
    command(book, **request.fields)


_RULES: Final[dict[str, Callable[[Book, Entry, Json], None]]] = {
    "issue": _issue,
    "call": _call,
    "call_ticket": _call,
    "resume": _call,
    "recall": _at_counter,
    "start": _at_counter,
    "no_show": _at_counter,
    "finish": _at_counter,
    "hold": _at_counter,
}
