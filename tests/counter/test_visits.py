"""The commonest visits are done by the keys that docs/counter.md counts."""

from __future__ import annotations

from pathlib import Path

from shared.office.desk import COUNTER_KEYS
from shared.office.model import Office
from tests.counter.panels import Counter, at_work
from tests.counter.visits import CALLS, HERE, VISITS


async def _pressed(here: Counter, key: str) -> None:
    await here.keys(COUNTER_KEYS.get(key, key))
    await here.until(
        lambda: (
            here.panel.looks.under_way is None
            and here.panel.known.hall is not None
            and here.panel.known.hall.seq == here.last()["seq"]
        ),
        f"at rest after {key}",
    )


async def test_each_visit_takes_the_keys_that_are_counted(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=20, calls=CALLS) as here:
        other = {"counter": 3, "staff": "Wang"}
        here.ask.ok("open_counter", **other)
        await here.open()
        for visit in VISITS:
            for key in HERE if visit.is_here else ():
                await _pressed(here, key)
            before = here.last()["seq"]
            for key in visit.keys:
                await _pressed(here, key)
            events = here.ask.ok("events", after=before)["events"]
            assert tuple(each["kind"] for each in events) == visit.kinds, visit.what
            for do in ("finish", "end_group"):
                here.ask(do, counter=1)
            await here.until(
                lambda: here.panel.known.hall.seq == here.last()["seq"],  # type: ignore[union-attr]
                "free again",
            )
