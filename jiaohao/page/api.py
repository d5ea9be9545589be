"""The interfaces: the hall and the services as JSON, and Taipei's calling of numbers.

Nothing of one person: no tickets, no codes, no few people.
"""

from __future__ import annotations

from typing import Any

from jiaohao.page.look import Look
from jiaohao.page.told import Told, told_of
from shared.clock import rfc3339
from shared.office.model import Office, Service
from shared.trade.crowd import Crowd
from shared.trade.hall import Hall
from shared.trade.label import parse_label

Json = dict[str, Any]


def hall_json(look: Look) -> Json:
    """The hall as everybody may know it; `people` is null where they are too few."""
    office, known = look.office, told_of(look)
    opening = known.opening
    return {
        "office": dict(office.name.by_language),
        "as_of": _instant(look, look.known_at) if look.hall is not None else None,
        "is_old": look.is_old,
        "open": opening.is_open,
        "open_until": f"{opening.until:%H:%M}" if opening.until else None,
        "opens": opening.next.isoformat() if opening.next else None,
        "fewest_told": office.privacy_from,
        "waiting": [_crowd(each) for each in known.crowds],
        "stopped": _stopped(look, known),
        "notices": list(known.notices),
        "closed_days": [each.isoformat() for each in known.closed_days],
    }


def _crowd(crowd: Crowd) -> Json:
    return {
        "letter": crowd.letter or None,
        "services": list(crowd.services),
        "people": crowd.people,
        "wait": crowd.wait.data() if crowd.wait is not None else None,
    }


def _stopped(look: Look, known: Told) -> list[Json]:
    return [
        {
            "service": each.service.code,
            "message": each.why or None,
            "until": _instant(look, each.until),
            "full": each.is_full,
        }
        for each in known.stopped
    ]


def services_json(office: Office) -> Json:
    """Steps and documents of every service, in all languages of the office."""
    return {"services": [_service(each) for each in office.services]}


def _service(service: Service) -> Json:
    return {
        "service": service.code,
        "letter": service.letter,
        "name": dict(service.name.by_language),
        "for_whom": _languages(service.for_whom),
        "steps": [dict(each.by_language) for each in service.steps],
        "documents": [dict(each.by_language) for each in service.documents],
        "legal": _languages(service.legal),
        "minutes": service.minutes,
    }


def _languages(phrase: Any) -> Json | None:
    return dict(phrase.by_language) if phrase is not None else None


def counter_calling_json(look: Look) -> Json:
    """臨櫃叫號 as Taipei's TownPass reads it, and the age of the data beside it.

    Shape: taipei-doit/TownPass-Services, public/mock/counter_list.json and
    src/views/CounterCallingView.vue (2025-01-09). `waiting_people` is null where there
    are too few to be told; `current_number` is the last number called.
    """
    office, hall = look.office, look.hall
    name = look.phrase(office.name)
    known = told_of(look)
    counters = [
        {
            "id": each.letter or "all",
            "name": _names(look, each),
            "current_number": _current(hall, each) if hall is not None else "",
            "waiting_people": each.people,
        }
        for each in known.crowds
    ]
    place = {
        "id": "1",
        "name": name,
        "is_regularly_used": False,
        "info": {"address": "", "tel": office.phone or "", "fax": ""},
        "counters": counters,
    }
    return {
        "data": [{"id": "1", "name": name, "icon": "", "list": [place]}],
        "as_of": _instant(look, look.known_at) if hall is not None else None,
        "is_old": look.is_old,
    }


def _names(look: Look, crowd: Crowd) -> str:
    found = (look.office.service(code) for code in crowd.services)
    return "、".join(look.phrase(each.name) for each in found if each is not None)


def _current(hall: Hall, crowd: Crowd) -> str:
    """The last number called of a letter, as in the lobby; "" before the first."""
    for call in hall.calls:
        parted = parse_label(call.label)
        if parted is not None and crowd.letter in ("", parted[0]):
            return call.label
    return ""


def _instant(look: Look, instant: int | None) -> str | None:
    return rfc3339(instant, look.office.time_zone)
