"""What takes an act of the leader back: another act, never an erased one."""

from __future__ import annotations

from typing import Any

from shared import clock
from shared.desk.command import Command
from shared.desk.day_log import DayLog
from shared.office.model import Office
from shared.trade.hall import Hall
from shared.trade.orders import Pause
from shared.wire.json_text import Json


def back_of(
    command: Command, answer: Json, hall: Hall, office: Office, log: DayLog
) -> Command | None:
    """The act that takes one back; `hall` is as it was before it. None: there is none.

    A number that was cancelled stays so: its person has gone.
    """
    about = command.fields
    match command.do:
        case "pause_service" | "close_service":
            before = _pause_of(about["service"], hall)
            back = Command("open_service", {"service": about["service"]})
            return _paused("service", before, office) or back
        case "pause_kiosk":
            return Command("open_kiosk", {"kiosk": about["kiosk"]})
        case "open_service":
            return _paused("service", _pause_of(about["service"], hall), office)
        case "open_kiosk":
            kiosks = (each for each in hall.kiosks if each.name == about["kiosk"])
            return _paused("kiosk", next(kiosks).paused, office)
        case "move_counter":
            return _moved(about["counter"], hall, office, log)
        case "set_priority":
            return _priority(about["label"], hall)
        case "post_notice" | "approve_notice":
            return Command("end_notice", {"notice": answer["notice"]["notice"]})
    return None


def _priority(label: str, hall: Hall) -> Command | None:
    tickets = (*hall.tickets, *(each.ticket for each in hall.counters))
    found = next((each for each in tickets if each and each.label == label), None)
    if found is None:
        return None
    return Command("set_priority", {"label": label, "priority": found.priority})


def _pause_of(service: str, hall: Hall) -> Pause | None:
    found = hall.service(service)
    return found.paused if found is not None else None


def _paused(what: str, pause: Pause | None, office: Office) -> Command | None:
    if pause is None:
        return None
    told: dict[str, Any] = {what: pause.name}
    if pause.message is not None:
        told["message"] = pause.message
    if pause.until is not None:
        told["until"] = clock.rfc3339(pause.until, office.time_zone)
    do = "close" if pause.is_closed else "pause"
    return Command(f"{do}_{what}", told)


def _moved(number: int, hall: Hall, office: Office, log: DayLog) -> Command:
    here, place = hall.counter(number), office.counter(number)
    if here is None or place is None or here.serves == place.serves:
        return Command("move_counter", {"counter": number})
    told = {"counter": number, "serves": list(here.serves), "helps": list(here.helps)}
    moves = (
        each
        for each in reversed(log.events)
        if (each.kind, each.counter) == ("counter_moved", number)
        and each.seq <= hall.seq
    )
    last = next(moves, None)
    until = last.data.get("until") if last is not None else None
    return Command("move_counter", told | ({"until": until} if until else {}))
