"""What a station remembers of a command it was asked: the line of its journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from shared.text.catalogue import is_showable
from shared.wire.requests import Json, Request


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A command and what was answered to it."""

    id: str
    day: str
    """The office's business day (ISO 8601) it was asked on."""
    at: int
    """When it happened, in milliseconds since 1970, UTC."""
    do: str
    fields: Mapping[str, Any]
    """As they stood in the request."""
    seq: int = 0
    """The last event of the file when it was answered; 0: it was answered here."""
    body: str | None = None
    """The answer as a JSON object; none: no answer is known."""

    @property
    def told(self) -> Json:
        """The answer that was given."""
        found: Json = json.loads(self.body or "{}")
        return found

    @property
    def made_event(self) -> bool:
        """Whether it surely changed something about a number."""
        told = self.told
        return bool(told.get("ok") and told.get("ticket"))


def as_asked(found: Json, right: Request) -> Request:
    """A request as it was asked, and of that only what the command knows."""
    fields = {name: _as_asked(found[name]) for name in right.fields}
    return Request(right.id, right.do, fields)


def _as_asked(value: Any) -> Any:
    """A field; of objects in it the texts: all that is known is one."""
    if not isinstance(value, list):
        return value
    return [
        {
            part: words
            for part, words in each.items()
            if isinstance(words, str) and is_showable(part) and is_showable(words)
        }
        for each in value
    ]


def entry_json(entry: JournalEntry) -> Json:
    """The entry as it travels between a station's processes and is deposited."""
    return asdict(entry)


def entry_from_json(found: Json) -> JournalEntry:
    """The entry that `entry_json` wrote."""
    return JournalEntry(**found)
