"""The panes of the hall, and what each shows of one moment."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one

from counter.supervisor.keys import TABLE
from counter.supervisor.layout import CSS, PANES
from counter.supervisor.machines import Machine
from counter.supervisor.scene import Scene
from counter.supervisor.task import Task
from counter.supervisor.widgets.counters import draw_counters
from counter.supervisor.widgets.header import HeaderView, draw_header
from counter.supervisor.widgets.lists import (
    draw_happened,
    draw_machines,
    draw_notices,
    draw_tasks,
)
from counter.supervisor.widgets.page import PageView, draw_page
from counter.supervisor.widgets.pane import PaneView, out_of_sight
from counter.supervisor.widgets.services import TARGET_MARK, draw_services
from counter.supervisor.widgets.today import draw_today
from shared.screen.ask_pane import AskPane
from shared.screen.block import Block
from shared.screen.key_bar import KeyBar, KeyBarView
from shared.screen.paint import PLAIN, row
from shared.screen.size import Size, SizedBoard
from shared.screen.strip import StripView, draw_strip
from shared.text.catalogue import N_, Catalogue

_TITLES: Final = {
    "services": N_("Services"),
    "counters": N_("Counters"),
    "machines": N_("Machines"),
    "happened": N_("Just now"),
}
_COUNTED: Final = {"tasks": N_("To do {n}"), "notices": N_("Notices {n}")}
_HEADINGS: Final = frozenset({"services", "counters", "machines"})
"""Panes whose first row names the columns."""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the panes show at one moment."""

    header: HeaderView
    strip: StripView
    keys: KeyBarView
    scene: Scene | None = None
    rows: Mapping[str, tuple[Hashable, ...]] = field(default_factory=dict)
    """What the rows of each pane are of."""
    cursors: Mapping[str, Hashable] = field(default_factory=dict)
    pane: str = PANES[0]
    """The one that the arrows act on."""
    turned: str = ""
    tasks: tuple[Task, ...] = ()
    machines: tuple[Machine, ...] = ()
    page: PageView | None = None
    is_asking: bool = False
    waits_for: str = ""
    """What keeps the first data away, before there is any."""


class Board(SizedBoard):
    """All panes; it only shows."""

    DEFAULT_CSS = CSS

    header = query_one("#header", Block)
    strip = query_one("#strip", Block)
    key_bar = query_one(KeyBar)
    ask = query_one(AskPane)
    page = query_one("#page", Block)

    def __init__(self, say: Catalogue) -> None:
        super().__init__()
        self._say = say

    def compose(self) -> ComposeResult:
        yield Block(draw_header, id="header")
        yield Block(draw_page, id="page", is_pane=True)
        with Horizontal(id="room"):
            with Vertical(id="left"):
                yield Block(draw_services, id="services", is_pane=True)
                yield Block(draw_today, id="today", is_pane=True)
                yield Block(draw_notices, id="notices", is_pane=True)
            with Vertical(id="right"):
                yield Block(draw_counters, id="counters", is_pane=True)
                yield AskPane(self._say)
                yield Block(draw_tasks, id="tasks", is_pane=True)
                yield Block(draw_machines, id="machines", is_pane=True)
                yield Block(draw_notices, id="notices-below", is_pane=True)
                yield Block(draw_happened, id="happened", is_pane=True)
        yield Block(draw_strip, id="strip")
        yield KeyBar(TABLE, self._say)

    def fit(self, room: Size) -> None:
        """Put the panes where the room wants them; the smallest is as the next."""
        super().fit(Size.SMALL if room is Size.TINY else room)

    def show(self, look: Look) -> None:
        """Show everything; what did not change is not drawn again."""
        self._show_classes(look)
        self.tick(look)
        if look.page is not None:
            leaves = self._say(N_("↑ ↓ more, Esc leaves"))
            self.page.show(look.page, look.page.title, leaves)
        if look.scene is None:
            waits = PageView("", (row((look.waits_for, PLAIN)),))
            self.page.show(waits, self._say(N_("Supervisor")))
            return
        for pane in PANES:
            if pane != "counters":
                self._show_pane(pane, look, look.scene)
        today = self.query_one("#today", Block)
        today.show(look.scene, self._say(N_("Today")))

    def tick(self, look: Look) -> None:
        """Show what changes with the second."""
        self.header.show(look.header)
        self.strip.show(look.strip)
        self.key_bar.show(look.keys)
        if look.scene is not None:
            for pane in ("counters", "tasks"):
                self._show_pane(pane, look, look.scene)

    def _show_classes(self, look: Look) -> None:
        self.wear(
            {
                "-asking": look.is_asking,
                "-page": look.page is not None or look.scene is None,
                "-elsewhere": look.pane != "services",
                **{f"-on-{pane}": look.pane == pane for pane in PANES},
                **{f"-at-{pane}": look.turned == pane for pane in PANES},
            }
        )
        self.page.add_class("-focus")
        for block in self.query(Block):
            if block.id is not None:
                name = block.id.removesuffix("-below")
                block.set_class(name == look.pane and not look.is_asking, "-focus")
                block.set_class(bool(look.header.old), "-old")

    def _show_pane(self, pane: str, look: Look, scene: Scene) -> None:
        keys, cursor = look.rows[pane], look.cursors[pane]
        has_keys = pane == look.pane and not look.is_asking
        view = PaneView(
            scene,
            keys,
            cursor if has_keys else None,
            keys.index(cursor) if cursor in keys else 0,
            look.tasks if pane == "tasks" else (),
            look.machines if pane == "machines" else (),
        )
        names = (pane, f"{pane}-below") if pane == "notices" else (pane,)
        title = self._say(_TITLES[pane]) if pane in _TITLES else ""
        title = title or self._say(_COUNTED[pane], n=len(keys))
        for name in names:
            block = self.query_one(f"#{name}", Block)
            room = block.content_size.height - (pane in _HEADINGS)
            block.show(view, title, self._subtitle(pane, view, room))

    def _subtitle(self, pane: str, view: PaneView, room: int) -> str:
        say, parts = self._say, []
        below = out_of_sight(view, room) if room > 0 else 0
        if below and pane != "happened":
            parts.append(f"↓ {below}")
        if pane == "services":
            parts.append(say(N_("{mark} = target"), mark=TARGET_MARK))
        elif pane == "counters":
            states = [each.state for each in view.scene.hall.counters]
            is_open, count = states.count("open"), len(states)
            words = N_("{n} of {count} open")
            parts.append(say(words, n=is_open, count=count))
        elif pane in ("machines", "happened") and self.room is not Size.LARGE:
            parts.append(say(N_("← notices, just now →")))
        return "  ".join(parts)
