"""An office that trains says so on every screen of staff and lobby, small and large.

The kiosk's pages and papers: tests/kiosk/test_training.py.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counter.supervisor.panel import SupervisorPanel
from shared.office.model import Office
from shared.office.training import marked_name
from tests.concierge.helpers import friday, still_panel
from tests.counter import helpers as counter
from tests.display import scenes
from tests.supervisor import helpers as supervisor

MARKS = {"zh-TW": "【練習】", "en": "[TEST]"}
in_both_languages = pytest.mark.parametrize("language", MARKS)


def training(office: Office) -> Office:
    """The same office; it trains."""
    return replace(office, is_training=True, name=marked_name(office.name))


@in_both_languages
@pytest.mark.parametrize("size", [(40, 20), (80, 24), (160, 48)])
async def test_the_counter(
    tmp_path: Path, office: Office, size: tuple[int, int], language: str
) -> None:
    hall = counter.busy(office, "serving")
    panel = counter.panel_of(tmp_path, training(office), hall, language)
    assert MARKS[language] in await counter.shown(panel, size)


@in_both_languages
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_supervisor(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    office = training(supervisor.centre())
    client = counter.telling(tmp_path, office, supervisor.rush(office))
    panel = SupervisorPanel(office, client, staff="周課長", language=language)
    supervisor.still(panel)
    assert MARKS[language] in await counter.shown(panel, size)


@in_both_languages
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_reception(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    office = training(supervisor.centre())
    panel = still_panel(tmp_path, office, friday(office), language)
    assert MARKS[language] in await counter.shown(panel, size)


@in_both_languages
@pytest.mark.parametrize("size", [(60, 18), (96, 27), (480, 135)])
def test_the_lobby(size: tuple[int, int], language: str) -> None:
    office = training(scenes.centre(language, "vi"))
    view = replace(scenes.known(office), age=125.0)
    for paint in (
        scenes.serving(view),
        scenes.closed(view),
        scenes.flow("benefit-application", 0, view),
    ):
        said = "".join(each.text for each in scenes.painted(paint, size).surface.said)
        assert MARKS[language] in said
