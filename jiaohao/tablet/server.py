"""Serves one screen of ours to browsers: each has a process of its own."""

from __future__ import annotations

import shlex
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

from jiaohao.listening_place import said_place
from shared.text.catalogue import N_, Catalogue

_LEAVE_SECONDS: Final = 2.0
"""How long open screens may take to end; a tablet asleep would never say."""
_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
_Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class TabletServer(Server):
    """textual-serve with a page that asks no other host, for our own address only.

    Whoever reaches the address can do what the screen can: there is no password.
    """

    def __init__(
        self,
        command: Sequence[str],
        listening: socket.socket,
        title: str,
        say: Catalogue,
    ) -> None:
        """`listening` is bound already; it is another's to close."""
        self._listening, self._say = listening, say
        self._place = said_place(listening)
        host, port = listening.getsockname()[:2]
        super().__init__(
            shlex.join(command),
            host,
            port,
            title,
            f"http://{self._place}",
            templates_path=Path(__file__).parent,
        )

    def serve(self, debug: bool = False) -> None:
        """Serve until a signal."""
        web.run_app(
            self._make_app(),
            sock=self._listening,
            shutdown_timeout=_LEAVE_SECONDS,
            access_log=None,
            print=None,
        )

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: who began it has said where it is."""

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        say = self._say
        aiohttp_jinja2.get_env(app).globals.update(
            language=say.language,
            begins=say(N_("One moment …")),
            ended=say(N_("This screen has ended.")),
            again=say(N_("Begin again")),
        )
        app.middlewares.append(self._only_ours)
        return app

    @web.middleware
    async def _only_ours(
        self, request: web.Request, handler: _Answer
    ) -> web.StreamResponse:
        """Refuse other names of this machine, and what other sites' pages ask."""
        if request.host.removesuffix(":80") != self._place.removesuffix(":80"):
            raise web.HTTPMisdirectedRequest
        if request.headers.get("Origin", self.public_url) != self.public_url:
            raise web.HTTPForbidden
        answered = await handler(request)
        if not answered.prepared:
            answered.headers.update(_HEADERS)
        return answered
