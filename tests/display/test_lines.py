"""Name and time, the age of the data, and the notices."""

from __future__ import annotations

from dataclasses import replace

from display.content.words import Tongues
from display.painting.lines import (
    Age,
    Notices,
    age_of,
    notice_parts,
    paint_age,
    paint_notice,
    paint_top,
    top_of,
)
from shared.office.model import Office
from tests.display.halls import StillLink, hall_of
from tests.support import MONDAY_9


def test_the_first_line_has_the_office_s_own_time(office: Office) -> None:
    line = paint_top(top_of(office, MONDAY_9), 80, 1)[0].plain
    assert line.startswith("示範就業中心 Demo Employment Centre")
    assert "2026-11-23" in line and line.endswith("09:00")


def test_a_narrow_first_line_keeps_the_time(office: Office) -> None:
    line = paint_top(top_of(office, MONDAY_9), 20, 1)[0].plain
    assert line == "示範就業中心   09:00"


def test_data_tells_its_age_after_three_seconds(office: Office) -> None:
    client, tongues = StillLink(hall_of(office)), Tongues.of(office)
    client.seconds_old = 3.0
    assert age_of(client, tongues) == Age()
    client.seconds_old = 12.4
    assert age_of(client, tongues).texts == tongues.say("Data is {n} s old", n=12)
    client.seconds_old = 150
    assert age_of(client, tongues).texts == tongues.say("Data is {n} min old", n=2)


def test_visitors_are_sent_to_the_staff_when_data_is_old(office: Office) -> None:
    client, tongues = StillLink(hall_of(office)), Tongues.of(office)
    client.trouble = "share_unavailable", "The share is away."
    assert age_of(client, tongues) == Age()
    client.seconds_old = 5
    lines = [line.plain for line in paint_age(age_of(client, tongues), 60, 4)]
    asks = " / ".join(tongues.say("Please ask the staff."))
    assert "5" in lines[0] and lines[1] == asks


def test_before_the_first_data_it_says_that_it_waits(office: Office) -> None:
    tongues = Tongues.of(office)
    told = age_of(StillLink(None), tongues)
    assert told.texts == tongues.say("Waiting for the office")


def test_notices_have_their_turn_and_always_take_the_same_lines() -> None:
    notices = Notices((("求職服務免費", "Our services are free"), ("午休",)), 2)
    assert notice_parts(notices, 80) == [
        ["求職服務免費  Our services are free"],
        ["午休"],
    ]
    narrow = notice_parts(notices, 14)
    assert narrow == [["求職服務免費"], ["Our services", "are free"], ["午休"]]
    shown = [paint_notice(replace(notices, part=part), 14, 9) for part in range(4)]
    assert [len(lines) for lines in shown] == [2, 2, 2, 2]
    assert shown[3][0].plain == "求職服務免費"


def test_an_office_without_notices_needs_no_line() -> None:
    assert paint_notice(Notices((), 3), 80, 9) == []
