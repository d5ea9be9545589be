"""What may be asked without changing anything."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Protocol

from msgspec import Struct

from shared.trade.commands.command import Kind, Text

Index = Annotated[int, Kind.FROM_ZERO]
Count = Annotated[int, Kind.FROM_ONE]


class Read(Protocol):
    """One question with its fields."""

    do: ClassVar[str]


class AskTicket(Struct, frozen=True, kw_only=True):
    """A ticket of today."""

    do: ClassVar[str] = "ticket"
    label: Text


class AskState(Struct, frozen=True):
    """The hall."""

    do: ClassVar[str] = "state"


class AskEvents(Struct, frozen=True, kw_only=True):
    """Events in order."""

    do: ClassVar[str] = "events"
    after: Index
    limit: Count | None = None


class AskFollowUps(Struct, frozen=True, kw_only=True):
    """What is awaited on a day."""

    do: ClassVar[str] = "follow_ups"
    day: Text
    """ISO 8601."""


class AskSlots(Struct, frozen=True, kw_only=True):
    """When a service may be booked on a day."""

    do: ClassVar[str] = "slots"
    service: Text
    day: Text
    """ISO 8601."""
    officer: Text | None = None


class AskBooking(Struct, frozen=True, kw_only=True):
    """One appointment."""

    do: ClassVar[str] = "booking"
    code: Text


class AskBookings(Struct, frozen=True, kw_only=True):
    """The appointments of a day."""

    do: ClassVar[str] = "bookings"
    day: Text
    """ISO 8601."""


class AskMayAnswer(Struct, frozen=True, kw_only=True):
    """Whether the person with a number of today may still say how it was."""

    do: ClassVar[str] = "may_answer"
    code: Text


class AskSurvey(Struct, frozen=True, kw_only=True):
    """What was answered, a week at a time."""

    do: ClassVar[str] = "survey"
    first: Text
    """A day (ISO 8601) of the first week."""
    last: Text


class AskComment(Struct, frozen=True, kw_only=True):
    """One comment."""

    do: ClassVar[str] = "comment"
    comment: Text


class AskComments(Struct, frozen=True, kw_only=True):
    """The comments from a day on, and those not answered."""

    do: ClassVar[str] = "comments"
    since: Text
    """ISO 8601."""


class Watch(Struct, frozen=True):
    """News from now on."""

    do: ClassVar[str] = "watch"


class AskUnanswered(Struct, frozen=True):
    """What this station was asked and has no answer to."""

    do: ClassVar[str] = "unanswered"


READS: Final[dict[str, type[Read]]] = {
    kind.do: kind
    for kind in (
        *(AskTicket, AskState, AskEvents, AskFollowUps),
        *(AskSlots, AskBooking, AskBookings),
        *(AskMayAnswer, AskSurvey, AskComment, AskComments),
        *(Watch, AskUnanswered),
    )
}
"""Every question, by its name."""
