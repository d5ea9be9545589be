"""A command as one value: its fields are its form, `carry_out` is its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    Protocol,
    TypeAlias,
    TypeVar,
    dataclass_transform,
)

from msgspec import defstruct

from shared.trade.booking import Booking
from shared.trade.follow_up import FollowUp
from shared.trade.hall import CounterNow, KioskNow, ServiceNow
from shared.trade.ledger import Ledger
from shared.trade.orders import HelpCall, PostedNotice
from shared.trade.printer import PrinterNow, PrintJob, Wish
from shared.trade.survey import Comment
from shared.trade.ticket import Ticket


class Kind(StrEnum):
    """What a field may hold; how it is checked, `wire` knows."""

    TEXT = "text"
    LANGUAGE = "language"
    WHOLE = "whole"
    FROM_ZERO = "whole, from zero"
    FROM_ONE = "whole, from one"
    FLAG = "flag"
    INSTANT = "instant"
    TEXTS = "texts"
    PRINT_JOBS = "print jobs"


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text out of a few."""

    known: tuple[str, ...]


Text: TypeAlias = Annotated[str, Kind.TEXT]
LanguageTag: TypeAlias = Annotated[str, Kind.LANGUAGE]
Whole: TypeAlias = Annotated[int, Kind.WHOLE]
Flag: TypeAlias = Annotated[bool, Kind.FLAG]
Instant: TypeAlias = Annotated[int, Kind.INSTANT]
"""Milliseconds since 1970, UTC; RFC 3339 on the wire."""
Texts: TypeAlias = Annotated[tuple[str, ...], Kind.TEXTS]
PrintJobs: TypeAlias = Annotated[tuple[PrintJob, ...], Kind.PRINT_JOBS]

Answered: TypeAlias = (
    Ticket
    | tuple[Ticket, ...]
    | CounterNow
    | ServiceNow
    | KioskNow
    | PrinterNow
    | Wish
    | HelpCall
    | PostedNotice
    | FollowUp
    | Booking
    | tuple[Booking, ...]
    | Comment
    | tuple[Comment, ...]
    | None
)
Answer: TypeAlias = Mapping[str, Answered]
"""What a command answers, by name: "ticket", "tickets", "counter", "printer" …"""


class Command(Protocol):
    """One command with its fields."""

    do: ClassVar[str]
    """Its name on the wire."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """Do it. Raises a Refusal or BadRequest, after which nothing of it remains."""
        ...


COMMANDS: Final[dict[str, type[Command]]] = {}
"""Every command that changes something, by its name."""
_Made = TypeVar("_Made")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def command(do: str) -> Callable[[type[_Made]], type[_Made]]:
    """Make a class a command, known by the name `do`."""

    def make(kind: type[_Made]) -> type[_Made]:
        own = dict(vars(kind))
        fields = [
            (name, hint, own.pop(name)) if name in own else (name, hint)
            for name, hint in own.pop("__annotations__", {}).items()
        ]
        for name in ("__dict__", "__weakref__"):
            own.pop(name, None)
        # A struct, not a dataclass: each of those is compiled anew at every start.
        made: Any = defstruct(
            kind.__name__, fields, namespace=own | {"do": do}, frozen=True, kw_only=True
        )
        COMMANDS[do] = made
        return made  # type: ignore[no-any-return]

    return make
