"""A hundred dates worked out without the program, and rules that contradict themselves.

due_dates.csv was made with a calendar (GNU date) and the list of days of rest below,
row by row by the words of the rule, not by `shared.trade.due`. Its sources: day-15: the
day after 14 days, 就業保險法 §25 II; reply: 7 days, §27; monthly: §29; reminder: an
open day before the last one; the counting itself: 行政程序法 §48, 民法 §§120-122.
"""

from __future__ import annotations

import csv
from datetime import date, time
from pathlib import Path

import pytest

from shared.errors import BadRequest
from shared.office.hours import Hours
from shared.office.reader import OfficeMistakes, parse_office
from shared.office.rules import DateRule
from shared.text.catalogue import Phrase
from shared.trade.due import due_on
from tests.support import OFFICE

TABLE = Path(__file__).with_name("due_dates.csv")
REST = """
2026-01-01 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-27 2026-04-03
2026-04-06 2026-05-01 2026-06-19 2026-09-25 2026-09-28 2026-10-09 2026-10-26 2026-12-25
2027-01-01 2028-02-29
"""
DAY = ((time(8), time(17)),)
HOURS = Hours(
    {weekday: DAY for weekday in range(5)},
    frozenset(date.fromisoformat(each) for each in REST.split()),
)
NAME = Phrase({"en": "rule"})
RULES = {
    "day-15": DateRule("day-15", NAME, days=15),
    "reply": DateRule("reply", NAME, days=7),
    "monthly": DateRule("monthly", NAME, months=1),
    "half-year": DateRule("half-year", NAME, months=6),
    "reminder": DateRule("reminder", NAME, days=6, closed_day="before"),
    "exact": DateRule("exact", NAME, days=14, closed_day="same"),
    "from-day-1": DateRule("from-day-1", NAME, days=15, counts_first_day=True),
}


def rows() -> list[tuple[str, str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(it["rule"], it["began"], it["due"]) for it in csv.DictReader(file)]


def test_the_table_has_a_hundred_dates_of_every_rule() -> None:
    assert len(rows()) == 100
    assert {rule for rule, _, _ in rows()} == set(RULES)


@pytest.mark.parametrize(("rule", "began", "due"), rows())
def test_a_date(rule: str, began: str, due: str) -> None:
    found = due_on(RULES[rule], date.fromisoformat(began), HOURS)
    assert found.isoformat() == due


def test_an_office_that_never_opens_has_no_such_date() -> None:
    with pytest.raises(BadRequest):
        due_on(RULES["reply"], date(2026, 1, 1), Hours({}))


def test_an_office_without_hours_is_open_every_day() -> None:
    assert due_on(RULES["reply"], date(2026, 2, 9), None) == date(2026, 2, 16)


def read(rule: str) -> tuple[DateRule, ...]:
    name = '{ zh-TW = "規則", en = "Rule" }'
    text = f'{OFFICE}\n[[date_rules]]\ncode = "r"\nname = {name}\n{rule}\n'
    return parse_office(text.encode(), Path("office.toml")).date_rules


def test_a_rule_is_read_with_its_source() -> None:
    told = 'days = 7\nclosed_day = "before"\nsource = "就業保險法 §27"'
    (rule,) = read(told)
    assert (rule.days, rule.closed_day, rule.source) == (7, "before", "就業保險法 §27")


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "days = 7\nmonths = 1",
        "days = -1",
        "days = 99999",
        "months = 1\ncounts_first_day = true",
        'days = 7\nclosed_day = "never"',
    ],
)
def test_a_rule_that_contradicts_itself_is_named(rule: str) -> None:
    with pytest.raises(OfficeMistakes) as found:
        read(rule)
    assert len(found.value.mistakes) == 1
