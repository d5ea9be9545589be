"""The two lobby screens as widgets: who is called, and what the services ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget

from display.content.announcing import Announcements
from display.content.board import newest_of, others_of, waiting_of
from display.content.rotation import Rotation
from display.content.steps import pages_of
from display.content.words import Tongues
from display.painting.calls import (
    paint_newest,
    paint_others,
    paint_waiting,
    waiting_parts,
)
from display.painting.lines import (
    Notices,
    Top,
    age_of,
    notice_parts,
    paint_age,
    paint_notice,
    paint_top,
    top_of,
)
from display.painting.picture import Picture
from shared.clock import Clock, now_ms
from shared.office.model import Display, Office
from shared.trade.hall import Hall
from shared.wire.client import OLD_SECONDS, Client

LOOK_SECONDS: Final = 0.5
"""How often a screen looks at the time; a change of the hall is shown at once."""
_TURN_MS: Final = 8_000
"""How long a notice or a part of a list stays."""
_WIDE_COLUMNS: Final = 100
"""From here on, and twice as wide as high, the other counters stand at the side."""
_TINY_ROWS: Final = 10
"""Below this there is room for the newest call alone."""
_LOW_ROWS: Final = 24
"""Below this no line is left empty around the steps."""


class LobbyPanel(Widget):
    """What both lobby screens do: listen to the link, and say how old the data is."""

    DEFAULT_CSS = """
    LobbyPanel {
        width: 1fr;
        height: 1fr;
        background: $background;
        color: $foreground;
        layout: vertical;
        overflow: hidden;
        layers: below above;
        #top { height: 1; background: $panel; text-style: bold; }
        #age {
            dock: bottom;
            layer: above;
            max-height: 4;
            background: $warning;
            color: $background;
            text-style: bold;
        }
    }
    """

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        display: Display | None = None,
        owns_link: bool = True,
        clock: Clock = now_ms,
    ) -> None:
        super().__init__()
        self.office = office
        self.client = client
        self.display_settings = display or Display("")
        self.tongues = Tongues.of(office)
        self._owns_link = owns_link
        self._clock = clock
        self.top = Picture(paint_top, id="top")
        self.age_bar = Picture(paint_age, id="age")

    def on_mount(self) -> None:
        if self._owns_link:
            self.client.on_change = self.hall_changed
            self.client.start()
        self.set_interval(LOOK_SECONDS, self.hall_changed)
        self.hall_changed()

    async def on_unmount(self) -> None:
        if self._owns_link:
            await self.client.close()

    def hall_changed(self) -> None:
        """Show what the link knows now; called at every change and now and then."""
        if not self.is_attached:
            return
        now = self._clock()
        self.age_bar.show(age_of(self.client, self.tongues))
        self.show_hall(self.client.hall, now, now - round(self.client.age() * 1000))

    def show_hall(self, hall: Hall | None, now: int, known_at: int) -> None:
        """Show a hall that was confirmed at `known_at`."""
        raise NotImplementedError


class ServingPanel(LobbyPanel):
    """Which number goes to which counter, and how many wait."""

    DEFAULT_CSS = """
    ServingPanel {
        #calls { height: 1fr; layout: vertical; }
        #newest { height: 5fr; min-height: 6; background: $panel; color: $primary; }
        #newest.-new { background: $primary; color: $background; }
        #newest.-old { background: $surface; color: $secondary; }
        #others { height: 4fr; }
        #waiting { max-height: 25%; background: $surface; }
        &.-tiny #newest { height: 1fr; min-height: 0; }
        &.-tiny #others { display: none; }
        &.-tiny #waiting { max-height: 1; }
        &.-wide #calls { layout: horizontal; }
        &.-wide #newest { width: 3fr; height: 1fr; }
        &.-wide #others { width: 2fr; height: 1fr; margin-left: 1; }
    }
    """

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        display: Display | None = None,
        owns_link: bool = True,
        clock: Clock = now_ms,
    ) -> None:
        super().__init__(
            office, client, display=display, owns_link=owns_link, clock=clock
        )
        self.announcements = Announcements()
        self.newest = Picture(paint_newest, id="newest")
        self.others = Picture(paint_others, id="others")
        self.waiting = Picture(paint_waiting, id="waiting")

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.age_bar
        with Container(id="calls"):
            yield self.newest
            yield self.others
        yield self.waiting

    def on_resize(self, event: Resize) -> None:
        width, height = event.size
        self.set_class(width >= max(_WIDE_COLUMNS, 2 * height), "-wide")
        self.set_class(height < _TINY_ROWS, "-tiny")
        self.call_after_refresh(self.hall_changed)

    def show_hall(self, hall: Hall | None, now: int, known_at: int) -> None:
        self.top.show(top_of(self.office, now))
        if hall is None:
            return
        last = self.announcements
        self.announcements = last.look(hall, now=now, known_at=known_at)
        if self.announcements.is_new_since(last, now):
            self.app.bell()
        self._show_newest(now, is_old=self.client.age() > OLD_SECONDS)
        self.others.show(others_of(hall, self.announcements, self.office, now=now))
        waiting = waiting_of(hall, self.office)
        parts = waiting_parts(waiting, *self.waiting.size)
        self.waiting.show(replace(waiting, part=now // _TURN_MS % parts))

    def _show_newest(self, now: int, *, is_old: bool) -> None:
        newest = self.announcements.newest
        is_bright = newest is not None and newest.is_bright(now)
        self.newest.show(newest_of(newest, self.tongues, now=now, is_old=is_old))
        self.newest.set_class(is_old, "-old")
        self.newest.set_class(is_bright and not is_old, "-new")


class FlowPanel(LobbyPanel):
    """The steps and the documents of the services in turn, and the notices."""

    DEFAULT_CSS = """
    FlowPanel {
        #steps { height: 1fr; padding: 1 2 0 2; }
        #notice { background: $panel; }
        &.-low #steps { padding: 0 1; }
    }
    """

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        display: Display | None = None,
        owns_link: bool = True,
        clock: Clock = now_ms,
    ) -> None:
        super().__init__(
            office, client, display=display, owns_link=owns_link, clock=clock
        )
        self.rotation = Rotation(
            tuple(each.code for each in office.services),
            self.display_settings.flow_seconds,
        )
        self.steps = Picture(self._paint_page, id="steps")
        self.notice = Picture(paint_notice, id="notice")
        self._pages: dict[tuple[str, int, int], list[list[Content]]] = {}

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.age_bar
        yield self.steps
        yield self.notice

    def on_resize(self, event: Resize) -> None:
        self._pages.clear()
        self.set_class(event.size.height < _LOW_ROWS, "-low")
        self.call_after_refresh(self.hall_changed)

    def show_hall(self, hall: Hall | None, now: int, known_at: int) -> None:
        self.rotation = self.rotation.look(
            hall, now=now, known_at=known_at, pages=self._count_pages
        )
        code, page = self.rotation.code or "", self.rotation.page
        self.steps.show((code, page))
        count = self._count_pages(code)
        self.top.show(
            Top(
                self.tongues.say("Steps and documents"),
                right=f"{page + 1}/{count}" if count > 1 else "",
            )
        )
        day = hall.day if hall else self.office.business_day(now)
        notices = Notices(
            tuple(
                self.tongues.phrase(notice.text)
                for notice in self.office.notices_on(day)
            ),
            max(1, min(3, self.size.height // 6)),
        )
        parts = max(1, len(notice_parts(notices, self.notice.size.width)))
        self.notice.show(replace(notices, part=now // _TURN_MS % parts))

    def _count_pages(self, code: str) -> int:
        return len(self._pages_of(code, *self.steps.size))

    def _paint_page(
        self, shown: tuple[str, int], width: int, height: int
    ) -> list[Content]:
        code, page = shown
        pages = self._pages_of(code, width, height)
        return pages[min(page, len(pages) - 1)]

    def _pages_of(self, code: str, width: int, height: int) -> list[list[Content]]:
        service = self.office.service(code)
        if service is None or not width:
            return [[]]
        key = code, width, height
        if key not in self._pages:
            self._pages[key] = pages_of(service, self.tongues, width, height)
        return self._pages[key]
