"""One press is one ticket, whatever happens to the station."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk.issuer import Issuer, Press
from shared.errors import RefusedByOffice
from shared.office.model import Office
from shared.wire.client import Client
from tests.kiosk.support import happened
from tests.support import station_link


@pytest.fixture
async def client(office_folder: Path) -> AsyncIterator[Client]:
    client = station_link(office_folder, "kiosk-1")
    client.start()
    yield client
    await client.close()


def press(id: str = "press-1", service: str = "jobs") -> Press:
    return Press(id, service, priority=None, language="en")


async def test_asked_again_after_the_station_died_it_is_the_same_ticket(
    office: Office, office_folder: Path, client: Client
) -> None:
    issuer = Issuer(office, client)
    first = await issuer.settle(press())
    assert client._process is not None
    client._process.kill()
    again = await issuer.settle(press())
    assert first is not None and again is not None
    assert again.label == first.label == "A001"
    assert [event["kind"] for event in happened(office_folder)] == ["issued"]


@pytest.mark.parametrize("typed", ["A001", "A1", "A01"])
async def test_a_number_is_found_without_its_zeros(
    office: Office, client: Client, typed: str
) -> None:
    issuer = Issuer(office, client)
    given = await issuer.settle(press())
    found = await issuer.ticket(typed)
    assert given is not None and found is not None
    assert found.label == given.label


async def test_a_refusal_is_raised(office: Office, client: Client) -> None:
    with pytest.raises(RefusedByOffice) as refusal:
        await Issuer(office, client).settle(press(service="nothing"))
    assert refusal.value.answer_code == "unknown_service"


async def test_those_who_left_leave_no_ghost(
    office: Office, office_folder: Path, client: Client
) -> None:
    issuer = Issuer(office, client)
    await client.ask("state")
    assert client._process is not None
    client._process.send_signal(signal.SIGSTOP)
    presses = [press(f"press-{n}") for n in range(3)]
    settling = [asyncio.create_task(issuer.settle(each)) for each in presses]
    await asyncio.sleep(0)
    for each in presses[:2]:
        each.is_left = True
    client._process.send_signal(signal.SIGCONT)
    first, second, third = await asyncio.gather(*settling)
    assert first is None and second is None and third is not None
    kinds = [event["kind"] for event in happened(office_folder)]
    assert sorted(kinds) == ["cancelled", "cancelled", "issued", "issued", "issued"]
    hall = await client.ask("state")
    waiting = {each["service"]: each["waiting"] for each in hall["services"]}
    assert waiting["jobs"] == 1
