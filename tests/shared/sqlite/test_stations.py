"""The stations of a day, as everybody is told of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shared import VERSION
from shared.sqlite.transactions import Store
from shared.tables.presence import tell
from shared.trade.hall import STATION_PATIENCE
from tests.desk import Asker
from tests.support import FakeClock


def stations(ask: Asker) -> dict[str, Any]:
    return {each["station"]: each for each in ask.ok("state", id="look")["stations"]}


def test_one_that_gives_no_sign_of_life_is_told_since_when(
    office_folder: Path, clock: FakeClock
) -> None:
    ask = Asker(office_folder, clock=clock)
    other = Asker(office_folder, name="counter-1", clock=clock)
    assert stations(ask)["counter-1"] == {
        "station": "counter-1",
        "version": VERSION,
        "clock_ahead_ms": 0,
        "gone_since": None,
        "behind_ms": None,
    }
    before = stations(ask)
    clock.forward(seconds=STATION_PATIENCE / 1000 - 1)
    assert stations(ask) == before
    clock.forward(seconds=2)
    assert stations(ask)["counter-1"]["gone_since"] == "2026-11-23T09:00:00.000+08:00"
    other.station.attendance.beat()
    assert stations(ask)["counter-1"]["gone_since"] is None
    other.close()
    assert "counter-1" not in stations(ask)
    ask.close()


def test_one_of_yesterday_is_told_no_more(
    office_folder: Path, clock: FakeClock
) -> None:
    Asker(office_folder, name="counter-1", clock=clock)
    clock.forward(minutes=24 * 60)
    ask = Asker(office_folder, clock=clock)
    assert set(stations(ask)) == {"desk"}
    ask.close()


def test_a_wrong_clock_is_told_to_a_tenth_of_a_second(
    office_folder: Path, clock: FakeClock
) -> None:
    ask = Asker(office_folder, clock=clock)
    store = Store(office_folder, clock=clock)
    token = store.read(
        lambda connection, _: connection.execute(
            "select token from station where name = 'desk'"
        ).fetchone()[0]
    )
    for lacks, ahead in ((-4_049, 4_000), (5_000, -5_000), (1_900, 0)):
        told = {"offset_ms": lacks}
        store.write(lambda connection, _, told=told: tell(connection, token, told))  # type: ignore[misc]
        assert stations(ask)["desk"]["clock_ahead_ms"] == ahead
    store.close()
    ask.close()
