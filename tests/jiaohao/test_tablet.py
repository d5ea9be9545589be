"""`jiaohao tablet`: a kiosk in a browser, and who may not reach it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.conftest import make_office_folder
from tests.kiosk.monkey import always_open

TOUCH = "\x1b[<0;30;15M\x1b[<0;30;15m"
"""A press in the middle of the largest button (xterm, SGR mouse mode)."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, always_open())


@pytest.fixture
def tablet(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "jiaohao", "tablet", "kiosk-1"]
    process = subprocess.Popen(
        [*command, "--listen", "127.0.0.1:0", "--office", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LANGUAGE": "en"},
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline().split()
    assert said, process.communicate()[1]
    yield process, said[-1].rstrip("/")
    process.kill()
    process.communicate()


async def test_a_screen_is_painted_and_touched_and_ends_with_the_server(
    tablet: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = tablet
    async with aiohttp.ClientSession() as browser:
        async with browser.get(f"{address}/") as answer:
            text = await answer.text()
        assert "http" not in text.replace(address, ""), "nothing from other hosts"
        there = f"{address}/ws?width=120&height=40"
        async with browser.ws_connect(there, origin=address) as screen:
            await painted(screen, "Take a number")
            await screen.send_json(["stdin", TOUCH])
            await painted(screen, "What do you need today?")
            process.terminate()
            process.communicate(timeout=60)
    assert process.returncode == 0


async def painted(
    screen: aiohttp.ClientWebSocketResponse, words: str, seconds: float = 60
) -> None:
    """Wait until words are painted."""
    seen = b""
    while words.encode() not in seen:
        message = await screen.receive(timeout=seconds)
        assert message.type is aiohttp.WSMsgType.BINARY, message
        seen += message.data


async def test_other_names_and_other_sites_are_refused(
    tablet: tuple[subprocess.Popen[str], str],
) -> None:
    address = tablet[1]
    async with aiohttp.ClientSession() as browser:
        for path, headers, status in (
            ("/", {}, 200),
            ("/", {"Host": "evil.example"}, 421),
            ("/ws", {"Origin": "https://evil.example"}, 403),
            ("/static/../../../../etc/passwd", {}, 404),
        ):
            async with browser.get(f"{address}{path}", headers=headers) as answer:
                assert answer.status == status, (path, headers)
                if status == 200:
                    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("nowhere",), 2, "no kiosk"),
        (("kiosk-1", "--listen", "nowhere"), 2, "not an address"),
    ],
)
def test_what_cannot_be_served_is_said(
    folder: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "jiaohao", "tablet", *words, "--office", str(folder)],
        env={**os.environ, "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == status and said in found.stderr
    assert "Traceback" not in found.stderr
