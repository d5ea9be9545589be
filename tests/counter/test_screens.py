"""How the panel looks: fixed halls, in two languages, in any room."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.color import Color

from counter.panel import CounterPanel
from counter.widgets.attention import AttentionLine
from shared.office.model import Office
from shared.text.catalogue import Phrase, catalogue
from shared.text.palette import contrast
from shared.trade.hall import Hall, OfficeNow
from shared.trade.ticket import TicketState
from tests.counter.helpers import (
    OnePane,
    called,
    hall_of,
    serving,
    still,
    telling,
    ticket,
)
from tests.support import assert_golden, screen_text, until

GOLDEN = Path(__file__).parent / "golden"


def busy(office: Office) -> Hall:
    """A hall with something of everything."""
    return hall_of(
        office,
        called(12, calls=2, priority="priority", language="en", note="缺 [b]存摺[/]"),
        serving(9, 2, letter="B", service="training"),
        *(ticket(key) for key in (13, 15, 16)),
        ticket(17, priority="priority", due_at=0, language="vi"),
        ticket(18, service="express"),
        ticket(14, "B", "training", note="from A [/] B"),
        ticket(3, state=TicketState.HELD, counter=1, note="影印"),
        ticket(5, state=TicketState.MISSED, counter=2, ended_at=1_795_395_000_000),
    )


async def shot(
    panel: CounterPanel, size: tuple[int, int], *keys: str, is_heard: bool = True
) -> str:
    """What a panel shows once it heard of the hall and the keys were pressed."""
    app = OnePane(still(panel))
    async with app.run_test(size=size) as pilot:
        if is_heard:
            await until(pilot, lambda: panel.known.hall)
        await pilot.press(*keys)
        await pilot.pause()
        return screen_text(app)


@pytest.mark.parametrize(
    ("name", "size", "language", "keys"),
    [
        ("called-80x24", (80, 24), "zh-TW", ()),
        ("called-80x24", (80, 24), "en", ()),
        ("called-50x16", (50, 16), "zh-TW", ()),
        ("called-50x16", (50, 16), "en", ()),
        ("called-140x40", (140, 40), "zh-TW", ("down", "down")),
        ("transfer-80x24", (80, 24), "zh-TW", ("f8", "down")),
        ("transfer-38x16", (38, 16), "en", ("f8",)),
    ],
)
async def test_somebody_was_called(
    tmp_path: Path,
    office: Office,
    name: str,
    size: tuple[int, int],
    language: str,
    keys: tuple[str, ...],
) -> None:
    client = telling(tmp_path, office, busy(office))
    panel = CounterPanel(office, 1, client, language=language)
    text = await shot(panel, size, *keys)
    assert_golden(GOLDEN / f"{name}-{language}.txt", text)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
async def test_a_closed_counter_in_an_empty_hall(
    tmp_path: Path, office: Office, language: str
) -> None:
    client = telling(tmp_path, office, hall_of(office, state="closed", staff=None))
    panel = CounterPanel(office, 2, client, staff="王", language=language)
    text = await shot(panel, (80, 24))
    assert_golden(GOLDEN / f"closed-80x24-{language}.txt", text)


async def test_before_the_first_hall(tmp_path: Path, office: Office) -> None:
    panel = CounterPanel(office, 1, telling(tmp_path, office), language="en")
    text = await shot(panel, (80, 24), "enter", is_heard=False)
    assert "Waiting for the office" in text.splitlines()[1]
    assert "! Waiting for the office" in text
    assert "(Enter Call next)" in text
    assert "(F10 Open)" in text


async def test_trouble_before_the_first_hall_is_told(
    tmp_path: Path, office: Office
) -> None:
    client = telling(tmp_path, office, ("share_unavailable", "The share [b]is away[/]"))
    panel = CounterPanel(office, 1, client, language="en")
    app = OnePane(panel)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "The share [b]is away[/]" in screen_text(app))
        assert "Waiting for the office" in screen_text(app)


async def test_old_data_is_said_with_its_age_and_the_trouble(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter.widgets.heading.OLD_SECONDS", 0.9)
    trouble = ("share_unavailable", "The share [b]is away[/]")
    client = telling(tmp_path, office, busy(office), trouble)
    panel = CounterPanel(office, 1, client, language="en")
    app = OnePane(panel)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        assert " s old" not in screen_text(app)
        words = " s old. The share [b]is away[/]"
        await until(pilot, lambda: words in screen_text(app))
        assert "A013" in screen_text(app)


async def test_no_room_is_too_small_or_too_large(
    tmp_path: Path, office: Office
) -> None:
    hall = busy(office)
    panel = CounterPanel(office, 2, telling(tmp_path, office, hall), language="en")
    app = OnePane(still(panel))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        for size in ((200, 60), (38, 16), (1, 1), (10, 40), (120, 8), (20, 5)):
            await pilot.resize_terminal(*size)
            lines = screen_text(app).splitlines()
            assert len(lines) == size[1]
            panel.action_choose(1)
            panel.action_press("transfer")
            await pilot.pause()
            panel.action_leave()
        assert "B009  Training" in lines[1]


async def test_every_key_is_on_the_screen_with_its_word(
    tmp_path: Path, office: Office
) -> None:
    client = telling(tmp_path, office, busy(office))
    panel = CounterPanel(office, 1, client, language="en")
    text = await shot(panel, (50, 16))
    lawful = ["F2 Recall", "F3 Start", "F4 Finish", "F5 No-show", "F6 Hold"]
    for words in [*lawful, "F8 Transfer", "F10 Open", "↑ ↓ Choose"]:
        assert f" {words}" in text.replace("\n", " \n")
    idle = ["Enter Call next", "F7 Resume", "F9 Pause", "F12 Close", "Space Take"]
    for words in idle:
        assert f"({words})" in text


async def test_hundreds_wait_and_the_chosen_one_is_in_sight(
    tmp_path: Path, office: Office
) -> None:
    hall = hall_of(office, *(ticket(key) for key in range(1, 501)))
    panel = CounterPanel(office, 1, telling(tmp_path, office, hall), language="en")
    app = OnePane(still(panel))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        for _ in range(39):
            panel.action_choose(1)
        await pilot.press("down")
        text = screen_text(app)
    assert "> A040" in text
    assert "A500" not in text
    more = re.search(r"↑ (\d+)   ↓ (\d+)", text)
    assert more is not None
    shown = len(re.findall(r" A\d{3} ", text))
    # The heading and five hundred numbers.
    assert int(more[1]) + shown + int(more[2]) == 501


async def test_names_of_the_office_are_not_markup(
    tmp_path: Path, office: Office
) -> None:
    evil = Phrase({"en": "O'Neil & [Sons] [/] [@click=app.quit]x"})
    services = tuple(
        replace(each, name=evil, documents=(evil,)) for each in office.services
    )
    counters = tuple(replace(each, name=evil) for each in office.counters)
    odd = replace(office, services=services, counters=counters)
    hall = hall_of(odd, serving(1), ticket(2), staff="[red]Lin[/]")
    panel = CounterPanel(odd, 1, telling(tmp_path, odd, hall), language="en")
    text = await shot(panel, (140, 40), "f8")
    assert text.count("O'Neil & [Sons] [/] [@click=app.quit]x") >= 5
    assert "[red]Lin[/]" in text


async def test_everything_is_readable_at_seven_to_one(
    tmp_path: Path, office: Office
) -> None:
    hall = busy(office)
    panel = CounterPanel(office, 1, telling(tmp_path, office, hall), language="en")
    app = OnePane(still(panel))

    def colour(found: Color | None) -> str:
        assert found is not None
        return found.get_truecolor().hex

    def unreadable() -> list[str]:
        found = []
        for strip in app.screen._compositor.render_strips():
            for text, style, _ in strip:
                if text.strip() and style is not None:
                    pair = colour(style.color), colour(style.bgcolor)
                    if contrast(*pair) < 7 or style.dim:
                        found.append(text)
        return found

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        for keys in ((), ("down",), ("enter",), ("f8", "down")):
            await pilot.press(*keys)
            await pilot.pause()
            assert unreadable() == []


async def test_which_office_counts_is_said(tmp_path: Path, office: Office) -> None:
    hall = hall_of(office)

    async def said(present: OfficeNow) -> str:
        link = telling(tmp_path, office, replace(hall, office=present))
        panel = still(CounterPanel(office, 1, link, language="en"))
        app = OnePane(panel)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: panel.known.hall)
            await pilot.pause()
            return screen_text(app)

    assert "office.toml" not in await said(OfficeNow("a", None, "a"))
    assert "does not count yet: jiaohao reload" in await said(OfficeNow("a", None, "b"))
    assert "the next business day on" in await said(OfficeNow("a", "b", "b"))


def test_a_screen_that_shows_an_older_office_says_so(office: Office) -> None:
    line, hall = AttentionLine(office, catalogue("en")), hall_of(office)
    line.show(replace(hall, office=OfficeNow("a", None, "a")))
    assert not line.has_class("-shown")
    line.show(replace(hall, office=OfficeNow("b", None, "b")))
    assert line.has_class("-shown")
    assert "start this screen again" in str(line.content)
