"""A headless Chromium of the distribution, spoken to through pipes; no package for it.

The protocol: https://chromedevtools.github.io/devtools-protocol/, by
--remote-debugging-pipe: JSON objects, a zero byte behind each.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

CHROMIUM: Final = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: apt install chromium"
)
_PATIENCE_SECONDS: Final = 30.0

_THREE_AND_FOUR: Final = """
import os, sys
os.dup2(int(sys.argv[1]), 103)
os.dup2(int(sys.argv[2]), 104)
os.dup2(103, 3)
os.dup2(104, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads from 3 and writes to 4."""


class Browser:
    """One page in a Chromium of its own."""

    def __init__(self, folder: Path) -> None:
        """`folder` is for its profile."""
        assert CHROMIUM is not None
        read_there, self._write = os.pipe()
        self._read, write_there = os.pipe()
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-c", _THREE_AND_FOUR, str(read_there)),
                *(str(write_there), CHROMIUM, "--headless", "--no-sandbox"),
                *("--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe"),
                f"--user-data-dir={folder}",
            ],
            pass_fds=(read_there, write_there),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_there)
        os.close(write_there)
        self._rest = b""
        self._asked = 0
        self._session: str | None = None
        self.has_scripts = True
        self.noted: list[str] = []
        """What the console and the policy complained of."""
        self.hosts: set[str] = set()
        """Every place that was asked for something."""
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        attached = self.do("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **given: Any) -> Any:
        """What one command of the protocol answers."""
        self._asked += 1
        asked: dict[str, Any] = {"id": self._asked, "method": method, "params": given}
        if self._session is not None:
            asked["sessionId"] = self._session
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        while True:
            heard = self._hear()
            if heard.get("id") == self._asked:
                # Asked of a page that was just left: it has no answer any more.
                is_left = "navigated" in heard.get("error", {}).get("message", "")
                assert is_left or "error" not in heard, heard
                return heard.get("result", {})

    def _hear(self) -> Any:
        while b"\0" not in self._rest:
            read = os.read(self._read, 1 << 20)
            assert read, "Chromium ended"
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        heard = json.loads(message)
        said = heard.get("params", {})
        if heard.get("method") == "Log.entryAdded":
            self.noted.append(said["entry"]["text"])
        elif heard.get("method") == "Runtime.exceptionThrown":
            self.noted.append(str(said["exceptionDetails"]))
        elif heard.get("method") == "Network.requestWillBeSent":
            address = said["request"]["url"]
            if not address.startswith("data:"):
                self.hosts.add(address.split("/")[2])
        return heard

    def size(self, width: int, height: int, scale: float = 1.0) -> None:
        """The window's size, in pixels of the page."""
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )

    def scripts(self, is_on: bool) -> None:
        """Whether pages may run scripts from now on."""
        self.do("Emulation.setScriptExecutionDisabled", value=not is_on)
        self.has_scripts = is_on

    def dark(self, is_dark: bool) -> None:
        """Whether people prefer dark pages."""
        value = "dark" if is_dark else "light"
        features = [{"name": "prefers-color-scheme", "value": value}]
        self.do("Emulation.setEmulatedMedia", features=features)

    def open(self, address: str) -> None:
        """Go to a page and wait until it is there."""
        self.do("Page.navigate", url=address)
        self.until(
            "document.readyState === 'complete' && location.href !== 'about:blank'"
        )

    def show(self, text: str) -> None:
        """A page that is not served by anybody; no policy of another is on it."""
        if self.value("location.href") != "about:blank":
            self.do("Page.navigate", url="about:blank")
            self.until("location.href === 'about:blank'")
        frame = self.do("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.do("Page.setDocumentContent", frameId=frame, html=text)

    def value(self, expression: str) -> Any:
        """What an expression is in the page; none where it fails."""
        found = self.do("Runtime.evaluate", expression=expression, returnByValue=True)
        return found.get("result", {}).get("value")

    def outcome(self, promise: str) -> Any:
        """What a promise comes to in the page."""
        found = self.do(
            "Runtime.evaluate",
            expression=promise,
            returnByValue=True,
            awaitPromise=True,
        )
        assert "exceptionDetails" not in found, found
        return found["result"]["value"]

    def until(self, expression: str, *, is_looked_again: bool = False) -> None:
        """Wait until an expression is true in the page; `is_looked_again`: it is loaded
        anew between."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while not self.value(expression):
            words = "document.body && document.body.innerText"
            assert time.monotonic() < end, (expression, self.value(words))
            if is_looked_again:
                self.do("Page.reload")
                self.until("document.readyState === 'complete'")

    def touch(self, selector: str, which: int = 0) -> None:
        """Press what is in the middle of an element, as a finger does."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})].at({which})"
        self.value(f"{found}.scrollIntoView({{block: 'center'}})")
        box = self.value(f"{found}.getBoundingClientRect().toJSON()")
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self.do(
                "Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at
            )

    def follow(self, selector: str) -> None:
        """Press what leads to another page, and wait until that is there."""
        self.value("window.isBefore = true")
        self.touch(selector)
        self.until("document.readyState === 'complete' && !window.isBefore")

    def text(self, selector: str) -> str:
        """The text of the first element that a selector finds."""
        found = f"document.querySelector({json.dumps(selector)})"
        return str(self.value(f"{found} ? {found}.textContent : ''"))

    def picture(self, file: Path, *, is_whole: bool = True) -> None:
        """The page as a PNG."""
        shot = self.do("Page.captureScreenshot", captureBeyondViewport=is_whole)
        if is_whole:
            box = self.do("Page.getLayoutMetrics")["cssContentSize"]
            clip = {**box, "scale": 1}
            shot = self.do(
                "Page.captureScreenshot", captureBeyondViewport=True, clip=clip
            )
        file.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        """End it."""
        os.close(self._write)
        os.close(self._read)
        self._process.terminate()
        self._process.wait(10)
