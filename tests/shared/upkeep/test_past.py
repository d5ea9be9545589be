"""The past of an office, read from a copy that keeps no station from queue.db."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from jiaohao.report.source import source_of
from shared.errors import DamagedCopy
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.office.reader import load_office
from shared.sqlite.schema import APPLICATION_ID
from shared.station.stores import ledgers_of
from shared.tables.migrations import MIGRATIONS, SCHEMA_VERSION
from shared.upkeep.backup import make_backup
from shared.upkeep.copies import copies_in
from shared.upkeep.past import Past, newest_past
from tests.desk import Asker


def _kinds(folder: Path) -> list[str]:
    with source_of(folder) as source:
        return [each.kind for each in source.events(date(2000, 1, 1), source.today)]


def _past_seq(folder: Path) -> int | None:
    ledgers = ledgers_of(folder, load_office(folder))
    try:
        past = newest_past(folder, ledgers)
        if past is None:
            return None
        past.close()
        return past.seq
    finally:
        ledgers.close()


def test_what_is_in_the_copy_and_what_came_since(
    ask: Asker, office_folder: Path
) -> None:
    ask.ok("open_counter", counter=1)
    ask.ok("issue", service="jobs")
    assert _past_seq(office_folder) is None
    make_backup(office_folder)
    ask.ok("call", counter=1)
    ask.ok("finish", counter=1)
    assert _past_seq(office_folder) == 2
    kinds = ["counter_opened", "issued", "called", "finished"]
    assert _kinds(office_folder) == kinds
    # It is the copy that is read: what is only there is found.
    (copy,) = copies_in(office_folder / BACKUPS)
    with sqlite3.connect(copy) as opened:
        opened.execute("drop trigger event_is_never_changed")
        opened.execute("update event set kind = 'marked' where seq = 1")
    assert _kinds(office_folder) == ["marked", *kinds[1:]]


@pytest.mark.parametrize("fault", ["torn", "other", "newer", "link"])
def test_a_copy_that_does_not_fit_is_passed_over(
    fault: str, ask: Asker, office_folder: Path, tmp_path: Path
) -> None:
    ask.ok("issue", service="jobs")
    first = make_backup(office_folder)
    ask.ok("issue", service="jobs")
    newer = first.with_name("queue-29991231-235959.db")
    shutil.copy(office_folder / QUEUE_FILE, newer)
    assert _past_seq(office_folder) == 2
    if fault == "torn":
        newer.write_bytes(newer.read_bytes()[:5_000])
    elif fault == "link":
        newer.unlink()
        newer.symlink_to(office_folder / QUEUE_FILE)
    else:
        with sqlite3.connect(newer) as opened:
            opened.execute("drop trigger event_is_never_changed")
            if fault == "other":
                opened.execute("update event set id = 'another' where seq = 2")
            else:
                opened.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
    assert _past_seq(office_folder) == 1
    assert _kinds(office_folder) == ["issued", "issued"]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_the_events_of_every_schema_there_was_are_read(
    version: int, tmp_path: Path
) -> None:
    """An archive stays as it was when its year was moved, however old it grows."""
    file = tmp_path / "archive-2024.db"
    with closing(sqlite3.connect(file)) as made:
        for _, statements in MIGRATIONS[:version]:
            made.executescript(statements)
        made.execute(f"pragma application_id = {APPLICATION_ID}")
        made.execute(f"pragma user_version = {version}")
        made.execute(
            "insert into event (seq, id, day, at, kind, station, data)"
            " values (7, 'an-id', '2024-05-06', 1714957200000, 'issued', 'k', null)"
        )
        made.commit()
    past = Past(file)
    assert past.seq == 7
    (event,) = past.events(after=0, limit=10)
    assert (event.seq, event.kind, event.at) == (7, "issued", 1_714_957_200_000)
    past.close()


def test_where_a_copy_is_broken_queue_db_is_read(
    ask: Asker, office_folder: Path
) -> None:
    for _ in range(60):
        ask.ok("issue", service="jobs")
    copy = make_backup(office_folder)
    with sqlite3.connect(copy) as opened:
        (id,) = opened.execute("select id from event where seq = 1").fetchone()
    whole = bytearray(copy.read_bytes())
    for page in range(0, len(whole), 4096):
        if id.encode() in whole[page : page + 4096]:
            whole[page : page + 8] = b"\xff" * 8
    copy.write_bytes(whole)
    past = Past(copy)
    assert past.seq == 60
    with pytest.raises(DamagedCopy):
        past.events(after=0, limit=10)
    past.close()
    assert _kinds(office_folder) == ["issued"] * 60
