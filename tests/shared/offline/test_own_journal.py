"""A journal that comes, breaks and is begun anew while its station is at work."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from shared.offline.journal import journal_file
from shared.offline.memory import Memory
from shared.sqlite.transactions import Store
from shared.tables.handed_in import office_id
from shared.wire.errands import Done, TakeJournal
from tests.invariants import check_answers, check_file
from tests.memories import TOLD, UNTIL, beat, issued
from tests.processes import Process, gone
from tests.support import MONDAY_9


def _issued(memory: Memory, id: str) -> Any:
    ticket = issued(memory, id)
    return ticket and ticket["label"]


def _journal_of(folder: Path, name: str) -> Path:
    store = Store(folder)
    mark = store.read(lambda connection, _: office_id(connection))
    store.close()
    return journal_file(mark, name)


def _has_claimed(file: Path) -> bool:
    connection = sqlite3.connect(file)
    try:
        rows = connection.execute("select key from meta").fetchall()
    finally:
        connection.close()
    return ("reserve kiosk-1",) in rows


def test_a_reserve_is_not_begun_anew_by_a_new_journal() -> None:
    """The worker has claimed it for the journal that broke."""
    memory = Memory("kiosk-1")
    old = memory.open(TOLD)
    memory.hear_beat(beat(MONDAY_9))
    assert _issued(memory, "press") == "A9001"
    journal = memory._journal
    assert journal is not None
    file = journal.file
    journal.close()
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    file.write_bytes(b"nonsense" * 1000)
    memory._journal = memory._alone = memory._outbox = None
    memory.hear_beat(beat(MONDAY_9))
    assert memory._journal is not None
    assert memory._journal.id != old
    assert _issued(memory, "other") is None, "who knows which numbers are out"
    errand = memory.next_errand()
    assert errand == TakeJournal(memory._journal.id)
    memory.hear_errand(errand, Done())
    assert memory.next_errand() is None
    memory.hear_beat(beat(MONDAY_9))
    assert _issued(memory, "other") == "A9001"
    memory.close()


def test_a_station_that_gets_its_disk_back_gets_its_reserve(
    office_folder: Path, file: Path
) -> None:
    journals = _journal_of(office_folder, "kiosk-1").parent
    journals.parent.mkdir(parents=True)
    journals.write_text("not a folder")
    again = Process(office_folder, "kiosk-1")
    again.read()
    journals.unlink()
    again.ask("watch")
    while not _has_claimed(file):
        # Its next line comes within a second.
        again.read()
    again.ask("state")
    with gone(file):
        told = again.ask("issue", service="jobs")
    again.settled("state")
    assert again.end() == (0, "")
    assert told["ticket"]["label"] == "A9001"
    check_file(file)
    check_answers(file, [told])


def test_how_long_a_reserve_is_ours_is_noted_once_the_disk_lets_us() -> None:
    memory = Memory("kiosk-1")
    memory.open(TOLD)
    journal = memory._journal
    assert journal is not None
    journal._connection.execute("pragma query_only = on")
    memory.hear_beat(beat(MONDAY_9))
    journal._connection.execute("pragma query_only = off")
    memory.hear_beat(beat(MONDAY_9))
    assert journal.reserve_until() == UNTIL
    memory.close()


@pytest.mark.parametrize("until", [UNTIL, None])
def test_signs_of_life_ask_nothing_of_a_journal_that_is_known(
    until: str | None,
) -> None:
    memory = Memory("kiosk-1")
    memory.open(TOLD)
    memory.hear_beat(beat(MONDAY_9, until))
    assert memory.next_errand() is None
    assert memory.may_issue() == (until is not None)
    memory.close()
