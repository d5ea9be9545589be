"""Another share of the people than 80 in 100, as office.toml may say."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import OfficeMistakes, parse_office
from shared.trade.estimate.calibration import SHARE, Calibration, Level
from shared.trade.estimate.kept import MARK, Mark, parts_of, who_knows
from tests.support import OFFICE


def with_share(line: str) -> Office:
    text = OFFICE.replace("[office]\n", f"[office]\n{line}\n", 1)
    return parse_office(text.encode(), Path(OFFICE_FILE))


@pytest.mark.parametrize("share", [0.6, 0.8, 0.9])
def test_so_many_are_called_within_what_they_are_told(share: float) -> None:
    chance, calibration = random.Random(1), Calibration(share)
    inside = []
    for at in range(3_000):
        forecast = chance.uniform(5, 40)
        minutes = max(0.0, chance.gauss(forecast, 1 + forecast / 4))
        told = calibration.told("jobs", forecast)
        calibration.learn("jobs", told, minutes)
        if at > 500:
            inside.append(told.holds(minutes))
    assert sum(inside) / len(inside) == pytest.approx(share, abs=0.03)


def test_where_it_stands() -> None:
    assert with_share("").range_share == 80
    assert with_share("range_share = 90").range_share == 90
    for wrong in ("range_share = 49", "range_share = 96", 'range_share = "90"'):
        with pytest.raises(OfficeMistakes):
            with_share(wrong)


def test_what_was_learnt_with_another_is_moved(office: Office) -> None:
    learner, _ = who_knows(office, 0, {})
    assert learner.calibration.share == SHARE
    learner.calibration.levels["jobs"] = Level(0.75, 200)
    parts = {**parts_of(learner), MARK: Mark(1, "x", 0).text()}
    other, mark = who_knows(replace(office, range_share=90), 0, parts)
    assert mark is not None and other.calibration.share == 0.9
    assert other.calibration.levels["jobs"].value == pytest.approx(0.85)
