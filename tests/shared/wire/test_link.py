"""A screen's link: it asks until answered, and its station is started again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from shared.errors import Answered, NotKnownYet
from shared.office.model import QUEUE_FILE
from shared.wire.client import Link
from tests.support import station_link


async def _until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.01)


@pytest.fixture
async def link(office_folder: Path) -> AsyncIterator[Link]:
    link = station_link(office_folder, "screen")
    link.start()
    yield link
    await link.close()


async def test_it_hears_the_hall_and_asks(link: Link) -> None:
    answer = await link.ask("issue", service="jobs")
    assert answer["ticket"]["label"] == "A001"
    await _until(lambda: link.hall and link.hall.seq == 1)
    assert link.hall is not None
    assert [ticket.label for ticket in link.hall.waiting()] == ["A001"]
    assert link.age() < 3
    assert link.trouble is None


async def test_a_refusal_has_its_words(link: Link) -> None:
    with pytest.raises(Answered) as caught:
        await link.ask("call", counter=1)
    assert caught.value.answer_code == "counter_closed"


async def test_a_station_that_dies_is_started_again_and_asked_by_the_same_id(
    link: Link,
) -> None:
    first = await link.ask("issue", id="press", service="jobs")
    assert link._process is not None
    link._process.kill()
    again = await link.ask("issue", id="press", service="jobs", patience=20)
    assert again == first
    second = await link.ask("issue", service="jobs")
    assert second["ticket"]["label"] == "A002"


async def test_no_answer_in_time_is_not_known_yet(link: Link) -> None:
    with pytest.raises(NotKnownYet):
        await link.ask("issue", id="press", service="jobs", patience=0.001)
    answer = await link.ask("issue", id="press", service="jobs", patience=20)
    assert answer["ticket"]["label"] == "A001"


async def test_trouble_is_told_and_passes(link: Link, office_folder: Path) -> None:
    await _until(lambda: link.hall)
    seen: list[object] = []
    link.on_change = lambda: seen.append(link.trouble)
    assert link._process is not None
    link._process.kill()
    file = office_folder / QUEUE_FILE
    file.rename(file.with_suffix(".away"))
    await _until(lambda: link.trouble)
    assert link.trouble is not None
    assert link.trouble[0] == "share_unavailable"
    file.with_suffix(".away").rename(file)
    await _until(lambda: link.trouble is None)
    assert seen[-1] is None


async def test_a_name_at_work_elsewhere_is_told(
    link: Link, office_folder: Path
) -> None:
    await _until(lambda: link.hall)
    other = station_link(office_folder, "screen")
    other.start()
    await _until(lambda: other.trouble)
    assert other.trouble is not None
    assert other.trouble[0] == "station_taken"
    await other.close()
