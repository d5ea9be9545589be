"""Reading the hall, a ticket, or the events from queue.db."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from shared.clock import from_rfc3339
from shared.office.model import Office, Service
from shared.tables.connection import Connection
from shared.tables.event_log import data_of, last_seq
from shared.tables.orders import (
    help_calls,
    is_past,
    notices,
    pauses,
    places,
)
from shared.tables.presence import stations_now
from shared.tables.printers import printers_at_work, read_printers, read_wishes
from shared.tables.rows import (
    IN_HAND,
    TICKET_COLUMNS,
    kept_day,
    ticket_of,
)
from shared.tables.sheets import versions
from shared.tables.visits import groups
from shared.trade.hall import (
    STATION_PATIENCE,
    Call,
    CounterNow,
    Hall,
    KioskNow,
    OfficeNow,
    Remark,
    ServiceNow,
    known_counter_state,
)
from shared.trade.office_sheet import Standing
from shared.trade.orders import Pause, Paused
from shared.trade.printer import PrinterNow, without_paper
from shared.trade.range import Range
from shared.trade.reading import NO_WAITS
from shared.trade.ticket import AT_COUNTER, Ticket, TicketState, known_state

MOST_TICKETS: Final = 500
"""How many waiting, held or missed tickets a hall lists; the counts are of all."""
MOST_CALLS: Final = 12
_GROWS_OLD_MS: Final = 5_000
"""How often a hall in which nothing happens is read anew, if anything was written."""
NEVER_OPENED: Final = ("closed", None, None)
"""State, staff and station of a counter that nobody has opened yet."""
MOST_REMARKS: Final = 3
REMARK_MS: Final = 1_800_000
"""How long people are told of what could not be added."""


def read_hall(
    connection: Connection,
    office: Office,
    now: int,
    waits: Mapping[int, Range] = NO_WAITS,
) -> Hall:
    """The hall at this moment; the caller holds a read transaction.

    `waits`: the ranges of who waits, by key.
    """
    day = _today(connection, office, now)
    seq = last_seq(connection)
    counts = dict(
        connection.execute(
            "select service, count(*) from ticket"
            f" where state = 'waiting' and {IN_HAND} and day = ? group by service",
            (day,),
        ).fetchall()
    )
    is_open = office.is_open(now)
    stopped = [each for each in pauses(connection) if not is_past(each.until, now)]
    printers = _printers(connection, office, now)
    lacking = without_paper(printers)
    return Hall(
        as_of=now,
        seq=seq,
        day=date.fromisoformat(day),
        services=tuple(
            _service(
                each,
                is_open,
                counts.get(each.code, 0),
                stopped,
                is_full=each.most_a_day is not None
                and numbers_of(connection, day, each.code) >= each.most_a_day,
            )
            for each in office.services
        ),
        counters=tuple(
            replace(each, ticket=each.ticket and _with_paper(each.ticket, lacking))
            for each in read_counters(connection, office, day, now)
        ),
        tickets=tuple(
            _with_paper(each, lacking) for each in _tickets(connection, day, waits)
        ),
        calls=_calls(connection, day),
        printers=printers,
        wishes=tuple(read_wishes(connection)),
        remarks=_remarks(connection, day, now),
        office=_office(connection),
        groups=groups(connection, day),
        help_calls=tuple(help_calls(connection, day)),
        kiosks=_kiosks(connection, office, now, stopped),
        stations=stations_now(connection, office, now),
        notices=tuple(each for each in notices(connection) if not each.is_over(now)),
    )


def hall_mark(connection: Connection, now: int) -> object:
    """Cheap, and differs when the hall does: of what changes in it, only the presence
    of stations and what grows old have no event."""
    at_work = printers_at_work(connection, now, STATION_PATIENCE)
    return last_seq(connection), at_work, now // _GROWS_OLD_MS


def _service(
    service: Service,
    is_open: bool,
    waiting: int,
    stopped: Iterable[Pause],
    *,
    is_full: bool,
) -> ServiceNow:
    about = (Paused.SERVICE, service.code)
    pause = next((each for each in stopped if (each.what, each.name) == about), None)
    most = service.most_waiting
    is_crowded = most is not None and waiting >= most
    is_on = is_open and pause is None and not (is_full or is_crowded)
    return ServiceNow(
        service.code,
        service.letter,
        is_on,
        waiting,
        pause,
        is_full,
        is_crowded=is_crowded,
    )


def _kiosks(
    connection: Connection, office: Office, now: int, stopped: Iterable[Pause]
) -> tuple[KioskNow, ...]:
    paused = {each.name: each for each in stopped if each.what is Paused.KIOSK}
    here = {
        name
        for (name,) in connection.execute(
            "select name from station where abs(? - seen_at) < ?",
            (now, STATION_PATIENCE),
        )
    }
    return tuple(
        KioskNow(
            each.name,
            "paused"
            if each.name in paused
            else ("open" if each.name in here else "away"),
            paused.get(each.name),
        )
        for each in office.kiosks
    )


def _with_paper(ticket: Ticket, lacking: Collection[str]) -> Ticket:
    return replace(ticket, has_paper=False) if ticket.label in lacking else ticket


def numbers_of(connection: Connection, day: str, service: str) -> int:
    """How many numbers of a business day (ISO 8601) are for a service."""
    found: int = connection.execute(
        "select count(*) from ticket where day = ? and service = ?", (day, service)
    ).fetchone()[0]
    return found


def _today(connection: Connection, office: Office, now: int) -> str:
    return max(office.business_day(now).isoformat(), kept_day(connection))


def _office(connection: Connection) -> OfficeNow | None:
    found = versions(connection)
    if Standing.AGREED not in found:
        return None
    waiting = found.get(Standing.WAITING)
    return OfficeNow(found[Standing.AGREED][0], waiting[0] if waiting else None)


def read_counters(
    connection: Connection, office: Office, day: str, now: int
) -> tuple[CounterNow, ...]:
    """Every counter of the office, with whom it has of a business day (ISO 8601)."""
    rows = {
        number: (known_counter_state(state), staff, station)
        for number, state, staff, station in connection.execute(
            "select number, state, staff, station from counter"
        ).fetchall()
    }
    served = {
        ticket.counter: ticket
        for state in AT_COUNTER
        for ticket in _in_state(connection, day, state)
    }
    return tuple(
        CounterNow(
            each.number,
            *rows.get(each.number, NEVER_OPENED),
            served.get(each.number),
            each.serves,
            each.helps,
        )
        for each in places(connection, office, now)
    )


def _printers(
    connection: Connection, office: Office, now: int
) -> tuple[PrinterNow, ...]:
    known = {each.name for each in office.printers}
    found = read_printers(connection, now, STATION_PATIENCE)
    return tuple(each for each in found if each.name in known)


def _tickets(
    connection: Connection, day: str, waits: Mapping[int, Range]
) -> tuple[Ticket, ...]:
    found = _in_state(connection, day, TicketState.WAITING, waits)
    for state in (TicketState.HELD, TicketState.MISSED):
        found += _in_state(connection, day, state)
    return tuple(found)


def _in_state(
    connection: Connection,
    day: str,
    state: TicketState,
    waits: Mapping[int, Range] = NO_WAITS,
) -> list[Ticket]:
    rows = connection.execute(
        f"select {TICKET_COLUMNS} from ticket where state = ? and {IN_HAND} and day = ?"
        " order by day, due_at, key limit ?",
        (state.value, day, MOST_TICKETS),
    ).fetchall()
    return [ticket_of(row, waits.get(row[0])) for row in rows]


def _calls(connection: Connection, day: str) -> tuple[Call, ...]:
    undone = {
        data_of(data).get("of")
        for (data,) in connection.execute(
            "select data from event where kind = 'undone' and day = ?"
            " order by seq desc limit ?",
            (day, MOST_CALLS),
        )
    }
    rows = connection.execute(
        "select seq, ticket, counter, service, at,"
        " case when kind = 'group_called' then data end from event"
        " where kind in ('called', 'recalled', 'group_called') and day = ?"
        " order by seq desc limit ?",
        (day, MOST_CALLS + len(undone)),
    ).fetchall()
    stand = (row for row in rows if row[0] not in undone)
    return tuple(
        Call(seq, ticket, counter, service, at, data_of(data).get("place"))
        for seq, ticket, counter, service, at, data in islice(stand, MOST_CALLS)
    )


def _remarks(connection: Connection, day: str, now: int) -> tuple[Remark, ...]:
    rows = connection.execute(
        "select seq, station, data, at from event"
        " where kind = 'not_added' and day = ? and at > ? order by seq desc limit ?",
        (day, now - REMARK_MS, MOST_REMARKS),
    ).fetchall()
    told = ((seq, station, data_of(data), at) for seq, station, data, at in rows)
    return tuple(
        Remark(
            seq,
            station,
            str(it["do"]),
            it.get("label"),
            it.get("counter"),
            known_state(it.get("state")),
            _instant(it.get("happened"), at),
        )
        for seq, station, it, at in told
        if "do" in it
    )


def _instant(written: object, otherwise: int) -> int:
    try:
        return from_rfc3339(str(written))
    except ValueError:
        return otherwise
