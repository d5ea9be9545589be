"""The panes of the counter, and what each shows of one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one

from counter.keys import TABLE
from counter.layout import CSS, PAGES
from counter.painter import STATES, Painter
from counter.put_aside import Aside
from counter.situation import Situation, State
from counter.visit import Ticks
from counter.widgets.body_rows import BodyView, draw_list, draw_under
from counter.widgets.clock_rows import draw_clock
from counter.widgets.hall_rows import (
    draw_counters,
    draw_day,
    draw_happened,
    draw_services,
)
from counter.widgets.header import draw_header
from counter.widgets.line_rows import (
    LineView,
    below,
    draw_held,
    scrolled,
    title_of,
)
from counter.widgets.visit_rows import (
    VisitView,
    draw_head,
    draw_words,
)
from shared.screen.ask_pane import AskPane
from shared.screen.block import Block
from shared.screen.help_rows import HelpView, draw_help
from shared.screen.key_bar import KeyBar, KeyBarView
from shared.screen.paint import PLAIN, row
from shared.screen.size import Size, SizedBoard
from shared.screen.strip import StripView, draw_strip
from shared.text.catalogue import N_


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the panes show at one moment."""

    situation: Situation | None
    strip: StripView
    keys: KeyBarView
    staff: str = ""
    old: str = ""
    """How old the data is, while it is old."""
    waits_for: str = ""
    """What keeps the first data away, before there is any."""
    is_at_list: bool = True
    """Whether the arrows act on the list; else on the papers."""
    ticks: Ticks = field(default_factory=Ticks)
    is_asking: bool = False
    is_brief: bool = False
    """Whether the question leaves room for the papers of the visit below it."""
    has_sheet: bool = False
    """Whether the question is about a paper that is to be read."""
    help: HelpView | None = None
    page: int = 0
    aside: Mapping[int, Aside] = field(default_factory=dict)
    """Since when those on hold are, by their keys."""


class Board(SizedBoard):
    """All panes; it only shows."""

    DEFAULT_CSS = CSS

    header = query_one("#header", Block)
    visit = query_one("#visit", Vertical)
    head = query_one("#head", Block)
    clock = query_one("#clock", Block)
    body = query_one("#body", Block)
    line = query_one("#line", Block)
    strip = query_one("#strip", Block)
    key_bar = query_one(KeyBar)
    ask = query_one(AskPane)
    help = query_one("#help", Block)

    def __init__(self, painter: Painter) -> None:
        super().__init__()
        self._painter = painter
        self.line_view: LineView | None = None

    def compose(self) -> ComposeResult:
        yield Block(draw_header, id="header")
        yield Block(draw_help, id="help", is_pane=True)
        with Horizontal(id="room"):
            with Vertical(id="left"):
                with Vertical(id="visit"):
                    yield Block(draw_head, id="head")
                    yield Block(draw_clock, id="clock")
                    yield Block(draw_under, id="body")
                yield AskPane(self._painter.say)
                yield Block(draw_under, id="under", is_pane=True)
                yield Block(draw_held, id="held", is_pane=True)
                yield Block(draw_day, id="day", is_pane=True)
            with Vertical(id="middle"):
                yield Block(draw_list, id="line", is_pane=True)
                yield Block(draw_words, id="detail", is_pane=True)
                yield Block(draw_services, id="hall-below", is_pane=True)
                yield Block(draw_day, id="day-below", is_pane=True)
            with Vertical(id="right"):
                yield Block(draw_services, id="hall", is_pane=True)
                yield Block(draw_counters, id="counters", is_pane=True)
                yield Block(draw_happened, id="happened", is_pane=True)
        yield Block(draw_strip, id="strip")
        yield KeyBar(TABLE, self._painter.say)

    def speak(self, painter: Painter) -> None:
        """Say everything in the language of another painter from now on."""
        self._painter = painter
        self.ask.say = self.key_bar.say = painter.say

    def show(self, look: Look) -> None:
        """Show everything; what did not change is not drawn again."""
        self._show_classes(look)
        self.tick(look)
        if look.help is not None:
            state = look.situation.state if look.situation else State.CLOSED
            say = self._painter.say
            title = say(N_("Help: now {state}"), state=say(STATES[state]))
            leaves = say(N_("↑ ↓ more, Esc leaves"))
            self.help.show(look.help, title, leaves)
        if look.situation is None:
            self.body.show(BodyView((row((look.waits_for, PLAIN)),)))
            return
        self._show_visit(look, look.situation)
        self._show_line(look, look.situation)
        self._show_hall(look.situation)

    def tick(self, look: Look) -> None:
        """Show what changes with the second."""
        painter, situation = self._painter, look.situation
        self.header.show(painter.header(situation, look.staff, look.old))
        self.strip.show(look.strip)
        self.key_bar.show(look.keys)
        if situation is not None:
            names = look.keys.names
            self.clock.show(painter.clock(situation, names["recall"], names["no_show"]))

    def _show_classes(self, look: Look) -> None:
        state = look.situation.state if look.situation else State.CLOSED
        is_visit = state in (State.CALLED, State.SERVING)
        pages = PAGES.get(self.room, ("line",))
        page = pages[look.page % len(pages)]
        self.wear(
            {
                "-called": state is State.CALLED,
                "-free": not is_visit,
                "-words": not is_visit and state is not State.FREE,
                "-asking": look.is_asking,
                "-brief": look.is_brief,
                "-sheet": look.has_sheet,
                "-help": look.help is not None,
                "-turned": page != "visit",
                **{
                    f"-at-{each}": page == each
                    for each in ("visit", "line", "hall-below", "day-below")
                },
            }
        )
        is_free = not look.is_asking
        self.visit.set_class(is_free and not look.is_at_list, "-focus")
        self.line.set_class(is_free and look.is_at_list, "-focus")
        self.help.add_class("-focus")
        for pane in (self.visit, self.line):
            pane.set_class(bool(look.old), "-old")

    def _show_visit(self, look: Look, situation: Situation) -> None:
        title = self._painter.say(STATES[situation.state])
        if title != str(self.visit.border_title):
            self.visit.border_title = Content(title)
        is_serving = situation.state is State.SERVING
        has_cursor = is_serving and not (look.is_at_list or look.is_asking)
        body = self._painter.body(situation, look.ticks, has_cursor=has_cursor)
        is_next = situation.state is State.FREE
        has_day = self.room is Size.MEDIUM and is_next and not look.is_asking
        day = self._painter.hall(situation) if has_day else None
        self.body.show(BodyView(body, is_next, day))
        under = self.query_one("#under", Block)
        papers = self._painter.say(N_("Documents and steps"))
        under.show(BodyView(body, is_next), papers)
        if isinstance(body, VisitView) and not is_next:
            self.head.show(body)

    def _show_line(self, look: Look, situation: Situation) -> None:
        view = self._list_of(look, situation)
        is_wide = self.room in (Size.MEDIUM, Size.LARGE)
        waiting = len(situation.hall.waiting())
        title = title_of(view, waiting, is_wide=is_wide)
        _, height = self.line.content_size
        subtitle = self._subtitle(view, height, is_wide=is_wide)
        shown = self._painter.lengths(situation) if situation.is_blind else view
        self.line.show(shown, title, subtitle)
        held = self.query_one("#held", Block)
        count = len(situation.line.held)
        held.show(view, self._painter.say(N_("On hold {n}"), n=count))
        if self.room is Size.LARGE:
            chosen = situation.shown
            detail = self.query_one("#detail", Block)
            rows = self._painter.detail(chosen, *detail.content_size)
            detail.show(rows, chosen.label if chosen else "")

    def _list_of(self, look: Look, situation: Situation) -> LineView:
        """The list with its cursor in sight."""
        chosen = situation.chosen or situation.next
        is_usable = look.is_at_list and not look.is_asking
        width, height = self.line.content_size
        is_below = self.room is Size.MEDIUM or (
            situation.state is not State.FREE and situation.chosen is not None
        )
        foot: tuple[Content, ...] = ()
        if is_below and self.room is not Size.LARGE and width:
            foot = self._painter.detail(chosen, width, max(height // 3, 2))
        is_seen = is_usable or situation.chosen is not None
        view = self._painter.line(
            situation,
            self.line_view,
            aside=look.aside,
            cursor=chosen.key if chosen and is_seen else None,
            is_usable=is_usable,
            pins_held=self.room in (Size.SMALL, Size.TINY),
            foot=foot,
        )
        self.line_view = replace(view, first=scrolled(view, height))
        return self.line_view

    def _subtitle(self, view: LineView, height: int, *, is_wide: bool) -> str:
        say = self._painter.say
        is_blind = self._painter.office.no_picking
        more = 0 if is_blind else below(view, height)
        parts = [f"↓ {more}"] if more else []
        if not is_wide:
            parts.append(say(N_("← hall →")))
        elif not is_blind:
            parts.append(say(N_("in the order I will call")))
        return "  ".join(parts)

    def _show_hall(self, situation: Situation) -> None:
        say = self._painter.say
        view = self._painter.hall(situation)
        titles = {
            "hall": N_("Hall"),
            "hall-below": N_("Hall"),
            "counters": N_("Counters"),
            "happened": N_("Just now"),
            "day": N_("My day"),
            "day-below": N_("My day"),
        }
        counters = situation.hall.counters
        is_open = sum(each.state == "open" for each in counters)
        told = say(N_("{n} of {count} open"), n=is_open, count=len(counters))
        hall = "  ".join((say(N_("bold = mine")), told))
        hints = {"hall": hall, "hall-below": hall}
        for name, title in titles.items():
            hint = hints.get(name, "")
            if self.room in (Size.SMALL, Size.TINY):
                hint = say(N_("← list →"))
            self.query_one(f"#{name}", Block).show(view, say(title), hint)
