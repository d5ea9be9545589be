"""A station that starts while the share is away: what this machine knows by heart."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from shared.clock import from_rfc3339, now_ms
from shared.errors import OfficeMistake, ShareUnavailable
from shared.office.folder import OFFICE_FILE, find_folder
from shared.office.reader import OfficeMistakes, parse_office
from shared.offline.journal import Journal, journal_file
from shared.offline.known_office import find_office, known_office, recall, remember
from shared.offline.memory import Memory
from tests.invariants import check_answers, check_file
from tests.memories import TOLD, UNTIL, beat, issued
from tests.processes import Process, gone
from tests.support import MONDAY_9, OFFICE

A_DAY = 86_400_000


def _was_at_work(folder: Path, name: str, *asked: dict[str, Any]) -> list[Any]:
    process = Process(folder, name)
    process.read()
    answers = [process.ask(**each) for each in asked]
    assert process.end() == (0, "")
    return answers


def test_a_kiosk_that_starts_without_the_share_gives_numbers(
    office_folder: Path, file: Path
) -> None:
    answers = _was_at_work(office_folder, "kiosk-1", {"do": "issue", "service": "jobs"})
    with gone(office_folder):
        kiosk = Process(office_folder, "kiosk-1")
        hello = kiosk.read()
        assert (hello["hello"], hello["station"]) == ("jiaohao", "kiosk-1")
        assert hello["office"] == "示範就業中心"
        for number in (9001, 9002):
            told = kiosk.ask("issue", service="jobs")
            assert told["ticket"]["label"] == f"A{number}"
            answers.append(told)
        assert kiosk.ask("call", counter=1)["error"] == "share_unavailable"
    kiosk.settled("state")
    answers.append(kiosk.ask("issue", service="jobs"))
    assert answers[-1]["ticket"]["label"] == "A002"
    assert kiosk.ask("ticket", label="A9002")["ticket"]["ahead"] == 2
    kiosk.end()
    check_file(file)
    check_answers(file, answers)


def test_a_kiosk_that_starts_on_a_share_that_hangs(
    office_folder: Path, file: Path, tmp_path: Path
) -> None:
    _was_at_work(office_folder, "kiosk-1")
    out = tmp_path / "the cable is out"
    out.touch()
    kiosk = Process(office_folder, "kiosk-1", is_hasty=True, hangs_while=out)
    assert kiosk.read()["hello"] == "jiaohao"
    told = kiosk.ask("issue", service="jobs")
    assert told["ticket"]["label"] == "A9001"
    out.unlink()
    kiosk.settled("state")
    kiosk.end()
    check_answers(file, [told])


def test_who_has_nothing_to_do_alone_waits_for_the_share(office_folder: Path) -> None:
    _was_at_work(office_folder, "pad")
    with gone(office_folder):
        pad = Process(office_folder, "pad")
        assert pad.read()["error"] == "share_unavailable"
        status, words = pad.end()
        assert status == 3
        assert "office.toml" in words
        never_there = Process(office_folder.with_name("elsewhere"), "kiosk-1")
        assert never_there.read()["error"] == "office_mistake"
        assert never_there.end()[0] == 2


def test_two_of_one_name_do_not_both_begin(office_folder: Path) -> None:
    _was_at_work(office_folder, "kiosk-1")
    with gone(office_folder):
        first = Process(office_folder, "kiosk-1")
        assert first.read()["hello"] == "jiaohao"
        second = Process(office_folder, "kiosk-1")
        assert second.read()["error"] == "station_taken"
        assert second.end()[0] == 3
    first.end()


def test_a_watcher_knows_the_office_for_its_screen(office_folder: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "jiaohao", "watcher", "--office", office_folder]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    with gone(office_folder):
        office = known_office(office_folder)
        assert office is not None
        assert office.name.say("en") == "Demo Employment Centre"
        with pytest.raises(ShareUnavailable):
            find_office(office_folder)


def test_mistakes_are_mistakes_though_the_office_is_known(office_folder: Path) -> None:
    remember(office_folder, TOLD)
    (office_folder / OFFICE_FILE).write_text("nothing")
    with pytest.raises(OfficeMistakes):
        find_office(office_folder)


def test_what_cannot_be_read_is_not_known(
    office_folder: Path, state_folder: Path
) -> None:
    assert recall(office_folder) is None
    remember(office_folder, TOLD)
    assert recall(office_folder) == TOLD
    (file,) = (state_folder / "offices").iterdir()
    for broken in (b"", b"[]", b"{", b"\xff", b'{"office": 1}', b"null"):
        file.write_bytes(broken)
        assert recall(office_folder) is None
    remember(office_folder, structs.replace(TOLD, office_toml="of another version"))
    assert known_office(office_folder) is None
    with pytest.raises(OfficeMistake):
        find_office(office_folder.with_name("elsewhere"))


def test_a_disk_that_is_full_keeps_nobody_from_work(
    office_folder: Path, state_folder: Path
) -> None:
    state_folder.mkdir()
    (state_folder / "offices").write_text("a file lies in the way")
    remember(office_folder, TOLD)
    assert recall(office_folder) is None


def test_a_folder_that_can_neither_be_seen_nor_not(tmp_path: Path) -> None:
    """As cifs says "Host is down": an error, and no traceback."""
    with pytest.raises(ShareUnavailable):
        find_folder(tmp_path / ("long" * 100))


# The clock


def _alone(until: str = UNTIL) -> Memory:
    """A station that had its reserve yesterday, begun without the share."""
    before = Memory("kiosk-1")
    before.open(TOLD)
    before.hear_beat(beat(MONDAY_9 - A_DAY, until))
    before.close()
    memory = Memory("kiosk-1")
    memory.open_alone(TOLD)
    return memory


def test_a_reserve_that_has_run_out_is_not_used() -> None:
    memory = _alone(until="2020-01-01")
    assert not memory.may_issue()
    assert issued(memory, "press") is None
    memory.close()


def test_what_was_given_by_a_wrong_clock_is_put_right() -> None:
    """The machine's clock is wrong by whatever lies between today and that Monday."""
    memory = _alone()
    told = issued(memory, "press")
    assert abs(from_rfc3339(told["issued_at"]) - now_ms()) < 60_000
    memory.hear_beat(beat(MONDAY_9))
    kept = _kept()
    assert abs(kept.at - MONDAY_9) < 60_000
    assert (
        kept.day
        == parse_office(OFFICE.encode(), Path()).business_day(MONDAY_9).isoformat()
    )
    right = kept.told["ticket"]
    assert from_rfc3339(right["issued_at"]) == kept.at
    assert from_rfc3339(right["due_at"]) == kept.at
    assert right["label"] == told["label"] == "A9001"
    assert issued(memory, "next")["label"] == "A9002", "it was given today"
    memory.close()


def _kept() -> Any:
    journal = Journal("office", "kiosk-1")
    (kept,) = journal.kept()
    journal.close()
    return kept


def test_it_is_put_right_though_the_station_was_killed_meanwhile() -> None:
    memory = _alone()
    assert issued(memory, "press")["label"] == "A9001"
    memory.close()
    again = Memory("kiosk-1")
    assert again.open_alone(TOLD)
    again.hear_beat(beat(MONDAY_9))
    assert abs(_kept().at - MONDAY_9) < 60_000
    again.close()


def test_no_number_is_given_twice_by_a_clock_that_is_a_day_wrong() -> None:
    day = parse_office(OFFICE.encode(), Path()).business_day
    before = Memory("kiosk-1")
    before.open(TOLD)
    before.hear_beat(beat(now_ms() - A_DAY))
    assert issued(before, "press")["label"] == "A9001"
    before.close()
    # By this machine's clock it is the next day; in truth it is still the same.
    memory = Memory("kiosk-1")
    assert memory.open_alone(TOLD)
    assert issued(memory, "other")["label"] == "A9002"
    memory.hear_beat(beat(now_ms() - A_DAY))
    assert issued(memory, "third")["label"] == "A9003"
    memory.close()
    journal = Journal("office", "kiosk-1")
    assert {each.day for each in journal.kept()} == {day(now_ms() - A_DAY).isoformat()}
    journal.close()


def test_time_does_not_go_back_before_what_is_noted() -> None:
    """A machine without a clock of its own begins in 1970, or yesterday."""
    before = Memory("kiosk-1")
    before.open(TOLD)
    before.hear_beat(beat(now_ms() + A_DAY))
    assert issued(before, "press")["label"] == "A9001"
    before.close()
    memory = Memory("kiosk-1")
    assert memory.open_alone(TOLD)
    told = issued(memory, "other")
    assert from_rfc3339(told["issued_at"]) >= now_ms() + A_DAY - 60_000
    memory.close()


def test_a_journal_of_the_version_before_goes_on() -> None:
    import sqlite3

    journal = Journal("office", "kiosk-1")
    id = journal.id
    journal.close()
    connection = sqlite3.connect(journal_file("office", "kiosk-1"))
    for column in ("reserve_until", "unsure_from"):
        connection.execute(f"alter table mark drop column {column}")
    connection.execute("pragma user_version = 1")
    connection.commit()
    connection.close()
    journal = Journal("office", "kiosk-1")
    assert (journal.id, journal.reserve_until()) == (id, None)
    journal.note_reserve("2026-11-30")
    assert journal.reserve_until() == "2026-11-30"
    journal.close()


def test_a_file_with_mistakes_stops_no_station_that_knows_the_office(
    office_folder: Path, file: Path
) -> None:
    sheet = office_folder / OFFICE_FILE
    answers = _was_at_work(office_folder, "pad", {"do": "issue", "service": "jobs"})
    for broken in (b"nothing", b"", b"\xff\xfe", OFFICE.encode()[:-40] + b"[[x"):
        sheet.write_bytes(broken)
        answers += _was_at_work(
            office_folder, "pad", {"do": "issue", "service": "jobs"}
        )
        # A second time: what was written down is still the office, not the mistakes.
        known = recall(office_folder)
        assert known is not None
        assert known.office_toml == OFFICE
    labels = [each["ticket"]["label"] for each in answers]
    assert labels == ["A001", "A002", "A003", "A004", "A005"]
    check_answers(file, answers)


def test_a_file_broken_during_an_outage_stops_no_station(
    office_folder: Path, file: Path
) -> None:
    station = Process(office_folder, "kiosk-1")
    station.read()
    answers = [station.ask("issue", service="jobs")]
    with gone(office_folder):
        told = station.ask("issue", service="jobs")
        assert told["ticket"]["label"] == "A9001"
        answers.append(told)
    (office_folder / OFFICE_FILE).write_text("nothing")
    # A worker that is started again reads the file anew.
    os.kill(station.worker(), signal.SIGKILL)
    station.settled("state")
    answers.append(station.ask("issue", service="jobs"))
    assert answers[-1]["ticket"]["label"] == "A002"
    station.end()
    check_answers(file, answers)


def test_a_file_with_mistakes_stops_who_never_saw_the_office(
    office_folder: Path,
) -> None:
    (office_folder / OFFICE_FILE).write_text("nothing")
    station = Process(office_folder, "kiosk-1")
    assert station.read()["error"] == "office_mistake"
    assert station.end()[0] == 2
