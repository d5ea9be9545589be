"""`jiaohao hand-down` and what `jiaohao ship` makes of it at the office."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from jiaohao.reload import reload
from shared.clock import rfc3339
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from shared.office.version import version_of
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.station.stores import ledgers_of
from shared.text.catalogue import catalogue
from shared.trade.calendar import slots_on
from shared.trade.reading import Reading
from tests.desk import StoreAsker
from tests.stores import fresh_address
from tests.support import APPOINTMENTS, OFFICE

pytest.importorskip("psycopg")
from jiaohao.region.shipper import Shipper
from jiaohao.region.taking_down import KEPT_FILE, take_down
from shared.postgres.region import Region
from tests.jiaohao.test_region import PLACE, address_url, run

SHEET = f"{OFFICE}{APPOINTMENTS}{PLACE}"
OTHER = SHEET.replace("示範就業中心", "永和就業中心")
THIRD = SHEET.replace("示範就業中心", "新店就業中心")


@dataclass
class Line:
    """An office, its region, and the line between them."""

    folder: Path
    office: Office
    region: Region
    address: str

    @property
    def file(self) -> str:
        return (self.folder / OFFICE_FILE).read_text(encoding="utf-8")

    def go(self) -> None:
        """One round of `jiaohao ship`."""
        self.send()
        take_down(self.folder, self.office, self.region, catalogue("en"))
        self.send()

    def send(self) -> None:
        ledgers = ledgers_of(self.folder, self.office)
        shipper = Shipper(ledgers, self.region, "yonghe")
        while shipper.send():
            pass
        shipper.tell(self.file)
        ledgers.close()

    def hand_down(self, *words: object) -> Result:
        place = ("hand-down", address_url(self.address), "yonghe")
        return run(*place, *words)

    def hand_sheet(self, text: str, *words: object) -> Result:
        file = self.folder.parent / "meant.toml"
        file.write_text(text, encoding="utf-8")
        return self.hand_down("--sheet", file, *words)

    def became(self) -> list[tuple[str, str]]:
        """What became of each, as the region tells people."""
        words = ("region", address_url(self.address), "handed-down")
        rows = json.loads(run(*words, "--format", "json").stdout)["rows"]
        return [(each["outcome"], each["reasons"]) for each in rows]

    def looked(self, work: Any) -> Any:
        ledgers = ledgers_of(self.folder, self.office)
        try:
            return ledgers.read(work)
        finally:
            ledgers.close()

    def kinds(self) -> list[str]:
        """Of all events since the office began to work by its office.toml."""
        events = self.looked(lambda look: look.events(after=1, limit=100))
        return [each.kind for each in events]


@contextmanager
def line_of(folder: Path, sheet: str, address: str) -> Iterator[Line]:
    """An office at work by a sheet that has told its region of itself."""
    (folder / OFFICE_FILE).write_text(sheet, encoding="utf-8")
    Store(folder).create()
    reload(folder)
    region = Region(address, patience=5)
    region.create()
    found = Line(folder, load_office(folder), region, address)
    found.send()
    yield found
    region.close()


@pytest.fixture
def line(office_folder: Path) -> Iterator[Line]:
    """The usual one."""
    with line_of(office_folder, SHEET, fresh_address()) as found:
        yield found


def test_an_office_toml_is_taken_up_once(line: Line) -> None:
    found = line.hand_sheet(OTHER)
    assert found.exit_code == 0, found.output
    assert line.hand_sheet(OTHER).exit_code == 0
    assert line.became() == [("due", "")]
    line.go()
    assert line.file == OTHER
    assert (line.folder / KEPT_FILE).read_text(encoding="utf-8") == SHEET
    assert line.became() == [("taken", "")]
    line.go()
    assert line.kinds() == ["office_changed"]
    now = run("region", address_url(line.address), "--format", "json").stdout
    assert [row["handed_down"] for row in json.loads(now)["rows"]] == ["taken"]


def test_versions_are_taken_in_their_order(line: Line) -> None:
    line.hand_sheet(OTHER)
    line.hand_sheet(THIRD)
    line.go()
    assert line.became() == [("taken", "")] * 2
    assert line.file == THIRD
    assert (line.folder / KEPT_FILE).read_text(encoding="utf-8") == OTHER


def test_a_local_edit_is_never_overwritten(line: Line) -> None:
    line.hand_sheet(OTHER)
    line.go()
    edited = OTHER.replace("永和就業中心", "永和站")
    (line.folder / OFFICE_FILE).write_text(edited, encoding="utf-8")
    line.go()
    line.hand_sheet(THIRD)
    line.go()
    assert line.file == edited
    outcome, reasons = line.became()[1]
    assert outcome == "refused"
    assert version_of(edited) in reasons and "永和站" in reasons
    line.hand_sheet(THIRD, "--over", version_of(edited))
    line.go()
    assert line.became()[2] == ("taken", "")
    assert line.file == THIRD


def test_what_a_restored_database_offers_again_is_not_taken_again(line: Line) -> None:
    """Its outcomes are lost; the office has gone on, or gone back by itself."""
    line.hand_sheet(OTHER)
    line.hand_down("--notice", "今日停班")
    line.go()
    _forget(line)
    (line.folder / OFFICE_FILE).write_text(SHEET, encoding="utf-8")
    before = line.kinds()
    line.go()
    assert line.file == SHEET
    assert line.became() == [("taken", "")] * 2
    assert line.kinds() == before


def _forget(line: Line) -> None:
    """As after the database was put back from a copy of a moment before."""
    import psycopg

    with psycopg.connect(line.address, autocommit=True) as connection:
        connection.execute("update region.handed_down set outcome = null")


def test_who_was_cut_off_before_it_told_does_nothing_twice(line: Line) -> None:
    """Two that ship at once, too: neither sees the other's event at the region."""
    line.hand_down("--notice", "今日停班")
    line.hand_down("--book", "jobs", _slot(line))
    line.hand_sheet(OTHER)
    say = catalogue("en")
    take_down(line.folder, line.office, line.region, say)
    first = line.became()
    assert [outcome for outcome, _ in first] == ["taken"] * 3
    assert first[1][1], "the code of the appointment"
    _forget(line)
    before = line.kinds()
    take_down(line.folder, line.office, line.region, say)
    assert line.became() == first
    assert line.kinds() == before
    assert (line.folder / KEPT_FILE).read_text(encoding="utf-8") == SHEET


def _slot(line: Line) -> str:
    """A time to come at which somebody may be booked."""

    def times(look: Reading) -> list[str | None]:
        first = date.fromisoformat(look.day)
        days = (first + timedelta(each) for each in range(1, 9))
        free = [each for day in days for each in slots_on(look, "jobs", day, None)]
        return [rfc3339(each.at, line.office.time_zone) for each in free]

    return str(line.looked(times)[0])


def test_a_notice_is_shown_at_once(line: Line) -> None:
    line.hand_down("--notice", "今日停班")
    line.go()
    (notice,) = line.looked(lambda look: look.notices())
    assert (notice.text, notice.state.value) == ("今日停班", "approved")
    assert line.kinds() == ["notice_posted", "notice_approved"]


def test_what_the_office_refuses_says_why(line: Line) -> None:
    line.hand_down("--book", "dance", "2026-12-01T09:30+08:00")
    line.hand_down("--notice", "過去", "--until", "2020-01-01T00:00+08:00")
    moved = OTHER.replace('office = "yonghe"', 'office = "zhonghe"')
    line.hand_sheet(moved)
    line.go()
    assert [outcome for outcome, _ in line.became()] == ["refused"] * 3
    assert "dance" in line.became()[0][1]
    assert "[region]" in line.became()[2][1]
    assert line.file == SHEET


def test_mistakes_that_the_office_alone_sees_go_up(line: Line) -> None:
    """Its Jiaohao is another version than the region's."""
    import psycopg

    line.hand_sheet(OTHER)
    with psycopg.connect(line.address, autocommit=True) as connection:
        connection.execute("update region.handed_down set content = '[office]'")
    line.go()
    ((outcome, reasons),) = line.became()
    assert outcome == "refused" and "Mistakes" in reasons
    assert line.file == SHEET


def test_what_would_break_numbers_of_today_waits(line: Line) -> None:
    store = Store(line.folder)
    ledgers = SqliteLedgers(store, line.office)
    StoreAsker(ledgers, "kiosk-1").ok("issue", service="jobs", channel="staff")
    store.close()
    letter = next(each.letter for each in line.office.services if each.code == "jobs")
    line.hand_sheet(OTHER.replace(f'letter = "{letter}"', 'letter = "W"'))
    line.go()
    ((outcome, reasons),) = line.became()
    assert outcome == "waits" and "next business day" in reasons
    assert 'letter = "W"' in line.file


def test_ship_takes_down_what_there_is(office_folder: Path) -> None:
    """As a process of its own, by the address that the office works by."""
    address = fresh_address()
    sheet = SHEET.replace("postgresql:///region", address_url(address))
    meant, end = sheet.replace("示範", "永和"), time.monotonic() + 60
    command = (sys.executable, "-m", "jiaohao", "ship", "--office", office_folder)
    with line_of(office_folder, sheet, address) as line:
        assert line.hand_sheet(meant).exit_code == 0
        shipping = subprocess.Popen(command, cwd=Path(__file__).parents[2])
        try:
            while line.became() == [("due", "")]:
                assert shipping.poll() is None and time.monotonic() < end
        finally:
            shipping.terminate()
            shipping.wait(10)
        assert line.became() == [("taken", "")]
        assert line.file == meant


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Say one of"),
        (("--notice", "a", "--over", "b"), "Say one of"),
        (("--notice", "a", "--until", "soon"), "to"),
        (("--book", "jobs", "tomorrow"), "at"),
        (("--sheet", "away.toml"), "cannot be read"),
    ],
)
def test_what_is_wrong_is_refused_at_once(
    line: Line, words: tuple[str, ...], told: str
) -> None:
    found = line.hand_down(*words)
    assert found.exit_code == 2
    assert told in found.stderr
    assert line.became() == []


def test_mistakes_and_unknown_offices_are_refused_at_once(line: Line) -> None:
    assert "Mistakes" in line.hand_sheet("[office]\n").stderr
    place = ("hand-down", address_url(line.address), "dance", "--notice", "a")
    assert "dance" in run(*place).stderr
    assert line.became() == []
