"""Serves the page of a region from its database alone; no office is ever asked."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from jiaohao.page.files import SCRIPT, SCRIPT_TEXT, STYLE, STYLE_TEXT
from jiaohao.page.guard import Guard
from jiaohao.page.look import Wishes
from jiaohao.page.server import PageServer, settings
from jiaohao.page.tongue import preferred
from jiaohao.region.page.emptiest import office_known, offices_told, services_known
from jiaohao.region.page.region_page import FRONT, RegionLook, region_page
from shared.clock import Clock, now_ms
from shared.errors import JiaohaoError
from shared.office.visitor_pages import VisitorPages
from shared.postgres.region import OfficeAfar, Region

_KEEP_SECONDS: Final = 2.0
"""So long what the database said is told again, to however many."""
_FOREVER: Final = {"cache-control": "public, max-age=31536000, immutable"}


class RegionDesk:
    """What the offices told last, asked of the database seldom and by one thread."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._thread = ThreadPoolExecutor(1)
        self._asking = asyncio.Lock()
        self._offices: list[OfficeAfar] = []
        self._asked_at = self._known_at = float("-inf")

    async def offices(self) -> list[OfficeAfar]:
        """Every office; while the database is away they get older and older."""
        async with self._asking:
            if time.monotonic() - self._asked_at >= _KEEP_SECONDS:
                await self._ask()
        since = time.monotonic() - self._known_at
        return [each.older(since) for each in self._offices]

    async def _ask(self) -> None:
        loop, begun = asyncio.get_running_loop(), time.monotonic()
        with contextlib.suppress(JiaohaoError):
            found = await loop.run_in_executor(self._thread, self._region.offices)
            self._offices, self._known_at = found, begun
        self._asked_at = time.monotonic()


class RegionSite:
    """Answers requests from what the desk knows."""

    def __init__(
        self, desk: RegionDesk, pages: VisitorPages, *, clock: Clock = now_ms
    ) -> None:
        """`pages` says under which address it is reached."""
        self._desk, self._pages, self._clock = desk, pages, clock
        routes = [
            Route(FRONT, self._page),
            Route(STYLE, _style),
            Route(SCRIPT, _script),
        ]
        inner = Starlette(routes=routes, exception_handlers={404: self._missing})
        self.app: ASGIApp = Guard(inner, pages)

    async def _page(self, request: Request) -> Response:
        offices, asked = await self._desk.offices(), request.query_params
        known = [each for each in map(office_known, (x.sheet for x in offices)) if each]
        named = [language for each in known for language in each.languages]
        languages = list(dict.fromkeys(named)) or ["zh-TW", "en"]
        services = services_known(offices)
        service = asked.get("s", "")
        wished = asked.get("lang", "")
        accepted = request.headers.get("accept-language", "")
        language = wished if wished in languages else preferred(accepted, languages)
        service = service if service in services else ""
        look = RegionLook(
            offices_told(offices, service, self._clock()),
            services,
            languages,
            service,
            language,
            Wishes(wished if wished in languages else "", asked.get("size") == "large"),
            self._pages.prefix,
        )
        headers = {"content-language": language, "vary": "accept-language"}
        return HTMLResponse(region_page(look), 200, headers)

    async def _missing(self, _request: Request, _error: Exception) -> Response:
        return RedirectResponse(f"{self._pages.prefix}{FRONT}", 303)


async def _style(_request: Request) -> Response:
    return Response(STYLE_TEXT, 200, _FOREVER, "text/css")


async def _script(_request: Request) -> Response:
    return Response(SCRIPT_TEXT, 200, _FOREVER, "text/javascript")


async def serve_region(
    region: Region, pages: VisitorPages, listening: socket.socket
) -> None:
    """Serve until a signal; the socket is another's to close."""
    server = PageServer(settings(RegionSite(RegionDesk(region), pages).app))

    def end(_signal: int, _frame: object) -> None:
        server.should_exit = True

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)
    await server.serve(sockets=[listening.dup()])
