"""The simulated day beside another simulator: `make theory` fetches ciw for it."""

from __future__ import annotations

from statistics import mean

import pytest

from jiaohao.report.visits import visits_of
from jiaohao.simulate.day import SimulatedDay
from jiaohao.simulate.demand import Comer, Hours, hours_on
from shared.office.model import Office
from tests.jiaohao.test_simulate import (
    COUNTERS,
    DAY,
    MINUTE,
    RATE,
    SERVICE,
    markov,
    theory,
)

ciw = pytest.importorskip("ciw", reason="ciw is not installed: make theory")
_SHARE = 0.3
"""Of the people, who go ahead."""
_LAST = 20 * 60
"""Minutes; the waits of who comes later hang on those whom ciw did not finish."""


def records(seed: int, minutes: float) -> list[tuple[float, str, float, float]]:
    """M/M/c with two priorities: when each came, of which, its service, its wait."""
    ciw.seed(seed)
    shares = {"ahead": _SHARE, "normal": 1 - _SHARE}
    network = ciw.create_network(
        arrival_distributions={
            each: [ciw.dists.Exponential(RATE * share)]
            for each, share in shares.items()
        },
        service_distributions={
            each: [ciw.dists.Exponential(1 / SERVICE)] for each in shares
        },
        priority_classes={"ahead": 0, "normal": 1},
        number_of_servers=[COUNTERS],
    )
    run = ciw.Simulation(network)
    run.simulate_until_max_time(minutes)
    return sorted(
        (each.arrival_date, each.customer_class, each.service_time, each.waiting_time)
        for each in run.get_all_records()
    )


def test_the_same_people_wait_as_long_in_ciw(office: Office) -> None:
    made = markov(office)
    normal, ahead = (each.code for each in made.priorities)
    ranks = {"ahead": ahead, "normal": normal}
    opens = hours_on(office, DAY).opens - 8 * 60 * MINUTE
    there = records(7, _LAST + 120)
    comers = [
        Comer(
            opens + round(at * MINUTE),
            made.services[0].code,
            ranks[rank],
            "staff",
            round(minutes * MINUTE),
        )
        for at, rank, minutes, _ in there
    ]
    day = SimulatedDay(made, DAY, Hours(opens, opens + _LAST * MINUTE, ()))
    day.run(comers)
    visits = sorted(visits_of(day.events(DAY, DAY), made), key=lambda it: it.issued)
    day.close()
    assert len(visits) == len(there) > 300
    for visit, (at, rank, _, waited) in zip(visits, there, strict=True):
        assert visit.priority == ranks[rank]
        if at > _LAST:
            break
        # Ours counts whole milliseconds.
        assert visit.waited / MINUTE == pytest.approx(waited, abs=0.01)


def test_ciw_agrees_with_the_theory_that_our_tests_use() -> None:
    found = [each for seed in range(10) for each in records(seed, 20_000)]
    for rank, minutes in zip(("ahead", "normal"), theory(_SHARE, 0.7), strict=True):
        waits = [wait for _, own, _, wait in found if own == rank]
        assert mean(waits) == pytest.approx(minutes, rel=0.06)
