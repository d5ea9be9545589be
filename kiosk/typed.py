"""What somebody types on a page: a number, an appointment's code, a PIN. Pure."""

from __future__ import annotations

from typing import ClassVar, Final, Self

from msgspec import Struct
from msgspec.structs import replace

from shared.office.pin import MOST_DIGITS
from shared.trade.booking import SIGNS, SIGNS_OF_CODE

_DIGITS: Final = "0123456789"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Typed(Struct, frozen=True):
    """A page on which somebody types, and what is typed so far."""

    typed: str = ""
    signs: ClassVar[str] = ""
    """What it is made of."""
    most: ClassVar[int] = 0
    """How many signs it has at most."""

    def with_sign(self, sign: str) -> Self:
        """The same page after a sign; one that is not in it, or too many, is left."""
        if sign.upper() not in self.signs or len(self.typed) >= self.most:
            return self
        return replace(self, typed=self.typed + sign.upper())

    def without_last(self) -> Self:
        """The same page after the key that takes one back."""
        return replace(self, typed=self.typed[:-1])

    def cleared(self) -> Self:
        """The same page before anything was typed."""
        return replace(self, typed="")

    @property
    def heard(self) -> str:
        """What is read out of what was typed."""
        return self.typed


class Enquiry(Typed, frozen=True):
    """How a number stands that somebody has already."""

    signs: ClassVar[str] = _LETTERS + _DIGITS
    most: ClassVar[int] = 6
    """A letter or two, and up to four digits."""


class Appointment(Typed, frozen=True):
    """Somebody comes for an appointment, and types its code."""

    signs: ClassVar[str] = SIGNS
    most: ClassVar[int] = SIGNS_OF_CODE

    @property
    def heard(self) -> str:
        """Sign by sign: it is no word."""
        return " ".join(self.typed)


class Pin(Typed, frozen=True):
    """The PIN that opens the page for maintenance; it is never shown."""

    signs: ClassVar[str] = _DIGITS
    most: ClassVar[int] = MOST_DIGITS

    @property
    def heard(self) -> str:
        """Nothing: others hear it too."""
        return ""


class Ask(Struct, frozen=True):
    """The wish to know how a number stands."""

    label: str


class CheckIn(Struct, frozen=True):
    """Somebody is here for the appointment of a code."""

    code: str


class Unlock(Struct, frozen=True):
    """Somebody says the PIN."""

    pin: str


def entered(page: Typed) -> Ask | CheckIn | Unlock | None:
    """What Enter means on a page where somebody types; none before there is enough."""
    match page:
        case Enquiry(typed):
            return Ask(typed)
        case Appointment(typed) if len(typed) == page.most:
            return CheckIn(typed)
        case Pin(typed) if typed:
            return Unlock(typed)
    return None
