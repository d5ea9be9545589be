"""How many rows a long work takes at once."""

from __future__ import annotations

import pytest

from shared.machine import portion as portions
from shared.machine.portion import Portion


@pytest.mark.parametrize(
    ("seconds", "sizes"),
    [
        ([0.01] * 6, [100, 150, 225, 337, 400, 400]),
        ([0.01, 0.01, 0.2, 0.2, 0.01], [100, 150, 225, 112, 100]),
        ([0.05], [100]),
    ],
)
def test_slow_ones_are_halved_and_quick_ones_grow(
    seconds: list[float], sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(portions.time, "monotonic", lambda: now)
    portion = Portion(100, most=400, seconds=0.05)
    taken = []
    for spent in seconds:
        with portion.taken() as limit:
            taken.append(limit)
            now += spent
        assert portion.spent == pytest.approx(spent)
    assert taken == sizes
