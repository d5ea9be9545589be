"""A kiosk that began alone by a wrong clock: all it did is put right, whatever comes.

What the share says the time is differs from this machine's clock by what is asked for.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.clock import from_rfc3339, now_ms
from shared.office.reader import parse_office
from shared.offline.journal import Journal
from shared.offline.memory import Memory
from shared.wire.entry import JournalEntry
from shared.wire.errands import HandIn
from tests.memories import TOLD, asked, beat, issued, press
from tests.support import OFFICE

A_DAY = 86_400_000
HOURS_3 = 3 * 3_600_000


def _begun(*, is_alone: bool = True) -> Memory:
    memory = Memory("kiosk-1")
    memory.open_alone(TOLD) if is_alone else memory.open(TOLD)
    return memory


@pytest.fixture(autouse=True)
def yesterday() -> None:
    """The kiosk was at work yesterday; its reserve is its own from then on."""
    memory = _begun(is_alone=False)
    memory.hear_beat(beat(now_ms() - A_DAY))
    memory.close()


def _day(at: int) -> str:
    office = parse_office(OFFICE.encode(), Path())
    return office.business_day(at).isoformat()


def _kept() -> list[JournalEntry]:
    journal = Journal("office", "kiosk-1")
    kept = journal.kept()
    journal.close()
    return kept


def test_numbers_are_not_given_twice_after_weeks_without_a_clock() -> None:
    """It stood still for weeks and went on by the last time it knew."""
    today = now_ms() + 20 * A_DAY
    memory = _begun()
    assert issued(memory, "press")["label"] == "A9001"
    memory.hear_beat(beat(today))
    assert issued(memory, "other")["label"] == "A9002"
    memory.close()


def test_it_is_put_right_at_the_next_start_with_the_share() -> None:
    memory = _begun()
    assert issued(memory, "press")["label"] == "A9001"
    memory.close()
    again = _begun(is_alone=False)
    again.hear_beat(beat(now_ms() + A_DAY))
    (kept,) = _kept()
    assert kept.day == _day(now_ms() + A_DAY)
    assert abs(kept.at - now_ms() - A_DAY) < 60_000
    assert issued(again, "other")["label"] == "A9002"
    again.close()


def test_a_press_that_was_asked_before_the_crash_is_put_right_too() -> None:
    memory = _begun(is_alone=False)
    memory.hear_beat(beat(now_ms()))
    memory.ask(press("press"))
    memory.close()
    again = _begun()
    unanswered = json.loads(again.answer_known(asked("x", "unanswered")) or "")
    assert [each["id"] for each in unanswered["asked"]] == ["press"]
    assert issued(again, "press")["label"] == "A9001"
    again.hear_beat(beat(now_ms() + 60_000))
    (kept,) = _kept()
    assert abs(kept.at - now_ms() - 60_000) < 20_000
    again.close()


def test_it_is_put_right_though_the_disk_was_full_at_first() -> None:
    memory = _begun()
    assert issued(memory, "press")["label"] == "A9001"
    journal = memory._journal
    assert journal is not None
    journal._connection.execute("pragma query_only = on")
    memory.hear_beat(beat(now_ms() + A_DAY))
    assert memory.next_errand() is None, "nothing is handed in by a wrong time"
    journal._connection.execute("pragma query_only = off")
    memory.hear_beat(beat(now_ms() + A_DAY))
    (kept,) = _kept()
    assert kept.day == _day(now_ms() + A_DAY)
    assert memory.next_errand() is not None
    memory.close()


def test_a_full_disk_holds_up_nothing_where_the_clock_was_right() -> None:
    memory = _begun()
    assert issued(memory, "press")["label"] == "A9001"
    journal = memory._journal
    assert journal is not None
    journal._connection.execute("pragma query_only = on")
    memory.hear_beat(beat(now_ms()))
    errand = memory.next_errand()
    assert isinstance(errand, HandIn)
    memory.close()


def test_what_was_only_asked_is_put_right_too() -> None:
    """Else tomorrow it would be asked anew, and nothing be compared until then."""
    memory = _begun()
    memory.ask(asked("late", "cancel", label="A001"))
    memory.hear_beat(beat(now_ms() - A_DAY))
    memory.close()
    journal = Journal("office", "kiosk-1")
    assert journal.last_at() <= now_ms() - A_DAY
    assert [each.day for each in journal.unanswered()] == [_day(now_ms() - A_DAY)]
    journal.close()


@pytest.mark.parametrize("days", [-2, 2])
def test_the_same_id_on_two_days_is_two_presses(
    days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = _begun()
    assert issued(memory, "1")["label"] == "A9001"
    begun = now_ms()
    ticks = memory._beat_at[1]
    # A night without the share.
    memory._beat_at = memory._beat_at[0] + A_DAY, ticks
    assert issued(memory, "1")["label"] == "A9002"
    memory.hear_beat(beat(begun + (1 + days) * A_DAY))
    told = [
        (each.day, each.told["ticket"]["label"], each.told["ticket"]["issued_at"])
        for each in _kept()
    ]
    assert [(day, label) for day, label, _ in told] == [
        (_day(begun + days * A_DAY), "A9001"),
        (_day(begun + (1 + days) * A_DAY), "A9002"),
    ]
    for number, (_, _, at) in enumerate(told):
        assert abs(from_rfc3339(at) - begun - (number + days) * A_DAY) < 60_000
    assert issued(memory, "2")["label"] == "A9003"
    memory.close()


def test_who_cannot_note_that_its_clock_is_in_doubt_does_not_begin() -> None:
    memory = Memory("kiosk-1")
    memory.open(TOLD)
    journal = memory._journal
    assert journal is not None
    journal._connection.execute("pragma query_only = on")
    assert not memory.open_alone(TOLD)
    memory.close()
