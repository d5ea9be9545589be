"""The running line: as wide as asked, slow enough to read, never a torn character."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from display.ticker import LEAST_MS, Running, call_line, lines_of
from shared.office.hours import Hours
from shared.office.model import Notice, Office
from shared.office.reader import parse_office
from shared.text.catalogue import Phrase
from shared.trade.hall import Call, Hall
from shared.trade.orders import NoticeState, Pause, Paused, PostedNotice
from shared.trade.ticket import Ticket
from tests.display.halls import call, hall_of, ticket
from tests.support import MONDAY_9, OFFICE, FakeClock

DEMO = parse_office(OFFICE.encode(), Path("office.toml"))
A1, A2 = call(1, "A001", 1), call(2, "A002", 2)
THERE = {1: ticket("A001", 1), 2: ticket("A002", 2)}


def _lines(
    hall: Hall | None = None,
    office: Office = DEMO,
    *,
    width: int = 40,
    now: int = MONDAY_9,
    age: float = 0.0,
) -> list[str]:
    hall = hall or hall_of(office, calls=[A2, A1], there=THERE)
    return list(lines_of(hall, office, width=width, now=now, age=age))


class Sign:
    """A sign under a clock: the lines it was told."""

    def __init__(self, office: Office, clock: FakeClock, width: int = 40) -> None:
        self.office, self.clock, self.width = office, clock, width
        self.running = Running(width)
        self.told: list[str] = []

    def look(self, *calls: Call, there: dict[int, Ticket] = THERE) -> None:
        """One look at a hall with these calls, newest first."""
        now, last = self.clock(), self.running
        hall = hall_of(self.office, calls=calls, there=there)
        lines = lines_of(hall, self.office, width=self.width, now=now, age=0)
        heard = last.hear(hall, now=now, known_at=now)
        self.running = heard.look(lines, self.office, now)
        if self.running.since != heard.since:
            self.told.append(self.running.line.strip())


@pytest.fixture
def sign(office: Office, clock: FakeClock) -> Sign:
    return Sign(office, clock)


def test_who_is_where_then_the_notices() -> None:
    assert [each.strip() for each in _lines()] == [
        "A002 → 2   A001 → 1",
        "求職服務免費",
        "Our services are free of charge",
    ]
    assert _lines(width=60)[1].startswith("求職服務免費   Our services are free")


def test_in_a_narrow_line_a_number_and_its_counter_stay_together() -> None:
    assert _lines(width=8)[:2] == ["A002 → 2", "A001 → 1"]
    long = hall_of(DEMO, there={3: ticket("A9001", 3)})
    assert _lines(long, width=8)[0] == "A9001→3 "


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (60, "A002 請到 2 號櫃檯   A002 to counter 2"),
        (20, "A002 請到 2 號櫃檯"),
        (12, "A002 → 2"),
        (8, "A002 → 2"),
    ],
)
def test_a_call_in_as_many_words_as_there_is_room(width: int, said: str) -> None:
    line = call_line(A2, DEMO, width)
    assert line == said + " " * (width - cell_len(said))


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (60, "A002 請到 2 號櫃檯   A002 to counter 2   2F ←"),
        (30, "A002 請到 2 號櫃檯 2F ←"),
        (14, "A002 → 2 2F ←"),
        (10, "A002 → 2"),
    ],
)
def test_a_call_says_the_way_where_it_has_room(width: int, line: str) -> None:
    way = Phrase({"zh-TW": "2F ←"})
    counters = tuple(replace(each, way=way) for each in DEMO.counters)
    assert call_line(A2, replace(DEMO, counters=counters), width).strip() == line


def test_a_group_goes_to_its_place() -> None:
    line = call_line(replace(A2, place="二樓會議室"), DEMO, 40)
    assert line.strip() == "A002 → 二樓會議室"


def test_it_says_how_old_it_is_and_then_nothing_more() -> None:
    assert _lines(age=2)[0].startswith("A002")
    old = [each.strip() for each in _lines(age=30)]
    assert old[0] == "資料時間 08:59   As of 08:59" and old[1].startswith("A002")
    (lost,) = _lines(age=61, width=80)
    assert "A0" not in lost and "Please listen to the staff" in lost
    assert lines_of(None, DEMO, width=60, now=MONDAY_9, age=0)[0].startswith("等候")


def test_closed_and_empty() -> None:
    closed = replace(DEMO, hours=Hours({}), notices=())
    (line,) = _lines(hall_of(closed), closed, width=60)
    assert "We are closed now" in line
    empty = replace(DEMO, notices=())
    assert _lines(hall_of(empty), empty)[0].startswith("示範就業中心")


def test_only_the_notices_of_the_day() -> None:
    over = Notice(
        Phrase({"zh-TW": "昨天", "en": "Yesterday"}), None, date(2026, 11, 22)
    )
    assert not any(
        "昨天" in each for each in _lines(office=replace(DEMO, notices=(over,)))
    )


def test_what_staff_posted_comes_before_the_notices_of_the_office() -> None:
    def posted(text: str, state: NoticeState, until: int | None = None) -> PostedNotice:
        return PostedNotice(text, text, state, None, until)

    notices = (
        posted("電腦系統故障", NoticeState.APPROVED),
        posted("草稿", NoticeState.DRAFT),
        posted("已過", NoticeState.APPROVED, MONDAY_9),
    )
    hall = replace(hall_of(DEMO, there=THERE), notices=notices)
    assert [each.strip() for each in _lines(hall)][1:3] == [
        "電腦系統故障",
        "求職服務免費",
    ]


def test_a_service_that_is_closed_for_today_is_said_before_all_notices() -> None:
    hall = hall_of(DEMO, there=THERE)
    first, *others = hall.services
    shut = Pause(Paused.SERVICE, first.code, "講師生病", None, is_closed=True)
    hall = replace(hall, services=(replace(first, paused=shut), *others))
    said = "".join(each.strip() for each in _lines(hall))
    assert "講師生病" in said and "今天已結束受理" in said
    assert said.index("今天已結束受理") < said.index("求職服務免費")


BAD = "[red]請\x1b[2J\x07勿\u202e攜帶 \n寵物 👩‍👩‍👧 مرحبا {x} " * 200


@given(st.integers(8, 300), st.text(max_size=300))
def test_every_line_is_exactly_as_wide_as_asked(width: int, text: str) -> None:
    notices = (Notice(Phrase({"zh-TW": text or "x"})), Notice(Phrase({"en": BAD})))
    office = replace(DEMO, notices=notices)
    for age in (0, 10, 100):
        lines = _lines(office=office, width=width, age=age)
        assert {cell_len(each) for each in lines} == {width}
        assert not any(ord(c) < 32 or c in "\u202e\x7f" for each in lines for c in each)


def test_a_notice_without_end_does_not_hold_up_the_numbers() -> None:
    office = replace(DEMO, notices=(Notice(Phrase({"en": BAD})),))
    assert len(_lines(office=office, width=20)) <= 10


def test_a_line_comes_only_when_something_else_is_to_be_shown(
    sign: Sign, clock: FakeClock
) -> None:
    sign.office = replace(sign.office, notices=())
    for _ in range(100):
        sign.look(A2, A1)
        clock.forward(seconds=0.5)
    assert sign.told == ["A002 → 2   A001 → 1"]


def test_new_numbers_come_soon_and_the_notices_go_on_where_they_were(
    sign: Sign, clock: FakeClock
) -> None:
    many = [Notice(Phrase({"en": f"Notice {each}"})) for each in range(4)]
    sign.office = replace(sign.office, notices=tuple(many))
    sign.look()
    for seq in range(1, 30):
        for _ in range(16):
            clock.forward(seconds=0.5)
            sign.look(call(seq, f"A{seq:03}", 1), there={1: ticket(f"A{seq:03}", 1)})
    notices = [each for each in sign.told if each.startswith("Notice")]
    assert len(notices) >= 12
    expected = [f"Notice {each % 4}" for each in range(len(notices))]
    assert notices == expected, "all of them, in turn, however busy the hall is"


def test_old_data_is_said_soon(sign: Sign, clock: FakeClock) -> None:
    many = [Notice(Phrase({"en": f"Notice {each}"})) for each in range(9)]
    office = replace(sign.office, notices=tuple(many))
    running, shown = Running(40), []
    hall = hall_of(office, calls=[A1], there=THERE)
    for age in (0, 0, 0, 0, 4, 7, 10):
        lines = lines_of(hall, office, width=40, now=clock(), age=age)
        running = running.look(lines, office, clock())
        shown.append(running.line.split()[0])
        clock.forward(seconds=4)
    assert "資料時間" in shown[4], shown


def test_never_faster_than_it_can_be_read(sign: Sign, clock: FakeClock) -> None:
    changes: dict[str, int] = {}
    for tick in range(60):
        sign.look(A2, A1)
        if len(sign.told) > len(changes):
            changes[f"{len(changes)} {sign.told[-1]}"] = tick
        clock.forward(seconds=0.5)
    gaps = [
        b - a
        for a, b in zip(
            list(changes.values()), list(changes.values())[1:], strict=False
        )
    ]
    assert len(sign.told) >= 6
    assert min(gaps) * 500 >= LEAST_MS


def test_four_calls_each_have_their_line_before_the_notices(
    sign: Sign, clock: FakeClock
) -> None:
    sign.look()
    clock.forward(seconds=1)
    four = [call(each, f"A00{each}", each) for each in (4, 3, 2, 1)]
    for _ in range(40):
        sign.look(*four)
        clock.forward(seconds=0.5)
    assert [each.split()[0] for each in sign.told[1:5]] == [
        "A001",
        "A002",
        "A003",
        "A004",
    ]
    assert "→" not in sign.told[1]


def test_an_undone_call_is_taken_down(sign: Sign, clock: FakeClock) -> None:
    before = call(0, "A009", 3)
    sign.look(before)
    clock.forward(seconds=5)
    sign.look(A2, A1, before)
    assert sign.told[-1].startswith("A001 ")
    sign.look(A2, before)
    assert sign.told[-1].startswith("A002 "), "and the next comes at once"


def test_after_a_start_nothing_old_is_called(sign: Sign) -> None:
    sign.look(A2, A1)
    assert sign.told == ["A002 → 2   A001 → 1"]


def test_a_clock_that_jumps_a_day_stops_nothing(sign: Sign, clock: FakeClock) -> None:
    sign.look(A2, A1)
    clock.forward(minutes=-24 * 60)
    sign.look(A2, A1)
    assert len(sign.told) == 2
