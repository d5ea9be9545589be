"""The services, as many at a time as there is room for."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kiosk.layout import TileGrid, tile_grid
from kiosk.speech import Speech
from kiosk.widgets.service_tile import ServiceTile
from shared.office.model import Office
from shared.trade.hall import Hall


class ServiceTiles(Widget):
    """Pages of service tiles."""

    DEFAULT_CSS = """
    ServiceTiles { height: 1fr; layout: grid; grid-gutter: 0 2; overflow: hidden; }
    """

    page = reactive(0, init=False)

    @dataclass
    class Turned(Message):
        """Another page is shown, or the number of pages is another."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._grid = TileGrid(1, 1, 1, len(office.services))

    def compose(self) -> ComposeResult:
        for service in self._office.services:
            yield ServiceTile(service)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._grid.pages

    def show(self, speech: Speech, hall: Hall | None) -> None:
        """Say it in this language, as the hall is now."""
        for tile in self.query(ServiceTile):
            tile.show(speech, hall)

    def turn(self, by: int) -> None:
        """Turn the page; after the last comes the first."""
        self.page = (self.page + by) % self._grid.pages

    def validate_page(self, page: int) -> int:
        return max(0, min(page, self._grid.pages - 1))

    def watch_page(self) -> None:
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        services = self._office.services
        names = [name for each in services for name in each.name.by_language.values()]
        width, height = event.size
        self._grid = tile_grid(width, height, count=len(services), names=names)
        self.page = self.validate_page(self.page)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = self._grid
        self.styles.grid_size_columns = grid.columns
        self.styles.grid_rows = str(grid.tile_height)
        first = self.page * grid.tiles_a_page
        shown = range(first, first + grid.tiles_a_page)
        for index, tile in enumerate(self.query(ServiceTile)):
            tile.display = index in shown
            tile.set_class(grid.tile_height < 3, "-flat")
        self.post_message(self.Turned())
