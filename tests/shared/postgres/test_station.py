"""A station of an office whose queue lies on a server: as on the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.errors import StationTaken
from shared.office.reader import load_office
from shared.station.office_look import office_agreed
from shared.station.share_session import ShareSession
from shared.tables.presence import Presence, join
from tests.cluster import throw_away
from tests.desk import Asker
from tests.jiaohao.test_what_is_loaded import loaded, processes_of  # noqa: F401
from tests.processes import Process
from tests.support import MONDAY_9, FakeClock

psycopg = pytest.importorskip("psycopg")
ONLY_OF_A_FILE = ("shared.sqlite", "shared.safety", "shared.upkeep")


@pytest.fixture
def ask(server_office: Path, clock: FakeClock) -> Asker:
    """A desk at work there."""
    return Asker(server_office, clock=clock)


def test_it_answers_and_sees_as_on_the_file(ask: Asker, server_office: Path) -> None:
    ask.ok("open_counter", counter=1)
    label = ask.ticket("issue", service="jobs")["label"]
    assert ask.ticket("call", counter=1)["label"] == label
    reader = Asker(server_office, name=None, clock=ask_clock(ask))
    assert reader.ok("state")["counters"][0]["ticket"]["label"] == label
    agreed = office_agreed(server_office, load_office(server_office))
    assert agreed is not None and agreed[0] == load_office(server_office)
    reader.close()
    ask.close()


def test_a_name_is_at_work_once(ask: Asker, server_office: Path) -> None:
    ledgers = ask.station.ledgers
    elsewhere = Presence("kiosk-1", "another machine", "token")
    ledgers.run(lambda connection, now: join(connection, now, elsewhere))
    office = load_office(server_office)
    second = ShareSession(server_office, office, name="kiosk-1", clock=ask_clock(ask))
    with pytest.raises(StationTaken, match="another"):
        second.join()
    second.leave()
    ask.close()


def ask_clock(asker: Asker) -> FakeClock:
    """The clock it was given."""
    clock = asker.station.clock
    assert isinstance(clock, FakeClock)
    return clock


def test_whoever_watches_is_woken(ask: Asker, server_office: Path) -> None:
    watcher = Asker(server_office, name=None, clock=ask_clock(ask))
    watcher.ok("watch")
    assert watcher.station.pulse() is not None
    ask.ok("issue", service="jobs")
    while (news := watcher.station.pulse()) is None:
        pass
    state = json.loads(news.body)
    assert state["services"][0]["waiting"] == 1
    watcher.close()
    ask.close()


def test_it_goes_by_the_servers_clock(server_office: Path) -> None:
    """This machine's clock is months behind."""
    office = load_office(server_office)
    station = ShareSession(server_office, office, name="desk")
    station.attendance.ledgers._servers_clock._base = FakeClock(MONDAY_9)
    station.join()
    with psycopg.connect(office.store) as server:
        found = server.execute("select extract(epoch from now()) * 1000").fetchone()
    assert abs(station.clock() - int(found[0])) < 60_000
    station.beat()
    (told,) = station.ledgers.read(lambda look: look.hall()).stations
    assert told.clock_ahead < -60_000
    station.leave()


def test_its_folder_may_be_away(server_office: Path) -> None:
    """Only office.toml lies there, and this machine knows it."""
    for _ in range(2):
        station = Process(server_office, "pad")
        station.read()
        assert station.ask("issue", service="jobs")["ok"]
        station.end()
        away = server_office.with_name("away")
        if not away.exists():
            server_office.rename(away)


def test_what_a_failover_lost_is_found(ask: Asker) -> None:
    ask.ok("issue", service="jobs", id="kept")
    day = "2026-11-23"
    lacking = ask.station.attendance.lacking
    assert lacking(day, ["kept", "lost"], kept={}, events={}) == ["lost"]
    assert lacking("2026-11-20", ["lost"], kept={}, events={}) == []
    ask.close()


def test_nothing_is_loaded_that_only_a_file_needs(
    loaded: Path,  # noqa: F811
    server_office: Path,
) -> None:
    # The machine has to have seen the office once.
    for _ in range(2):
        station = Process(server_office, "pad")
        station.read()
        assert station.ask("issue", service="jobs")["ok"]
        station.end()
    found = processes_of(loaded, station.process.pid, "station", "worker")
    for modules in found.values():
        assert [each for each in modules if each.startswith(ONLY_OF_A_FILE)] == []
    assert "psycopg" in found["worker"]


def test_a_server_that_is_away_stops_no_kiosk(server_office: Path) -> None:
    """Killed under a kiosk and a counter: what they did meanwhile is brought in."""
    cluster = throw_away()
    kiosk = Process(server_office, "kiosk-1", is_hasty=True)
    desk = Process(server_office, "counter-1", is_hasty=True)
    for each in (kiosk, desk):
        each.read()
    desk.ask("open_counter", counter=1)
    first = kiosk.ask("issue", service="jobs")["ticket"]["label"]
    assert desk.ask("call", counter=1)["ticket"]["label"] == first
    cluster.kill()
    while (told := kiosk.ask("issue", service="jobs")).get("ticket") is None:
        pass
    alone = told["ticket"]["label"]
    assert alone == "A9001"
    assert desk.ask("start", counter=1)["ok"]
    cluster.start()
    brought = {("issued", alone), ("started", first)}
    while not brought <= set(found := _events(desk)):
        pass
    # A number in the server's hands when it was killed went to nobody.
    gone = {label for kind, label in found if kind == "cancelled"}
    assert sorted(each for each in found if each[1] not in gone) == [
        ("called", first),
        ("counter_opened", None),
        ("issued", first),
        ("issued", alone),
        ("started", first),
    ]
    while not (called := desk.ask("call", counter=1, finish_current=True))["ok"]:
        pass
    assert called["ticket"]["label"] == alone
    kiosk.end()
    desk.end()


def _events(station: Process) -> list[tuple[str, str | None]]:
    told = station.ask("events", after=0)
    return [(each["kind"], each.get("ticket")) for each in told.get("events", [])]
