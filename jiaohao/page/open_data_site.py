"""The addresses of the open data; they stay the same as long as there are pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from jiaohao.page.guard import API
from jiaohao.page.open_data_desk import OpenData, OpenDataDesk
from jiaohao.page.openapi import OPEN_DATA, OPEN_DATA_DICTIONARY, OPEN_DATA_TABLE

_CACHE: Final = {"cache-control": "public, max-age=3600"}
_SOON: Final = {"retry-after": "60"}
_FORMS: Final[dict[str, tuple[str, Callable[[OpenData], str]]]] = {
    OPEN_DATA: ("application/json", lambda data: data.json),
    OPEN_DATA_TABLE: ("text/csv", lambda data: data.csv),
    OPEN_DATA_DICTIONARY: ("text/csv", lambda data: data.dictionary),
}


class OpenDataSite:
    """Answers from what was made last; nothing is made for a request."""

    def __init__(self, desk: OpenDataDesk) -> None:
        self._desk = desk
        self.routes = [Route(f"{API}v1{path}", self._answer) for path in _FORMS]

    async def _answer(self, request: Request) -> Response:
        kind, form = _FORMS[request.scope["path"].removeprefix(f"{API}v1")]
        if self._desk.made is None:
            return Response("Not made yet.", 503, _SOON)
        return Response(form(self._desk.made), 200, _CACHE, kind)
