"""The way through the kiosk, from the first press to a wish for a number. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from msgspec import Struct

from kiosk.typed import Appointment, Enquiry, Pin
from shared.office.model import Office


class Start(Struct, frozen=True):
    """Where everybody begins."""


class Needs(Struct, frozen=True):
    """What have you come for?"""


class Services(Struct, frozen=True):
    """Which of the services for one need; of all services where it is none."""

    need: str | None
    page: int = 0


class AllServices(Struct, frozen=True):
    """Every service by its need, to find what no need has led to."""

    need: str | None = None
    page: int = 0


class Condition(Struct, frozen=True):
    """The one question that a service asks first."""

    service: str


class NotForYou(Struct, frozen=True):
    """The answer was no: what is right instead."""

    service: str


class Documents(Struct, frozen=True):
    """Have you brought these?"""

    service: str
    page: int = 0


class Lacking(Struct, frozen=True):
    """Something is not there: what can be done."""

    service: str


class Reading(Struct, frozen=True):
    """The steps and documents of a service, to read while it is closed."""

    service: str


class Priorities(Struct, frozen=True):
    """Who goes first."""


class Help(Struct, frozen=True):
    """Where help is."""


class Maintenance(Struct, frozen=True):
    """What the staff do with the kiosk itself, once it is unlocked."""


Step = (
    Start
    | Needs
    | Services
    | AllServices
    | Condition
    | NotForYou
    | Documents
    | Lacking
    | Reading
    | Priorities
    | Enquiry
    | Appointment
    | Help
    | Pin
    | Maintenance
)
"""A place on the way."""


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
USUAL_VOLUME: Final = 70
"""Per cent, for everybody who begins (Section 508, 402.3.2: reset for each)."""
_FARTHEST: Final = 20
"""Steps that are kept to go back to: nobody goes farther without going in circles."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a person is, how one came there, and what one has said.

    Nothing of it outlives the person: the next one begins anew.
    """

    language: str
    steps: tuple[Step, ...] = (Start(),)
    priority: str | None = None
    cannot_hear: bool = False
    """Whether the person is to be fetched; it is seen by the caller alone."""
    is_large: bool = False
    """Whether the person wants large letters."""
    large_page: int = 0
    """Which of the large pages that this place becomes."""
    is_low: bool = False
    """Whether all is to be within reach from a wheelchair: in the lower half."""
    is_read_out: bool = False
    """Whether the person hears the pages."""
    volume: int = USUAL_VOLUME
    """Per cent, of what is read out."""

    @property
    def here(self) -> Step:
        """Where the person is."""
        return self.steps[-1]

    def after(self, act: Act, office: Office) -> Way | Take:
        """Where a press leads; Take where it is the wish for a number."""
        if not isinstance(act, TurnLarge | Listen | Loud) and self.large_page:
            return replace(self, large_page=0).after(act, office)
        match act:
            case Take():
                return act
            case Enlarge(is_large):
                return replace(self, is_large=is_large)
            case Lower(is_low):
                return replace(self, is_low=is_low)
            case Listen(is_read_out):
                return replace(self, is_read_out=is_read_out, volume=USUAL_VOLUME)
            case Loud(volume):
                return replace(self, volume=volume)
            case TurnLarge(page):
                return replace(self, large_page=page)
            case Home():
                return Way(office.language)
            case Back():
                return replace(self, steps=self.steps[:-1] or (Start(),))
            case Turn(step):
                return replace(self, steps=(*self.steps[:-1], step))
            case TypeSign() | TakeBack():
                return self._typed(act)
            case Speak(language):
                return replace(self, language=language)
            case Claim(priority):
                way = replace(self, priority=priority)
                is_asked = isinstance(self.here, Priorities)
                return way.after(Back(), office) if is_asked else way
            case Fetch(is_wished):
                return replace(self, cannot_hear=is_wished)
            case Begin():
                return self._begun(office)
            case ChooseNeed(code):
                return self._in_need(code, office)
            case Choose(code):
                service = office.service(code)
                if service is not None and service.condition is not None:
                    return self._at(Condition(code))
                return self.after(Fulfil(code), office)
            case Fulfil(code):
                service = office.service(code)
                if service and service.asks_documents and service.documents:
                    return self._at(Documents(code))
                return Take(code)
            case _:
                return self._at(act)

    def _typed(self, act: TypeSign | TakeBack) -> Way:
        here = self.here
        if not isinstance(here, Enquiry | Appointment | Pin):
            return self
        if isinstance(act, TypeSign):
            page = here.with_sign(act.sign)
        else:
            page = here.without_last()
        return replace(self, steps=(*self.steps[:-1], page))

    def _begun(self, office: Office) -> Way | Take:
        if len(office.services) == 1:
            return self.after(Choose(office.services[0].code), office)
        if not office.needs:
            return self._at(Services(None))
        if len(office.needs) == 1:
            return self._in_need(office.needs[0].code, office)
        return self._at(Needs())

    def _in_need(self, code: str, office: Office) -> Way | Take:
        need = next((each for each in office.needs if each.code == code), None)
        if need is not None and len(need.services) == 1:
            return self.after(Choose(need.services[0]), office)
        return self._at(Services(code))

    def _at(self, step: Step) -> Way:
        return replace(self, steps=(*self.steps, step)[-_FARTHEST:])
