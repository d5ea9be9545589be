"""The way through the questions, from the first press to what is to be kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from msgspec import Struct

from kiosk.act import (
    Back,
    Begin,
    Choose,
    ChooseNeed,
    Ease,
    Enlarge,
    Home,
    Lower,
    Speak,
    TurnLarge,
)
from kiosk.steps import Start
from kiosk.way import Way
from shared.office.model import Office
from shared.office.survey import USUAL_QUESTIONS, Question
from shared.trade.survey import LONGEST_COMMENT


class Welcome(Struct, frozen=True):
    """How was it? Where everybody begins."""


class PickNeed(Struct, frozen=True):
    """What was it about?"""


class Pick(Struct, frozen=True):
    """Which service was it?"""

    need: str | None
    page: int = 0


class Asked(Struct, frozen=True):
    """The next question."""

    service: str
    steps: tuple[int | None, ...] = ()
    """What was answered so far; none: passed over."""


class Write(Struct, frozen=True):
    """One line, by keys."""

    service: str
    steps: tuple[int | None, ...]
    typed: str = ""


class Closed(Struct, frozen=True):
    """Nothing can be kept."""


class Thanks(Struct, frozen=True):
    """It is kept; with the code of what was written."""

    code: str | None = None


Place = Welcome | PickNeed | Pick | Asked | Write | Closed | Thanks


class Answer(Struct, frozen=True):
    """A step, or none: passed over."""

    step: int | None


class More(Struct, frozen=True):
    """Another page of services."""

    page: int


class Keep(Struct, frozen=True):
    """The wish that what is said be kept."""

    service: str
    steps: tuple[int | None, ...]
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not self.text and not any(self.steps)


@dataclass(frozen=True, slots=True)
class Course:
    """Where somebody is; nothing of it outlives the person."""

    office: Office
    way: Way
    """How the pages are met: language, letters, height."""
    places: tuple[Place, ...] = (Welcome(),)
    has_keys: bool = False
    """Whether the person uses keys, and so may write."""

    @property
    def here(self) -> Place:
        """Where the person is."""
        return self.places[-1]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked about the service that was chosen."""
        here, survey = self.here, self.office.survey
        if survey is None or not isinstance(here, Asked | Write):
            return USUAL_QUESTIONS
        return survey.questions(here.service)

    def after(self, act: object) -> Course | Keep:
        """Where a press leads; Keep where all is said."""
        match act:
            case Home():
                return start(self.office)
            case Enlarge() | Lower() | Speak() | TurnLarge():
                return self._met(act)
            case Back():
                return self._at(self.places[:-1] or (Welcome(),))
            case More(page):
                return self._turned(page)
            case Begin():
                return self._begun()
            case ChooseNeed(code):
                return self._in_need(code)
            case Choose(code):
                return self._on(Asked(code))
            case Answer(step):
                return self._answered(step)
            case Keep():
                return act
        return self

    def typed(self, character: str) -> Course:
        """With one more character written, or one less where it is none."""
        here = self.here
        if not isinstance(here, Write):
            return self
        words = (here.typed + character)[:LONGEST_COMMENT] if character else ""
        kept = Write(here.service, here.steps, words or here.typed[:-1])
        return self._at((*self.places[:-1], kept))

    def keyed(self) -> Course:
        """The person uses keys."""
        return replace(self, has_keys=True)

    def closed(self) -> Course:
        """Nothing can be kept from now on."""
        return self._at((Closed(),))

    def thanked(self, code: str | None) -> Course:
        """It is kept; with the code of what was written."""
        return self._at((Thanks(code),))

    def _met(self, act: Ease | Speak) -> Course:
        way = self.way.after(act, self.office)
        assert isinstance(way, Way)
        return replace(self, way=way)

    def _on(self, place: Place) -> Course:
        return self._at((*self.places, place))

    def _at(self, places: tuple[Place, ...]) -> Course:
        steps = (Start(),) * len(places)
        way = replace(self.way, steps=steps, large_page=0)
        return replace(self, places=places, way=way)

    def _begun(self) -> Course:
        office = self.office
        if len(office.services) == 1:
            return self._on(Asked(office.services[0].code))
        return self._on(PickNeed() if len(office.needs) > 1 else Pick(None))

    def _in_need(self, code: str) -> Course:
        need = next((each for each in self.office.needs if each.code == code), None)
        if need is not None and len(need.services) == 1:
            return self._on(Asked(need.services[0]))
        return self._on(Pick(code))

    def _turned(self, page: int) -> Course:
        here = self.here
        need = here.need if isinstance(here, Pick) else None
        return self._at((*self.places[:-1], Pick(need, page)))

    def _answered(self, step: int | None) -> Course | Keep:
        here = self.here
        if not isinstance(here, Asked):
            return self
        steps = (*here.steps, step)
        if len(steps) < len(self.questions):
            return self._on(Asked(here.service, steps))
        if self.has_keys:
            return self._on(Write(here.service, steps))
        return Keep(here.service, steps)


def start(office: Office) -> Course:
    """As the next person expects it."""
    return Course(office, Way(office.language))


def fields_of(keep: Keep, questions: tuple[Question, ...]) -> dict[str, object]:
    """What is asked of the office to keep it."""
    scores = {
        question.dimension: step
        for question, step in zip(questions, keep.steps, strict=True)
        if step is not None
    }
    text = {"text": keep.text} if keep.text else {}
    return {"service": keep.service, **scores, **text}
