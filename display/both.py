"""Numbers and steps on one screen."""

from __future__ import annotations

from typing import Final

from display.painting.header import paint_header
from display.painting.page import Page
from display.painting.serving import paint_serving
from display.painting.strip import paint_line
from display.panel import FlowPanel, ServingPanel
from display.places import BESIDE_COLUMNS, beside
from display.views import Known, header_of, is_closed, serving_of
from shared.canvas.grid import Box
from shared.text.palette import EDGE

_FLOW_TURN_MS: Final = 20_000


class BothPanel(ServingPanel, FlowPanel):
    """Numbers and steps on one wide screen; where it is not wide, in turn."""

    def look(self, known: Known) -> None:
        ServingPanel.look(self, known)
        FlowPanel.look(self, known)

    def flow_box(self, page: Page) -> Box:
        if not self._is_wide:
            return super().flow_box(page)
        known = Known(
            self.office, self.display_settings, self._clock(), self.client.hall
        )
        return beside(page, known.notices)[1]

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= BESIDE_COLUMNS

    def _shows_flow(self, known: Known) -> bool:
        """Whether the flow has its turn: every third, and never in a call's time."""
        is_calling = self.announcements.is_announcing(known.now)
        return known.now // _FLOW_TURN_MS % 3 == 2 and not is_calling

    def seen(self, known: Known) -> tuple[object, ...]:
        return (
            *ServingPanel.seen(self, known),
            *FlowPanel.seen(self, known),
            self._shows_flow(known),
        )

    def paint(self, page: Page, known: Known) -> None:
        is_over = known.is_stale or is_closed(known)
        if is_over or (not self._is_wide and not self._shows_flow(known)):
            ServingPanel.paint(self, page, known)
        elif not self._is_wide:
            FlowPanel.paint(self, page, known)
        else:
            self._paint_beside(page, known)

    def _paint_beside(self, page: Page, known: Known) -> None:
        paint_header(page, header_of(known))
        left, right, line = beside(page, known.notices)
        paint_line(page, known.notices, known.turn, line)
        serving = serving_of(known, self.announcements, self.ranges)
        paint_serving(page, serving, left, has_line=False)
        edge = Box(right.x, right.y, 1, right.height).inset(0, page.gap)
        page.surface.fill(edge, EDGE)
        self.paint_steps(page, known, right, has_notice=False)
