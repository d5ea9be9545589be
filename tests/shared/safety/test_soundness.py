"""Old pages over new ones: what a station that lost its lock may do on SMB."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from shared.clock import now_ms
from shared.errors import Damaged, ShareUnavailable, StationTaken
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.offline.journal import Journal
from shared.safety.file_check import examine, is_torn
from shared.service.seen_events import PUT_BACK_SECONDS, SeenEvents
from shared.upkeep.backup import make_backup
from shared.upkeep.copies import copies_in
from shared.upkeep.restore import users_of_sound
from tests.desk import Asker
from tests.invariants import check_answers, check_file
from tests.processes import Process, restored

PAGE = 4096


@pytest.fixture
def broken(office_folder: Path, file: Path) -> Path:
    """A number stands there that no event knows of."""
    Asker(office_folder).close()
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute(
        "insert into meta (key, value) values ('day', '2026-11-23')"
        " on conflict (key) do nothing"
    )
    connection.execute(
        "insert into ticket (day, letter, number, service, state, priority, language,"
        " channel, issued_at, due_at) select value, 'A', 1, 'jobs', 'waiting',"
        " 'normal', 'en', 'kiosk', 1, 1 from meta where key = 'day'"
    )
    connection.close()
    return office_folder


def _stale_pages(folder: Path, file: Path) -> dict[int, bytes]:
    """The pages that a COMMIT would write now; it is done on a copy instead."""
    elsewhere = folder.with_name("elsewhere")
    shutil.copytree(folder, elsewhere)
    before = file.read_bytes()
    ask = Asker(elsewhere, name="stale")
    ask.ok("issue", service="training")
    ask.close()
    after = (elsewhere / QUEUE_FILE).read_bytes()
    return {
        at: after[at : at + PAGE]
        for at in range(0, len(after), PAGE)
        if after[at : at + PAGE] != before[at : at + PAGE]
    }


def _write_over(file: Path, pages: dict[int, bytes]) -> None:
    with file.open("r+b") as out:
        for at, page in pages.items():
            out.seek(at)
            out.write(page)


def _issued(process: Process, count: int) -> list[Any]:
    return [process.ask("issue", service="jobs") for _ in range(count)]


@pytest.mark.parametrize("missing", [0, 3])
def test_nothing_is_lost_by_a_stale_write(
    office_folder: Path, file: Path, missing: int
) -> None:
    """However much of it came through before the writer was killed."""
    kiosk = Process(office_folder, "kiosk-1")
    kiosk.read()
    answers = _issued(kiosk, 60)
    make_backup(office_folder)
    answers += _issued(kiosk, 5)
    pages = _stale_pages(office_folder, file)
    answers += _issued(kiosk, 20)
    assert kiosk.end() == (0, "")
    _write_over(file, dict(list(pages.items())[missing:]))

    kiosk = Process(office_folder, "kiosk-1")
    kiosk.read()
    # It found out before it answered anybody, and goes on from its reserve.
    told = kiosk.settled("issue", service="jobs")
    assert told["ticket"]["label"] == "A9001"
    answers.append(told)
    assert kiosk.settled("call", counter=1)["error"] == "damaged"
    restored(office_folder)
    kiosk.settled("state")
    answers.append(kiosk.settled("issue", service="jobs"))
    assert kiosk.end() == (0, "")
    check_file(file)
    check_answers(file, answers)


@pytest.mark.parametrize(
    "lost",
    [
        "delete from ticket where number = 3",
        "update ticket set state = 'done', ended_at = 1 where number = 2",
        "drop trigger event_is_never_removed; delete from event where seq = 2",
    ],
)
def test_a_page_lost_is_found_though_all_answers_are_there(
    office_folder: Path, file: Path, lost: str
) -> None:
    kiosk = Process(office_folder, "kiosk-1")
    kiosk.read()
    _issued(kiosk, 4)
    assert kiosk.end() == (0, "")
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(lost)
    connection.close()
    kiosk = Process(office_folder, "kiosk-1")
    kiosk.read()
    assert kiosk.settled("issue", service="jobs")["ticket"]["label"] == "A9001"
    assert kiosk.settled("call", counter=1)["error"] == "damaged"
    assert kiosk.end() == (0, "")


def test_a_number_is_not_given_again_though_its_row_is_lost(
    office_folder: Path, file: Path
) -> None:
    """Nobody has noticed yet; of the pages written over, that of the events is not."""
    ask = Asker(office_folder)
    for _ in range(3):
        ask.ok("issue", service="jobs")
    ask.ok("open_counter", counter=1)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(
        "delete from ticket where number > 1; update series set last = 1"
    )
    connection.close()
    assert ask.ticket("issue", service="jobs")["label"] == "A004"
    ask.close()


def test_an_older_file_is_no_torn_one(office_folder: Path, file: Path) -> None:
    """All of what is lacking lacks its event as well: it can be put back."""
    ask = Asker(office_folder)
    ids = {f"id-{number}": number + 2 for number in range(4)}
    for id in ids:
        ask("issue", id=id, service="jobs")
    ask.close()
    connection = sqlite3.connect(file, isolation_level=None)
    day = connection.execute("select day from event").fetchone()[0]
    assert not is_torn(connection, day, ids, [])
    assert not is_torn(connection, day, ids | {"later": 9}, ["later"])
    assert is_torn(connection, day, ids | {"later": 9}, [])
    assert is_torn(connection, day, ids, ["id-3"])
    assert not is_torn(connection, "2020-01-01", ids, list(ids)), "other days' ids"
    assert not is_torn(connection, day, {}, ["a refusal"])
    connection.close()


def test_a_broken_file_is_marked_and_refused_by_all(broken: Path) -> None:
    at_work = Asker(broken, name="at work")
    assert not examine(broken)
    at_work.station.beat()
    assert isinstance(at_work.station.attendance.trouble, Damaged)
    assert at_work.error("issue", service="jobs") == "damaged"
    another = Asker(broken, name="another")
    assert another.error("issue", service="jobs") == "damaged"
    assert another.error("state") == "damaged"
    another.close()
    assert users_of_sound(broken, now_ms) == [], "a copy may be put back"


def test_no_copy_is_made_of_a_broken_file(broken: Path) -> None:
    assert not examine(broken)
    with pytest.raises(Damaged):
        make_backup(broken)
    assert not copies_in(broken / BACKUPS), "it would be the next to be put back"


def test_a_sound_file_in_its_place_ends_the_refusal(broken: Path, file: Path) -> None:
    sound = broken / "sound.db"
    shutil.copy(file, sound)
    connection = sqlite3.connect(sound, isolation_level=None)
    connection.execute("delete from ticket")
    connection.close()
    at_work = Asker(broken, name="at work")
    assert not examine(broken)
    at_work.station.beat()
    sound.replace(file)
    at_work.station.beat()
    assert at_work.station.attendance.trouble is None
    assert at_work.ok("issue", service="jobs")
    at_work.close()


def test_an_older_file_under_a_station_does_not_cost_its_name(
    office_folder: Path, file: Path
) -> None:
    """It knows an earlier process of the same name, which still seems to be alive."""
    earlier = Asker(office_folder, name="pad")
    copy = office_folder / "copy.db"
    shutil.copy(file, copy)
    earlier.close()
    again = Asker(office_folder, name="pad")
    copy.replace(file)
    again.station.beat()
    assert again.station.attendance.trouble is None
    assert again.ok("issue", service="jobs")
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("update station set token = 'other', place = 'elsewhere 1'")
    connection.close()
    with pytest.raises(StationTaken):
        again.station.beat()
    again.close()


def test_after_a_commit_that_hung_the_file_is_examined(broken: Path) -> None:
    at_work = Asker(broken, name="at work")
    at_work.station.attendance.store.has_hung = True
    at_work.station.beat()
    assert isinstance(at_work.station.attendance.trouble, Damaged)
    at_work.station.leave()


def test_a_file_that_is_whole_stays_in_use(office_folder: Path) -> None:
    ask = Asker(office_folder)
    ask.ok("open_counter", counter=1)
    ask.ok("issue", service="jobs")
    ask.ok("call", counter=1)
    ask.ok("recall", counter=1)
    assert examine(office_folder)
    ask.station.attendance.integrity.make_sure()
    assert ask.ok("finish", counter=1)
    ask.close()


def test_what_is_asked_again_is_not_taken_for_torn(
    kiosk: Process, office_folder: Path
) -> None:
    """Its event lies before those that are looked at; who knows how long ago."""
    first = Asker(office_folder)
    first("issue", id="press", service="jobs")
    for _ in range(3):
        first.ok("issue", service="jobs")
    kiosk.ask("issue", id="press", service="jobs")
    assert kiosk.end() == (0, "")
    journal = Journal(first.station.office_id(), "kiosk-1")
    assert journal.recent(600_000) and not journal.witnessed(0)
    journal.close()
    first.close()


def test_what_cannot_even_be_read_is_not_whole(office_folder: Path, file: Path) -> None:
    with file.open("r+b") as out:
        out.seek(2 * PAGE)
        out.write(b"\xff" * PAGE)
    with suppress(Damaged):
        assert not examine(office_folder)


@pytest.mark.parametrize(
    "look",
    [
        lambda asker: asker.station.handler.news(None),
        lambda asker: asker.station.beat(),
    ],
)
def test_no_number_is_given_out_again_before_lost_ones_are_put_back(
    office_folder: Path, file: Path, look: Callable[[Asker], object]
) -> None:
    older = office_folder.with_name("older.db")
    first, second = (Asker(office_folder, name=name) for name in ("one", "two"))
    first.ok("issue", service="jobs")
    shutil.copy(file, older)
    for _ in range(3):
        first.ok("issue", service="jobs")
    look(second)
    for asker in (first, second):
        asker.station.attendance.store.close()
    shutil.copy(older, file)
    assert second.error("issue", service="jobs") == "share_unavailable"
    assert first.error("issue", service="jobs") == "share_unavailable"
    assert first.ok("state")["services"][0]["waiting"] == 1
    for asker in (first, second):
        asker.close()


def test_a_file_that_stays_older_is_written_to_in_the_end(tmp_path: Path) -> None:
    now = [0.0]
    seen = SeenEvents(lambda: now[0])
    seen.note(9)
    seen.refuse_older(9)
    # It may be a server that failed over: nothing is said of a folder.
    with pytest.raises(ShareUnavailable, match=r"^The office's data"):
        seen.refuse_older(8)
    now[0] = PUT_BACK_SECONDS - 1
    with pytest.raises(ShareUnavailable):
        seen.refuse_older(8)
    now[0] = PUT_BACK_SECONDS
    seen.refuse_older(8)
    seen.refuse_older(8)


def test_nothing_is_written_while_it_is_not_known(broken: Path) -> None:
    at_work = Asker(broken, name="at work")
    soundness = at_work.station.attendance.integrity
    waits = [sys.executable, "-c", "input()"]
    slow = subprocess.Popen(waits, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    soundness._examining = slow
    with pytest.raises(ShareUnavailable):
        soundness.make_sure()
    assert at_work.error("issue", service="jobs") == "share_unavailable"
    slow.communicate()
    assert not examine(broken)
    at_work.station.beat()
    assert isinstance(at_work.station.attendance.trouble, Damaged)
    at_work.station.leave()


def test_damage_is_noticed_under_what_was_read_before(
    office_folder: Path, file: Path
) -> None:
    """A station alone has the pages in its memory, and nothing makes it read again."""
    ask = Asker(office_folder)
    for _ in range(5):
        ask.ok("issue", service="jobs")
    ask.ok("state")
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    find = "select rootpage from sqlite_master where name = 'ticket'"
    page = connection.execute(find).fetchone()[0]
    connection.close()
    _write_over(file, {(page - 1) * PAGE: b"\xa5" * PAGE})
    ask.station.beat()
    assert isinstance(ask.station.attendance.trouble, Damaged)
    assert ask.error("issue", service="jobs") == "damaged"
    assert ask.error("state") == "damaged"
    ask.close()


def test_who_meets_damage_marks_the_file_for_all(
    office_folder: Path, file: Path
) -> None:
    """It was in the table of answers only, which a sign of life does not read."""
    kiosk, other = (Asker(office_folder, name=name) for name in ("one", "other"))
    for _ in range(5):
        kiosk.ok("issue", service="jobs")
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    find = "select rootpage from sqlite_master where name = 'answer'"
    page = connection.execute(find).fetchone()[0]
    connection.close()
    _write_over(file, {(page - 1) * PAGE: b"\xa5" * PAGE})
    kiosk.station.beat()
    assert kiosk.station.attendance.trouble is None
    assert kiosk.error("issue", service="jobs") == "damaged"
    kiosk.station.beat()
    other.station.beat()
    for asker in (kiosk, other):
        assert isinstance(asker.station.attendance.trouble, Damaged)
        assert asker.error("open_counter", counter=1) == "damaged"
        asker.close()


def test_a_station_that_starts_on_damaged_answers_answers_and_ends(
    office_folder: Path, file: Path
) -> None:
    """Its own errand meets the damage first, again and again, and a look does not."""
    pad = Process(office_folder, "pad")
    pad.read()
    for _ in range(5):
        pad.ask("issue", service="jobs")
    assert pad.end() == (0, "")
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    find = "select rootpage from sqlite_master where name = 'answer'"
    page = connection.execute(find).fetchone()[0]
    connection.close()
    _write_over(file, {(page - 1) * PAGE: b"\xa5" * PAGE})
    begun = time.monotonic()
    pad = Process(office_folder, "pad")
    pad.read()
    assert pad.ask("issue", service="jobs")["error"] == "damaged"
    assert pad.end()[0] == 0
    assert time.monotonic() - begun < 20
