"""The office agreed on for a day, and the next day's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.reader import read_office
from shared.office.version import version_of
from shared.station.outside import changed
from shared.station.stores import ledgers_of
from shared.trade.taking_up import TakenUp, take_up
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import OFFICE, FakeClock

OTHER_LETTER = OFFICE.replace('letter = "B"', 'letter = "C"')
SHORTER = OFFICE.replace("minutes = 25", "minutes = 20")
DAY = 24 * 60


@pytest.fixture
def other(office_folder: Path, clock: FakeClock) -> Iterator[Asker]:
    """Another station on the same clock."""
    asker = Asker(office_folder, name="other", clock=clock)
    yield asker
    asker.close()


def edit(folder: Path, sheet: str) -> None:
    """Write another office.toml."""
    (folder / OFFICE_FILE).write_text(sheet, encoding="utf-8")


def reload(folder: Path, clock: FakeClock) -> TakenUp:
    """Have what lies there taken up."""
    office, text = read_office(folder)
    ledgers = ledgers_of(folder, office, is_reader=False, clock=clock)
    taken = changed(
        ledgers, lambda it: take_up(it, text), station="reload", id="reload"
    )
    ledgers.close()
    return taken


def label(asker: Asker) -> str:
    """The next number of the training."""
    return str(asker.ticket("issue", service="training")["label"])


def test_an_edited_file_counts_from_the_next_day_on(
    ask: Asker, other: Asker, clock: FakeClock, office_folder: Path
) -> None:
    edit(office_folder, OTHER_LETTER)
    assert [label(ask), label(other)] == ["B001", "B002"]
    clock.forward(minutes=DAY)
    assert [label(other), label(ask), label(other)] == ["C001", "C002", "C003"]
    events = ask.ok("events", after=0)["events"]
    [changed] = [each for each in events if each["kind"] == "office_changed"]
    told = changed["data"]
    assert (told["version"], told["waits"]) == (version_of(OTHER_LETTER), False)
    assert told["changed"] == ["services.training.letter: B → C"]
    assert changed["at"].startswith("2026-11-24")
    check_file(office_folder / QUEUE_FILE)


def test_what_waits_counts_the_next_day_though_the_file_broke(
    ask: Asker, other: Asker, clock: FakeClock, office_folder: Path
) -> None:
    assert label(ask) == "B001"
    edit(office_folder, OTHER_LETTER)
    assert [each.words for each in reload(office_folder, clock).breaks]
    assert label(other) == "B002"
    edit(office_folder, "nothing")
    clock.forward(minutes=DAY)
    assert [label(ask), label(other)] == ["C001", "C002"]
    assert ask.ok("state")["office"]["waiting"] is None


def test_a_look_at_a_new_day_takes_it_up(
    ask: Asker, other: Asker, clock: FakeClock, office_folder: Path
) -> None:
    assert label(ask) == "B001"
    edit(office_folder, OTHER_LETTER)
    clock.forward(minutes=DAY)
    for each in (ask, other):
        services = each.ok("state")["services"]
        assert [it["letter"] for it in services] == ["A", "C", "A"]


def test_one_that_only_reads_follows(
    ask: Asker, clock: FakeClock, office_folder: Path
) -> None:
    reader = Asker(office_folder, name=None, clock=clock)
    edit(office_folder, SHORTER)
    assert reload(office_folder, clock).breaks == ()
    assert reader.ok("state")["office"]["version"] == version_of(SHORTER)
    reader.close()


def test_what_is_put_back_no_longer_waits(
    ask: Asker, clock: FakeClock, office_folder: Path
) -> None:
    assert label(ask) == "B001"
    edit(office_folder, OTHER_LETTER)
    assert reload(office_folder, clock).is_new
    assert not reload(office_folder, clock).is_new
    edit(office_folder, OFFICE)
    assert not reload(office_folder, clock).is_new
    assert ask.ok("state")["office"]["waiting"] is None


def test_nothing_is_said_while_nothing_changes(
    ask: Asker, clock: FakeClock, office_folder: Path
) -> None:
    assert label(ask) == "B001"
    clock.forward(minutes=DAY)
    assert label(ask) == "B001"
    kinds = {each["kind"] for each in ask.ok("events", after=0)["events"]}
    assert "office_changed" not in kinds


def test_the_first_word_of_a_day_may_be_a_reload(
    ask: Asker, clock: FakeClock, office_folder: Path
) -> None:
    assert label(ask) == "B001"
    clock.forward(minutes=DAY)
    edit(office_folder, OTHER_LETTER)
    assert reload(office_folder, clock).breaks == ()
    assert label(ask) == "C001"
    check_file(office_folder / QUEUE_FILE)
