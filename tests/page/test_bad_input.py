"""What is asked of the pages that nobody should ask."""

from __future__ import annotations

import asyncio
import random
import socket
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.types import Message, Receive, Scope, Send

from jiaohao.page.guard import HEADERS, Guard
from jiaohao.page.limits import Limit
from jiaohao.page.stream import BEAT_SECONDS, Changes, EventStream
from shared.office.visitor_pages import VisitorPages
from tests.conftest import make_office_folder
from tests.page.guesses import asked, guesses_of
from tests.page.serving import SECONDS, Events, Served, at_counter
from tests.support import OFFICE

LISTENERS: Final = 500
PAGES: Final = VisitorPages(
    "https://queue.example.tw/yk", proxies=("10.0.0.1", "10.0.0.2")
)


class _Ticks:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class _Asked:
    """A guard before pages that note what reaches them."""

    def __init__(self, pages: VisitorPages = PAGES) -> None:
        self.reached: list[Scope] = []
        self.ticks = _Ticks()
        self._guard = Guard(self._app, pages, clock=self.ticks)

    async def _app(self, scope: Scope, _receive: Receive, send: Send) -> None:
        self.reached.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"fine"})

    async def ask(
        self,
        path: str = "/",
        method: str = "GET",
        peer: str = "192.168.1.7",
        **headers: str,
    ) -> tuple[int, dict[str, str]]:
        """Status and headers of one answer."""
        named = {"host": "queue.example.tw", **headers}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "client": (peer, 1),
            "server": ("192.168.1.20", 8080),
            "headers": [
                (key.replace("_", "-").lower().encode(), value.encode())
                for key, value in named.items()
            ],
        }
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await self._guard(scope, receive, send)
        told = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        return sent[0]["status"], told


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("queue.example.tw", 200),
        ("QUEUE.example.tw:443", 200),
        ("192.168.1.20:8080", 200),
        ("evil.example", 421),
        ("queue.example.tw.evil.example", 421),
        ("192.168.1.21", 421),
        ("localhost", 421),
        ("", 421),
        ("[::1]:8080", 421),
        ("[", 421),
    ],
)
async def test_only_our_hosts_are_answered(host: str, status: int) -> None:
    assert (await _Asked().ask(host=host))[0] == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://queue.example.tw", 200),
        ("http://queue.example.tw", 200),
        ("https://evil.example", 403),
        ("null", 403),
        ("file://queue.example.tw", 403),
    ],
)
async def test_other_sites_read_no_pages(origin: str, status: int) -> None:
    assert (await _Asked().ask("/t/x/events", origin=origin))[0] == status


async def test_other_sites_may_read_the_interfaces() -> None:
    status, headers = await _Asked().ask("/api/v1/hall", origin="https://evil.example")
    assert (status, headers["access-control-allow-origin"]) == (200, "*")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "BREW"])
async def test_nothing_can_be_changed(method: str) -> None:
    asked = _Asked()
    assert (await asked.ask(method=method))[0] == 405
    assert not asked.reached


async def test_every_answer_has_the_headers_refusals_too() -> None:
    for host in ("queue.example.tw", "evil.example"):
        headers = (await _Asked().ask(host=host))[1]
        for name, value in HEADERS.items():
            assert headers[name] == value


async def test_the_prefix_goes_whether_the_web_server_took_it_or_not() -> None:
    asked = _Asked()
    for path in ("/yk/t/1", "/t/1", "/yk", "/yk/", "/ykk"):
        await asked.ask(path)
    assert [each["path"] for each in asked.reached] == [
        "/t/1",
        "/t/1",
        "/",
        "/",
        "/ykk",
    ]


async def test_only_a_web_server_of_ours_is_believed_who_asks() -> None:
    asked = _Asked()
    said = "6.6.6.6, 8.8.8.8"
    for peer in ("192.168.1.7", "10.0.0.2"):
        await asked.ask(peer=peer, x_forwarded_for=said)
    assert [each["asker"] for each in asked.reached] == ["192.168.1.7", "8.8.8.8"]


async def test_a_line_of_the_visitors_own_before_the_web_servers_is_not_believed() -> (
    None
):
    asked = _Asked()
    forged = {"x_forwarded_for": "6.6.6.6", "X_Forwarded_For": "8.8.8.8"}
    await asked.ask(peer="10.0.0.2", **forged)
    assert [each["asker"] for each in asked.reached] == ["8.8.8.8"]


async def test_who_asks_too_often_waits_and_nobody_else() -> None:
    asked = _Asked()
    for _ in range(30):
        assert (await asked.ask("/api/v1/hall"))[0] == 200
    status, headers = await asked.ask("/api/v1/hall")
    assert (status, headers["retry-after"]) == (429, "1")
    assert (await asked.ask("/api/v1/hall", peer="192.168.1.8"))[0] == 200
    asked.ticks.now += 0.5
    assert (await asked.ask("/api/v1/hall"))[0] == 200


async def test_a_hall_full_of_telephones_is_one_address_and_is_served() -> None:
    """All come at once after a pause, each with its page and its events."""
    asked = _Asked()
    for _ in range(2 * LISTENERS):
        assert (await asked.ask())[0] == 200
    for _ in range(20):
        asked.ticks.now += 1
        for _ in range(LISTENERS // 20):
            assert (await asked.ask())[0] == 200


def test_a_limit_forgets_who_is_not_heard_of() -> None:
    limit = Limit(1, 1.0, _Ticks())
    assert limit.wait("first") == 0
    assert limit.wait("first") > 0
    for each in range(10_000):
        limit.wait(str(each))
    assert limit.wait("first") == 0


async def test_who_reads_slowly_gets_the_newest_and_fills_nothing() -> None:
    """A hundred changes while one answer is stuck: one is sent after it."""
    changes, state, sent = Changes(), {"at": 0}, list[str]()

    async def telling() -> dict[str, Any]:
        return {"at": state["at"], "is_live": state["at"] < 100, "fields": {}}

    async def send(message: Message) -> None:
        body = message.get("body", b"").decode()
        if body and not sent:
            for state["at"] in range(1, 101):
                changes.tell()
        sent.extend([body] if body else [])

    async def receive() -> Message:
        await Changes().next().wait()
        return {"type": "http.disconnect"}

    stream = EventStream(telling, lambda: "", changes)
    # At once, not with the next beat: what changed meanwhile is not slept through.
    async with asyncio.timeout(BEAT_SECONDS / 2):
        await stream({"type": "http"}, receive, send)
    assert len(sent) == 2 and '"at":100' in sent[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bad")
    page = '\n[page]\naddress = "http://127.0.0.1:8080"\n'
    return make_office_folder(place, OFFICE + page)


def _raw(site: Served, request: bytes) -> bytes:
    """What is answered to bytes as they are; b"" where the connection is ended."""
    with socket.create_connection((site.host, site.port), timeout=SECONDS) as link:
        try:
            link.sendall(request)
            return link.recv(65_536)
        except ConnectionError:
            return b""


def test_odd_requests_are_refused_and_the_pages_go_on(site: Served) -> None:
    host = f"Host: {site.host}:{site.port}\r\n".encode()
    head = b" HTTP/1.1\r\n" + host + b"Connection: close\r\n"
    long = b"x" * 1_000_000
    for request, status in (
        (b"GET /" + head + b"X: " + long + b"\r\n\r\n", b"400"),
        (b"GET /" + head + b"X: " + long[:40_000] + b"\r\n\r\n", b"431"),
        (b"GET /" + long + head + b"\r\n", b"400"),
        (b"GET /" + b"x" * 5_000 + head + b"\r\n", b"414"),
        (b"GET /../../etc/passwd" + head + b"\r\n", b"404"),
        (b"GET /%2e%2e/%2e%2e/etc/passwd" + head + b"\r\n", b"404"),
        (b"GET /t/..%2f..%2foffice.toml" + head + b"\r\n", b"404"),
        (b"GET /t/%00%ff" + head + b"\r\n", b"404"),
        (b"GET /page.css" + head + b"\r\n", b"404"),
        (b"GET /?lang=%ff&n=99999999999999999999&size=%00" + head + b"\r\n", b"200"),
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 400, b"400"),
        (b"POST /" + head + b"Content-Length: 9\r\n\r\ngive=back", b"405"),
    ):
        answer = _raw(site, request)
        assert not answer or answer.split(b" ", 2)[1] == status, (request[:60], answer)
        assert b"Traceback" not in answer and b"root:" not in answer
    assert site.ask("/")[0] == 200


async def test_guessed_codes_find_nothing_and_are_slowed(
    site: Served, folder: Path
) -> None:
    """`make guesses` tries a million."""
    with at_counter(folder, 2) as counter:
        told = counter.ask("issue", service="training", language="en")
    code = told["ticket"]["code"]
    site.until(f"/t/{code}", code)
    statuses = await asked(site, guesses_of(code, 200, random.Random(1)))
    assert set(statuses) == {204, 404, 429}
    assert statuses[429] > 100, "all from one address, as nobody is believed here"
    assert site.ask(f"/t/{code}")[0] == 200, "who has a number is still served"


def test_five_hundred_listeners_hear_of_a_call_one_of_them_deaf(
    site: Served, folder: Path
) -> None:
    with at_counter(folder, 1) as counter:
        code = counter.ask("issue", service="jobs")["ticket"]["code"]
        path = f"/t/{code}/events"
        site.until(f"/t/{code}", code)
        deaf = [socket.create_connection((site.host, site.port)) for _ in range(20)]
        for each in deaf:
            host = f"Host: {site.host}:{site.port}"
            each.sendall(f"GET {path} HTTP/1.1\r\n{host}\r\n\r\n".encode())
        open_pages = [Events(site, path) for _ in range(LISTENERS)]
        counter.ask("call", counter=1)
        for page in open_pages:
            page.until(state="called")
    assert site.ask("/")[0] == 200
    for each in (*open_pages, *deaf):
        each.close()
