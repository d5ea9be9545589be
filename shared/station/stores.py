"""Where an office's queue lies: in queue.db of its folder, or on a server.

The one place that knows both; what only one of them needs is loaded for that alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.clock import Clock
from shared.errors import OfficeMistake
from shared.machine.host import MountFingerprint
from shared.office.model import Office
from shared.offline.known_office import known_office
from shared.text.catalogue import N_
from shared.trade.attendance import Attendance
from shared.trade.ledger import Ledgers


class DriverMissing(OfficeMistake):
    """What speaks with PostgreSQL is not installed."""

    text = N_("This needs one more package: pip install 'jiaohao[postgres]'")


@contextmanager
def driver() -> Iterator[None]:
    """Around an import of what knows PostgreSQL. Raises DriverMissing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise DriverMissing from error


def attendance_of(
    folder: Path,
    office: Office,
    *,
    name: str | None,
    clock: Clock | None = None,
    fingerprint: MountFingerprint | None = None,
) -> Attendance:
    """A station's hold on the office's store; without a name it only reads.

    `clock` is another than the store's; `fingerprint` is this host on the share, none:
    it is found by the mount.
    """
    if office.store:
        with driver():
            from shared.postgres.attendance import ServerAttendance

        return ServerAttendance(office, name=name, clock=clock)
    from shared.safety.attendance import FileAttendance

    return FileAttendance(
        folder, office, name=name, clock=clock, fingerprint=fingerprint
    )


def ledgers_of(
    folder: Path, office: Office, *, is_reader: bool = True, clock: Clock | None = None
) -> Ledgers:
    """The way to the store for who has no station beside it; `clock`: the store's."""
    if office.store:
        return _on_server(office, clock)
    from shared.machine.share_clock import learned_clock
    from shared.sqlite.ledgers import SqliteLedgers
    from shared.sqlite.transactions import Store

    store = Store(folder, clock=clock or learned_clock(folder), is_reader=is_reader)
    return SqliteLedgers(store, office)


def trusted_ledgers(folder: Path, office: Office, *, is_reader: bool) -> Ledgers:
    """As `ledgers_of`, after a look whether the store can be trusted.

    Raises ShareUnavailable, ShareUnsafe, Damaged.
    """
    if office.store:
        return _on_server(office, None)
    from shared.safety.share_look import trusted_ledgers as of_file

    return of_file(folder, office, is_reader=is_reader)


def load_store(folder: Path) -> None:
    """Load what a station of this folder will need, as far as this machine knows."""
    office = known_office(folder)
    if office is not None and office.store:
        with driver():
            import shared.postgres.attendance
    else:
        import shared.safety.attendance  # noqa: F401


def _on_server(office: Office, clock: Clock | None) -> Ledgers:
    with driver():
        from shared.postgres.ledgers import PostgresLedgers

    return PostgresLedgers(office.store, office, clock=clock)
