"""The office in real terminals: a finger, a key, a lobby screen, one file."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Asker
from tests.jiaohao.terminal import Terminal
from tests.processes import gone

F4 = "\x1b[14~"
F5 = "\x1b[15~"


def _start(*words: str, columns: int = 100, rows: int = 30) -> Terminal:
    command = [sys.executable, "-m", "jiaohao", *words]
    return Terminal(command, columns=columns, rows=rows)


@pytest.fixture
def look(office_folder: Path) -> Iterator[Asker]:
    asker = Asker(office_folder, name="onlooker")
    yield asker
    asker.close()


def _counter(look: Asker) -> Any:
    return look.ok("state")["counters"][1]


def test_from_finger_to_lobby(office_folder: Path, look: Asker) -> None:
    office = f"--office={office_folder}"
    kiosk = _start("kiosk", "kiosk-1", office)
    counter = _start("counter", "2", "--staff=Lin", office)
    lobby = _start("display", "serving", office, columns=120, rows=40)
    screens = (kiosk, counter, lobby)
    try:
        kiosk.until(lambda: "Take a number" in kiosk.text)
        kiosk.until(lambda: _touched(kiosk, look))
        for _ in range(3):
            kiosk.touch(30, 12)
        _press(counter, "\r", "開櫃", lambda: _counter(look)["state"] == "open")
        assert _counter(look)["staff"] == "Lin"
        _press(counter, "\r", "叫下一號", lambda: _counter(look)["ticket"])
        lobby.until(lambda: "請到櫃檯" in lobby.text)
        served = "serving"
        _press(
            counter,
            "\r",
            "到了，開始服務",
            lambda: _counter(look)["ticket"]["state"] == served,
        )
        _press(counter, F4, "完成", lambda: not _counter(look)["ticket"])

        issued = [
            event
            for event in look.ok("events", after=0)["events"]
            if event["kind"] == "issued"
        ]
        assert len(issued) == 1
    finally:
        statuses = [screen.end() for screen in screens]
    assert statuses == [0, 0, 0]
    assert not any("Traceback" in screen.text for screen in screens)


def _press(
    counter: Terminal, key: str, offered: str, is_done: Callable[[], object]
) -> None:
    """Press a key once the screen offers what it does; a second later again."""
    counter.until(lambda: offered in counter.text)
    pressed_at = 0.0

    def pressed() -> bool:
        nonlocal pressed_at
        if is_done():
            return True
        if time.monotonic() - pressed_at > 1:
            # Two presses within 0.4 s count once.
            counter.press(key)
            pressed_at = time.monotonic()
        return False

    counter.until(pressed)


def _touched(kiosk: Terminal, look: Asker) -> bool:
    """A finger until there is a number: a new page takes no press for a moment."""
    kiosk.touch(30, 12)
    return bool(look.ok("state")["seq"])


def test_the_demo_plays_and_ends(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    demo = _start("demo", "--play", "6", columns=130, rows=45)
    demo.until(lambda: demo.process.poll() is not None, seconds=60)
    assert demo.end() == 0
    assert "Traceback" not in demo.text, demo.text[-3000:]
    assert "就業中心" in demo.text
    assert not list(tmp_path.glob("jiaohao-demo-*")), "the folder is thrown away"


def test_the_demo_says_what_size_it_needs() -> None:
    demo = _start("demo", columns=60, rows=20)
    try:
        demo.until(lambda: "80" in demo.text)
    finally:
        demo.press("\x11")
        demo.until(lambda: demo.process.poll() is not None)
        assert demo.end() == 0


def test_a_counter_at_work_elsewhere(office_folder: Path) -> None:
    holder = Asker(office_folder, name="counter-1")
    second = _start("counter", "1", f"--office={office_folder}")
    second.until(lambda: second.process.poll() is not None)
    assert second.end() == 3
    assert "counter-1" in second.text
    assert "Traceback" not in second.text
    holder.close()


def test_screens_that_start_while_the_share_is_away(
    office_folder: Path, look: Asker
) -> None:
    office = f"--office={office_folder}"
    kiosk = _start("kiosk", "kiosk-1", office)
    kiosk.until(lambda: "等候" in kiosk.text)
    assert kiosk.end() == 0
    screens: list[Terminal] = []
    try:
        with gone(office_folder):
            screens.append(kiosk := _start("kiosk", "kiosk-1", office))
            screens.append(counter := _start("counter", "2", office))
            lobby = _start("display", "serving", office, columns=120, rows=40)
            screens.append(lobby)
            kiosk.until(lambda: _touched_alone(kiosk), seconds=60)
            counter.until(lambda: "office.toml" in counter.text)
            lobby.until(lambda: "Please listen to the staff" in lobby.text)
        counter.until(lambda: look.ok("events", after=0)["events"])
        (issued,) = look.ok("events", after=0)["events"]
        assert issued["ticket"] in ("A9001", "B9001")
        counter.until(lambda: issued["ticket"] in counter.text)
    finally:
        statuses = [screen.end() for screen in screens]
    assert statuses == [0, 0, 0]
    assert not any("Traceback" in screen.text for screen in screens)


def _touched_alone(kiosk: Terminal) -> bool:
    if "沒有紙，請拍照或記下" not in kiosk.text:
        kiosk.touch(30, 12)
    return "沒有紙，請拍照或記下" in kiosk.text


def test_a_supervisor_stops_a_service_and_leaves(
    office_folder: Path, look: Asker
) -> None:
    office = f"--office={office_folder}"
    leader = _start("supervisor", "--language=en", office, columns=160, rows=48)
    try:
        leader.until(lambda: "To do" in leader.text)
        leader.press(F5)
        leader.until(lambda: "Stop Job" in leader.text)
        leader.press("\r")
        leader.until(lambda: look.ok("state")["services"][0]["paused"])
    finally:
        status = leader.end()
    assert status == 0
    assert "Traceback" not in leader.text
