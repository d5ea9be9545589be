"""`jiaohao simulate`: a day by the real rules, against what theory says of it."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean, stdev

import pytest
from click.testing import CliRunner, Result

from jiaohao.cli import main
from jiaohao.report.visits import Visit, visits_of
from jiaohao.simulate.day import SimulatedDay
from jiaohao.simulate.demand import Comer, Hours, hours_on, made_up, of_history
from jiaohao.simulate.making import past_days
from jiaohao.simulate.staffing import with_counters
from shared.errors import BadRequest
from shared.office.model import Office
from shared.trade.event import Event

DAY = date(2026, 11, 24)
MINUTE = 60_000
COUNTERS, RATE, SERVICE = 2, 1 / 3, 4.2
"""People a minute, and mean minutes of a visit: the counters are 70 % busy."""
DAYS = 6
_T = 2.571
"""Student's t for 95 % and five degrees of freedom."""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["simulate", *map(str, words)])


def erlang_c() -> float:
    """Share of the people who wait in M/M/c, and so the mean work before them."""
    load = RATE * SERVICE
    last = load**COUNTERS / math.factorial(COUNTERS) / (1 - load / COUNTERS)
    return last / (sum(load**n / math.factorial(n) for n in range(COUNTERS)) + last)


def theory(*shares: float) -> list[float]:
    """Mean minutes by class, the first goes before the rest (Cobham 1954; M/M/c with
    one mean for all): W0 / ((1 - s of the classes before) (1 - s of those and own))."""
    first = erlang_c() * SERVICE / COUNTERS
    busy = [RATE * SERVICE / COUNTERS * sum(shares[:at]) for at in range(len(shares))]
    ends = [*busy[1:], RATE * SERVICE / COUNTERS * sum(shares)]
    return [first / (1 - a) / (1 - b) for a, b in zip(busy, ends, strict=True)]


def markov(office: Office) -> Office:
    """One service at so many counters, whose people never help out elsewhere."""
    service, (counter, *_) = office.services[0], office.counters
    counters = tuple(
        replace(counter, number=n, serves=(service.code,), helps=())
        for n in range(1, COUNTERS + 1)
    )
    ahead = replace(office.priorities[1], head_start_minutes=1440)
    ranks = (office.priorities[0], ahead)
    return replace(
        office, services=(service,), counters=counters, priorities=ranks, hours=None
    )


def people(office: Office, hours: Hours, share: float, seed: int) -> list[Comer]:
    chance, found, at = random.Random(seed), list[Comer](), float(hours.opens)
    while (at := at + chance.expovariate(RATE) * MINUTE) < hours.closes:
        rank = office.priorities[chance.random() < share].code
        lasts = round(chance.expovariate(1 / SERVICE) * MINUTE)
        code = office.services[0].code
        found.append(Comer(round(at), code, rank, "staff", lasts))
    return found


def waits(office: Office, share: float, seed: int) -> dict[str, float]:
    """Mean minutes by priority, of those who came after the first two hours."""
    opens = hours_on(office, DAY).opens - 8 * 60 * MINUTE
    hours = Hours(opens, opens + 22 * 60 * MINUTE, ())
    day = SimulatedDay(office, DAY, hours)
    day.run(people(office, hours, share, seed))
    visits = list(visits_of(day.events(DAY, DAY), office))
    day.close()
    late = [each for each in visits if each.issued > opens + 120 * MINUTE]
    ranks = {each.priority for each in late}
    return {
        rank: mean(
            each.waited / MINUTE for each in late if rank in ("all", each.priority)
        )
        for rank in {"all", *ranks}
    }


def interval(found: Sequence[float]) -> tuple[float, float]:
    half = _T * stdev(found) / math.sqrt(len(found))
    return mean(found) - half, mean(found) + half


def test_it_agrees_with_theory(office: Office) -> None:
    """M/M/c, and each of two priorities: inside the 95 % interval of some days. All
    together wait as long as if nobody went ahead."""
    made, share = markov(office), 0.3
    days = [waits(made, share, seed) for seed in range(DAYS)]
    normal, ahead = (each.code for each in made.priorities)
    told = dict(zip((ahead, normal), theory(share, 1 - share), strict=True))
    for rank, minutes in {**told, "all": theory(1.0)[0]}.items():
        low, high = interval([each[rank] for each in days])
        assert low <= minutes <= high, (rank, low, minutes, high)


def test_theory_itself() -> None:
    """Classes together wait what one class waits (the law of conservation)."""
    assert theory(1.0)[0] == pytest.approx(
        sum(s * w for s, w in zip((0.3, 0.7), theory(0.3, 0.7), strict=True))
    )


def test_a_day_keeps_what_always_holds(office: Office) -> None:
    """Within one priority and service people are called as they came."""
    hours = hours_on(office, DAY)
    day = SimulatedDay(office, DAY, hours)
    day.run(made_up(office, hours, 1.3, seed=3))
    visits = list(visits_of(day.events(DAY, DAY), office))
    assert len({each.label for each in visits}) == len(visits) > 100
    assert all(each.outcome in ("finished", "missed") for each in visits)
    lines: dict[tuple[str, str], list[Visit]] = {}
    for each in visits:
        lines.setdefault((each.service, each.priority), []).append(each)
    for line in lines.values():
        for before, after in pairwise(line):
            assert (before.called or 0) <= (after.called or 0)
    day.close()


def test_nobody_is_called_while_the_office_is_closed_for_lunch(
    office: Office,
) -> None:
    hours = hours_on(office, DAY)
    noon, one = hours.opens + 180 * MINUTE, hours.opens + 240 * MINUTE
    halves = replace(hours, spans=((hours.opens, noon), (one, hours.closes)))
    day = SimulatedDay(office, DAY, halves)
    day.run(made_up(office, halves, 1.3, seed=3))
    called = sorted(
        each.called for each in visits_of(day.events(DAY, DAY), office) if each.called
    )
    day.close()
    assert called and not any(noon <= each < one for each in called)
    # Who waited over lunch is called first thing afterwards, by all that are free.
    assert called.count(one) > 1


def test_history_comes_again_and_in_its_numbers(office: Office) -> None:
    hours = hours_on(office, DAY)
    past = [
        Visit(
            date(2026, 11, 17 - 7 * (at % 2)),
            f"A{at:03}",
            "jobs",
            "normal",
            "kiosk",
            issued=hours.opens + at * MINUTE,
            served=(5 + at % 3) * MINUTE,
            outcome="finished",
        )
        for at in range(400)
    ]
    found = of_history(office, DAY, past, 2.0, seed=1)
    assert 340 < len(found) < 460
    assert {each.serving // MINUTE for each in found} == {5, 6, 7}
    assert {each.service for each in found} == {"jobs"}


def test_more_and_fewer_counters(office: Office) -> None:
    """What nobody takes any more, all do; further counters are like those there are."""
    one = with_counters(office, 1)
    (counter,) = one.counters
    served = {*counter.serves, *counter.helps}
    assert served == {each.code for each in office.services}
    more = with_counters(office, 5).counters
    assert [each.number for each in more] == [1, 2, 3, 4, 5]
    assert more[3].serves == office.counters[0].serves
    assert with_counters(office, len(office.counters)) == office


def test_what_is_told(office_folder: Path) -> None:
    named = ("--office", office_folder, "--date", "2026-11-24")
    found = json.loads(run(*named, "--json").stdout)
    assert found["days_known"] == 0 and found["date"] == "2026-11-24"
    whole = found["rows"][0]
    assert whole["by"] == "all" and whole["people"] > 100
    by_hour = [each for each in found["rows"] if each["by"] == "hour"]
    assert sum(each["people"] for each in by_hour) == whole["people"]
    assert found == json.loads(run(*named, "--json").stdout)
    assert found != json.loads(run(*named, "--json", "--seed", 2).stdout)
    assert found["last"] in run(*named).stdout


def test_staffing_is_a_table(office_folder: Path) -> None:
    named = ("--office", office_folder, "--date", "2026-11-24", "--staffing", "2-4")
    rows = json.loads(run(*named, "--json", "--arrivals", "×1.1").stdout)["staffing"]
    assert [each["counters"] for each in rows] == [2, 3, 4]
    assert rows[0]["mean"] > rows[-1]["mean"]
    assert "4" in run(*named).stdout


class Week:
    """A Source: an office that had one day, a week ago."""

    def __init__(self, office: Office) -> None:
        self.office, self.today = office, DAY
        self._day = DAY - timedelta(weeks=1)

    def events(self, first: date, last: date) -> Iterator[Event]:
        """See Source."""
        hours = hours_on(self.office, self._day)
        day = SimulatedDay(self.office, self._day, hours)
        day.run(made_up(self.office, hours, 0.2, seed=1))
        yield from day.events(first, last)
        day.close()


def test_days_of_the_office_are_taken(office: Office) -> None:
    source = Week(office)
    for day in (DAY, DAY + timedelta(weeks=5), DAY - timedelta(weeks=1)):
        found = past_days(source, day)
        assert {each.day for each in found} <= {DAY - timedelta(weeks=1)}
        assert len(found) > 10 or day < DAY
    assert not past_days(source, DAY + timedelta(days=1))


@pytest.mark.parametrize(
    "words",
    [
        ("--staffing", "9-2"),
        ("--staffing", "x"),
        ("--staffing", "0-2"),
        ("--arrivals", "0"),
        ("--arrivals", "many"),
        ("--counters", "0"),
        ("--date", "yesterday"),
    ],
)
def test_what_cannot_be_asked(words: tuple[str, ...], office_folder: Path) -> None:
    found = run("--office", office_folder, *words)
    assert found.exit_code == 2 and "Traceback" not in found.output


def test_a_closed_day_is_said(office: Office) -> None:
    from shared.office.hours import Hours as OfficeHours

    closed = replace(office, hours=OfficeHours({}))
    with pytest.raises(BadRequest):
        hours_on(closed, DAY)
