"""How reception looks: kept texts at three sizes, and what must never be cut."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from kiosk.concierge.panel import ConciergePanel
from kiosk.concierge.widgets.services import draw_services, wish_at
from shared.text.catalogue import columns
from tests.concierge.helpers import friday, given, still_panel
from tests.counter.helpers import OnePane
from tests.supervisor.helpers import centre
from tests.support import assert_golden, screen_text, until

GOLDEN: Final = Path(__file__).parent / "golden"
WISHES: Final = ("priority", "needs_help", "cannot_hear", "phone", "language")


async def shown(panel: ConciergePanel, size: tuple[int, int], *keys: str) -> str:
    """The screen, after some keys."""
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: panel.known.hall)
        given(panel)
        await pilot.press(*keys)
        panel._paint()
        await pilot.pause()
        return screen_text(app)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize("size", [(100, 30), (120, 40), (80, 24)])
async def test_how_reception_looks(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    office = centre()
    panel = still_panel(tmp_path, office, friday(office), language)
    text = await shown(panel, size)
    assert_golden(GOLDEN / f"{size[0]}x{size[1]}-{language}.txt", text)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
async def test_every_key_has_its_place_on_a_small_screen(
    tmp_path: Path, language: str
) -> None:
    office = centre()
    panel = still_panel(tmp_path, office, friday(office), language)
    text = await shown(panel, (80, 24), "f4")
    for do in panel.looks.names.table.usual:
        assert panel.looks.names[do] in text, do
    assert panel.looks.look(None).keys.hint in text


@pytest.mark.parametrize("width", [70, 76, 96, 116])
@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_what_is_wished_is_never_cut(tmp_path: Path, width: int, language: str) -> None:
    office = centre()
    panel = still_panel(tmp_path, office, friday(office), language)
    panel.known.hear(friday(office))
    hand = panel.hand
    hand.priority, hand.language = office.priorities[1].code, office.languages[-1]
    hand.needs_help = hand.cannot_hear = hand.phone = True
    view = panel.looks.look(None).services
    assert view is not None
    row = draw_services(view, width, 18)[0].plain
    assert columns(row) <= width
    chosen = [words for words, is_chosen in view.languages if is_chosen]
    for words in (*chosen, *(each.words for each in view.wishes)):
        assert words in row
    first = columns(row[: row.index(view.wishes[0].key)])
    found = dict.fromkeys(wish_at(at, view, width) for at in range(first, width))
    assert tuple(filter(None, found)) == WISHES
