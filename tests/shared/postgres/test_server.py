"""A server that is full, read-only, without rights for us, or not trusted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.errors import JiaohaoError, ProgramFault, ShareReadOnly, ShareUnavailable
from shared.office.reader import load_office
from shared.text.catalogue import catalogue
from tests.desk import StoreAsker
from tests.stores import fresh_address
from tests.support import FakeClock

psycopg = pytest.importorskip("psycopg")
from psycopg import errors  # noqa: E402
from psycopg.conninfo import make_conninfo  # noqa: E402

from shared.postgres.ledgers import PostgresLedgers  # noqa: E402
from shared.postgres.reasons import reason_of  # noqa: E402
from shared.postgres.region import Region  # noqa: E402
from shared.postgres.server import Server  # noqa: E402

GUEST = "jiaohao_guest"


@pytest.fixture
def address() -> str:
    """A database without anything of ours."""
    return fresh_address()


@pytest.fixture
def ledgers(
    address: str, office_folder: Path, clock: FakeClock
) -> Iterator[PostgresLedgers]:
    """The small office on it."""
    found = PostgresLedgers(
        address, load_office(office_folder), clock=clock, patience=0
    )
    found.create()
    yield found
    found.close()


def _run(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for each in statements:
            connection.execute(each)


def test_one_that_only_reads_says_so(ledgers: PostgresLedgers, address: str) -> None:
    """As a standby does after the one at work has failed."""
    StoreAsker(ledgers).ok("issue", service="jobs")
    standby = make_conninfo(address, options="-c default_transaction_read_only=on")
    office, clock = ledgers.office, ledgers.clock
    with closing(PostgresLedgers(standby, office, clock=clock, patience=0)) as other:
        assert other.read(lambda look: look.last_seq()) == 1
        with pytest.raises(ShareReadOnly, match="can be read but not written"):
            other.write(lambda ledger: ledger.begin_day(), station="one", id="x")


def test_one_without_rights_says_so(ledgers: PostgresLedgers, address: str) -> None:
    _run(address, f"drop role if exists {GUEST}", f"create role {GUEST}")
    guest = make_conninfo(address, options=f"-c role={GUEST}")
    office = ledgers.office
    with closing(PostgresLedgers(guest, office, patience=0)) as other:
        with pytest.raises(ShareUnavailable):
            other.read(lambda look: look.last_seq())
        with pytest.raises(ShareUnavailable, match="no right"):
            other.create()
    no_right = pytest.raises(ShareUnavailable, match="no right")
    with closing(Region(guest, patience=0)) as region, no_right:
        region.create()
    # Who may only look needs no right to make anything.
    with closing(Region(address)) as region:
        region.create()
    _run(
        address,
        f"grant usage on schema region to {GUEST}",
        f"grant select on all tables in schema region to {GUEST}",
    )
    with closing(Region(guest, patience=0)) as region:
        region.create()
        assert region.offices() == []
    _run(address, f"drop owned by {GUEST}", f"drop role {GUEST}")


def test_what_it_does_not_understand_is_our_fault(address: str) -> None:
    with closing(Server(address, "public", patience=10)) as server:

        def ask() -> None:
            with server.transaction() as connection:
                connection.execute("select no_such_function()")

        with pytest.raises(ProgramFault):
            server.settled(ask)


def test_what_was_asked_is_asked_anew_once_it_may_have_changed(address: str) -> None:
    count = "select count(*) from thing"
    server = Server(address, "public", patience=0)
    with closing(server), server.transaction() as connection:
        run = connection.execute
        run("create temporary table thing (name text)")

        def counted() -> int:
            (found,) = run(count).fetchone()
            return int(found)

        assert counted() == counted() == 0
        run("savepoint attempt")
        run("insert into thing (name) values (?)", ("a",))
        assert counted() == 1
        connection.executemany("insert into thing (name) values (?)", [("b",)])
        assert counted() == 2
        run("rollback to attempt")
        assert counted() == 0
        # Nothing is asked twice: what goes round it is not seen.
        server.opened().execute("insert into thing (name) values ('c')")
        assert counted() == 0
        run("update thing set name = 'd'")
        assert counted() == 1
        # What empties several tables names only the first of them.
        run("create temporary table other (name text)")
        run("truncate other, thing")
        assert counted() == 0


def test_who_waits_for_a_lock_is_told_that_another_holds_it(
    ledgers: PostgresLedgers, address: str
) -> None:
    office, clock = ledgers.office, ledgers.clock
    impatient = make_conninfo(address, options="-c lock_timeout=1")
    with (
        psycopg.connect(address) as holder,
        closing(PostgresLedgers(impatient, office, clock=clock, patience=0)) as other,
    ):
        holder.execute("select * from jiaohao.meta for update")
        # Who only reads waits for nobody.
        other.read(lambda look: look.last_seq())
        with pytest.raises(ShareUnavailable, match="another station holds it"):
            other.write(lambda ledger: ledger.begin_day(), station="one", id="x")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.DiskFull("x"), "disk is full"),
        (errors.TooManyConnections("x"), "no more connections"),
        (errors.AdminShutdown("x"), "does not answer"),
        (errors.DeadlockDetected("x"), "another station holds it"),
        (psycopg.OperationalError("SSL: certificate verify failed"), "certificate"),
        (psycopg.OperationalError("timeout expired"), "does not answer"),
        (psycopg.OperationalError("no pg_hba.conf entry"), "does not let this user"),
        (psycopg.OperationalError('role "x" does not exist'), "no database or no user"),
        (psycopg.OperationalError("Connection refused"), "refuses the connection"),
        (psycopg.OperationalError("server does not support SSL"), "does not encrypt"),
    ],
)
def test_why_it_cannot_be_used(error: psycopg.Error, words: str) -> None:
    assert words in reason_of(error)


def test_every_trouble_is_said_in_the_office_s_language(
    office_folder: Path,
) -> None:
    office = load_office(office_folder)
    away = PostgresLedgers("postgresql://localhost:1/x", office, patience=0)
    with pytest.raises(JiaohaoError) as told:
        away.mark()
    assert "資料庫" in told.value.message(catalogue("zh-TW"))
