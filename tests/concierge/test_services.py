"""The block of keys: where each is drawn, and the pages of a large office."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.concierge.keys import SERVICE_KEYS, at_keys
from kiosk.concierge.widgets.services import draw_services, key_at
from tests.concierge.helpers import friday, still_panel
from tests.counter.helpers import OnePane
from tests.supervisor.helpers import centre
from tests.support import until


@pytest.mark.parametrize("height", [18, 17, 16, 9, 5])
def test_every_key_is_where_it_is_drawn(tmp_path: Path, height: int) -> None:
    office = centre()
    panel = still_panel(tmp_path, office, friday(office))
    panel.known.hear(friday(office))
    view = panel.looks.look(None).services
    assert view is not None
    rows = [line.plain for line in draw_services(view, 96, height)]
    for at, key in enumerate(SERVICE_KEYS):
        column = at % 4 * 24
        line = next(y for y, row in enumerate(rows) if row[column:][:3] == f" {key} ")
        assert key_at(column + 1, line, 96, height) == key
    assert key_at(5, 0, 96, height) == ""


async def test_sixty_services_are_four_pages(tmp_path: Path) -> None:
    office = centre()
    many = tuple(replace(office.services[0], code=f"s{n}") for n in range(60))
    panel = still_panel(tmp_path, replace(office, services=many), friday(office))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        await pilot.press(*["pagedown"] * 5)
        assert at_keys(panel.looks.office, panel.hand.page)["1"].code == "s48"
        assert "V" not in at_keys(panel.looks.office, panel.hand.page)
        await pilot.press(*["pageup"] * 5)
        assert panel.hand.page == 0
