"""The demo's stage: one screen at a time, and what to say of the others. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import Hall


class Scene(Enum):
    """A screen of the office, with its name."""

    KIOSK = N_("Kiosk")
    COUNTER = N_("Counter {counter}")
    SERVING = N_("Lobby: numbers")
    FLOW = N_("Lobby: steps")
    PAPER = N_("Paper")


ORDER: Final = tuple(Scene)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour that a press on the kiosk begins."""

    scene: Scene
    seconds: float
    words: str
    """What is said of it; {label} is the number."""
    is_called: bool = False
    """Whether the counter calls the number now."""
    is_served: bool = False
    """Whether the person has come now."""


TOUR: Final = (
    Stop(Scene.KIOSK, 4, N_("{label} was taken: this is what the visitor sees")),
    Stop(Scene.PAPER, 5, N_("{label}: the paper that comes out of the printer")),
    Stop(Scene.COUNTER, 4, N_("{label} waits: this is what the staff see")),
    Stop(Scene.SERVING, 7, N_("{label} is called: seen from the far end of the hall"),
         is_called=True),
    Stop(Scene.FLOW, 6, N_("The other lobby screen: the steps and the papers")),
    Stop(Scene.COUNTER, 5, N_("{label} has come: the visit goes on at the counter"),
         is_served=True),
)  # fmt: skip
"""From the press to the visit, for whoever only watches."""


def after(scene: Scene, step: int) -> Scene:
    """The screen so many places on."""
    return ORDER[(ORDER.index(scene) + step) % len(ORDER)]


def news(before: Hall | None, hall: Hall, say: Catalogue) -> str:
    """What just happened in the hall, in one sentence; "" where nothing did."""
    if before is None or hall.seq == before.seq:
        return ""
    called = before.calls[:1]
    if hall.calls and hall.calls[:1] != called:
        call = hall.calls[0]
        words = N_("{label} was called to counter {counter}: look at “Lobby: numbers”")
        return say(words, label=call.label, counter=call.counter)
    known = {each.key for each in before.tickets}
    new = [each.label for each in hall.waiting() if each.key not in known]
    if new:
        words = N_("{label} was taken at the kiosk: look at “Paper”")
        return say(words, label=new[-1])
    return ""
