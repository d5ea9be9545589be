"""The days that the office's rules give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shared.errors import BadRequest
from shared.office.model import Office
from shared.office.rules import DateRule, Outcome
from shared.trade.due import due_on


def rule_of(outcome: Outcome | None, office: Office) -> DateRule | None:
    """The rule by which what an outcome promises is due, if any."""
    due = outcome.due if outcome is not None else None
    return office.date_rule(due) if due is not None else None


def due_by(rule: DateRule | None, today: date, office: Office) -> date | None:
    """The day a rule gives; none where there is no rule, or no such day."""
    if rule is None:
        return None
    try:
        return due_on(rule, today, office.hours)
    except BadRequest:
        return None


def dates_of(
    outcome: Outcome | None, today: date, office: Office
) -> Iterator[tuple[DateRule, date]]:
    """The office's rules with their days, that of the outcome first."""
    first = rule_of(outcome, office)
    for rule in sorted(office.date_rules, key=lambda each: each is not first):
        if (due := due_by(rule, today, office)) is not None:
            yield rule, due
