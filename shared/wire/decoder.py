"""Tickets, counters and the hall as a station told them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from shared import clock
from shared.trade.booking import Booking, Slot
from shared.trade.follow_up import FollowUp
from shared.trade.hall import (
    Call,
    CounterNow,
    Group,
    Hall,
    KioskNow,
    OfficeNow,
    Remark,
    ServiceNow,
    StationNow,
    known_counter_state,
)
from shared.trade.label import parse_label
from shared.trade.orders import HelpCall, NoticeState, Pause, Paused, PostedNotice
from shared.trade.printer import (
    JOB_STATES,
    WISHES,
    PrinterNow,
    PrintJob,
    Wish,
    known_condition,
)
from shared.trade.range import NoRange, Range
from shared.trade.ticket import Ticket, TicketState, known_state
from shared.wire import told
from shared.wire.bookings import booking_of
from shared.wire.instants import read, read_if
from shared.wire.json_text import Json
from shared.wire.surveys import comment_of

if TYPE_CHECKING:
    from shared.trade.commands.command import Answer

_Struct = TypeVar("_Struct", bound=told.Told)


def hall_from_json(found: bytes | str | Json) -> Hall:
    """The hall as a station told it. Raises ValueError where it is none."""
    return _hall(_struct(found, told.HallTold))


def ticket_from_json(found: bytes | str | Json) -> Ticket:
    """A ticket as a station answered it. Raises ValueError where it is none."""
    return _ticket(_struct(found, told.TicketTold))


def booking_from_json(found: bytes | str | Json) -> Booking:
    """An appointment as a station answered it. Raises ValueError where it is none."""
    return booking_of(_struct(found, told.BookingTold))


def slots_from_json(found: Sequence[Json]) -> list[Slot]:
    """The slots of a day as a station answered them. Raises ValueError."""
    slots = (_struct(each, told.SlotTold) for each in found)
    return [Slot(read(each.at), each.free) for each in slots]


def answer_from_json(found: Json) -> Answer:
    """What a command answered. Raises ValueError where something is missing."""
    readers: Mapping[str, Any] = {
        "ticket": (told.TicketTold, _ticket),
        "counter": (told.CounterTold, _counter),
        "printer": (told.PrinterTold, _printer),
        "wish": (told.WishTold, _wish),
        "service": (told.ServiceTold, _service),
        "kiosk": (told.KioskTold, _kiosk),
        "help": (told.HelpTold, _help),
        "notice": (told.NoticeTold, _notice),
        "booking": (told.BookingTold, booking_of),
        "follow_up": (told.FollowUpTold, _follow_up),
        "comment": (told.CommentTold, comment_of),
    }
    answer: dict[str, Any] = {
        name: None if found[name] is None else value_of(_struct(found[name], kind))
        for name, (kind, value_of) in readers.items()
        if name in found
    }
    if "tickets" in found:
        tickets = found["tickets"]
        answer["tickets"] = tickets and tuple(map(ticket_from_json, tickets))
    if "bookings" in found:
        answer["bookings"] = tuple(map(booking_from_json, found["bookings"]))
    if "comments" in found:
        answer["comments"] = tuple(
            comment_of(_struct(each, told.CommentTold)) for each in found["comments"]
        )
    return answer


def _struct(found: bytes | str | Json, kind: type[_Struct]) -> _Struct:
    try:
        if isinstance(found, dict):
            return msgspec.convert(found, kind)
        return msgspec.json.decode(found, type=kind)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def _ticket(found: told.TicketTold) -> Ticket:
    letter, number = parse_label(found.label) or ("", 0)
    return Ticket(
        found.key,
        letter,
        number,
        found.service,
        TicketState(found.state),
        found.priority,
        found.language,
        found.channel,
        found.counter,
        found.calls,
        read(found.issued_at),
        read(found.due_at),
        read_if(found.called_at),
        read_if(found.started_at),
        read_if(found.ended_at),
        found.note,
        tuple(found.services),
        found.officer,
        found.to_counter,
        found.sent_by,
        found.needs_help,
        found.by,
        found.group,
        found.returns,
        read_if(found.call_from),
        read_if(found.waits_from),
        _range(found.promised),
        read_if(found.slot_at),
        _range(found.wait),
        found.ahead,
        found.has_paper,
        found.code,
        found.cannot_hear,
        out_since=read_if(found.out_since),
    )


def _is_known(found: told.TicketTold) -> bool:
    """Whether it is in a state that this version knows; others are passed over."""
    return known_state(found.state) is not None


def _counter(found: told.CounterTold) -> CounterNow:
    is_there = found.ticket is not None and _is_known(found.ticket)
    ticket = _ticket(found.ticket) if found.ticket is not None and is_there else None
    state = known_counter_state(found.state)
    return CounterNow(
        found.counter,
        state,
        found.staff,
        found.station,
        ticket,
        tuple(found.serves),
        tuple(found.helps),
    )


def _service(found: told.ServiceTold) -> ServiceNow:
    pause = None
    if found.paused is not None:
        until = read_if(found.paused.until)
        why = found.paused.message
        pause = Pause(Paused.SERVICE, found.service, why, until, found.closed)
    return ServiceNow(
        found.service,
        found.letter,
        found.open,
        found.waiting,
        pause,
        found.full,
        _range(found.wait),
        next((each for each in NoRange if each == found.no_wait), None),
        found.crowded,
    )


def _range(found: told.RangeTold | None) -> Range | None:
    return Range(found.low, found.high) if found is not None else None


def _station(found: told.StationTold) -> StationNow:
    gone_since = read_if(found.gone_since)
    name, version, ahead = found.station, found.version, found.clock_ahead_ms
    return StationNow(name, version, ahead, gone_since, found.behind_ms)


def _kiosk(found: told.KioskTold) -> KioskNow:
    is_paused = found.state == "paused"
    pause = Pause(Paused.KIOSK, found.kiosk, found.message, read_if(found.until))
    return KioskNow(found.kiosk, found.state, pause if is_paused else None)


def _help(found: told.HelpTold) -> HelpCall:
    since = read(found.since)
    return HelpCall(found.help, found.counter, found.kiosk, found.reason, since)


def _follow_up(found: told.FollowUpTold) -> FollowUp:
    due = date.fromisoformat(found.due)
    return FollowUp(found.follow_up, found.reference, found.kind, due, found.outcome)


def _notice(found: told.NoticeTold) -> PostedNotice:
    return PostedNotice(
        found.notice,
        found.text,
        NoticeState(found.state),
        read_if(found.from_),
        read_if(found.to),
        found.service,
    )


def _printer(found: told.PrinterTold) -> PrinterNow:
    return PrinterNow(
        name=found.printer,
        station=found.station,
        condition=known_condition(found.condition),
        reason=found.reason,
        can_confirm=found.can_confirm,
        since=read(found.since),
        jobs=tuple(
            PrintJob(each.job, each.label, each.kind, each.state, read(each.at))
            for each in found.jobs
            if each.state in JOB_STATES
        ),
        is_at_work=found.at_work,
    )


def _wish(found: told.WishTold) -> Wish:
    return Wish(
        id=found.wish,
        what=found.what,
        station=found.station,
        printer=found.printer,
        job=found.job,
        label=found.label,
        asked_at=read(found.asked_at),
        asked_by=found.asked_by,
    )


def _hall(found: told.HallTold) -> Hall:
    return Hall(
        as_of=clock.from_rfc3339(found.as_of),
        seq=found.seq,
        day=date.fromisoformat(found.day),
        services=tuple(_service(each) for each in found.services),
        counters=tuple(_counter(each) for each in found.counters),
        tickets=tuple(_ticket(each) for each in found.tickets if _is_known(each)),
        calls=tuple(
            Call(
                each.seq,
                each.label,
                each.counter,
                each.service,
                read(each.at),
                each.place,
            )
            for each in found.calls
        ),
        printers=tuple(_printer(each) for each in found.printers),
        wishes=tuple(_wish(each) for each in found.wishes if each.what in WISHES),
        remarks=tuple(
            Remark(
                each.seq,
                each.station,
                each.do,
                each.label,
                each.counter,
                known_state(each.state),
                read(each.happened),
            )
            for each in found.remarks
        ),
        office=_office(found.office) if found.office is not None else None,
        groups=tuple(
            Group(
                each.group,
                each.counter,
                each.service,
                each.place,
                read(each.since),
                tuple(each.labels),
            )
            for each in found.groups
        ),
        help_calls=tuple(_help(each) for each in found.help),
        kiosks=tuple(_kiosk(each) for each in found.kiosks),
        stations=tuple(_station(each) for each in found.stations),
        notices=tuple(
            _notice(each) for each in found.notices if each.state in set(NoticeState)
        ),
        best_hours=tuple(found.best_hours),
    )


def _office(found: told.OfficeTold) -> OfficeNow:
    return OfficeNow(found.version, found.waiting, found.file)
