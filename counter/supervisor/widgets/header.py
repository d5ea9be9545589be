"""The first row: whose screen this is, the day in five figures, the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from counter.supervisor.scene import Scene
from shared import clock
from shared.desk.lines import target_of
from shared.screen.paint import BOLD, MUTED, PLAIN, WARNING, ends, row
from shared.text import palette
from shared.text.catalogue import N_, Catalogue

_DAYS: Final = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)
_ROOMY: Final = 150


@dataclass(frozen=True, slots=True)
class HeaderView:
    """What the header says."""

    say: Catalogue
    office: str
    who: str
    scene: Scene | None
    old: str = ""
    """In place of the time, while the data is old."""


def draw_header(view: HeaderView, width: int, height: int) -> list[Content]:
    """Left whose screen, right the figures and the time."""
    say = view.say
    left = row(
        (" " + say(N_("Supervisor")) + " ", BOLD),
        ("  " + view.office, PLAIN),
        ("   " + view.who, PLAIN),
    )
    if view.scene is None:
        return [left]
    time: tuple[str, str] = (f"  {_time(view.scene, width)} ", BOLD)
    if view.old:
        time = (f" {view.old} ", f"{palette.BACKGROUND} on {palette.WARNING}")
    figures = _figures(view.scene) if width >= 100 else []
    return [ends(left, row(*figures, time), width)]


def _time(scene: Scene, width: int) -> str:
    here = clock.local(scene.now, scene.office.time_zone)
    if width < _ROOMY:
        return f"{here:%H:%M}"
    day = scene.say(_DAYS[here.weekday()])
    words = N_("{day} {date}/{month}  {time}")
    told = {"month": here.month, "date": here.day, "time": f"{here:%H:%M}"}
    return scene.say(words, day=day, **told)


def _figures(scene: Scene) -> list[tuple[str, str]]:
    say, curve = scene.say, scene.curve
    codes = [each.code for each in scene.office.services]
    longest = max((scene.longest(code) for code in codes), default=0)
    targets = [target_of(code, scene.office) for code in codes]
    is_late = any(
        target and scene.is_late(code)
        for code, target in zip(codes, targets, strict=True)
    )
    waiting = sum(each.waiting for each in scene.hall.services)
    found: list[tuple[str, str]] = []
    for words, value, style in (
        (N_("taken"), str(sum(curve.taken)), BOLD),
        (N_("served"), str(sum(curve.served)), BOLD),
        (N_("waiting"), str(waiting), BOLD),
        (N_("longest"), say(N_("{n} min"), n=longest), WARNING if is_late else BOLD),
        (N_("no-shows"), str(curve.missed), BOLD),
    ):
        found += [(f"   {say(words)} ", MUTED), (value, style)]
    return found
