"""The process of the pages: a station that only watches, and a small web server."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from display.listening import Listener
from jiaohao.page.booking_desk import BookingDesk
from jiaohao.page.guard import LONGEST_HEADERS
from jiaohao.page.hall_desk import HallDesk
from jiaohao.page.look import OLD_SECONDS
from jiaohao.page.open_data_desk import OpenDataDesk
from jiaohao.page.site import Site
from jiaohao.page.stream import Changes
from jiaohao.page.survey_desk import SurveyDesk
from shared.office.model import Office
from shared.office.visitor_pages import VisitorPages
from shared.wire.client import Client

_log = logging.getLogger(__name__)
_MOST_CONNECTIONS: Final = 4_000
_LEAVE_SECONDS: Final = 2


class PageServer(uvicorn.Server):
    """A web server that leaves the signals to who began it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Another loop hears them."""
        yield


class PageStation(Listener):
    """Serves the pages from what its station tells, until it is ended."""

    def __init__(
        self,
        folder: Path,
        office: Office,
        client: Client,
        pages: VisitorPages,
        listening: socket.socket,
    ) -> None:
        """`listening` is bound already; it is another's to close."""
        super().__init__(client)
        self._listening = listening
        self._changes = Changes()
        desk = HallDesk(office, client, folder, clock=self.clock)
        booking = None
        if office.appointments.bookable:
            booking = BookingDesk(office, client, clock=self.clock)
        survey = None
        if office.survey is not None:
            survey = SurveyDesk(office, client, clock=self.clock)
        self._open_data: OpenDataDesk | None = None
        if pages.has_open_data:
            self._open_data = OpenDataDesk(folder, office, clock=self.clock)
        self._site = Site(desk, pages, self._changes, booking, survey, self._open_data)
        self._seen: object = None

    def look(self) -> None:
        """Wake who waits for a change of the hall, or for its getting old."""
        seen = self.client.hall, self.client.age() > OLD_SECONDS
        if seen != self._seen:
            self._seen = seen
            self._changes.tell()

    async def run(self) -> None:
        """Serve and watch until a signal or `end`."""
        server = PageServer(settings(self._site.app))
        serving = asyncio.create_task(server.serve(sockets=[self._listening.dup()]))
        # Whatever ends it, the station goes too; the service starts both again.
        serving.add_done_callback(lambda _: self.end())
        keeping = self._open_data and asyncio.create_task(self._open_data.keep())
        try:
            await super().run()
        finally:
            self._changes.end()
            if keeping:
                keeping.cancel()
                await asyncio.gather(keeping, return_exceptions=True)
            server.should_exit = True
            await serving


def settings(app: ASGIApp) -> uvicorn.Config:
    """How pages are served: without a log, and ended in order."""
    return uvicorn.Config(
        app,
        # A code is in the address: no log may have it.
        access_log=False,
        log_config=None,
        http="h11",
        ws="none",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        date_header=True,
        limit_concurrency=_MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_HEADERS,
        timeout_graceful_shutdown=_LEAVE_SECONDS,
    )
