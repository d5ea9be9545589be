"""The tables of office.toml about what comes after a visit: dates and follow-ups."""

from __future__ import annotations

from shared.office.model import Office
from shared.office.rules import (
    CLOSED_DAY,
    OUTCOME_PAPERS,
    DateRule,
    FollowUpRule,
    Outcome,
)
from shared.office.table import Table
from shared.text.catalogue import N_

_MOST_DAYS = 3_660
_MOST_MONTHS = 120


def read_date_rules(top: Table) -> tuple[DateRule, ...]:
    """Every rule; those that contradict themselves are noted."""
    return tuple(_rule(table) for table in top.tables("date_rules"))


def _rule(table: Table) -> DateRule:
    rule = DateRule(
        code=table.code("code"),
        name=table.phrase("name", is_partial=True),
        days=table.integer("days", low=1, high=_MOST_DAYS, default=0),
        months=table.integer("months", low=1, high=_MOST_MONTHS, default=0),
        counts_first_day=table.flag("counts_first_day"),
        closed_day=_closed_day(table),
        source=table.words("source") if table.has("source") else "",
    )
    if table.has("days") == table.has("months"):
        table.note(
            "months" if rule.months else "code",
            N_("This rule says days and months, or neither."),
            N_("either days or months, 1 or more"),
        )
    if rule.counts_first_day and rule.months:
        table.note(
            "counts_first_day",
            N_("Months end on the same day of the month, however they are counted."),
            N_("counts_first_day with days only"),
        )
    table.close()
    return rule


def _closed_day(table: Table) -> str:
    found = table.words("closed_day") if table.has("closed_day") else "next"
    if found not in CLOSED_DAY:
        table.note(
            "closed_day",
            N_("“{value}” is not known here."),
            N_("one of: {known}"),
            value=found,
            known=", ".join(CLOSED_DAY),
        )
        return "next"
    return found


def read_follow_ups(top: Table) -> FollowUpRule:
    """Further kinds and outcomes of [follow_ups], beside those always there."""
    table = top.table("follow_ups")
    if table is None:
        return FollowUpRule()
    always = FollowUpRule()
    kinds = table.listed("kinds", is_needed=False)
    outcomes = table.listed("outcomes", is_needed=False)
    rule = FollowUpRule(
        tuple(dict.fromkeys((*always.kinds, *kinds))),
        tuple(dict.fromkeys((*always.outcomes, *outcomes))),
        refuses_people=not table.flag("people_as_references"),
    )
    table.close()
    return rule


_MOST_OUTCOMES = 9
"""Digits there are."""


def read_outcomes(table: Table) -> tuple[Outcome, ...]:
    """How a visit for a service may end, as the digits choose."""
    outcomes = tuple(_outcome(each) for each in table.tables("outcomes"))
    if len(outcomes) > _MOST_OUTCOMES:
        table.note(
            "outcomes",
            N_("There are {n} of these."),
            N_("at most {most}: each has a digit"),
            n=len(outcomes),
            most=_MOST_OUTCOMES,
        )
    return outcomes


def _outcome(table: Table) -> Outcome:
    outcome = Outcome(
        code=table.code("code"),
        name=table.phrase("name", is_partial=True),
        due=table.words("due") if table.has("due") else None,
        papers=_papers(table),
    )
    table.close()
    return outcome


def _papers(table: Table) -> tuple[str, ...]:
    papers = table.listed("papers", is_needed=False)
    for paper in papers:
        if paper not in OUTCOME_PAPERS:
            table.note(
                "papers",
                N_("“{value}” is not known here."),
                N_("one of: {known}"),
                value=paper,
                known=", ".join(OUTCOME_PAPERS),
            )
    return papers


def note_unknown_dates(top: Table, office: Office) -> None:
    """Note outcomes that go by a date rule that is not there."""
    known = {each.code for each in office.date_rules}
    for index, service in enumerate(office.services):
        for place, outcome in enumerate(service.outcomes):
            if outcome.due is not None and outcome.due not in known:
                top.sheet.note(
                    ("services", index, "outcomes", place, "due"),
                    N_("“{value}” is not known here."),
                    N_("one of: {known}"),
                    value=outcome.due,
                    known=", ".join(sorted(known)) or "–",
                )
