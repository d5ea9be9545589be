"""What staff ordered for the hall: pauses, counters moved, notices; calls for help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue


class Paused(StrEnum):
    """What can be paused."""

    SERVICE = "service"
    KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class Pause:
    """A service or a kiosk gives out no numbers. Instants are milliseconds."""

    what: Paused
    name: str
    """The code of the service, or the name of the kiosk."""
    message: str | None
    """Why, in words for those who stand there."""
    until: int | None
    """None: until somebody opens it, or the business day is over."""
    is_closed: bool = False
    """Whether nobody is called for the service either: it is over for today."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A service is closed for today: what all who wait for it are told."""

    service: str
    """Its code."""
    message: str | None
    """Why, in the words of the staff."""
    day: date
    """On which its numbers were given out."""

    @property
    def id(self) -> str:
        """Differs from that of every notice."""
        return f"closed {self.service}"

    def is_shown(self, now: int) -> bool:
        """As a notice says it: from when it is closed until it opens."""
        return True

    def words(self, office: Office, say: Catalogue) -> str:
        """That nobody is called, and what becomes of those who wait: where the office
        lets its numbers come back, until when (month and day), else whom to ask."""
        service = office.service(self.service)
        days = service.come_back_days if service is not None else 0
        last = self.day + timedelta(days=days)
        told = {
            "service": service.name.say(say.language) if service else self.service,
            "reason": self.message or "",
            "last": f"{last.month}/{last.day}",
        }
        return say(_CLOSED[bool(days), self.message is not None], **told)


_CLOSED: Final = {
    (False, False): N_(
        "{service} is closed for today, nobody else is called. Please ask our staff."
    ),
    (False, True): N_(
        "{service} is closed for today ({reason}), nobody else is called. Please ask"
        " our staff."
    ),
    (True, False): N_(
        "{service} is closed for today, nobody else is called. Come back with your"
        " number by {last}: it keeps its place."
    ),
    (True, True): N_(
        "{service} is closed for today ({reason}), nobody else is called. Come back"
        " with your number by {last}: it keeps its place."
    ),
}
"""By whether numbers come back, and whether staff said why."""


def closed_services(pauses: Iterable[Pause]) -> frozenset[str]:
    """The codes of the services for which nobody is called any more today."""
    return frozenset(each.name for each in pauses if each.is_closed)


@dataclass(frozen=True, slots=True)
class CounterMove:
    """A counter takes other services than office.toml says."""

    counter: int
    serves: tuple[str, ...]
    helps: tuple[str, ...]
    until: int | None
    """Milliseconds since 1970; none: until the business day is over."""


@dataclass(frozen=True, slots=True)
class HelpCall:
    """Somebody at a counter or a kiosk asks for help; nobody has answered yet."""

    id: str
    counter: int | None
    kiosk: str | None
    reason: str | None
    since: int
    """Milliseconds since 1970, UTC."""


class NoticeState(StrEnum):
    """How far a notice is."""

    DRAFT = "draft"
    APPROVED = "approved"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PostedNotice:
    """A line for the lobby screens that staff wrote. Instants are milliseconds."""

    id: str
    text: str
    state: NoticeState
    since: int | None
    """From when it is shown; none: at once."""
    until: int | None
    service: str | None = None
    """The code of the service whose people it is for; none: for everybody."""

    def words(self, office: Office, say: Catalogue) -> str:
        """What stands where everybody reads it: who it is for, and the text."""
        service = office.service(self.service) if self.service is not None else None
        if service is None:
            return self.text
        name = service.name.say(say.language)
        return say(N_("{service}: {text}"), service=name, text=self.text)

    def is_over(self, now: int) -> bool:
        """Whether it will not be shown any more."""
        is_past = self.until is not None and self.until <= now
        return is_past or self.state is NoticeState.ENDED

    def is_shown(self, now: int) -> bool:
        """Whether the screens show it."""
        is_begun = self.since is None or self.since <= now
        return self.state is NoticeState.APPROVED and is_begun and not self.is_over(now)
