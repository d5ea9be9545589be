"""`jiaohao report`: figures from an office's own events."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jiaohao.cli import main
from jiaohao.report.period import Period, period_of
from shared.errors import BadRequest
from shared.trade.estimate.learner import FEWEST
from tests.desk import Asker
from tests.shared.service.test_waits import learn
from tests.support import FakeClock

TODAY = date(2026, 11, 23)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, words)])


def rows(folder: Path, kind: str, *words: object) -> list[Any]:
    named = ("--office", folder, "--format", "json", "--period", "2026-11")
    found = run(kind, *named, *words)
    assert found.exit_code == 0, found.output
    return list(json.loads(found.stdout)["rows"])


def row(found: list[Any], by: str, of: str = "") -> Any:
    return next(each for each in found if (each["by"], each["of"]) == (by, of))


@pytest.fixture
def told(ask: Asker, clock: FakeClock, office_folder: Path) -> Path:
    """An office of a morning: each of the last ten was told a range, and called."""
    learn(ask, clock)
    for _ in range(10):
        ask.ok("issue", service="jobs")
        clock.forward(minutes=4)
        ask.ok("call", counter=1)
        clock.forward(minutes=1)
        ask.ok("finish", counter=1)
    ask.ok("issue", service="training", channel="staff")
    ask.ok("walk_in", counter=1, service="jobs")
    ask.ok("finish", counter=1)
    return office_folder


def test_what_was_told_and_what_became_of_it(told: Path) -> None:
    found = rows(told, "promise")
    overall = row(found, "all")
    assert overall["cases"] >= 10
    assert overall["cases"] + overall["untold"] == FEWEST + 21
    assert 0 <= overall["inside"] <= 1 and overall["width"] >= 0
    for name in ("mae", "last_called", "mean", "people_x_minutes"):
        assert overall[name] >= 0
    assert row(found, "service", "jobs")["cases"] == overall["cases"]
    assert row(found, "day", "2026-11-23")["cases"] == overall["cases"]
    assert (
        sum(each["cases"] for each in found if each["by"] == "hour")
        == (overall["cases"])
    )


def test_it_agrees_with_the_events_counted_by_hand(told: Path, ask: Asker) -> None:
    issued: dict[str, Any] = {}
    inside = cases = 0
    for event in ask.ok("events", after=0)["events"]:
        if event["kind"] == "issued":
            issued[event["ticket"]] = event
        elif event["kind"] == "called":
            first = issued[event["ticket"]]
            wait = first["data"].get("wait")
            if wait:
                minutes = _minutes(first["at"], event["at"])
                inside += wait["low"] <= minutes <= wait["high"]
                cases += 1
    overall = row(rows(told, "promise"), "all")
    assert overall["cases"] == cases
    assert overall["inside"] == pytest.approx(inside / cases, abs=1e-4)


def _minutes(first: str, last: str) -> float:
    from datetime import datetime

    span = datetime.fromisoformat(last) - datetime.fromisoformat(first)
    return span.total_seconds() / 60


def test_a_call_that_was_taken_back_never_was(ask: Asker, clock: FakeClock) -> None:
    folder = ask.station.attendance.store.folder
    ask.ok("open_counter", counter=1)
    for _ in range(2):
        ask.ok("issue", service="jobs")
    ask.ok("call", counter=1)
    ask.ok("call", counter=1, finish_current=True)
    ask.ok("undo", counter=1)
    assert row(rows(folder, "waiting"), "all")["people"] == 1
    assert row(rows(folder, "services"), "all")["served"] == 0


def test_absence_is_no_wait(ask: Asker, clock: FakeClock) -> None:
    folder = ask.station.attendance.store.folder
    ask.ok("open_counter", counter=1)
    label = ask.ticket("issue", service="jobs")["label"]
    clock.forward(minutes=5)
    ask.ok("call", counter=1)
    ask.ok("no_show", counter=1)
    clock.forward(minutes=60)
    ask.ok("requeue", label=label)
    clock.forward(minutes=7)
    ask.ok("call", counter=1)
    ask.ok("finish", counter=1)
    found = row(rows(folder, "waiting"), "all")
    assert found["mean"] == 12 and found["over_60"] == 0
    counted = row(rows(folder, "services"), "service", "jobs")
    assert (counted["numbers"], counted["served"], counted["missed"]) == (1, 1, 0)


def test_channels_and_a_day_at_a_glance(told: Path) -> None:
    found = rows(told, "channels")
    assert row(found, "channel", "staff")["numbers"] == 2
    glance = row(rows(told, "day"), "all")
    assert glance["numbers"] == FEWEST + 23
    assert glance["people"] == FEWEST + 21


def test_csv_and_text_say_the_same(told: Path, tmp_path: Path) -> None:
    named = ("--office", told, "--from", "2026-11-23", "--to", "2026-11-23")
    file = tmp_path / "promise.csv"
    written = run("promise", *named, "--format", "csv", "--out", file)
    assert written.exit_code == 0 and str(file) in written.output
    table = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    overall = row(rows(told, "promise"), "all")
    assert table[0]["cases"] == str(overall["cases"])
    text = run("promise", *named).stdout
    assert "2026-11-23 – 2026-11-23" in text
    assert f"{overall['inside']:.0%}" in text


def test_days_without_visits_have_no_figures(office_folder: Path) -> None:
    for kind in ("day", "waiting", "services", "channels", "promise"):
        overall = row(rows(office_folder, kind), "all")
        assert all(not overall[name] for name in overall if name != "by")
        assert run(kind, "--office", office_folder).exit_code == 0


@pytest.mark.parametrize(
    "word", ["", "x", "2026-13", "2026-02-30", "may-jan", "..2026"]
)
def test_what_is_no_period_is_said(word: str, office_folder: Path) -> None:
    if not word:
        assert run("day", "--office", office_folder, "--from", "x").exit_code == 2
        return
    found = run("day", "--office", office_folder, "--period", word)
    assert found.exit_code == 2 and "Traceback" not in found.output


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("2026", (2026, 1, 1), (2026, 12, 31)),
        ("2026-02", (2026, 2, 1), (2026, 2, 28)),
        ("2026-01..2026-05", (2026, 1, 1), (2026, 5, 31)),
        ("2025-12-30..2026-01-02", (2025, 12, 30), (2026, 1, 2)),
        ("jan-may", (2026, 1, 1), (2026, 5, 31)),
        ("Jun", (2026, 6, 1), (2026, 6, 30)),
    ],
)
def test_a_period_in_one_word(
    word: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert period_of(word, None, None, TODAY) == Period(date(*first), date(*last))


def test_the_last_four_weeks_where_none_are_named() -> None:
    assert period_of(None, None, None, TODAY) == Period(date(2026, 10, 27), TODAY)
    with pytest.raises(BadRequest):
        period_of(None, TODAY, date(2026, 11, 22), TODAY)
