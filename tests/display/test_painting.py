"""The number board in any size."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content

from display.content.announcing import Announced, Announcements
from display.content.board import (
    MOST_ROWS,
    Newest,
    Others,
    Row,
    Waiting,
    newest_of,
    others_of,
    waiting_of,
)
from display.content.words import Tongues
from display.painting.calls import (
    paint_newest,
    paint_others,
    paint_waiting,
    waiting_parts,
)
from shared.canvas.letters import big
from shared.office.model import Office
from shared.text.catalogue import columns
from tests.display.halls import call, hall_of, ticket
from tests.support import MONDAY_9

_WIDTHS, _HEIGHTS = st.integers(20, 240), st.integers(1, 67)
_LABELS = st.sampled_from(["A001", "B034", "D1000", "C9001"])
_COUNTERS = st.integers(1, 24)
_ROWS = st.lists(st.builds(Row, _LABELS, _COUNTERS, st.booleans()), max_size=MOST_ROWS)
_WORDS = {"number": ("號碼", "Number"), "counter": ("櫃檯", "Counter")}


def text_of(lines: list[Content]) -> str:
    return "\n".join(line.plain.rstrip() for line in lines)


def others(*rows: Row) -> Others:
    return Others(now=("請", "Now"), rows=rows, longest_counter="24", **_WORDS)


def assert_within(lines: list[Content], width: int, height: int) -> None:
    assert len(lines) <= height
    assert all(columns(line.plain) <= width for line in lines)


@settings(deadline=None)
@given(_LABELS, _COUNTERS, _WIDTHS, _HEIGHTS)
def test_the_newest_call_is_there_in_any_size(
    label: str, counter: int, width: int, height: int
) -> None:
    newest = Newest(word=("請到櫃檯",), call=call(1, label, counter), **_WORDS)
    lines = paint_newest(newest, width, height)
    assert_within(lines, width, height)
    text = text_of(lines)
    drawn = [big(label, scale) for scale in range(1, 13)]
    assert label in text or any(rows[2].rstrip() in text for rows in drawn)


@given(_ROWS, _WIDTHS, st.integers(8, 67))
def test_the_other_counters_keep_to_their_room(
    rows: list[Row], width: int, height: int
) -> None:
    assert_within(paint_others(others(*rows), width, height), width, height)


@given(st.integers(0, 16), _WIDTHS, _HEIGHTS, st.integers(0, 40))
def test_the_waiting_list_keeps_to_its_room(
    awaited: int, width: int, height: int, part: int
) -> None:
    services = tuple((("求職登記", f"Service {n}"), 3) for n in range(awaited))
    waiting = Waiting(("等候人數", "People waiting"), services, part)
    assert_within(paint_waiting(waiting, width, height), width, height)


def test_the_newest_call_is_as_large_as_fits(office: Office) -> None:
    newest = Newest(word=("Now",), call=call(1, "A012", 3), **_WORDS)
    assert big("A012", 3)[2] in text_of(paint_newest(newest, 72, 28))
    assert big("A012", 2)[2] in text_of(paint_newest(newest, 72, 12))
    assert big("A012", 1)[2] in text_of(paint_newest(newest, 60, 7))
    assert "A012  >  櫃檯 3" in text_of(paint_newest(newest, 20, 3))


def test_in_a_tall_area_the_counter_stands_below_the_number() -> None:
    newest = Newest(word=("Now",), call=call(1, "A012", 3), **_WORDS)
    lines = text_of(paint_newest(newest, 50, 30)).splitlines()
    captions = [line.split() for line in lines if "Number" in line or "Counter" in line]
    assert captions == [["號碼", "Number"], ["櫃檯", "Counter"]]


def test_a_fresh_row_has_the_mark_and_stands_out() -> None:
    lines = paint_others(others(Row("A012", 3, True), Row("B001", 2, False)), 60, 20)
    fresh = next(line for line in lines if line.plain.startswith("Now"))
    assert any("$primary" in str(span.style) for span in fresh.spans)
    assert sum("Now" in line.plain for line in lines) == 1


def test_rows_that_do_not_fit_in_blocks_are_plain() -> None:
    rows = [Row(f"A00{n}", n, False) for n in range(1, 6)]
    lines = paint_others(others(*rows), 60, 11)
    text = text_of(lines)
    assert big("A001")[0] in text and big("A002")[0] in text
    assert "A003  > 3" in text and "A005  > 5" in text
    assert "▀" not in text_of(paint_others(others(*rows), 30, 11))


def test_five_rows_at_most_the_newest_call_first(office: Office) -> None:
    many = replace(
        office,
        counters=tuple(replace(office.counters[0], number=n) for n in range(1, 9)),
    )
    there = {
        n: ticket(f"A00{n}", n, called_at=MONDAY_9 + n * 1000) for n in range(1, 9)
    }
    calls = [call(9, "A002", 2), call(8, "A008", 8)]
    hall = hall_of(many, calls=calls, there=there)
    view = others_of(hall, Announcements(), many, now=MONDAY_9)
    assert [row.label for row in view.rows] == ["A002", "A008", "A007", "A006", "A005"]


def test_the_newest_call_is_not_listed_again(office: Office) -> None:
    newest = call(2, "A001", 1)
    there = {1: ticket("A001", 1), 2: ticket("B001", 2)}
    hall = hall_of(office, calls=[newest], there=there)
    announced = Announcements(newest=Announced(newest, MONDAY_9))
    view = others_of(hall, announced, office, now=MONDAY_9)
    assert [row.label for row in view.rows] == ["B001"]


def test_a_counter_that_is_paused_is_not_listed(office: Office) -> None:
    there = {1: ticket("A001", 1), 2: ticket("B001", 2)}
    hall = hall_of(office, there=there, paused=[2])
    view = others_of(hall, Announcements(), office, now=MONDAY_9)
    assert [row.label for row in view.rows] == ["A001"]


def test_the_word_says_whether_a_call_is_new_or_old(office: Office) -> None:
    tongues = Tongues.of(office)
    new = Announced(call(1, "A001", 1), MONDAY_9)

    def word(announced: Announced | None, seconds: int, is_old: bool) -> str:
        now = MONDAY_9 + seconds * 1000
        return newest_of(announced, tongues, now=now, is_old=is_old).word[-1]

    assert word(new, 10, False) == "Now: please go to the counter"
    assert word(new, 20, False) == "Latest call"
    assert word(new, 10, True) == "Not up to date"
    assert word(None, 10, False) == "No number has been called yet"


def test_awaited_services_come_first(office: Office) -> None:
    hall = hall_of(office, waiting={"express": 2, "training": 4})
    view = waiting_of(hall, office)
    assert [(names[-1], count) for names, count in view.services] == [
        ("Training", 4),
        ("Express", 2),
        ("Job seeking", 0),
    ]
    assert view.total == 6


def test_awaited_services_that_do_not_fit_have_their_turn() -> None:
    services = tuple(((f"Service {n}",), int(n < 5)) for n in range(8))
    view = Waiting(("Waiting",), services)
    assert waiting_parts(view, 40, 3) == 3
    shown = [
        text_of(paint_waiting(replace(view, part=part), 40, 3)).splitlines()[1:]
        for part in range(3)
    ]
    assert shown == [
        ["  1 Service 0", "  1 Service 1"],
        ["  1 Service 2", "  1 Service 3"],
        ["  1 Service 4", "  0 Service 5"],
    ]
