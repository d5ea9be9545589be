"""A station's own disk: cut off at any moment, full, broken, and never a burden."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from shared.errors import BadRequest
from shared.office.model import Office
from shared.offline.alone import OfflineAnswers
from shared.offline.journal import Journal, journal_file
from shared.offline.memory import Memory
from shared.offline.outbox import Outbox
from shared.text.catalogue import catalogue
from shared.trade.hall import CounterNow
from shared.trade.ticket import STEPS, new_ticket
from shared.wire.encoder import answer_body
from shared.wire.entry import JournalEntry
from shared.wire.errands import (
    Compare,
    Deposit,
    Done,
    HandedIn,
    HandIn,
    Lacking,
    Trouble,
)
from shared.wire.frames import packed
from shared.wire.json_text import to_json
from tests.memories import TOLD, answered, asked, beat, issued, press
from tests.support import MONDAY_9, OFFICE

SAY = catalogue("en")
DAY = "2026-11-23"


@pytest.fixture
def journal() -> Iterator[Journal]:
    journal = Journal("office", "kiosk-1")
    yield journal
    journal.close()


@pytest.fixture
def memory() -> Iterator[Memory]:
    memory = Memory("kiosk-1")
    memory.open(TOLD)
    memory.hear_beat(beat(MONDAY_9, "2026-11-30"))
    yield memory
    memory.close()


def _alone(memory: Memory, id: str) -> Any:
    ticket = issued(memory, id)
    return ticket and ticket["label"]


def _fill(memory: Memory) -> Any:
    """The disk is full: nothing more can be written."""
    journal = memory._journal
    assert journal is not None
    run = journal._connection.execute
    run("pragma wal_checkpoint(truncate)")
    pages = run("pragma page_count").fetchone()[0]
    run(f"pragma max_page_count = {pages}")
    filler = "x" * 3000
    number = 0
    with pytest.raises(sqlite3.OperationalError, match="full"):
        while True:
            number += 1
            full = JournalEntry(f"full-{number}", DAY, 0, filler, {})
            journal._put(full, "asked", "do nothing")
    return run


def test_a_journal_copied_at_any_moment_is_whole(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    """As a power cut leaves it: what was answered is there, with its number."""
    alone = OfflineAnswers(office, "kiosk-1", journal)
    alone.reserve_until = DAY
    for number in range(1, 20):
        entry = alone.answer(press(str(number)), MONDAY_9 + number)
        assert entry is not None
        monkeypatch.setenv("JIAOHAO_STATE", str(tmp_path / f"cut-{number}"))
        copy = journal_file("office", "kiosk-1")
        copy.parent.mkdir(parents=True)
        for suffix in ("", "-wal"):
            whole = journal.file.with_name(journal.file.name + suffix)
            shutil.copy(whole, copy.with_name(copy.name + suffix))
        after = Journal("office", "kiosk-1")
        assert [each.id for each in after.kept()] == [
            str(each) for each in range(1, number + 1)
        ]
        assert after.last_given(DAY, "A") == 9000 + number
        after.close()


def test_a_full_disk_gives_no_number_and_no_other_loss(memory: Memory) -> None:
    assert _alone(memory, "1") == "A9001"
    run = _fill(memory)
    memory.ask(press("2" * 200))
    tries = [_alone(memory, f"{number}-{'y' * 190}") for number in range(2, 60)]
    assert None in tries
    last = [label for label in tries if label is not None]
    assert not any(tries[tries.index(None) :])
    memory.hear_answer(press("9"), answered({"ok": True, "ticket": None}, 1, 1))
    # What was answered before is still known and can be handed in.
    known = memory.answer_known(press("1"))
    assert known is not None and "A9001" in known
    assert memory.has_kept()
    run("pragma max_page_count = 100000")
    assert _alone(memory, "3") == f"A{9002 + len(last)}"


def test_what_is_handed_in_on_a_full_disk_is_not_handed_in_for_ever(
    memory: Memory,
) -> None:
    assert _alone(memory, "1") == "A9001"
    journal = memory._journal
    assert journal is not None
    check = memory.next_errand()
    if isinstance(check, Compare):
        memory.hear_errand(check, Lacking([]))
    errand = memory.next_errand()
    assert isinstance(errand, HandIn)
    journal._connection.execute("pragma query_only = on")
    memory.hear_errand(errand, HandedIn([True], 7))
    assert not memory.has_kept()
    assert memory.next_errand() is None
    journal._connection.execute("pragma query_only = off")


def test_the_same_id_on_the_next_day_is_another_press(
    journal: Journal, office: Office
) -> None:
    alone = OfflineAnswers(office, "kiosk-1", journal)
    alone.reserve_until = "2026-11-30"
    for day in range(2):
        entry = alone.answer(press("1"), MONDAY_9 + day * 86_400_000)
        assert entry is not None
        assert entry.told["ticket"]["label"] == "A9001"
    assert len(journal.kept()) == 2


def test_nothing_is_given_for_an_id_that_is_answered(
    journal: Journal, office: Office
) -> None:
    alone = OfflineAnswers(office, "kiosk-1", journal)
    alone.reserve_until = DAY
    journal.answer(JournalEntry("1", DAY, MONDAY_9, "issue", {}, 1, '{"ok":true}'))
    with pytest.raises(sqlite3.IntegrityError):
        alone.answer(press("1"), MONDAY_9)
    assert journal.last_given(DAY, "A") == 0


def test_a_power_cut_in_its_first_moment() -> None:
    """The tables are there, and nothing in them."""
    journal = Journal("office", "kiosk-1")
    journal._connection.execute("delete from mark")
    journal.close()
    again = Journal("office", "kiosk-1")
    assert again.id
    again.close()


def test_ten_thousand_entries_are_no_burden(journal: Journal) -> None:
    """Asked for every news, every five seconds, every deposit: by an index."""
    steps: list[int] = []
    run = journal._connection.execute
    run("begin")
    for number in range(10_000):
        day = f"2026-11-{10 + number // 1250:02}"
        at = number * 60_000
        journal.answer(
            JournalEntry(str(number), day, at, "issue", {}, number + 1, "{}")
        )
    run("commit")

    def count() -> int:
        steps.append(1)
        return 0

    journal._connection.set_progress_handler(count, 100)
    for ask in (
        journal.has_kept,
        journal.kept,
        journal.unanswered,
        journal.last_seq,
        lambda: journal.after(9_990),
        lambda: journal.recent(600_000),
    ):
        steps.clear()
        ask()
        assert len(steps) < 20, ask
    journal._connection.set_progress_handler(None, 0)


def test_what_was_handed_in_after_a_copy_is_deposited_too(journal: Journal) -> None:
    outbox = Outbox(journal, is_shared=True)
    for number in (1, 2):
        id = str(number)
        journal.keep(JournalEntry(id, DAY, MONDAY_9 + number, "issue", {}, body="{}"))
        journal.hand([journal.kept()[0]], number * 10)
    journal.keep(JournalEntry("3", DAY, MONDAY_9 + 3, "issue", {}, body="{}"))
    outbox.hear_recovery((10, 1))
    errand = outbox.next()
    assert isinstance(errand, Deposit)
    assert [each.id for each in errand.entries] == ["2", "3"]
    assert errand.is_all


def test_signs_of_life_do_not_begin_a_deposit_anew(journal: Journal) -> None:
    for number in range(1, 121):
        id = f"{number}"
        journal.answer(JournalEntry(id, DAY, MONDAY_9, "issue", {}, number, "{}"))
    outbox = Outbox(journal, is_shared=True)
    told: list[str] = []
    while True:
        outbox.hear_recovery((0, 1))
        errand = outbox.next()
        if errand is None:
            break
        assert isinstance(errand, Deposit)
        told += [each.id for each in errand.entries]
        outbox.hear(errand, Done())
    assert len(told) == len(set(told)) == 120


def test_what_was_lost_is_brought_before_what_was_kept_since(journal: Journal) -> None:
    outbox = Outbox(journal, is_shared=True)
    journal.answer(JournalEntry("call", DAY, MONDAY_9, "call", {}, 1, "{}"))
    journal.keep(JournalEntry("finish", DAY, MONDAY_9 + 1, "finish", {}, body="{}"))
    check = outbox.next()
    assert isinstance(check, Compare)
    outbox.hear(check, Lacking(["call"]))
    brought = []
    while (errand := outbox.next()) is not None:
        if isinstance(errand, HandIn):
            brought += [each.id for each in errand.entries]
        outbox.hear(errand, HandedIn([True], 5))
    assert brought == ["call", "finish"]


def test_an_errand_that_failed_is_asked_again(journal: Journal) -> None:
    outbox = Outbox(journal, is_shared=False)
    journal.keep(JournalEntry("finish", DAY, MONDAY_9, "finish", {}, body="{}"))
    first = outbox.next()
    assert first is not None
    outbox.hear(first, Trouble("share_unavailable", "…"))
    assert outbox.next() == first


def test_a_pad_nobody_watches_remembers_its_counter_only(
    journal: Journal, office: Office
) -> None:
    alone = OfflineAnswers(office, "pad", journal)
    place = CounterNow(1, "open", None, "pad", None)
    opened = answer_body({"counter": place}, office)
    alone.hear_answer(asked("1", "open_counter", counter=1), opened)
    waiting = new_ticket(
        letter="A",
        number=1,
        service="jobs",
        priority="normal",
        language="en",
        channel="kiosk",
        issued_at=MONDAY_9,
        head_start=0,
    )
    called = STEPS["call"].taken(waiting, MONDAY_9, counter=1)
    held = STEPS["hold"].taken(called, MONDAY_9)
    for _ in range(1000):
        told = answer_body({"ticket": called}, office)
        alone.hear_answer(asked("2", "call", counter=1), told)
        assert alone._visitor(1) == called
        told = answer_body({"ticket": held}, office)
        alone.hear_answer(asked("3", "hold", counter=1), told)
    assert (alone._later, alone._counters) == ([], {1: place})
    assert alone._visitor(1) is None


def test_what_cannot_be_read_is_refused(journal: Journal, office: Office) -> None:
    alone = OfflineAnswers(office, "kiosk-1", journal)
    alone.reserve_until = DAY
    wrong = asked("1", "issue", service="jobs", priority="none")
    with pytest.raises(BadRequest):
        alone.answer(wrong, MONDAY_9)


def test_a_changed_office_is_known_to_the_next_clerk(memory: Memory) -> None:
    sheet = OFFICE.replace('"jobs"', '"work"')
    memory.open(structs.replace(TOLD, office_toml=sheet))
    told = memory.answer_alone(asked("1", "issue", service="work"), SAY)
    assert told is not None and "A9001" in told
    refused = memory.answer_alone(press("2"), SAY)
    assert refused is not None and "unknown_service" in refused
    assert to_json({"ok": False})[:-1] in refused


def test_a_busy_day_is_compared_in_pages(journal: Journal) -> None:
    """45,000 answers with ids of 200 characters: no message is long, none left out."""
    run = journal._connection.execute
    run("begin")
    for number in range(45_000):
        id = f"{number:0200}"
        journal.answer(JournalEntry(id, DAY, MONDAY_9, "issue", {}, number + 1, "{}"))
    run("commit")
    outbox = Outbox(journal, is_shared=False)
    compared: list[str] = []
    while (errand := outbox.next()) is not None:
        assert isinstance(errand, Compare)
        assert len(packed(errand)) < 500_000
        compared += errand.ids
        outbox.hear(errand, Lacking([]))
    assert len(compared) == len(set(compared)) == 45_000


def test_pages_that_lack_something_are_handed_in_after_the_last(
    journal: Journal,
) -> None:
    for number in range(1_200):
        id = str(number)
        journal.answer(JournalEntry(id, DAY, MONDAY_9, "issue", {}, number + 1, "{}"))
    outbox = Outbox(journal, is_shared=False)
    brought: list[str] = []
    while (errand := outbox.next()) is not None:
        if isinstance(errand, Compare):
            assert not brought, "the order is kept"
            outbox.hear(errand, Lacking([id for id in errand.ids if id.endswith("7")]))
        elif isinstance(errand, HandIn):
            brought += [each.id for each in errand.entries]
            outbox.hear(errand, HandedIn([True] * len(errand.entries), 2_000))
    assert brought == [str(number) for number in range(1_200) if number % 10 == 7]


@pytest.mark.parametrize("column", ["fields", "body"])
@pytest.mark.parametrize("rot", ["", "{", "[1]", "nonsense"])
def test_a_line_that_rotted_stops_nobody(
    journal: Journal, column: str, rot: str
) -> None:
    for number in (1, 2, 3):
        id = str(number)
        journal.answer(JournalEntry(id, DAY, MONDAY_9, "issue", {}, number, "{}"))
    run = journal._connection.execute
    run(f"update entry set {column} = ? where id = '2'", (rot,))
    assert [each.id for each in journal.after(0)] == ["1", "3"]
    assert [each.id for each in journal.recent(9)] == ["1", "3"]
    assert run(f"select id, {column} from set_aside").fetchall() == [("2", rot)]
