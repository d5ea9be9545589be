"""An event: one change of the office, written once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Event(NamedTuple):
    """One change; `seq` runs 1, 2, 3 … without a hole, for years. A tuple, for there
    are millions of them."""

    seq: int
    id: str
    """That of the command that made it."""
    at: int
    """When it was written, in milliseconds since 1970, UTC."""
    kind: str
    station: str
    ticket: str | None
    """The label of the number it is about, where it is about one."""
    service: str | None
    counter: int | None
    data: Mapping[str, Any] | None
