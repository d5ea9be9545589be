"""How the hall looks to who leads it: a fixed rush, in two sizes and languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from counter.supervisor.layout import PANES
from counter.supervisor.panel import SupervisorPanel
from shared.office.model import Kiosk, Office
from shared.trade.hall import Hall, KioskNow
from tests.counter.helpers import OnePane, telling
from tests.supervisor.helpers import (
    FRIDAY_1042,
    MINUTE,
    centre,
    rush,
    status,
    still,
    told_of,
)
from tests.support import assert_golden, screen_text, until

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((160, 48), (120, 40))
LANGUAGES = ("zh-TW", "en")
MOVE = ("down",) * 6 + ("f6",)
ACTS = {
    "hall": (),
    "move": MOVE,
    "stop": ("f5",),
    "notice": ("f4",),
    "send": ("f3",),
    "help": ("f1",),
}


async def shown(pilot: Pilot[None], panel: SupervisorPanel) -> None:
    """Until the rush and its morning are on the screen."""
    await until(pilot, lambda: panel.known.hall)
    told_of(panel)
    panel._paint()
    await pilot.pause()


def panel_of(
    folder: Path, office: Office, hall: Hall, language: str = "en"
) -> SupervisorPanel:
    client = telling(folder, office, hall)
    panel = SupervisorPanel(office, client, staff="周課長", language=language)
    return still(panel)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("act", ACTS)
async def test_the_rush(
    tmp_path: Path, act: str, size: tuple[int, int], language: str
) -> None:
    office = centre()
    panel = panel_of(tmp_path, office, rush(office), language)
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await shown(pilot, panel)
        await pilot.press(*ACTS[act])
        await pilot.pause()
        text = screen_text(app)
    assert all(cell_len(line) <= size[0] for line in text.splitlines())
    name = f"{act}-{size[0]}x{size[1]}-{language}.txt"
    assert_golden(GOLDEN / name, text)


@pytest.mark.parametrize("size", [*SIZES, (80, 24)])
async def test_every_pane_is_reached_by_tab_and_has_its_row_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    office = centre()
    panel = panel_of(tmp_path, office, rush(office))
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await shown(pilot, panel)
        for pane in (*PANES[1:], PANES[0]):
            await pilot.press("tab")
            await pilot.pause()
            assert panel.hand.pane == pane
            await until(pilot, lambda: "▌" in screen_text(app))


async def test_tab_is_never_too_quick_but_an_act_twice_is(tmp_path: Path) -> None:
    office = centre()
    panel = panel_of(tmp_path, office, rush(office))
    panel.guard.ticks = lambda: 0
    app = OnePane(panel)
    async with app.run_test(size=(160, 48)) as pilot:
        await shown(pilot, panel)
        await pilot.press("tab", "tab")
        assert panel.hand.pane == "tasks"
        await pilot.press("f4", "escape", "f4")
        assert status(panel).startswith("! Too quick")


@pytest.mark.parametrize("size", SIZES)
async def test_forty_counters_sixty_services_twenty_kiosks(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    small = centre()
    services = tuple(
        replace(small.services[n % 16], code=f"s{n}", letter=chr(65 + n % 26))
        for n in range(60)
    )
    counters = tuple(
        replace(small.counters[n % 7], number=n + 1, serves=(f"s{n}",), helps=())
        for n in range(40)
    )
    kiosks = tuple(Kiosk(f"door-{n}") for n in range(20))
    office = replace(small, services=services, counters=counters, kiosks=kiosks)
    hall = rush(small)
    hall = replace(
        hall,
        services=tuple(
            replace(hall.services[0], code=each.code, waiting=0) for each in services
        ),
        counters=tuple(
            replace(hall.counters[6], number=n + 1, serves=(f"s{n}",))
            for n in range(40)
        ),
        kiosks=tuple(KioskNow(each.name, "away") for each in kiosks),
        tickets=(),
    )
    panel = panel_of(tmp_path, office, hall)
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await shown(pilot, panel)
        lasts = {"services": "s59", "counters": 40, "machines": "share"}
        for pane, last in lasts.items():
            panel.hand.go_to(pane)
            await pilot.press(*["pagedown"] * 6)
            await pilot.pause()
            assert panel.looks.cursor(panel.looks.scene()) == last  # type: ignore[arg-type]
            text = screen_text(app)
            assert "▌" in text
            assert all(cell_len(line) <= size[0] for line in text.splitlines())
        assert sum(each.name in text for each in kiosks) > 3
        panel.hand.go_to("counters")
        await pilot.press("f6")
        assert panel.looks.question is not None
        assert len(panel.looks.question.options) == 59


@pytest.mark.parametrize("size", SIZES)
async def test_a_silent_station_is_said_and_for_how_long(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    office = centre()
    gone = replace(rush(office).stations[3], gone_since=FRIDAY_1042 - 3 * MINUTE)
    panel = panel_of(tmp_path, office, rush(office, stations=(gone,)))
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await shown(pilot, panel)
        text = screen_text(app)
    (row,) = (each for each in text.splitlines() if "Counter 4 " in each)
    assert "silent since 10:39" in row
    assert ("3 min" in row) == ("Behind" in text) == (size == SIZES[0])


async def test_after_closing_it_names_who_still_waits(tmp_path: Path) -> None:
    office = centre()
    evening = FRIDAY_1042 + 7 * 3_600_000
    panel = panel_of(tmp_path, office, rush(office, as_of=evening))
    app = OnePane(panel)
    async with app.run_test(size=(160, 48)) as pilot:
        await shown(pilot, panel)
        await until(pilot, lambda: "Closed, and 26 still wait: " in screen_text(app))


async def test_without_a_share_it_says_so_and_changes_nothing(tmp_path: Path) -> None:
    office = centre()
    away = ("share_unavailable", "The folder cannot be reached.")
    client = telling(tmp_path, office, away)
    panel = still(SupervisorPanel(office, client, language="en"))
    app = OnePane(panel)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: client.trouble)
        await until(pilot, lambda: away[1] in screen_text(app))
        await pilot.press("f5")
        assert status(panel) == "! Waiting for the office"


async def test_old_data_is_said_and_an_act_waits_for_nobody(tmp_path: Path) -> None:
    office = centre()
    away = ("share_unavailable", "The folder cannot be reached.")
    client = telling(tmp_path, office, rush(office), away)
    panel = still(SupervisorPanel(office, client, language="en"))
    app = OnePane(panel)
    async with app.run_test(size=(160, 48)) as pilot:
        await until(pilot, lambda: panel.known.hall and client.trouble)
        client._heard_at -= 600
        panel._paint()
        await pilot.pause()
        await until(pilot, lambda: "Data is 10 min old" in screen_text(app))
        await pilot.press("escape", "f5", "enter")
        await until(pilot, lambda: status(panel).startswith("! "))
        assert panel.looks.under_way is None


async def test_a_fault_in_taking_up_news_ends_the_screen(tmp_path: Path) -> None:
    office = centre()
    panel = panel_of(tmp_path, office, rush(office))
    with pytest.raises(ZeroDivisionError):
        async with OnePane(panel).run_test(size=SIZES[0]) as pilot:
            await shown(pilot, panel)
            panel.known.hear = lambda hall: 1 // 0  # type: ignore[assignment, func-returns-value]
            panel.client._tell()
            await until(pilot, lambda: not pilot.app.is_running)
