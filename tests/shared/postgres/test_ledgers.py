"""What a server must do that a file need not: turn up again, and keep the order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.errors import ShareUnavailable, ShareUnsafe
from shared.office.reader import load_office
from shared.sqlite.connection import QueueFile
from shared.tables.migrations import SCHEMA_VERSION
from tests.desk import StoreAsker
from tests.stores import fresh_address
from tests.support import FakeClock

psycopg = pytest.importorskip("psycopg")
from shared.postgres.ledgers import PostgresLedgers  # noqa: E402
from shared.postgres.schema import in_its_words  # noqa: E402


@pytest.fixture
def address() -> str:
    """A database without an office in it."""
    return fresh_address()


@pytest.fixture
def opened(
    address: str, office_folder: Path, clock: FakeClock
) -> Iterator[list[PostgresLedgers]]:
    """Three stations' ways to one office."""
    office = load_office(office_folder)
    found = [PostgresLedgers(address, office, clock=clock) for _ in range(3)]
    found[0].create()
    yield found
    for each in found:
        each.close()


def _end_connections(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


def test_a_server_that_ended_every_connection_is_asked_anew(
    opened: list[PostgresLedgers], address: str
) -> None:
    ask = StoreAsker(opened[0])
    ask.ok("issue", service="jobs")
    _end_connections(address)
    assert ask.ticket("issue", service="jobs")["number"] == 2
    _end_connections(address)
    assert len(ask.ok("events", after=0)["events"]) == 2
    _end_connections(address)
    assert opened[0].mark() is not None


def test_who_took_the_head_and_gave_it_back_is_passed_by_nobody(
    opened: list[PostgresLedgers],
) -> None:
    """The second counter's call waits for the first's, which is undone in the end."""
    head = StoreAsker(opened[0]).ticket("issue", service="jobs")["label"]
    StoreAsker(opened[0]).ok("issue", service="jobs")
    for counter in (1, 2):
        StoreAsker(opened[0]).ok("open_counter", counter=counter)
    is_taken, called = threading.Event(), []

    class GivenBack(Exception):
        pass

    def second() -> None:
        is_taken.wait()
        called.append(StoreAsker(opened[2]).ticket("call", counter=2)["label"])

    other = threading.Thread(target=second)
    other.start()

    def call_and_give_back(ledger):  # type: ignore[no-untyped-def]
        first = ledger.first_waiting("jobs", lambda _: True)
        is_taken.set()
        other.join(0.2)
        assert first.label == head
        raise GivenBack

    with pytest.raises(GivenBack):
        opened[1].write(call_and_give_back, station="one", id="x")
    other.join()
    assert called == [head]


def test_it_says_what_is_wrong_with_the_database(
    opened: list[PostgresLedgers], address: str, office_folder: Path
) -> None:
    office = load_office(office_folder)
    with psycopg.connect(address, autocommit=True) as connection:
        run = connection.execute
        opened[0].read(lambda look: look.last_seq())
        version = "update jiaohao.meta set value = %s where key = 'schema'"
        run(version, (str(SCHEMA_VERSION + 1),))
        with pytest.raises(ShareUnsafe, match="newer Jiaohao"):
            opened[0].read(lambda look: look.last_seq())
        run(version, (str(SCHEMA_VERSION),))
        mark = "update jiaohao.meta set value = %s where key = 'office'"
        own = opened[0].read(lambda look: look.office_mark())
        run(mark, ("another",))
        with pytest.raises(ShareUnsafe, match="another office"):
            opened[0].read(lambda look: look.last_seq())
        run(mark, (own,))
    nowhere = PostgresLedgers(
        psycopg.conninfo.make_conninfo(address, dbname="template1"), office, patience=0
    )
    with pytest.raises(ShareUnavailable, match="no queue of Jiaohao"):
        nowhere.read(lambda look: look.last_seq())
    nowhere.close()


def test_a_server_that_is_away_is_named_without_its_password(
    office_folder: Path,
) -> None:
    address = "postgresql://ann:secret@localhost:1/hall"
    away = PostgresLedgers(address, load_office(office_folder), patience=0)
    with pytest.raises(ShareUnavailable, match="postgresql://localhost/hall") as told:
        away.read(lambda look: look.last_seq())
    assert "secret" not in str(told.value)


def test_an_id_may_hold_what_no_server_keeps(opened: list[PostgresLedgers]) -> None:
    ask = StoreAsker(opened[0])
    first = ask.ticket("issue", service="jobs", id="a\0b")
    assert ask.ticket("issue", service="jobs", id="a\0b") == first


def test_another_sees_an_event_at_once(opened: list[PostgresLedgers]) -> None:
    before = opened[1].mark()
    assert opened[1].mark() == before
    StoreAsker(opened[0]).ok("issue", service="jobs")
    # A read empties what came in; the call is heard all the same.
    opened[1].read(lambda look: look.last_seq())
    assert opened[1].mark() != before


def test_events_are_never_changed(opened: list[PostgresLedgers], address: str) -> None:
    StoreAsker(opened[0]).ok("issue", service="jobs")
    with psycopg.connect(address, autocommit=True) as connection:
        for change in (
            "update jiaohao.event set day = 'x'",
            "delete from jiaohao.event",
        ):
            with pytest.raises(psycopg.Error, match="never changed"):
                connection.execute(change)


def test_both_stores_have_the_same_tables(
    opened: list[PostgresLedgers], address: str, office_folder: Path
) -> None:
    """Every column with whether it may be empty, and every index."""
    file = QueueFile(office_folder, is_reader=True)
    with file.connection() as connection:
        columns = connection.execute(
            'select m.name, c.name, c."notnull" or c.pk > 0 from sqlite_master m,'
            " pragma_table_info(m.name) c where m.type = 'table'"
            " and m.name not like '%sqlite%' order by 1, 2"
        ).fetchall()
        indexes = connection.execute(
            "select name from sqlite_master where type = 'index'"
            " and name not like '%sqlite%' order by name"
        ).fetchall()
    file.close()
    with psycopg.connect(address) as server:
        there = server.execute(
            "select table_name, column_name, (is_nullable = 'NO')::int"
            " from information_schema.columns where table_schema = 'jiaohao'"
            ' order by table_name collate "C", column_name collate "C"'
        ).fetchall()
        own = server.execute(
            "select indexname::text from pg_indexes where schemaname = 'jiaohao'"
        ).fetchall()
    assert there == columns
    assert {name for (name,) in indexes} <= {name for (name,) in own}


def test_nothing_of_sqlite_is_left_in_its_words() -> None:
    words = in_its_words(
        "create table a (\n    text text not null,\n    n integer\n)"
        " strict, without rowid;\ncreate trigger b before delete on a\nbegin\n"
        "    select raise(abort, 'no');\nend;\ncreate index c on a (n);\n"
    )
    assert words == (
        'create table a (\n    text text collate "C" not null,\n    n bigint\n);\n'
        "\ncreate index c on a (n);\n"
    )
