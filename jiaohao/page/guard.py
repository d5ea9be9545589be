"""What stands before every page: who may ask, how often, and the headers of answers.

Pure ASGI, so that a stream stays a stream.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jiaohao.page.limits import Limit
from shared.office.visitor_pages import VisitorPages
from shared.trade.booking import BOOKING_PLACE
from shared.trade.ticket_code import PLACE

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # The address is the key to a number: no other site may learn it.
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
API: Final = "/api/"
_METHODS: Final = ("GET", "HEAD")
_TAKES: Final = ("/book", "/comments/new", BOOKING_PLACE, PLACE)
"""Paths, or what they begin with, that a form may be sent to."""
_LARGEST_BODY: Final = 4_096
LONGEST_HEADERS: Final = 16_384
"""Bytes, all together; a server stops at so many only where they come in pieces."""
_LONGEST_PATH: Final = 500
_PAGES_AT_ONCE, _PAGES_A_SECOND = 2_000, 60
"""A hall's own Wi-Fi is one address: 500 telephones renew 25 pages a second, and all
come at once when these pages begin again."""
_CALLS_AT_ONCE, _CALLS_A_SECOND = 30, 2


@dataclass(frozen=True, slots=True)
class Denial:
    """What is not answered, and why: in English, for who runs the pages."""

    status: int
    words: str
    seconds: int = 0
    """After so many it may be asked again."""


def plainly(_scope: Scope, denial: Denial) -> ASGIApp:
    """A denial as it stands."""
    headers = {"allow": ", ".join(_METHODS)} if denial.status == 405 else {}
    if denial.seconds:
        headers["retry-after"] = str(denial.seconds)
    return PlainTextResponse(denial.words, denial.status, headers)


class Guard:
    """Refuses what is not meant for us, and gives every answer its headers."""

    def __init__(
        self,
        app: ASGIApp,
        pages: VisitorPages,
        *,
        denied: Callable[[Scope, Denial], ASGIApp] = plainly,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`denied` answers who is; `clock` gives seconds."""
        self._app, self._pages, self._denied = app, pages, denied
        self._of_pages = Limit(_PAGES_AT_ONCE, _PAGES_A_SECOND, clock)
        self._of_api = Limit(_CALLS_AT_ONCE, _CALLS_A_SECOND, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        scope["path"] = path = self._own_path(scope["path"])
        scope["asker"] = asker = self._asker(scope)
        denial = self._denial(scope, path, asker)
        is_open = path.startswith(API)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _headers(message["headers"], is_open=is_open)
            await send(message)

        answer = self._denied(scope, denial) if denial is not None else self._app
        await answer(scope, receive, sent)

    def _own_path(self, path: str) -> str:
        """The path without what a web server in front may have left before it."""
        prefix = self._pages.prefix
        if prefix and (path == prefix or path.startswith(f"{prefix}/")):
            return path[len(prefix) :] or "/"
        return path

    def _asker(self, scope: Scope) -> str:
        """The address that asks; what a web server in front says where it is ours."""
        peer = (scope.get("client") or ("",))[0]
        if peer not in self._pages.proxies:
            return str(peer)
        # It writes at the end, or a line of its own after those of the visitor.
        said = ",".join(_headers_named(scope, b"x-forwarded-for"))
        return said.split(",")[-1].strip() or str(peer)

    def _denial(self, scope: Scope, path: str, asker: str) -> Denial | None:
        is_form = scope["method"] == "POST" and path.startswith(_TAKES)
        if scope["method"] not in _METHODS and not is_form:
            return Denial(405, "Only GET and HEAD.")
        if sum(map(len, chain.from_iterable(scope["headers"]))) > LONGEST_HEADERS:
            return Denial(431, "These headers are too long.")
        if len(scope["raw_path"] or b"") > _LONGEST_PATH:
            return Denial(414, "This address is too long.")
        if not self._is_our_host(scope):
            return Denial(421, "This is not the address of these pages.")
        if not path.startswith(API) and not self._is_our_origin(scope):
            return Denial(403, "Another site asks.")
        limit = self._of_api if path.startswith(API) else self._of_pages
        wait = limit.wait(asker)
        if wait:
            return Denial(429, "Asked too often.", math.ceil(wait))
        if not _is_small(_header(scope, b"content-length")):
            return Denial(413, "This is too much.")
        return None

    def _is_our_host(self, scope: Scope) -> bool:
        """Whether the name asked for is the office's, or this machine's own address."""
        host = _host(_header(scope, b"host"))
        own = (scope.get("server") or ("", None))[0]
        if host == self._pages.host or host == own:
            return True
        return host == "localhost" and _is_loopback(own)

    def _is_our_origin(self, scope: Scope) -> bool:
        origin = _header(scope, b"origin")
        if not origin:
            return True
        if origin == "null" and scope["method"] == "POST":
            # So a browser names a page of ours, which tells no site where one was.
            return _header(scope, b"sec-fetch-site") in ("", "same-origin")
        scheme, between, place = origin.partition("://")
        is_place = place == _header(scope, b"host")
        return bool(between) and scheme in ("http", "https") and is_place


def _header(scope: Scope, name: bytes) -> str:
    return next(_headers_named(scope, name), "")


def _headers_named(scope: Scope, name: bytes) -> Iterator[str]:
    return (value.decode("latin-1") for key, value in scope["headers"] if key == name)


def _is_small(length: str) -> bool:
    return not length or (length.isdigit() and int(length[:12]) <= _LARGEST_BODY)


def _host(said: str) -> str:
    """The host of a Host header, in small letters, without port and brackets."""
    if said.startswith("["):
        return said[1:].partition("]")[0].lower()
    return said.partition(":")[0].lower()


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _headers(
    given: list[tuple[bytes, bytes]], *, is_open: bool
) -> list[tuple[bytes, bytes]]:
    """An answer's headers with ours, its own first. `is_open`: for other sites too."""
    own = {name for name, _ in given}
    added = dict(HEADERS)
    if is_open:
        added["access-control-allow-origin"] = "*"
        added["cross-origin-resource-policy"] = "cross-origin"
    more = [(name.encode(), value.encode()) for name, value in added.items()]
    return [*given, *(each for each in more if each[0] not in own)]
