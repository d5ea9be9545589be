"""What is learnt of waiting, and the range that comes of it."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.trade.estimate.best_hours import Week
from shared.trade.estimate.calibration import Calibration, _needed, shown
from shared.trade.estimate.day import Day
from shared.trade.estimate.fit import Fit
from shared.trade.estimate.learner import FEWEST, Learner
from shared.trade.estimate.minutes import ServiceMinutes
from shared.trade.estimate.outlook import NEW, Outlook, Waiting
from shared.trade.estimate.pace import Pace
from shared.trade.estimate.waiting import MINUTE, Person, WaitingRoom
from shared.trade.hall import CounterNow

HOUR = 60 * MINUTE
DAY = 24 * HOUR


def _serve(
    learner: Learner,
    start: int,
    people: int,
    *,
    lunch: bool = False,
    until: int = 99 * DAY,
) -> int:
    """One comes every five minutes, one counter, six minutes each; until when."""
    free, instants = start, []
    for number in range(people):
        issued = start + number * 5 * MINUTE
        at = max(free, issued)
        if lunch and 2 * HOUR <= at - start < 3 * HOUR:
            at = start + 3 * HOUR
        free = at + 6 * MINUTE
        instants += [(issued, 2, number), (at, 3, number), (free, 1, number)]
    known: dict[int, Person] = {}
    for at, what, number in sorted(instants):
        if at > until:
            break
        if what == 2:
            known[number] = learner.issue("A", "", at)
        elif what == 3:
            learner.call(known[number], at, "1")
        else:
            learner.end(known[number], at, "1")
    return free


def test_nothing_is_said_before_enough_is_known() -> None:
    learner = Learner()
    person = Person("A", "", DAY)
    assert learner.told(person, DAY) is None
    _serve(learner, DAY, FEWEST - 1)
    assert learner.told(person, 2 * DAY) is None
    _serve(learner, 2 * DAY, 1)
    assert learner.told(person, 3 * DAY) is not None


def test_a_look_changes_nothing() -> None:
    learner = Learner()
    _serve(learner, DAY, FEWEST)
    at = 2 * DAY
    learner.issue("A", "", at)
    person = Person("A", "", at + MINUTE)
    first = learner.told(person, at + MINUTE)
    assert first == learner.told(person, at + MINUTE)
    assert learner.room.ahead(person) == 1


def test_who_comes_later_in_a_line_at_one_moment_is_told_no_less() -> None:
    learner = Learner()
    _serve(learner, DAY, 2 * FEWEST)
    at = 2 * DAY
    told = [learner.issue("A", "", at).told for _ in range(30)]
    told += [learner.issue("A", "", at + 1).told for _ in range(2)]
    lows = [each.low for each in told if each]
    highs = [each.high for each in told if each]
    assert len(lows) == 32 and lows == sorted(lows) and highs == sorted(highs)
    assert highs[-1] > highs[0]


def test_a_head_start_is_learnt_from_the_calls() -> None:
    room, chance = WaitingRoom(), random.Random(1)
    at = 0
    for _ in range(2000):
        at += round(chance.expovariate(1 / 3) * MINUTE)
        room.come(Person("A", "senior" if chance.random() < 0.3 else "", at))
        waiting = [*room.before(Person("A", "", at + DAY), ("A",))]
        if len(waiting) > 8:
            head = {"senior": 20 * MINUTE, "": 0}
            room.call(min(waiting, key=lambda each: each.issued - head[each.priority]))
    ordinary, senior = Person("A", "", at), Person("A", "senior", at)
    assert room.ahead(senior) < room.ahead(ordinary)
    assert 14 * MINUTE < room._head_starts["senior"] < 22 * MINUTE


def test_who_was_passed_over_in_the_own_line_has_left() -> None:
    room = WaitingRoom()
    people = [Person("A", "", at) for at in (1, 2, 2, 3)]
    for each in people:
        room.come(each)
    room.call(people[2])
    assert room.before(Person("A", "", 9), ("A",)) == [people[1], people[3]]


@given(
    st.floats(0, 400), st.floats(0, 400), st.floats(0, 400).map(lambda m: round(m, 3))
)
def test_the_half_width_that_is_learnt_is_judged_as_shown(
    forecast: float, middle: float, minutes: float
) -> None:
    reach = _needed(middle, minutes)
    assert shown(forecast, middle, reach).holds(minutes)
    if reach > 0.01:
        assert not shown(forecast, middle, reach - 0.01).holds(minutes)


@pytest.mark.parametrize("wrong_by", [0.3, 1.0, 4.0])
def test_ranges_hold_as_often_as_they_say_however_wrong_the_forecast(
    wrong_by: float,
) -> None:
    chance, calibration = random.Random(2), Calibration()
    held = []
    for _ in range(3000):
        minutes = chance.gammavariate(2, 6)
        forecast = 12 * wrong_by * chance.uniform(0.8, 1.2)
        told = calibration.told("A", forecast)
        held.append(told.holds(minutes))
        calibration.learn("A", told, minutes)
    assert 0.77 < sum(held[300:]) / len(held[300:]) < 0.83


def test_a_fit_finds_the_forecast_that_is_right_and_never_runs_away() -> None:
    chance = random.Random(3)
    fit = Fit((0.0, 0.5, 0.5), (0.5, 0.1, 0.1))
    for _ in range(3000):
        right = chance.uniform(0, 60)
        forecasts = (1.0, right, chance.uniform(0, 60))
        fit.learn(forecasts, right + chance.gauss(0, 2), 5.0)
    assert abs(fit.forecast((1.0, 30.0, 5.0)) - 30) < 2
    for _ in range(20000):
        fit.learn((1.0, 8.0, 8.0), 8.0, 5.0)
    assert all(abs(each) < 3 for each in fit.weights)


def test_a_long_visit_is_expected_to_go_on_as_such_visits_did() -> None:
    minutes = ServiceMinutes()
    for number in range(200):
        minutes.learn("A", 2.0 if number % 2 else 20.0)
    assert abs(minutes.mean("A") - 11) < 1.5
    assert 3 < minutes.left("A", 12.0) < 12 < minutes.left("A", 3.0) + 3
    assert minutes.mean("never seen") == minutes.mean("also never")


def test_the_pace_of_a_line_knows_lunch() -> None:
    pace = Pace(Day())
    for day in range(1, 30):
        at = day * DAY + 9 * HOUR
        for _ in range(60):
            at += (12 if 12 * HOUR <= at % DAY < 13 * HOUR else 4) * MINUTE
            pace.call(day * DAY, at)
    morning, noon = 30 * DAY + 9 * HOUR, 30 * DAY + 12 * HOUR - MINUTE
    at_nine, at_noon = (pace.now(at).minutes(5)[1] for at in (morning, noon))
    assert abs(at_nine - 20) < 5
    assert at_noon > 2 * at_nine


def test_a_counter_that_lets_people_wait_is_not_at_work() -> None:
    learner = Learner()
    now = _serve(learner, DAY, 20) + 2 * MINUTE
    desk = learner.attendance.desks["1"]
    learner.issue("A", "", now)
    assert desk.is_at_work(now + 2 * MINUTE, learner.room)
    assert not desk.is_at_work(now + 4 * MINUTE, learner.room)


def test_lunch_makes_a_promise_longer() -> None:
    told = []
    for lunch in (False, True):
        learner = Learner()
        for day in range(1, 15):
            _serve(learner, day * DAY + 8 * HOUR, 60, lunch=lunch)
        start, now = 15 * DAY + 8 * HOUR, 15 * DAY + 9 * HOUR + 50 * MINUTE
        _serve(learner, start, 60, lunch=lunch, until=now)
        told.append(learner.told(Person("A", "", now), now))
    plain, with_lunch = told
    assert plain is not None and with_lunch is not None
    assert plain.high < 60 < with_lunch.low


def test_without_ends_a_visit_lasts_until_the_next_call_of_a_busy_counter() -> None:
    learner = Learner()
    for number in range(100):
        person = learner.issue("A", "", DAY)
        learner.call(person, DAY + (number + 1) * 4 * MINUTE, "1")
    assert abs(learner.minutes.mean("A") - 4) < 0.1


def test_who_is_early_for_an_appointment_is_told_of_the_time_until_then() -> None:
    learner, now = Learner(), 0
    for at in range(FEWEST + 20):
        now = at * 5 * MINUTE
        person = learner.issue("jobs", "normal", now)
        learner.call(person, now, "1")
    counter = CounterNow(1, "open", None, None, None, ("jobs",))
    slot = now + 40 * MINUTE
    came = Waiting(slot, 1, "jobs", "normal", now)
    due = Waiting(now, 1, "jobs", "normal", now)
    early = Outlook(learner, [came], [counter], now).ranges()[1]
    other = Outlook(learner, [due], [counter], now).ranges()[1]
    # At once where nobody else waits, at the latest as who comes at the slot.
    assert (early.low, early.high) == (other.low, other.high + 40)


def test_the_best_hours_are_those_of_the_offices_own_clock_and_of_late() -> None:
    week = Week(Day(8 * HOUR))
    nine = 3 * DAY + HOUR  # Sunday in Taipei
    for _ in range(100):
        for hour, minutes in ((0, 30.0), (1, 5.0), (2, 30.0)):
            week.call(nine + hour * HOUR, minutes)
    assert week.best_hours() == [(7, 10)]
    again = Week(Day(8 * HOUR))
    again.take_up(json.loads(json.dumps(week.kept())))
    assert again.best_hours() == [(7, 10)]
    for _ in range(2_000):
        again.call(nine + HOUR, 30.0)
        again.call(nine + 2 * HOUR, 2.0)
    assert again.best_hours() == [(7, 11)]


@given(st.integers(0, 10_000))
def test_one_alone_is_told_the_same_as_among_all(seed: int) -> None:
    chance, learner = random.Random(seed), Learner()
    counters = [
        CounterNow(1, "open", None, None, None, ("A", "B")),
        CounterNow(2, "open", None, None, None, ("B",)),
        CounterNow(3, "closed", None, None, None, ("C",)),
    ]
    now = 0
    for at in range(FEWEST + 20):
        now = at * 5 * MINUTE
        person = learner.issue(chance.choice("AB"), "", now)
        learner.call(person, now + chance.randrange(9) * MINUTE, str(at % 2 + 1))
    now += HOUR
    line = sorted(
        Waiting(issued - first * HOUR, key, chance.choice("ABC"), str(first), issued)
        for key in range(chance.randrange(60))
        for first in (chance.randrange(2),)
        for issued in (now - chance.randrange(HOUR),)
    )
    new = Waiting(now, NEW, "A", chance.choice("01"), now)
    outlook = Outlook(learner, line, counters, now)
    told = outlook.ranges([new])
    assert outlook.range_of(new) == told[NEW]
    waiting = outlook.ranges()
    for each in line:
        assert outlook.range_of(each) == waiting.get(each.key)
        assert (each.key in waiting) == (each.service != "C")
