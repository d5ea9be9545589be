"""What can be pressed on the page for maintenance, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from msgspec import Struct


class PrintTestPage(Struct, frozen=True):
    """The wish for a test page."""


class Restart(Struct, frozen=True):
    """The kiosk begins anew, with office.toml as it is now."""


class Leave(Struct, frozen=True):
    """The kiosk ends, and does not come back by itself."""


Act = PrintTestPage | Restart | Leave


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says of what was just pressed."""

    words: str = ""
    is_trouble: bool = False
    asked: Act | None = None
    """What wants a second press."""


NOTHING_TOLD: Final = Told()
