"""The demo: a hall at work, one screen at a time, and a tour for who only watches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from jiaohao.demo.app import DemoApp
from jiaohao.demo.office import KIOSK, make_demo_office
from jiaohao.demo.stage import ORDER, Scene, after, news
from jiaohao.demo.windows import run_windows
from shared.office.reader import load_office
from shared.text.catalogue import catalogue
from shared.trade.hall import Call, Hall
from shared.trade.ticket import TicketState
from tests.jiaohao.test_commands import run
from tests.support import screen_text, until

EMPTY = Hall(0, 1, date(2026, 11, 23), (), ())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIAOHAO_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("LANGUAGE", "en")
    make_demo_office(tmp_path / "office")
    return tmp_path / "office"


def test_the_screens_come_round() -> None:
    seen = [Scene.KIOSK]
    while (scene := after(seen[-1], 1)) is not Scene.KIOSK:
        seen.append(scene)
    assert tuple(seen) == ORDER
    assert after(Scene.KIOSK, -1) is ORDER[-1]


def test_the_news_say_what_happened_and_where_to_look() -> None:
    say = catalogue("en")
    called = replace(EMPTY, seq=2, calls=(Call(2, "A001", 3, "jobs", 0),))
    assert "A001 was called to counter 3" in news(EMPTY, called, say)
    assert news(None, called, say) == news(called, called, say) == ""


async def test_it_begins_with_an_open_counter_and_people_waiting(folder: Path) -> None:
    app = DemoApp(folder, load_office(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app._player.is_open)
        hall = app._helper.hall
        await until(pilot, lambda: app._helper.hall.counters[0].state == "open")
        hall = app._helper.hall
        assert hall is not None and len(hall.in_state(TicketState.WAITING)) >= 3
        assert app.scene is Scene.KIOSK
        await pilot.press("ctrl+t")
        assert app.scene is Scene.COUNTER
        await until(pilot, lambda: "Counter 1" in screen_text(app))


async def test_a_number_leads_through_the_whole_way(folder: Path) -> None:
    app = DemoApp(folder, load_office(folder), pace=40)
    shown: list[Scene] = []
    show = app.show_scene
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app._player.is_open)
        app.show_scene = lambda scene: (shown.append(scene), show(scene))[1]  # type: ignore[method-assign]
        app.kiosk.visit.take(app.office.services[0].code, None, "en")
        await until(pilot, lambda: len(shown) == 7)
        assert shown == [
            *(Scene.KIOSK, Scene.PAPER, Scene.COUNTER, Scene.SERVING),
            *(Scene.FLOW, Scene.COUNTER, Scene.KIOSK),
        ]
        said = app.strip.query_one("#news", Static).render()
        assert "your turn" in str(said)
        hall = app._helper.hall
        assert hall is not None
        ticket = hall.counters[0].ticket
        assert ticket is not None and ticket.state is TicketState.SERVING
        assert ticket.channel == "kiosk" and KIOSK


async def test_one_press_on_the_kiosk_is_enough(folder: Path) -> None:
    app = DemoApp(folder, load_office(folder), pace=40)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app._player.is_open)
        await pilot.click(app.kiosk, offset=(30, 20))
        await until(pilot, lambda: app._tour is not None)
        await until(pilot, lambda: "your turn" in screen_text(app))
        assert app.scene is Scene.KIOSK


async def test_who_presses_something_goes_on_as_they_want(folder: Path) -> None:
    app = DemoApp(folder, load_office(folder))
    async with app.run_test(size=(220, 60)) as pilot:
        await until(pilot, lambda: app._player.is_open)
        app.kiosk.visit.take(app.office.services[0].code, None, "en")
        await until(pilot, lambda: app._tour is not None)
        await pilot.press("tab")
        assert app._tour is None
        assert all(panel.display for panel in app._panels.values())


async def test_f1_leads_through_a_visit_at_the_counter(folder: Path) -> None:
    app = DemoApp(folder, load_office(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app._player.is_open)
        await until(pilot, lambda: app.counter.known.hall)
        await pilot.press("f1")
        assert app.scene is Scene.COUNTER
        await pilot.press("enter")
        await until(pilot, lambda: "2/6  Enter calls" in screen_text(app))


def test_windows_are_opened_with_the_office_of_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools, said = tmp_path / "tools", tmp_path / "said"
    tools.mkdir()
    said.mkdir()
    kitty = tools / "kitty"
    # It writes what it was asked to open; the last window is closed at once.
    kitty.write_text(
        '#!/bin/sh\necho "$@" > "$SAID/$2"\n[ "$2" = counter ] || sleep 60\n'
    )
    kitty.chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    monkeypatch.setenv("SAID", str(said))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert run_windows() == 0
    words = {file.name: file.read_text() for file in said.iterdir()}
    assert set(words) == {"kiosk", "numbers", "steps", "counter"}
    assert "display serving --office" in words["numbers"]
    assert "initial_window_width=240c" in words["kiosk"]


def test_without_a_display_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    found = run("demo", "--windows")
    assert found.exit_code == 2 and "jiaohao demo" in found.output
