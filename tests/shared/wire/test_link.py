"""A screen's link: it asks until answered, and its station is started again."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from shared.errors import NotKnownYet, RefusedByOffice
from shared.office.folder import QUEUE_FILE
from shared.wire.client import Client
from tests.support import station_link


async def _until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.01)


@pytest.fixture
async def client(office_folder: Path) -> AsyncIterator[Client]:
    client = station_link(office_folder, "screen")
    client.start()
    yield client
    await client.close()


async def test_it_hears_the_hall_and_asks(client: Client) -> None:
    answer = await client.ask("issue", service="jobs")
    assert answer["ticket"]["label"] == "A001"
    await _until(lambda: client.hall and client.hall.seq == 1)
    assert client.hall is not None
    assert [ticket.label for ticket in client.hall.waiting()] == ["A001"]
    assert client.age() < 3
    assert client.trouble is None


async def test_a_refusal_has_its_words(client: Client) -> None:
    with pytest.raises(RefusedByOffice) as caught:
        await client.ask("call", counter=1)
    assert caught.value.answer_code == "counter_closed"


async def test_a_station_that_dies_is_started_again_and_asked_by_the_same_id(
    client: Client,
) -> None:
    first = await client.ask("issue", id="press", service="jobs")
    assert client._process is not None
    client._process.kill()
    again = await client.ask("issue", id="press", service="jobs", patience=20)
    assert again == first
    second = await client.ask("issue", service="jobs")
    assert second["ticket"]["label"] == "A002"


async def test_what_a_station_says_that_cannot_start_goes_where_it_is_told(
    tmp_path: Path,
) -> None:
    with (tmp_path / "said").open("w") as said:
        client = Client([sys.executable, "-c", "1 / 0"], stderr=said.fileno())
        client.start()
        await _until(lambda: client.trouble)
        await client.close()
    assert "ZeroDivisionError" in (tmp_path / "said").read_text()


async def test_no_answer_in_time_is_not_known_yet(client: Client) -> None:
    with pytest.raises(NotKnownYet):
        await client.ask("issue", id="press", service="jobs", patience=0.001)
    answer = await client.ask("issue", id="press", service="jobs", patience=20)
    assert answer["ticket"]["label"] == "A001"


async def test_trouble_is_told_and_passes(client: Client, office_folder: Path) -> None:
    await _until(lambda: client.hall)
    seen: list[object] = []
    client.on_change = lambda: seen.append(client.trouble)
    assert client._process is not None
    client._process.kill()
    file = office_folder / QUEUE_FILE
    file.rename(file.with_suffix(".away"))
    await _until(lambda: client.trouble)
    assert client.trouble is not None
    assert client.trouble[0] == "share_unavailable"
    file.with_suffix(".away").rename(file)
    await _until(lambda: client.trouble is None)
    assert seen[-1] is None


async def test_a_name_at_work_elsewhere_is_told(
    client: Client, office_folder: Path
) -> None:
    await _until(lambda: client.hall)
    other = station_link(office_folder, "screen")
    other.start()
    await _until(lambda: other.trouble)
    assert other.trouble is not None
    assert other.trouble[0] == "station_taken"
    await other.close()


CUT = """
import os, sys
from pathlib import Path
began = Path(sys.argv[1])
hello = '{"hello":"jiaohao","station":"pad"}'
print(hello, flush=True)
sys.stdin.readline()
if not began.exists():
    began.touch()
    os.write(1, b'{"watch":{"ok":tr')
    sys.exit()
print('{"watch":{"ok":false,"error":"damaged","message":"again"}}', flush=True)
sys.stdin.read()
"""
"""A station whose last line is cut, as by a kill; the next one of it is well."""


async def test_a_cut_last_line_does_not_end_the_link(tmp_path: Path) -> None:
    client = Client([sys.executable, "-c", CUT, str(tmp_path / "began")])
    client.start()
    await _until(lambda: client.trouble == ("damaged", "again"))
    await client.close()


DEAF = """
import sys
from pathlib import Path
print('{"hello":"jiaohao","station":"pad"}', flush=True)
with Path(sys.argv[1]).open("w") as out:
    for line in sys.stdin:
        out.write(line)
        out.flush()
"""
"""A station that never answers, and writes down what it is asked."""


async def test_a_press_without_answer_is_asked_once(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    client = Client([sys.executable, "-c", DEAF, str(asked)])
    client.start()
    for _ in range(4):
        with pytest.raises(NotKnownYet):
            await client.ask("issue", id="press", service="jobs", patience=0.2)
    with pytest.raises(NotKnownYet):
        await client.ask("issue", id="last", service="jobs", patience=0.2)
    await _until(lambda: asked.exists() and '"last"' in asked.read_text())
    assert asked.read_text().count('"press"') == 1
    await client.close()


NEWER = """
import sys
hello = '{"hello":"jiaohao","station":"pad","more":1}'
print(hello, flush=True)
sys.stdin.readline()
print('{"watch":{"ok":true,"seq":1,"as_of":7}}', flush=True)
print('{"watch":[]}', flush=True)
print('{"news":{}}', flush=True)
known = '{"ok":false,"error":"damaged","message":"well","more":[1]}'
print('{"watch":' + known + '}', flush=True)
sys.stdin.read()
"""
"""A station of a later version: of what it says, something is known."""


async def test_what_a_later_version_says_is_passed_over() -> None:
    client = Client([sys.executable, "-c", NEWER])
    client.start()
    await _until(lambda: client.trouble == ("damaged", "well"))
    assert client.hall is None
    await client.close()
