"""The first row: whose screen this is, the day in figures, the printer, the time."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from kiosk.concierge.scene import Scene
from shared.desk.words import wall_time
from shared.screen.paint import BOLD, GOOD, MUTED, PLAIN, TROUBLE, WARNING, ends, row
from shared.text import palette
from shared.text.catalogue import N_, Catalogue


@dataclass(frozen=True, slots=True)
class HeaderView:
    """What the header says."""

    say: Catalogue
    title: str
    kiosk: str
    scene: Scene | None
    given: int = 0
    """Numbers of today, of the whole office."""
    printer: str = ""
    """What is wrong with the printer; "": nothing."""
    has_printer: bool = True
    old: str = ""
    """In place of the time, while the data is old."""


def draw_header(view: HeaderView, width: int, height: int) -> list[Content]:
    """Left whose screen, right the figures, the printer and the time."""
    say, scene = view.say, view.scene
    left = row(" ", (view.title, BOLD), " ")
    if scene is None:
        return [left]
    word, colour = N_("closed now"), MUTED
    if scene.is_open:
        word, colour = N_("open now"), palette.GOOD
    left += row((f" {say(word)} ", f"{palette.BACKGROUND} on {colour}"))
    left += row((f"  {view.kiosk}", PLAIN))
    waiting = sum(each.waiting for each in scene.hall.services)
    time: tuple[str, str] = (f"  {wall_time(scene.now, scene.office)} ", BOLD)
    if view.old:
        time = (f" {view.old} ", TROUBLE)
    right = row(
        (say(N_("given today")) + " ", MUTED),
        (str(view.given), BOLD),
        "  " + say(N_("waiting")) + " ",
        (str(waiting), BOLD),
        *_printer(view),
        time,
    )
    return [ends(left, right, width)]


def _printer(view: HeaderView) -> list[tuple[str, str]]:
    say = view.say
    if view.printer:
        return [("  !! ", WARNING), (view.printer, WARNING)]
    if not view.has_printer:
        return [("  " + say(N_("no printer")), MUTED)]
    name = "  " + say(N_("printer")) + " "
    return [(name, MUTED), ("● ", GOOD), (say(N_("fine")), GOOD)]
