"""Tickets, counters and the hall as they stand on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from shared import clock
from shared.office.model import Office
from shared.trade.booking import Booking
from shared.trade.event import Event
from shared.trade.follow_up import FollowUp, reply_rate
from shared.trade.hall import (
    CounterNow,
    Hall,
    KioskNow,
    OfficeNow,
    Remark,
    ServiceNow,
)
from shared.trade.orders import HelpCall, PostedNotice
from shared.trade.printer import PrinterNow, Wish
from shared.trade.range import Range
from shared.trade.survey import Comment
from shared.trade.ticket import Ticket
from shared.wire import told
from shared.wire.bookings import booking_told
from shared.wire.instants import written, written_if
from shared.wire.json_text import to_json
from shared.wire.surveys import comment_told

if TYPE_CHECKING:
    from shared.trade.commands.command import Answer, Answered


def ticket_told(ticket: Ticket, office: Office) -> told.TicketTold:
    """A ticket on the wire."""
    zone = office.time_zone
    return told.TicketTold(
        ticket.label,
        ticket.number,
        ticket.service,
        ticket.state.value,
        ticket.priority,
        ticket.language,
        ticket.channel,
        ticket.counter,
        ticket.calls,
        ticket.ahead,
        written(ticket.issued_at, zone),
        written(ticket.due_at, zone),
        written_if(ticket.called_at, zone),
        written_if(ticket.started_at, zone),
        written_if(ticket.ended_at, zone),
        ticket.note,
        ticket.key,
        list(ticket.services or (ticket.service,)),
        ticket.officer,
        ticket.kept_for,
        ticket.sent_by,
        ticket.needs_help,
        ticket.by,
        ticket.group,
        _range_told(ticket.wait),
        _range_told(ticket.promised),
        ticket.has_paper,
        returns=ticket.returns,
        call_from=written_if(ticket.call_from, zone),
        waits_from=written_if(ticket.waits_from, zone),
        code=ticket.code,
        slot_at=written_if(ticket.slot_at, zone),
        cannot_hear=ticket.cannot_hear,
        out_since=written_if(ticket.out_since, zone),
    )


def counter_told(counter: CounterNow, office: Office) -> told.CounterTold:
    """A counter on the wire."""
    return told.CounterTold(
        counter=counter.number,
        state=counter.state,
        staff=counter.staff,
        serves=list(counter.serves),
        helps=list(counter.helps),
        ticket=ticket_told(counter.ticket, office) if counter.ticket else None,
        station=counter.station,
    )


def printer_told(printer: PrinterNow, office: Office) -> told.PrinterTold:
    """A printer on the wire."""
    zone = office.time_zone
    return told.PrinterTold(
        printer=printer.name,
        station=printer.station,
        condition=printer.condition,
        reason=printer.reason,
        can_confirm=printer.can_confirm,
        since=written(printer.since, zone),
        at_work=printer.is_at_work,
        jobs=[
            told.JobTold(job.id, job.label, job.kind, job.state, written(job.at, zone))
            for job in printer.jobs
        ],
    )


def wish_told(wish: Wish, office: Office) -> told.WishTold:
    """What somebody wants of a printer, on the wire."""
    return told.WishTold(
        wish=wish.id,
        what=wish.what,
        station=wish.station,
        printer=wish.printer,
        job=wish.job,
        label=wish.label,
        asked_at=written(wish.asked_at, office.time_zone),
        asked_by=wish.asked_by,
    )


def service_told(service: ServiceNow, office: Office) -> told.ServiceTold:
    """A service on the wire."""
    known = office.service(service.code)
    zone, paused = office.time_zone, None
    if service.paused is not None:
        until = written_if(service.paused.until, zone)
        paused = told.PauseTold(service.paused.message, until)
    return told.ServiceTold(
        service=service.code,
        name=dict(known.name.by_language) if known else {},
        letter=service.letter,
        open=service.is_open,
        waiting=service.waiting,
        paused=paused,
        wait=_range_told(service.wait),
        full=service.is_full,
        target_minutes=known.target_minutes if known else None,
        no_wait=service.no_wait,
        crowded=service.is_crowded,
        closed=service.is_closed,
    )


def kiosk_told(kiosk: KioskNow, office: Office) -> told.KioskTold:
    """A kiosk on the wire."""
    if kiosk.paused is None:
        return told.KioskTold(kiosk.name, kiosk.state, None, None)
    until = written_if(kiosk.paused.until, office.time_zone)
    return told.KioskTold(kiosk.name, kiosk.state, kiosk.paused.message, until)


def help_told(call: HelpCall, office: Office) -> told.HelpTold:
    """A call for help on the wire."""
    since = written(call.since, office.time_zone)
    return told.HelpTold(call.id, call.counter, call.kiosk, call.reason, since)


def notice_told(notice: PostedNotice, office: Office) -> told.NoticeTold:
    """A notice of staff on the wire."""
    zone = office.time_zone
    return told.NoticeTold(
        notice.id,
        notice.text,
        notice.state.value,
        written_if(notice.since, zone),
        written_if(notice.until, zone),
        notice.service,
    )


def follow_up_told(follow_up: FollowUp) -> told.FollowUpTold:
    """What is awaited of somebody, on the wire."""
    return told.FollowUpTold(
        follow_up.id,
        follow_up.reference,
        follow_up.kind,
        follow_up.due.isoformat(),
        follow_up.outcome,
    )


def follow_ups_body(follow_ups: Sequence[FollowUp]) -> str:
    """The answer to `follow_ups`, as a JSON object."""
    found = [follow_up_told(each) for each in follow_ups]
    rate = reply_rate(follow_ups)
    return to_json({"ok": True, "follow_ups": found, "reply_rate": rate})


def hall_told(hall: Hall, office: Office) -> told.HallTold:
    """The hall and the office around it, on the wire."""
    zone = office.time_zone
    return told.HallTold(
        as_of=str(clock.rfc3339(hall.as_of, zone)),
        seq=hall.seq,
        day=hall.day.isoformat(),
        services=[service_told(each, office) for each in hall.services],
        counters=[counter_told(each, office) for each in hall.counters],
        priorities=[
            told.PriorityTold(
                each.code, dict(each.name.by_language), each.head_start_minutes
            )
            for each in office.priorities
        ],
        tickets=[ticket_told(each, office) for each in hall.tickets],
        calls=[
            told.CallTold(
                each.seq,
                each.label,
                each.counter,
                each.service,
                written(each.at, zone),
                each.place,
            )
            for each in hall.calls
        ],
        printers=[printer_told(each, office) for each in hall.printers],
        wishes=[wish_told(each, office) for each in hall.wishes],
        remarks=[_remark_told(each, office) for each in hall.remarks],
        office=_office_told(hall.office) if hall.office is not None else None,
        groups=[
            told.GroupTold(
                each.id,
                each.counter,
                each.service,
                each.place,
                list(each.labels),
                written(each.since, zone),
            )
            for each in hall.groups
        ],
        help=[help_told(each, office) for each in hall.help_calls],
        kiosks=[kiosk_told(each, office) for each in hall.kiosks],
        notices=[notice_told(each, office) for each in hall.notices],
        stations=[
            told.StationTold(
                each.name,
                each.version,
                each.clock_ahead,
                written_if(each.gone_since, zone),
                each.behind,
            )
            for each in hall.stations
        ],
        best_hours=list(hall.best_hours),
    )


def _range_told(range: Range | None) -> told.RangeTold | None:
    return told.RangeTold(range.low, range.high) if range is not None else None


def _office_told(present: OfficeNow) -> told.OfficeTold:
    return told.OfficeTold(present.version, present.waiting, present.file)


def _remark_told(remark: Remark, office: Office) -> told.RemarkTold:
    return told.RemarkTold(
        seq=remark.seq,
        station=remark.station,
        do=remark.do,
        label=remark.label,
        counter=remark.counter,
        state=remark.state,
        happened=written(remark.happened, office.time_zone),
    )


def _event_told(event: Event, office: Office) -> told.EventTold:
    return told.EventTold(
        seq=event.seq,
        id=event.id,
        at=written(event.at, office.time_zone),
        kind=event.kind,
        station=event.station,
        ticket=event.ticket,
        service=event.service,
        counter=event.counter,
        data=dict(event.data) if event.data else None,
    )


def answer_body(answer: Answer, office: Office) -> str:
    """What a command answers, as a JSON object."""
    parts = {name: _told(value, office) for name, value in answer.items()}
    return to_json({"ok": True, **parts})


def state_body(hall: Hall, office: Office, *, is_kept: bool = False) -> str:
    """The answer to `state`, as a JSON object.

    `is_kept` says that it holds what the share does not know yet.
    """
    told = to_json(hall_told(hall, office))
    end = ',"kept":true}' if is_kept else "}"
    return f'{{"ok":true,{told[1:-1]}{end}'


def events_body(events: Sequence[Event], last: int, office: Office) -> str:
    """The answer to `events`, as a JSON object; `last` is the last seq of the file."""
    found = [_event_told(each, office) for each in events]
    return to_json({"ok": True, "events": found, "last": last})


def _told(value: Answered, office: Office) -> told.Told | list[Any] | None:
    match value:
        case Ticket():
            return ticket_told(value, office)
        case tuple():
            return [_told(each, office) for each in value]
        case CounterNow():
            return counter_told(value, office)
        case PrinterNow():
            return printer_told(value, office)
        case Wish():
            return wish_told(value, office)
        case ServiceNow():
            return service_told(value, office)
        case KioskNow():
            return kiosk_told(value, office)
        case HelpCall():
            return help_told(value, office)
        case PostedNotice():
            return notice_told(value, office)
        case FollowUp():
            return follow_up_told(value)
        case Booking():
            return booking_told(value, office)
        case Comment():
            return comment_told(value)
    return None
