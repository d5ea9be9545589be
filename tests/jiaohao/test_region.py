"""`jiaohao ship` and `jiaohao region`: a region's database, and the offices' files."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jiaohao.cli import main
from jiaohao.cli_report import KINDS
from shared.errors import ShareUnavailable
from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.reader import load_office, parse_office
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.trade.event import Event
from tests.desk import Asker, StoreAsker
from tests.page.serving import Served
from tests.shared.office.mistakes import mistakes_in
from tests.stores import fresh_address
from tests.support import OFFICE, FakeClock

psycopg = pytest.importorskip("psycopg")
from jiaohao.region.shipper import AT_ONCE, Shipper  # noqa: E402
from shared.postgres.region import CodeTaken, OtherCode, Region, TwoFiles  # noqa: E402

PLACE = '\n[region]\naddress = "postgresql:///region"\noffice = "yonghe"\n'


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


@dataclass
class Sent:
    """An office and the region it sends to."""

    ledgers: SqliteLedgers
    region: Region
    shipper: Shipper

    def send_all(self) -> int:
        sent = 0
        while found := self.shipper.send():
            sent += found
        return sent

    def here(self) -> list[Event]:
        return self.ledgers.read(lambda look: look.events(after=0, limit=10_000))

    def there(self) -> list[Event]:
        return self.region.events("yonghe", after=0, limit=10_000)


@pytest.fixture
def address() -> str:
    return fresh_address()


@pytest.fixture
def sent(
    address: str, office_folder: Path, clock: FakeClock, ask: Asker
) -> Iterator[Sent]:
    """A morning of the small office, nothing sent yet."""
    for _ in range(3):
        ask.ok("issue", service="jobs", note="雨天")
    ask.ok("open_counter", counter=1, staff="Lin")
    ask.ok("call", counter=1)
    ask.ok("finish", counter=1)
    store = Store(office_folder, clock=clock, is_reader=True)
    ledgers = SqliteLedgers(store, load_office(office_folder))
    region = Region(address, patience=5)
    region.create()
    yield Sent(ledgers, region, Shipper(ledgers, region, "yonghe"))
    region.close()
    store.close()


def _many(folder: Path, count: int) -> None:
    """Events as of years, written at once."""
    connection = sqlite3.connect(folder / QUEUE_FILE)
    last = connection.execute("select max(seq), max(at) from event").fetchone()
    with connection:
        connection.executemany(
            "insert into event (id, day, at, kind, station) values (?, ?, ?, 'x', 'y')",
            [(f"m{n}", "2026-11-23", last[1]) for n in range(count)],
        )
    connection.close()


def test_every_event_comes_there_once(
    sent: Sent, address: str, office_folder: Path
) -> None:
    _many(office_folder, 2 * AT_ONCE)
    other = Shipper(sent.ledgers, Region(address), "yonghe")
    assert sent.shipper.send() == AT_ONCE
    # Another that sends for the same office, and a line that is cut in between.
    assert other.send() == AT_ONCE
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    assert sent.send_all() > 0
    assert sent.there() == sent.here()
    assert sent.send_all() == other.send() == 0
    other._region.close()


def test_an_id_that_no_server_keeps_stops_nothing(sent: Sent, ask: Asker) -> None:
    sent.send_all()
    ask.ok("issue", service="jobs", id="a\0b")
    ask.ok("issue", service="jobs", id="after")
    assert sent.send_all() == 2
    assert [each.id for each in sent.there()[-2:]] == ["a␀b", "after"]
    assert sent.send_all() == 0


def test_what_was_known_when_somebody_else_was_faster_is_not_added(
    sent: Sent,
) -> None:
    mark = sent.ledgers.read(lambda look: look.office_mark())
    known = sent.region.shipped("yonghe", mark)
    events = sent.here()
    assert sent.region.append("yonghe", mark, known, events) == len(events)
    assert sent.region.append("yonghe", mark, known, events) == 0
    assert sent.there() == events


def test_a_file_put_back_never_overwrites_what_was_sent(
    sent: Sent, ask: Asker, clock: FakeClock, office_folder: Path, address: str
) -> None:
    """The lost events stay in the first era; what counts is what the file says."""
    ask.close()
    store = Store(office_folder, clock=clock)
    ledgers = SqliteLedgers(store, load_office(office_folder))
    copy = office_folder.parent / "copy.db"
    shutil.copy(office_folder / QUEUE_FILE, copy)
    StoreAsker(ledgers, "lost").ok("issue", service="training")
    StoreAsker(ledgers, "lost").ok("call", counter=1, id="lost-2")
    sent.send_all()
    lost = sent.there()
    assert lost == sent.here()
    store.close()
    sent.ledgers.close()
    shutil.copy(copy, office_folder / QUEUE_FILE)
    for more in range(3):
        # Once with fewer events than were sent, then with others in their place.
        sent.send_all()
        assert sent.there() == sent.here(), more
        # A station that was at work would hand in what was lost; this one is new.
        StoreAsker(ledgers, f"later-{more}").ok("issue", service="jobs")
    store.close()
    with psycopg.connect(address) as connection:
        kept = connection.execute(
            "select seq from region.event where era = 1 order by seq"
        ).fetchall()
    assert [seq for (seq,) in kept] == [each.seq for each in lost]


def test_a_copy_of_the_folder_that_sends_too_is_noticed(
    sent: Sent, ask: Asker, clock: FakeClock, office_folder: Path, tmp_path: Path
) -> None:
    ask.close()
    folder = tmp_path / "copy"
    shutil.copytree(office_folder, folder)
    store = Store(folder, clock=clock)
    copied = SqliteLedgers(store, load_office(folder))
    StoreAsker(copied, "trial").ok("issue", service="training")
    own = Store(office_folder, clock=clock)
    at_work = StoreAsker(SqliteLedgers(own, sent.ledgers.office), "real")
    at_work.ok("issue", service="jobs")
    sent.send_all()
    copy = Shipper(copied, sent.region, "yonghe")
    assert copy.send() == 1
    with pytest.raises(TwoFiles):
        sent.shipper.send()
    assert copy.send() == 0
    own.close()
    store.close()


def test_two_offices_never_share_a_code(sent: Sent, tmp_path: Path) -> None:
    sent.send_all()
    folder = tmp_path / "another"
    folder.mkdir()
    (folder / OFFICE_FILE).write_text(OFFICE, encoding="utf-8")
    store = Store(folder)
    store.create()
    ledgers = SqliteLedgers(store, load_office(folder))
    with pytest.raises(CodeTaken, match="yonghe"):
        Shipper(ledgers, sent.region, "yonghe").send()
    with pytest.raises(OtherCode, match="yonghe"):
        Shipper(sent.ledgers, sent.region, "zhonghe").send()
    assert Shipper(ledgers, sent.region, "zhonghe").send() == 0
    assert [each.code for each in sent.region.offices()] == ["yonghe", "zhonghe"]
    store.close()


def test_a_region_reports_what_the_office_reports(
    sent: Sent, address: str, office_folder: Path
) -> None:
    sent.send_all()
    sent.shipper.tell((office_folder / OFFICE_FILE).read_text(encoding="utf-8"))
    days = ("--period", "2026-10-20..2026-11-23", "--format", "json")
    for kind in KINDS:
        found = run("region", address_url(address), kind, *days)
        assert found.exit_code == 0, found.output
        rows = json.loads(found.stdout)["rows"]
        own = _own_rows(office_folder, kind)
        assert [row for row in rows if row["month"] == "2026-11"] == [
            {"office": "yonghe", "month": "2026-11", **row} for row in own
        ]
        if kind == "day":
            assert {row["month"] for row in rows} == {"2026-10", "2026-11"}


def _own_rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    days = ("--from", "2026-11-01", "--to", "2026-11-23", "--format", "json")
    found = run("report", kind, "--office", folder, *days)
    assert found.exit_code == 0, found.output
    return list(json.loads(found.stdout)["rows"])


def test_the_offices_now(sent: Sent, address: str, office_folder: Path) -> None:
    sent.send_all()
    before = json.loads(run("region", address_url(address), "--format", "json").stdout)
    assert [row["state"] for row in before["rows"]] == ["silent"]
    sent.shipper.tell((office_folder / OFFICE_FILE).read_text(encoding="utf-8"))
    found = run("region", address_url(address), "--format", "json")
    (row,) = json.loads(found.stdout)["rows"]
    assert (row["office"], row["name"]) == ("yonghe", "示範就業中心")
    assert (row["state"], row["waiting"]) == ("open", 2)
    assert row["longest"] >= 0 and 0 <= row["age"] < 1
    assert "yonghe" in run("region", address_url(address)).stdout
    for kind in ("now", "waiting"):
        page = run("region", address_url(address), kind, "--format", "html").stdout
        assert "<title> " not in page and "yonghe" in page


def address_url(address: str) -> str:
    """As a person writes it."""
    from psycopg.conninfo import conninfo_to_dict

    return f"postgresql:///{conninfo_to_dict(address)['dbname']}"


def test_ship_sends_until_it_is_ended(
    address: str, office_folder: Path, ask: Asker
) -> None:
    ask.ok("issue", service="jobs")
    place = PLACE.replace("postgresql:///region", address_url(address))
    with (office_folder / OFFICE_FILE).open("a", encoding="utf-8") as file:
        file.write(place)
    command = (sys.executable, "-m", "jiaohao", "ship", "--office", office_folder)
    region = Region(address)
    region.create()
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as shipping:
        while not any(each.hall for each in region.offices()):
            assert shipping.poll() is None
        shipping.terminate()
    assert region.last_seq("yonghe") == 1
    region.close()


def test_an_office_of_another_version_hides_no_other(
    sent: Sent, address: str, office_folder: Path
) -> None:
    sent.send_all()
    sent.shipper.tell("[office]\nof_tomorrow = 1\n")
    found = json.loads(run("region", address_url(address), "--format", "json").stdout)
    assert [row["within_target"] for row in found["rows"]] == [None]
    assert "Update this machine" in run("region", address_url(address), "day").stderr


def test_what_is_wrong_is_said_in_words(office_folder: Path) -> None:
    assert "no [region]" in run("ship", "--office", office_folder).stderr
    assert "address of a PostgreSQL" in run("region", "http://here").stderr
    page = ("--page", "https://q.example.tw", "--proxy", "nginx")
    told = run("region", "postgresql://localhost:1/region", *page).stderr
    assert "“nginx” is not the address of a web server" in told
    away = Region("postgresql://localhost:1/region", patience=0)
    with pytest.raises(ShareUnavailable, match="postgresql://localhost/region"):
        away.create()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('address = "http://here"\noffice = "a"', "PostgreSQL"),
        ('address = "postgresql://a:b@here/c"\noffice = "a"', "password"),
        ('address = "postgresql://here/c?password=b"\noffice = "a"', "password"),
        ('address = "postgresql://here/c"', "office"),
        ('address = "postgresql://here/c"\noffice = "a b"', "not a code"),
        ('address = "postgresql://[here/c"\noffice = "a"', "PostgreSQL"),
    ],
)
def test_what_is_wrong_in_the_table_is_named(table: str, told: str) -> None:
    mistakes = mistakes_in(f"{OFFICE}\n[region]\n{table}\n")
    assert any(told in each for each in mistakes), mistakes


def test_the_table_says_where_and_under_which_code() -> None:
    office = parse_office(f"{OFFICE}{PLACE}".encode(), Path(OFFICE_FILE))
    assert office.region is not None
    assert office.region.address == "postgresql:///region"
    assert office.region.office == "yonghe"


def test_the_trial_of_forty_offices_in_short(address: str, tmp_path: Path) -> None:
    from tests.region_trial import trial

    told = trial(address, tmp_path, offices=3, tickets=120, cuts=1)
    assert "3 offices are the same" in told


def page_of(address: str) -> Served:
    """The page of a region at work."""
    place = ("--page", "https://queue.example.tw/region", "--listen", "127.0.0.1:0")
    return Served("region", address, *place)


def asked(page: Served, path: str = "/region/?lang=en", **headers: str) -> Any:
    """Status and text of one answer."""
    named = {"Host": "queue.example.tw", **headers}
    status, _, text = page.ask(path, **named)
    return status, text


def test_the_page_of_a_region_is_served_from_its_database(
    sent: Sent, address: str, office_folder: Path
) -> None:
    page = page_of(address_url(address))
    assert "No office has told anything yet." in asked(page)[1]
    sheet = (office_folder / OFFICE_FILE).read_text(encoding="utf-8")
    sent.send_all()
    sent.shipper.tell(sheet)
    (office_folder / QUEUE_FILE).rename(office_folder / "away")
    host = {"Host": "queue.example.tw"}
    text = page.until("/region/?lang=en", "Demo Employment Centre", **host)
    assert "fewer than 3 people wait" in text and "As of" in text
    assert 'lang="zh-TW"' in asked(page, "/region/?lang=zh-TW&s=jobs")[1]
    assert asked(page, "/region/?s=dance")[0] == 200
    assert asked(page, "/region/nothing")[0] == 303
    assert asked(page, Host="evil.example")[0] == 421
    style = re.findall(r'href="(/region/page[^"]*css)"', text)[0]
    assert asked(page, style)[0] == 200
    assert page.end() == 0


def test_a_page_whose_database_is_away_says_so_and_goes_on() -> None:
    page = page_of("postgresql://127.0.0.1:1/region")
    assert asked(page)[0] == 200
    assert "No office has told anything yet." in asked(page)[1]
    assert page.end() == 0
