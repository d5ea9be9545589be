"""What a station remembers of a command it was asked: the line of its journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from shared.trade.recovery import Deposit
from shared.wire.json_text import Json, from_json, to_json


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
        found: Json = from_json(self.body or "{}")
        return found

    @property
    def made_event(self) -> bool:
        """Whether it surely changed something about a number."""
        told = self.told
        return bool(told.get("ok") and told.get("ticket"))


_decode = msgspec.json.Decoder(JournalEntry).decode


def entry_from_json(text: str) -> JournalEntry:
    """The entry as it was deposited; fields of a newer version are passed over.

    Raises ValueError where it is none.
    """
    try:
        return _decode(text)
    except msgspec.MsgspecError as error:
        raise ValueError("not an entry of a journal") from error


def deposit_of(entry: JournalEntry, station: str) -> Deposit:
    """An entry as it is brought to a copy that was put back."""
    # The same id may be used again on another day.
    mark = f"{entry.day} {entry.id}"
    return Deposit(mark, entry.seq, entry.at, station, to_json(entry))
