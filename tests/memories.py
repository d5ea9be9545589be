"""What many tests of a station's memory need: an office told of, its signs of life."""

from __future__ import annotations

import json
from typing import Any, Final

from shared.offline.known_office import KnownOffice
from shared.offline.memory import Memory
from shared.text.catalogue import catalogue
from shared.wire.errands import Answer, Beat
from shared.wire.requests import Request, parse_request
from tests.support import OFFICE

TOLD: Final = KnownOffice("office", "zh-TW", OFFICE, is_shared=True)
"""As a worker tells of the small office."""
UNTIL: Final = "2100-01-01"
_SAY: Final = catalogue("en")


def beat(now: int, until: str | None = UNTIL) -> Beat:
    """The share is there; the kiosk's reserve is ours until a day."""
    return Beat(now, reserve_until=until)


def asked(id: str, do: str, **fields: Any) -> Request:
    """A request as a station takes it."""
    return parse_request({"id": id, "do": do, **fields})


def press(id: str) -> Request:
    """Somebody wants a number."""
    return asked(id, "issue", service="jobs")


def answered(told: dict[str, Any], at: int, seq: int) -> Answer:
    """What the office answered, as a worker tells it."""
    return Answer(json.dumps(told, separators=(",", ":")).encode(), at=at, seq=seq)


def issued(memory: Memory, id: str) -> Any:
    """The ticket that a station gives by itself for a press, or none."""
    body = memory.answer_alone(press(id), _SAY)
    return json.loads(body)["ticket"] if body else None
