"""What a press at the kiosk means. Pure."""

from __future__ import annotations

from msgspec import Struct

from kiosk.steps import Step


class Begin(Struct, frozen=True):
    """Take a number: the first press."""


class ChooseNeed(Struct, frozen=True):
    """A need; straight to its service where it has only one."""

    need: str


class Choose(Struct, frozen=True):
    """A service; what it asks first is asked first."""

    service: str


class Fulfil(Struct, frozen=True):
    """Yes to the question of a service."""

    service: str


class Take(Struct, frozen=True):
    """The wish for a number."""

    service: str


class Claim(Struct, frozen=True):
    """A priority, or none; who was asked which one goes on where one was before."""

    priority: str | None


class Fetch(Struct, frozen=True):
    """Who calls the person comes and fetches them, who cannot hear it; or does not."""

    is_wished: bool


class Speak(Struct, frozen=True):
    """Another language from now on."""

    language: str


class Enlarge(Struct, frozen=True):
    """Large letters from now on, or those of before."""

    is_large: bool


class Lower(Struct, frozen=True):
    """All of the page in the lower half of the screen from now on, or in all of it."""

    is_low: bool


class Listen(Struct, frozen=True):
    """The page is read out from now on, or no more."""

    is_read_out: bool


class Loud(Struct, frozen=True):
    """So loud is it read out from now on."""

    volume: int


class TurnLarge(Struct, frozen=True):
    """Another of the large pages that one page becomes."""

    page: int


class Turn(Struct, frozen=True):
    """Another page of the same place."""

    step: Step


class TypeSign(Struct, frozen=True):
    """A letter or digit, where something is typed."""

    sign: str


class TakeBack(Struct, frozen=True):
    """The last letter or digit is wrong."""


class Back(Struct, frozen=True):
    """One step back."""


class Home(Struct, frozen=True):
    """To the start, as the next person expects it."""


Act = (
    Step
    | Begin
    | ChooseNeed
    | Choose
    | Fulfil
    | Take
    | Claim
    | Fetch
    | Speak
    | Enlarge
    | Lower
    | Listen
    | Loud
    | TurnLarge
    | Turn
    | TypeSign
    | TakeBack
    | Back
    | Home
)
"""What a press means; a step by itself goes there."""


Ease = Enlarge | Lower | Listen | Loud | TurnLarge
"""What changes how a page is met, and not where one is."""
