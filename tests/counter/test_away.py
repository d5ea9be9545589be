"""The counter while the share is away: the visitor is served, nobody new is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.desk import errand
from shared.office.folder import QUEUE_FILE
from shared.office.model import Office
from tests.counter.helpers import status
from tests.counter.panels import at_work


async def test_the_visitor_is_served_and_nobody_is_called(
    office_folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand, "_PATIENCE", 0.5)
    file = office_folder / QUEUE_FILE
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        file.rename(file.with_suffix(".away"))
        await here.until(lambda: here.panel.client.trouble is not None)
        await here.press("f3", says="A001 started")
        await here.press("f4", says="A001 done")
        await here.keys("enter")
        await here.until(lambda: "The share is away" in status(here.panel))
        file.with_suffix(".away").rename(file)
        await here.until(lambda: here.panel.client.trouble is None)
        await here.until(lambda: here.kinds()[-1] == "finished")
        await here.press("enter", says="A002 called")
        assert here.kinds()[-4:] == ["called", "started", "finished", "called"]
