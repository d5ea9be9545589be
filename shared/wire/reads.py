"""What may be asked without changing anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Protocol

from shared.trade.commands.command import Kind, Text

Index = Annotated[int, Kind.FROM_ZERO]
Count = Annotated[int, Kind.FROM_ONE]


class Read(Protocol):
    """One question with its fields."""

    do: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTicket:
    """A ticket of today."""

    do: ClassVar[str] = "ticket"
    label: Text


@dataclass(frozen=True, slots=True)
class AskState:
    """The hall."""

    do: ClassVar[str] = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEvents:
    """Events in order."""

    do: ClassVar[str] = "events"
    after: Index
    limit: Count | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """News from now on."""

    do: ClassVar[str] = "watch"


@dataclass(frozen=True, slots=True)
class AskUnanswered:
    """What this station was asked and has no answer to."""

    do: ClassVar[str] = "unanswered"


READS: Final[dict[str, type[Read]]] = {
    kind.do: kind for kind in (AskTicket, AskState, AskEvents, Watch, AskUnanswered)
}
"""Every question, by its name."""
