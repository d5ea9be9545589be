"""The visit and the key bar in little room and in much."""

from __future__ import annotations

from typing import Any

import pytest

from counter.keys import KEYS, shown_keys
from counter.widgets.at_counter import Visit, drawn_visit, visit_at
from counter.widgets.heading import heading, old_words
from counter.widgets.key_bar import Key, rows_of
from counter.words import elapsed, whole_minutes
from shared.canvas.letters import big
from shared.office.model import Office
from shared.text.catalogue import catalogue
from shared.trade.hall import CounterNow
from tests.counter.helpers import called, hall_of, serving
from tests.support import MONDAY_9

SAY = catalogue("en")
VISIT = Visit(("Job seeking", "Called at 08:57 (2:05)"), "A012", "", ("Passbook",))


def drawn(visit: Visit, width: int, height: int) -> list[str]:
    return [line.plain.rstrip() for line in drawn_visit(visit, width, height)]


def digits(scale: int) -> list[str]:
    return [row.rstrip() for row in big("A012", scale)]


def test_the_digits_are_as_big_as_there_is_room() -> None:
    words = ["Job seeking", "Called at 08:57 (2:05)", "[ ] Passbook"]
    assert drawn(VISIT, 46, 19) == digits(2) + words
    assert drawn(VISIT, 45, 19) == digits(1) + words
    assert drawn(VISIT, 110, 50)[: len(digits(4))] == digits(4)


def test_where_it_is_low_the_words_stand_beside_the_digits() -> None:
    lines = drawn(VISIT, 48, 5)
    assert len(lines) == 4
    assert lines[0].endswith("Job seeking")
    assert lines[2].endswith("[ ] Passbook")


def test_where_it_is_low_and_narrow_the_words_share_a_line() -> None:
    lines = drawn(VISIT, 36, 5)
    assert lines[:4] == digits(1)
    assert lines[4].startswith("Job seeking  Called at")


def test_in_hardly_any_room_the_number_and_the_service_remain() -> None:
    assert drawn(VISIT, 18, 2)[0] == "A012  Job seeking"
    assert drawn(VISIT, 1, 1)


def test_the_note_stands_before_anything_else() -> None:
    noted = Visit(VISIT.lines, "A012", "Note: [b]papers[/] are here")
    assert drawn(noted, 46, 19)[0] == "Note: [b]papers[/] are here"
    assert digits(2)[0] in drawn(noted, 46, 19)


def test_a_long_note_takes_room_from_the_digits_but_not_from_the_number() -> None:
    noted = Visit(VISIT.lines, "A012", "word " * 60)
    lines = drawn(noted, 40, 6)
    assert lines[3].endswith("…")
    assert lines[4] == "A012  Job seeking"
    assert len(drawn(noted, 40, 40)[0]) > 30


def test_a_visit_in_words(office: Office) -> None:
    hall = hall_of(
        office, called(12, calls=3, priority="priority", language="vi", note="hello")
    )
    counter = hall.counter(1)
    assert counter is not None
    visit = visit_at(counter, office, MONDAY_9, SAY)
    assert visit.label == "A012"
    assert visit.note == "Note: hello"
    assert visit.lines == (
        "Job seeking",
        "Called at 08:57 (2:05)",
        "Called 3 times",
        "Priority",
        "Speaks: Tiếng Việt",
    )
    assert visit.documents == ("Identity document",)


def test_a_plain_visit_has_nothing_superfluous(office: Office) -> None:
    counter = hall_of(office, serving(12)).counter(1)
    assert counter is not None
    visit = visit_at(counter, office, MONDAY_9, SAY)
    assert visit.lines == ("Job seeking", "Serving since 08:59 (1:00)")


@pytest.mark.parametrize("state", ["open", "paused", "closed"])
def test_a_counter_without_a_visit_says_which_key_goes_on(
    office: Office, state: str
) -> None:
    counter = hall_of(office, state=state).counter(1)
    assert counter is not None
    words = " ".join(drawn(visit_at(counter, office, MONDAY_9, SAY), 20, 5))
    assert ("Enter" if state == "open" else "F10") in words


def test_the_heading_names_who_else_holds_the_counter(office: Office) -> None:
    place = office.counter(2)
    assert place is not None
    now = CounterNow(2, "open", "Lin [b]", "pad", None)

    def words(**told: Any) -> str:
        return heading(place, now, **{"staff": None, "say": SAY, **told}).plain

    assert words(own="pad") == "Counter 2 Training   open   Lin [b]"
    assert words(own="counter-2").endswith("held by station pad")


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (2.9, ""),
        (12.4, "Data is 12 s old. Share away"),
        (200, "Data is 3 min old. Share away"),
    ],
)
def test_how_old_the_data_is(age: float, words: str) -> None:
    assert old_words(age, ("share_unavailable", "Share away"), SAY) == words


def test_old_data_is_said_without_a_known_trouble() -> None:
    assert old_words(12, None, SAY) == "Data is 12 s old"


def test_durations() -> None:
    assert elapsed(-5) == "0:00"
    assert elapsed(65_999) == "1:05"
    assert elapsed(3_725_000) == "1:02:05"
    assert whole_minutes(119_999) == 1
    assert whole_minutes(-1) == 0


def test_a_key_without_effect_has_a_mark_besides_its_colour() -> None:
    assert Key("F2", "Recall", True).content().plain == " F2 Recall "
    assert Key("F2", "Recall", False).content().plain == "(F2 Recall)"


def test_keys_keep_their_places_whatever_is_lawful() -> None:
    def places(lawful: frozenset[str], is_serving: bool) -> list[list[int]]:
        rows = rows_of(shown_keys(lawful, is_serving, SAY), 50)
        return [[key.width for key in row] for row in rows]

    everything = frozenset(key.do for key in KEYS)
    assert places(frozenset(), False) == places(everything, True)


def test_the_keys_are_put_in_rows_that_fit() -> None:
    keys = shown_keys(frozenset(), False, SAY)
    for width in (1, 20, 50, 80, 200):
        rows = rows_of(keys, width)
        assert [key for row in rows for key in row] == list(keys)
        for row in rows:
            taken = sum(key.width for key in row) + len(row) - 1
            assert taken <= width or len(row) == 1
