"""Reports of days that went wrong: what is right is used, nothing ends a report."""

from __future__ import annotations

from typing import Any

import pytest

from jiaohao.report.forms import FORMATS, form
from jiaohao.report.kinds import BEFORE_AFTER, KINDS
from jiaohao.report.making import Wanted, report_of
from jiaohao.report.table import Report
from shared.text.catalogue import catalogue
from shared.trade.event import Event
from tests.jiaohao.reported import Days, centre

NINE = 1_778_461_200_000
"""2026-05-11 09:00 in Taipei."""
MINUTE = 60_000


def event(minute: float, kind: str, label: str | None = "A001", **more: Any) -> Event:
    about = {"service": "job-seeking", "counter": 1, "data": None, **more}
    at = NINE + round(minute * MINUTE)
    return Event(0, f"{kind}-{minute}", at, kind, "desk", label, **about)


def visit(label: str = "A001", **more: Any) -> list[Event]:
    return [
        event(0, "issued", label, **more),
        event(10, "called", label, **more),
        event(11, "started", label, **more),
        event(16, "finished", label, **more),
    ]


CASES = {
    "nothing": [],
    "one visit": visit(),
    "a service that is gone": visit(service="gone"),
    "half a day: the numbers are lost": visit()[1:],
    "half a day: the ends are lost": visit()[:2],
    "a clock that jumped back": [
        visit()[0],
        event(-30, "called"),
        event(-29, "started"),
        event(-60, "finished"),
    ],
    "data of another version": visit(data={"happened": "soon", "wait": {"low": "x"}}),
    "kinds of another version": [
        *visit(),
        event(20, "teleported"),
        event(21, "x", None),
    ],
    "the same number twice": [*visit(), *visit()],
}


def made(kind: str, events: list[Event]) -> Report:
    source = Days(centre(), [])
    source._events = [each._replace(seq=at) for at, each in enumerate(events, 1)]
    if kind == BEFORE_AFTER:
        return report_of(Wanted(kind, compared=("2026-04", "2026-05")), source)
    return report_of(Wanted(kind, "2026-05"), source)


@pytest.mark.parametrize("kind", [*KINDS, BEFORE_AFTER])
@pytest.mark.parametrize("case", CASES)
def test_every_report_is_made(kind: str, case: str) -> None:
    report = made(kind, CASES[case])
    for name in ("text", "json", "csv", "html"):
        assert form(name)(report, catalogue("zh-TW"))
    for row in report.rows:
        for figure in row.values():
            assert not isinstance(figure, int | float) or figure >= 0 or "saved" in row


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", ["nothing", "one visit"])
def test_in_every_format(name: str, case: str) -> None:
    assert form(name)(made("day", CASES[case]), catalogue("en"))


def test_one_visit_is_counted_once() -> None:
    whole = made("day", CASES["one visit"]).rows[0]
    assert (whole["numbers"], whole["served"], whole["mean"]) == (1, 1, 10)
    assert whole["median"] == whole["ninetieth"] == 10


def test_what_has_lost_its_number_is_in_no_figure() -> None:
    lost = CASES["half a day: the numbers are lost"]
    assert made("day", lost).rows[0]["numbers"] == 0
    both = [*lost, *visit("A002")]
    assert made("day", both).rows[0]["numbers"] == 1


def test_a_service_that_is_gone_keeps_its_code() -> None:
    text = form("text")(made("services", visit(service="gone")), catalogue("en"))
    assert "gone" in str(text)
