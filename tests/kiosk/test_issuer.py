"""One press is one ticket, whatever happens to the station."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk.issuer import Issuer, Press
from shared.errors import Answered
from shared.office.model import Office
from shared.wire.client import Link
from tests.kiosk.support import happened
from tests.support import station_link


@pytest.fixture
async def link(office_folder: Path) -> AsyncIterator[Link]:
    link = station_link(office_folder, "kiosk-1")
    link.start()
    yield link
    await link.close()


def press(id: str = "press-1", service: str = "jobs") -> Press:
    return Press(id, service, priority=None, language="en")


async def test_asked_again_after_the_station_died_it_is_the_same_ticket(
    office: Office, office_folder: Path, link: Link
) -> None:
    issuer = Issuer(office, link)
    first = await issuer.settle(press())
    assert link._process is not None
    link._process.kill()
    again = await issuer.settle(press())
    assert first is not None and again is not None
    assert again.label == first.label == "A001"
    assert [event["kind"] for event in happened(office_folder)] == ["issued"]


async def test_a_refusal_is_raised(office: Office, link: Link) -> None:
    with pytest.raises(Answered) as refusal:
        await Issuer(office, link).settle(press(service="nothing"))
    assert refusal.value.answer_code == "unknown_service"


async def test_those_who_left_leave_no_ghost(
    office: Office, office_folder: Path, link: Link
) -> None:
    issuer = Issuer(office, link)
    await link.ask("state")
    assert link._process is not None
    link._process.send_signal(signal.SIGSTOP)
    presses = [press(f"press-{n}") for n in range(3)]
    settling = [asyncio.create_task(issuer.settle(each)) for each in presses]
    await asyncio.sleep(0)
    for each in presses[:2]:
        each.is_left = True
    link._process.send_signal(signal.SIGCONT)
    first, second, third = await asyncio.gather(*settling)
    assert first is None and second is None and third is not None
    kinds = [event["kind"] for event in happened(office_folder)]
    assert sorted(kinds) == ["cancelled", "cancelled", "issued", "issued", "issued"]
    hall = await link.ask("state")
    waiting = {each["service"]: each["waiting"] for each in hall["services"]}
    assert waiting["jobs"] == 1
