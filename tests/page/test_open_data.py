"""The open data at an address that stays, made aside and for nobody's asking."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from jiaohao.page.open_data_desk import OpenDataDesk, open_data_in, served_period
from jiaohao.page.openapi import (
    OPEN_DATA,
    OPEN_DATA_DICTIONARY,
    OPEN_DATA_TABLE,
    document,
)
from jiaohao.report.open_data import COLUMNS
from shared.office.folder import QUEUE_FILE
from shared.office.reader import load_office
from tests.conftest import make_office_folder
from tests.page.serving import Served
from tests.support import OFFICE, FakeClock

PAGE = '\n[page]\naddress = "http://127.0.0.1:8080"\n'
ADDRESSES = [f"/api/v1{end}" for end in (OPEN_DATA, OPEN_DATA_TABLE)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, f"{OFFICE}{PAGE}open_data = true\n")


def test_the_addresses_are_those_of_the_document(site: Served) -> None:
    json_path, table_path = ADDRESSES
    told = json.loads(site.until(json_path, '"dictionary"'))
    assert told["rows"] == [] and "OGDL" in told["licence"]
    status, headers, text = site.ask(table_path)
    names = [column.name for column in COLUMNS]
    assert status == 200 and "max-age=3600" in headers["cache-control"]
    assert next(csv.reader(io.StringIO(text))) == names
    status, _, text = site.ask(f"/api/v1{OPEN_DATA_DICTIONARY}")
    assert status == 200 and all(name in text for name in names)
    listed = json.loads(site.ask("/api/v1/openapi.json")[2])["paths"]
    assert {OPEN_DATA, OPEN_DATA_TABLE, OPEN_DATA_DICTIONARY} <= set(listed)


def test_an_office_that_does_not_say_so_serves_none() -> None:
    assert not {path for path in document("", "")["paths"] if "open-data" in path}
    listed = document("", "", has_open_data=True)["paths"][OPEN_DATA]["get"]
    assert {"200", "503"} <= set(listed["responses"])


def test_one_report_is_served_in_every_form() -> None:
    period = served_period(date(2026, 11, 29))
    assert (period.first, period.last) == (date(2025, 1, 1), date(2026, 11, 28))
    row = dict.fromkeys((column.name for column in COLUMNS), None)
    row |= {"month": "2026-10", "by": "day", "service": "jobs", "numbers": 12}
    told = {"rows": [row], "dictionary": {"month": "A month."}, "licence": "OGDL"}
    made = open_data_in(json.dumps(told), period)
    assert json.loads(made.json) == told
    _, line = csv.reader(io.StringIO(made.csv))
    assert line[0] == "2026-10" and "12" in line
    assert "A month." in made.dictionary


async def test_they_are_made_once_a_day_and_kept_where_that_fails(
    folder: Path, clock: FakeClock
) -> None:
    desk = OpenDataDesk(folder, load_office(folder), clock=clock)
    await desk.renew()
    first = desk.made
    assert first is not None
    await desk.renew()
    assert desk.made is first
    clock.forward(minutes=24 * 60)
    (folder / QUEUE_FILE).rename(folder / "away.db")
    await desk.renew()
    assert desk.made is first
    (folder / "away.db").rename(folder / QUEUE_FILE)
    await desk.renew()
    assert desk.made is not first
