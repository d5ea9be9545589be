"""What many tests of a station's memory need: an office told of, its signs of life."""

from __future__ import annotations

import json
from typing import Any, Final

from shared.offline.memory import Memory
from shared.text.catalogue import catalogue
from shared.wire.requests import Request
from tests.support import OFFICE

TOLD: Final = {
    "office": "office",
    "language": "zh-TW",
    "office_toml": OFFICE,
    "is_shared": True,
}
"""As a worker tells of the small office."""
UNTIL: Final = "2100-01-01"
_SAY: Final = catalogue("en")


def beat(now: int, until: str | None = UNTIL) -> dict[str, Any]:
    """The share is there; the kiosk's reserve is ours until a day."""
    return {"ok": True, "now": now, "recovering": None, "reserve_until": until}


def press(id: str) -> Request:
    """Somebody wants a number."""
    return Request(id, "issue", {"service": "jobs"})


def issued(memory: Memory, id: str) -> Any:
    """The ticket that a station gives by itself for a press, or none."""
    body = memory.answer_alone(press(id), _SAY)
    return json.loads(body)["ticket"] if body else None
