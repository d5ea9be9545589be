"""The hall in words, for a terminal without a screen program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from jiaohao import printing
from shared.clock import local
from shared.office.model import Office
from shared.offline.known_office import file_version
from shared.service.waits import Waits
from shared.station.office_look import office_now
from shared.station.outside import hall_of
from shared.station.stores import trusted_ledgers
from shared.text.catalogue import N_, Catalogue, catalogue, columns
from shared.trade.hall import COUNTER_STATES, CounterNow, Hall, StationNow
from shared.trade.ledger import Ledgers
from shared.trade.ticket import TICKET_STATES
from shared.wire.encoder import hall_told
from shared.wire.json_text import to_json

_MOST_LOOKS: Final = 20
"""Until what happened since is learnt."""


def look(office_folder: Path | None) -> tuple[Office, Hall]:
    """The office and its hall now; takes as long as the share takes."""
    folder, office = office_now(office_folder)
    ledgers = trusted_ledgers(folder, office, is_reader=True)
    try:
        hall = _hall(ledgers)
    finally:
        ledgers.close()
    if hall.office is not None:
        seen = replace(hall.office, file=file_version(folder))
        hall = replace(hall, office=seen)
    return office, hall


def _hall(ledgers: Ledgers) -> Hall:
    """The hall, its ranges too if they can be had at once."""
    waits = Waits()
    hall = hall_of(ledgers, waits.hall)
    for _ in range(_MOST_LOOKS):
        if not waits.is_behind:
            break
        hall = hall_of(ledgers, waits.hall)
    return hall


def as_json(office: Office, hall: Hall) -> str:
    """The object that answers `state` in the JSON lines."""
    return to_json(hall_told(hall, office))


def as_words(office: Office, hall: Hall, language: str) -> str:
    """Who waits and who serves whom, as of when; and whose clock is wrong."""
    say = catalogue(language)
    when = local(hall.as_of, office.time_zone)
    lines = [
        f"{office.name.say(language)}  "
        + say(N_("as of {time}"), time=f"{when:%Y-%m-%d %H:%M:%S}"),
        *_notice(hall, say),
        "",
        say(N_("Waiting: {n}"), n=sum(each.waiting for each in hall.services)),
    ]
    for service in hall.services:
        named = office.service(service.code)
        name = named.name.say(language) if named else service.code
        closed = "" if service.is_open else f"  ({say(N_('closed now'))})"
        lines.append(f"  {service.waiting:>4}  {service.letter:<2}  {name}{closed}")
    lines += ["", say(N_("Counters"))]
    at_work = {each.name for each in hall.stations if each.gone_since is None}
    for counter in hall.counters:
        is_left = counter.state != "closed" and counter.station not in at_work
        mark = "  " + say(N_("(no station holds it)")) if is_left else ""
        lines.append(_counter_line(office, counter, say) + mark)
    printers = printing.printer_lines(office, hall, say)
    if printers:
        lines += ["", say(N_("Printers")), *printers]
    clocks = [_clock_line(it, say) for it in hall.stations if it.clock_ahead]
    if clocks:
        lines += ["", say(N_("Wrong clocks, corrected")), *clocks]
    return "\n".join(lines)


def _notice(hall: Hall, say: Catalogue) -> list[str]:
    notice = hall.office.notice(say) if hall.office is not None else ""
    return [notice] if notice else []


def _clock_line(station: StationNow, say: Catalogue) -> str:
    seconds = f"{station.clock_ahead / 1000:+.1f}"
    words = say(N_("{seconds} s: let it be set by the network (NTP)"), seconds=seconds)
    return f"  {station.name}  {words}"


def _counter_line(office: Office, counter: CounterNow, say: Catalogue) -> str:
    state = say(COUNTER_STATES[counter.state])
    padded = state + " " * max(0, 8 - columns(state))
    line = f"  {counter.number:>4}  {padded}"
    if counter.ticket is not None:
        since = counter.ticket.started_at or counter.ticket.called_at or 0
        line += f"{counter.ticket.label}  {say(TICKET_STATES[counter.ticket.state])}"
        line += f"  {local(since, office.time_zone):%H:%M}"
    return f"{line}  {counter.staff}" if counter.staff else line.rstrip()
