"""The way through the kiosk, from the first press to a wish for a number. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from shared.office.model import Office


@dataclass(frozen=True, slots=True)
class Start:
    """Where everybody begins."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What have you come for?"""


@dataclass(frozen=True, slots=True)
class Services:
    """Which of the services for one need; of all services where it is none."""

    need: str | None
    page: int = 0


@dataclass(frozen=True, slots=True)
class AllServices:
    """Every service by its need, to find what no need has led to."""

    need: str | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """The one question that a service asks first."""

    service: str


@dataclass(frozen=True, slots=True)
class NotForYou:
    """The answer was no: what is right instead."""

    service: str


@dataclass(frozen=True, slots=True)
class Documents:
    """Have you brought these?"""

    service: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something is not there: what can be done."""

    service: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The steps and documents of a service, to read while it is closed."""

    service: str


@dataclass(frozen=True, slots=True)
class Priorities:
    """Who goes first."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """How a number stands that somebody has already."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """Where help is."""


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
    | Help
)
"""A place on the way."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Take a number: the first press."""


@dataclass(frozen=True, slots=True)
class ChooseNeed:
    """A need; straight to its service where it has only one."""

    need: str


@dataclass(frozen=True, slots=True)
class Choose:
    """A service; what it asks first is asked first."""

    service: str


@dataclass(frozen=True, slots=True)
class Fulfil:
    """Yes to the question of a service."""

    service: str


@dataclass(frozen=True, slots=True)
class Take:
    """The wish for a number."""

    service: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A priority, or none; who was asked which one goes on where one was before."""

    priority: str | None


@dataclass(frozen=True, slots=True)
class Speak:
    """Another language from now on."""

    language: str


@dataclass(frozen=True, slots=True)
class Enlarge:
    """Large letters from now on, or those of before."""

    is_large: bool


@dataclass(frozen=True, slots=True)
class TurnLarge:
    """Another of the large pages that one page becomes."""

    page: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Another page of the same place."""

    step: Step


@dataclass(frozen=True, slots=True)
class Back:
    """One step back."""


@dataclass(frozen=True, slots=True)
class Home:
    """To the start, as the next person expects it."""


Act = (
    Step
    | Begin
    | ChooseNeed
    | Choose
    | Fulfil
    | Take
    | Claim
    | Speak
    | Enlarge
    | TurnLarge
    | Turn
    | Back
    | Home
)
"""What a press means; a step by itself goes there."""
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
    is_large: bool = False
    """Whether the person wants large letters."""
    large_page: int = 0
    """Which of the large pages that this place becomes."""

    @property
    def here(self) -> Step:
        """Where the person is."""
        return self.steps[-1]

    def after(self, act: Act, office: Office) -> Way | Take:
        """Where a press leads; Take where it is the wish for a number."""
        if not isinstance(act, TurnLarge) and self.large_page:
            return replace(self, large_page=0).after(act, office)
        match act:
            case Take():
                return act
            case Enlarge(is_large):
                return replace(self, is_large=is_large)
            case TurnLarge(page):
                return replace(self, large_page=page)
            case Home():
                return Way(office.language)
            case Back():
                return replace(self, steps=self.steps[:-1] or (Start(),))
            case Turn(step):
                return replace(self, steps=(*self.steps[:-1], step))
            case Speak(language):
                return replace(self, language=language)
            case Claim(priority):
                way = replace(self, priority=priority)
                is_asked = isinstance(self.here, Priorities)
                return way.after(Back(), office) if is_asked else way
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
