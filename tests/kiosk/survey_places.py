"""Where somebody may be on a spare kiosk that asks how it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.survey.course import (
    Asked,
    Course,
    Pick,
    PickNeed,
    Thanks,
    Welcome,
    Write,
    start,
)
from shared.office.model import Office
from shared.office.survey import Survey
from shared.office.visitor_pages import VisitorPages
from tests.kiosk.pages import centre

STEPS: Final = (5, None, 3, 1)
"""Four answers, one of them passed over."""


def asked_office() -> Office:
    pages = VisitorPages("https://queue.example.tw")
    return replace(centre(), survey=Survey(), pages=pages)


def _at(*places: object) -> Course:
    return start(asked_office())._at((Welcome(), *places))  # type: ignore[arg-type]


SHOWN: Final = (
    start(asked_office()),
    _at(PickNeed()),
    _at(Asked("express")),
    _at(Thanks()),
)
"""Those of the picture."""
PLACES: Final = (
    *SHOWN,
    *(_at(Pick("other")), _at(Pick(None)), _at(Asked("express", (1, 2, 3)))),
    *(_at(Write("express", STEPS, "很好")), _at(Thanks("K7M3Q-9XRT2"))),
    start(asked_office()).closed(),
)
