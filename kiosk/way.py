"""The way through the kiosk, from the first press to a wish for a number. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kiosk.act import (
    Act,
    Back,
    Begin,
    Choose,
    ChooseNeed,
    Claim,
    Ease,
    Enlarge,
    Fetch,
    Fulfil,
    Home,
    Listen,
    Loud,
    Lower,
    Speak,
    Take,
    TakeBack,
    Turn,
    TurnLarge,
    TypeSign,
)
from kiosk.steps import Condition, Documents, Needs, Priorities, Services, Start, Step
from kiosk.typed import Appointment, Enquiry, Pin
from shared.office.model import Office

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
            case Enlarge() | Lower() | Listen() | Loud() | TurnLarge():
                return self._eased(act)
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

    def _eased(self, act: Ease) -> Way:
        match act:
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
