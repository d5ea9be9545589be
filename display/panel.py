"""The lobby screens as widgets: who is called, what the services ask for, or both."""

from __future__ import annotations

from typing import Final

from textual.events import Resize

from display.content.announcing import Announcements
from display.content.flow import flow_of, reading_seconds
from display.content.ranges import Ranges
from display.content.rotation import Rotation
from display.painting.closed import paint_closed, paint_dark
from display.painting.flow import FlowPage, flow_pages, paint_flow
from display.painting.header import paint_header
from display.painting.page import Page
from display.painting.serving import paint_serving
from display.places import below_header
from display.views import (
    Known,
    closed_of,
    header_of,
    is_closed,
    is_dark,
    opens_words,
    serving_of,
)
from shared.canvas.grid import Box, Grid
from shared.canvas.logo import Logo
from shared.canvas.said import Said
from shared.canvas.words import Words
from shared.clock import Clock, now_ms
from shared.office.model import Display, Office
from shared.screen.drawn import Drawn
from shared.text.themes import theme_of
from shared.wire.client import Client

LOOK_SECONDS: Final = 0.5
"""How often a screen looks at the time; a change of the hall is shown at once."""
_SHIFT_MS: Final = 600_000
"""So long the picture stands where it is; then a cell beside, against burning in."""
_SHIFTS: Final = ((0, 0), (1, 0), (1, 1), (0, 1))
_DARK_TURN_MS: Final = 60_000


class LobbyPanel(Drawn):
    """What all lobby screens do: listen to the link, and paint what is known."""

    DEFAULT_CSS = "LobbyPanel { width: 1fr; height: 1fr; overflow: hidden; }"

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        display: Display | None = None,
        owns_link: bool = True,
        clock: Clock = now_ms,
        words: Words | None = None,
    ) -> None:
        """`words` keeps the masks of what is drawn between starts."""
        super().__init__()
        self.office = office
        self.client = client
        self.display_settings = display or Display("")
        self.words = words or Words()
        self.page: Page | None = None
        """The page as it was painted last."""
        self.logo: Logo | None = None
        self._owns_link = owns_link
        self._clock = clock
        self._painted: object = None

    def on_mount(self) -> None:
        if self._owns_link:
            self.client.on_change = self._hear_soon
            self.client.start()
        self.set_interval(LOOK_SECONDS, self.hall_changed)
        self.hall_changed()

    def _hear_soon(self) -> None:
        # As a message: a fault then ends the screen, else it would only be logged.
        self.call_later(self.hall_changed)

    def take_logo(self, logo: Logo) -> None:
        """Show the office's logo from now on; called from any thread."""
        self.logo = logo
        self._hear_soon()

    async def on_unmount(self) -> None:
        if self._owns_link:
            await self.client.close()

    def on_resize(self, event: Resize) -> None:
        self.hall_changed()

    @property
    def said(self) -> list[Said]:
        """What the screen says, for tests and logs."""
        return self.page.surface.said if self.page is not None else []

    def hall_changed(self) -> None:
        """Show what the link knows now; called at every change and now and then."""
        columns, rows = self.size
        if not self.is_attached or not columns or not rows:
            return
        now = self._clock()
        client = self.client
        settings, hall, age = self.display_settings, client.hall, client.age()
        known = Known(self.office, settings, now, hall, age, self.logo)
        self.look(known)
        shift = _SHIFTS[now // _SHIFT_MS % len(_SHIFTS)]
        key = (self.size, shift, *self.seen(known))
        if key == self._painted:
            return
        self._painted = key
        page = Page(
            Grid(columns, rows),
            self.words,
            is_tall=known.is_tall,
            theme=theme_of(self.display_settings.theme, self.office.colours),
        )
        if is_dark(known):
            paint_dark(page, opens_words(known), now // _DARK_TURN_MS)
        else:
            self.paint(page, known)
        self.page = page
        self.show_rows(page.surface.rows(*shift))

    def look(self, known: Known) -> None:
        """Take in what is known now."""

    def seen(self, known: Known) -> tuple[object, ...]:
        """All that the picture depends on: painted anew when it changes."""
        if is_dark(known):
            return ("dark", known.now // _DARK_TURN_MS)
        return (header_of(known), known.turn)

    def paint(self, page: Page, known: Known) -> None:
        """Paint what is known."""
        raise NotImplementedError


class ServingPanel(LobbyPanel):
    """Which number goes to which counter, and how many wait."""

    announcements = Announcements()
    ranges = Ranges()

    def look(self, known: Known) -> None:
        if known.hall is None:
            return
        self.ranges = self.ranges.look(known.hall, known.office, known.now)
        last = self.announcements
        if last.newest is None and last.hearing.seq is None:
            last = Announcements(least=known.display.call_seconds * 1000)
        known_at = known.now - round(known.age * 1000)
        self.announcements = last.look(known.hall, now=known.now, known_at=known_at)
        if self.announcements.is_new_since(last, known.now):
            self.app.bell()

    def seen(self, known: Known) -> tuple[object, ...]:
        shown = closed_of(known) if is_closed(known) else None
        serving = None if shown else serving_of(known, self.announcements, self.ranges)
        return (*super().seen(known), shown, serving)

    def paint(self, page: Page, known: Known) -> None:
        self.paint_numbers(page, known, paint_header(page, header_of(known)))

    def paint_numbers(self, page: Page, known: Known, box: Box) -> None:
        """The board in a box, or that the office is closed."""
        if is_closed(known):
            paint_closed(page, closed_of(known), box)
        else:
            paint_serving(page, serving_of(known, self.announcements, self.ranges), box)


class FlowPanel(LobbyPanel):
    """The steps and the papers of the services in turn, and the notices."""

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        display: Display | None = None,
        owns_link: bool = True,
        clock: Clock = now_ms,
        words: Words | None = None,
    ) -> None:
        super().__init__(
            office,
            client,
            display=display,
            owns_link=owns_link,
            clock=clock,
            words=words,
        )
        codes = tuple(each.code for each in office.services)
        self.rotation = Rotation(codes, office.privacy_from)
        self.calls = Announcements()
        """Only whether a call has its time: its page is not turned meanwhile."""
        self._pages: dict[tuple[str, int, int], list[FlowPage]] = {}

    def flow_box(self, page: Page) -> Box:
        """Where the flow stands on a page."""
        return below_header(page)

    def look(self, known: Known) -> None:
        is_held = False
        if known.hall is not None:
            known_at = known.now - round(known.age * 1000)
            self.calls = self.calls.look(known.hall, now=known.now, known_at=known_at)
            is_held = self.calls.is_announcing(known.now)
        self.rotation = self.rotation.look(
            known.hall,
            now=known.now,
            pages=lambda code: len(self.pages_of(code)),
            seconds=self._seconds,
            is_held=is_held,
        )

    def _seconds(self, code: str, number: int) -> float:
        pages = self.pages_of(code)
        texts = pages[min(number, len(pages) - 1)].texts
        return reading_seconds(texts, self.display_settings.flow_seconds)

    def pages_of(self, code: str) -> list[FlowPage]:
        """The pages of a service at this size: in one language, then in the other."""
        key = (code, *self.size)
        if key not in self._pages:
            known = Known(self.office, self.display_settings, self._clock())
            page = Page(Grid(*self.size), self.words, is_tall=known.is_tall)
            service = self.office.service(code)
            assert service is not None
            own = self.office.language
            beside = self.office.beside(own)
            box = self.flow_box(page)
            self._pages[key] = [
                shown
                for language in ((own, beside) if beside else (own,))
                for shown in flow_pages(
                    page, flow_of(service, self.office, language), box
                )
            ]
        return self._pages[key]

    def on_resize(self, event: Resize) -> None:
        self._pages.clear()
        super().on_resize(event)

    def seen(self, known: Known) -> tuple[object, ...]:
        shown = closed_of(known) if is_closed(known) else None
        place = (self.rotation.code, self.rotation.page)
        return (*super().seen(known), shown, place, known.notices)

    def paint(self, page: Page, known: Known) -> None:
        box = paint_header(page, header_of(known))
        if is_closed(known):
            paint_closed(page, closed_of(known), box)
        else:
            self.paint_steps(page, known, box, has_notice=True)

    def paint_steps(
        self, page: Page, known: Known, box: Box, *, has_notice: bool
    ) -> None:
        """The flow's page in a box, a notice along its foot."""
        code = self.rotation.code
        if code is None:
            return
        pages = self.pages_of(code)
        number = min(self.rotation.page, len(pages) - 1)
        notices = known.notices if has_notice else ()
        place = (number, len(pages))
        paint_flow(
            page, pages[number], box, place=place, notices=notices, turn=known.turn
        )
