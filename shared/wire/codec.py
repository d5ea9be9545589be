"""Tickets, counters and the hall as JSON, and back: what a station tells.

docs/protocol.md describes it for those who write programs against it.
"""

from __future__ import annotations

from datetime import date

from shared.clock import from_rfc3339, rfc3339
from shared.office.model import Office
from shared.trade.hall import Call, CounterNow, Hall, Remark, ServiceNow
from shared.trade.printer import PrinterNow, PrintJob, Wish
from shared.trade.ticket import Ticket, TicketState, parse_label
from shared.wire.requests import Json


def ticket_json(ticket: Ticket, office: Office) -> Json:
    """A ticket as the contract writes it, and what screens need besides."""
    zone = office.time_zone
    return {
        "label": ticket.label,
        "number": ticket.number,
        "service": ticket.service,
        "state": ticket.state.value,
        "priority": ticket.priority,
        "language": ticket.language,
        "channel": ticket.channel,
        "counter": ticket.counter,
        "calls": ticket.calls,
        "ahead": ticket.ahead,
        "issued_at": rfc3339(ticket.issued_at, zone),
        "due_at": rfc3339(ticket.due_at, zone),
        "called_at": rfc3339(ticket.called_at, zone),
        "started_at": rfc3339(ticket.started_at, zone),
        "ended_at": rfc3339(ticket.ended_at, zone),
        "note": ticket.note,
        "key": ticket.key,
    }


def ticket_from_json(found: Json) -> Ticket:
    """A ticket as a station answered it."""
    letter, number = parse_label(found["label"]) or ("", 0)
    instants = {
        name: None if found[name] is None else from_rfc3339(found[name])
        for name in ("called_at", "started_at", "ended_at")
    }
    return Ticket(
        key=found["key"],
        letter=letter,
        number=number,
        service=found["service"],
        state=TicketState(found["state"]),
        priority=found["priority"],
        language=found["language"],
        channel=found["channel"],
        counter=found["counter"],
        calls=found["calls"],
        issued_at=from_rfc3339(found["issued_at"]),
        due_at=from_rfc3339(found["due_at"]),
        note=found["note"],
        ahead=found["ahead"],
        **instants,
    )


def counter_json(counter: CounterNow, office: Office) -> Json:
    """A counter as the contract writes it."""
    place = office.counter(counter.number)
    return {
        "counter": counter.number,
        "state": counter.state,
        "staff": counter.staff,
        "serves": list(place.serves) if place else [],
        "helps": list(place.helps) if place else [],
        "ticket": ticket_json(counter.ticket, office) if counter.ticket else None,
        "station": counter.station,
    }


def printer_json(printer: PrinterNow, office: Office) -> Json:
    """A printer as docs/protocol.md describes it."""
    zone = office.time_zone
    return {
        "printer": printer.name,
        "station": printer.station,
        "condition": printer.condition,
        "reason": printer.reason,
        "can_confirm": printer.can_confirm,
        "since": rfc3339(printer.since, zone),
        "at_work": printer.is_at_work,
        "jobs": [
            {
                "job": job.id,
                "label": job.label,
                "kind": job.kind,
                "state": job.state,
                "at": rfc3339(job.at, zone),
            }
            for job in printer.jobs
        ],
    }


def wish_json(wish: Wish, office: Office) -> Json:
    """What somebody wants of a printer, as docs/protocol.md describes it."""
    return {
        "wish": wish.id,
        "what": wish.what,
        "station": wish.station,
        "printer": wish.printer,
        "job": wish.job,
        "label": wish.label,
        "asked_at": rfc3339(wish.asked_at, office.time_zone),
        "asked_by": wish.asked_by,
    }


def hall_json(hall: Hall, office: Office) -> Json:
    """The answer to `state`: the hall and the office around it."""
    zone = office.time_zone
    names = {service.code: service.name for service in office.services}
    return {
        "as_of": rfc3339(hall.as_of, zone),
        "seq": hall.seq,
        "day": hall.day.isoformat(),
        "services": [
            {
                "service": service.code,
                "name": dict(names[service.code].by_language),
                "letter": service.letter,
                "open": service.is_open,
                "waiting": service.waiting,
            }
            for service in hall.services
        ],
        "counters": [counter_json(counter, office) for counter in hall.counters],
        "priorities": [
            {
                "code": priority.code,
                "name": dict(priority.name.by_language),
                "head_start_minutes": priority.head_start_minutes,
            }
            for priority in office.priorities
        ],
        "tickets": [ticket_json(ticket, office) for ticket in hall.tickets],
        "calls": [
            {
                "seq": call.seq,
                "label": call.label,
                "counter": call.counter,
                "service": call.service,
                "at": rfc3339(call.at, zone),
            }
            for call in hall.calls
        ],
        "printers": [printer_json(each, office) for each in hall.printers],
        "wishes": [wish_json(each, office) for each in hall.wishes],
        "remarks": [
            {
                "seq": remark.seq,
                "station": remark.station,
                "do": remark.do,
                "label": remark.label,
                "counter": remark.counter,
                "state": remark.state,
                "happened": rfc3339(remark.happened, zone),
            }
            for remark in hall.remarks
        ],
    }


def hall_from_json(found: Json) -> Hall:
    """The hall as a station told it."""
    return Hall(
        as_of=from_rfc3339(found["as_of"]),
        seq=found["seq"],
        day=date.fromisoformat(found["day"]),
        services=tuple(
            ServiceNow(each["service"], each["letter"], each["open"], each["waiting"])
            for each in found["services"]
        ),
        counters=tuple(
            CounterNow(
                each["counter"],
                each["state"],
                each["staff"],
                each["station"],
                ticket_from_json(each["ticket"]) if each["ticket"] else None,
            )
            for each in found["counters"]
        ),
        tickets=tuple(ticket_from_json(each) for each in found["tickets"]),
        calls=tuple(
            Call(
                each["seq"],
                each["label"],
                each["counter"],
                each["service"],
                from_rfc3339(each["at"]),
            )
            for each in found["calls"]
        ),
        printers=tuple(_printer_from_json(each) for each in found["printers"]),
        wishes=tuple(_wish_from_json(each) for each in found["wishes"]),
        remarks=tuple(
            Remark(**{**each, "happened": from_rfc3339(each["happened"])})
            for each in found["remarks"]
        ),
    )


def _printer_from_json(found: Json) -> PrinterNow:
    return PrinterNow(
        name=found["printer"],
        station=found["station"],
        condition=found["condition"],
        reason=found["reason"],
        can_confirm=found["can_confirm"],
        since=from_rfc3339(found["since"]),
        jobs=tuple(
            PrintJob(
                each["job"],
                each["label"],
                each["kind"],
                each["state"],
                from_rfc3339(each["at"]),
            )
            for each in found["jobs"]
        ),
        is_at_work=found["at_work"],
    )


def _wish_from_json(found: Json) -> Wish:
    return Wish(
        id=found["wish"],
        what=found["what"],
        station=found["station"],
        printer=found["printer"],
        job=found["job"],
        label=found["label"],
        asked_at=from_rfc3339(found["asked_at"]),
        asked_by=found["asked_by"],
    )
