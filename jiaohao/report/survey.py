"""What people said of their visits (004 D15, D16): answers by week, and comments."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from statistics import NormalDist, median
from typing import Final

from jiaohao.report.counts import share, visits_in
from jiaohao.report.period import Period
from jiaohao.report.source import SaidSource
from jiaohao.report.suppression import FEWEST, left_out_of_lines
from jiaohao.report.table import BY_OF, Column, Report, Row, Style
from shared.office.survey import DIMENSIONS
from shared.text.catalogue import N_
from shared.trade.survey import STEPS, Comment, CommentState, Tally, week_of
from shared.trade.survey_words import DIMENSION_WORDS

ALL: Final = "all"
SURVEY: Final = (
    *BY_OF,
    Column(
        "question",
        N_("Question"),
        Style.WORD,
        {ALL: N_("All questions"), **DIMENSION_WORDS},
    ),
    Column("visits", N_("Visits finished")),
    Column("answers", N_("Answers")),
    Column("rate", N_("Response rate"), Style.SHARE, is_compared=True),
    Column("mean", N_("Mean, 1 to 5"), Style.SCORE, is_compared=True),
    Column("low", N_("Low end"), Style.SCORE),
    Column("high", N_("High end"), Style.SCORE),
)
SURVEY_NOTE: Final = N_(
    "Weeks whose Thursday is in these days. In 95 of 100 such surveys the mean of all"
    " visitors lies between the two ends, if those who answer are like those who do"
    " not. Fewer than five answers, and what would give them away, are left out."
)
COMMENTS: Final = (
    *BY_OF,
    Column("written", N_("Written"), is_compared=True),
    Column("answered", N_("Answered")),
    Column("open", N_("Without an answer")),
    Column("hidden", N_("Hidden")),
    Column("half_within", N_("Half within days"), Style.MINUTES, is_compared=True),
    Column("in_time", N_("In time"), Style.SHARE, is_compared=True),
)
COMMENTS_NOTE: Final = N_(
    "Of what was written in these days, as it stands now. In time: of those not hidden,"
    " answered within reply_days of office.toml."
)
_Cells = dict[tuple[str, str], "_Cell"]
_NORMAL: Final = NormalDist().inv_cdf(0.975)


class _Cell:
    """The answers of one row: how many of each step, by question."""

    def __init__(self) -> None:
        self.visits = 0
        self.answers = 0
        self.steps: dict[str, list[int]] = {}

    def add(self, tally: Tally) -> None:
        own = self.steps.setdefault(tally.dimension, [0] * STEPS)
        for at, count in enumerate(tally.steps):
            own[at] += count

    def counts(self) -> dict[str, int]:
        """How many answers there are, to all questions together and to each."""
        each = {name: sum(steps) for name, steps in self.steps.items()}
        return {ALL: self.answers, **each}


def survey(source: SaidSource, period: Period) -> Report:
    """Response rate, and means with intervals: in all, by service and by week."""
    weeks = list(_weeks(period))
    cells: _Cells = {(ALL, ""): _Cell()}
    if weeks:
        _add_tallies(cells, source.tallies(weeks[0], weeks[-1]))
        _add_visits(cells, source, weeks)
    hidden = {
        (by, of)
        for by in ("service", "week")
        for of in _left_out({key[1]: cells[key] for key in cells if key[0] == by})
    }
    if 0 < cells[(ALL, "")].answers < FEWEST:
        hidden = set(cells)
    is_asked = cells[(ALL, "")].answers > 0
    rows = [
        row
        for key, cell in sorted(cells.items(), key=lambda each: _order(each[0]))
        for row in _rows(*key, cell, is_hidden=key in hidden, is_asked=is_asked)
    ]
    return Report("survey", period, SURVEY, rows, SURVEY_NOTE)


def _weeks(period: Period) -> Iterator[date]:
    """The Thursdays in a period: a week is of the month and year that has its own."""
    day = period.first + timedelta(days=(3 - period.first.weekday()) % 7)
    while day <= period.last:
        yield day
        day += timedelta(days=7)


def _add_tallies(cells: _Cells, tallies: Sequence[Tally]) -> None:
    # Every question of a set is asked of all who answer; the largest is how many.
    asked: dict[tuple[str, str], int] = {}
    for tally in tallies:
        for key in ((ALL, ""), ("service", tally.service), ("week", tally.week)):
            cells.setdefault(key, _Cell()).add(tally)
        about = tally.week, tally.service
        asked[about] = max(asked.get(about, 0), tally.asked)
    for (week, service), answers in asked.items():
        for key in ((ALL, ""), ("service", service), ("week", week)):
            cells[key].answers += answers


def _add_visits(cells: _Cells, source: SaidSource, weeks: Sequence[date]) -> None:
    days = Period(weeks[0] - timedelta(days=3), weeks[-1] + timedelta(days=3))
    for visit in visits_in(source, days):
        if visit.outcome != "finished":
            continue
        # A visit for several services is asked about the last.
        service = visit.services[-1] if visit.services else visit.service
        for key in ((ALL, ""), ("service", service), ("week", week_of(visit.day))):
            cells.setdefault(key, _Cell()).visits += 1


def _left_out(cells: Mapping[str, _Cell]) -> set[str]:
    """Those with so few answers that people could be known, and what tells of them."""
    lines = [
        {of: cell.counts().get(name, 0) for of, cell in cells.items()}
        for name in (ALL, *DIMENSIONS)
    ]
    return left_out_of_lines(lines)


def _order(key: tuple[str, str]) -> tuple[int, str]:
    return (ALL, "service", "week").index(key[0]), key[1]


def _rows(
    by: str, of: str, cell: _Cell, *, is_hidden: bool, is_asked: bool
) -> Iterator[Row]:
    empty: Row = dict.fromkeys((each.name for each in SURVEY), None)
    about = empty | {"by": by, "of": of}
    yield about | {
        "question": ALL,
        "visits": cell.visits,
        "answers": None if is_hidden else cell.answers,
        "rate": _rate(cell) if is_asked and not is_hidden else None,
    }
    for dimension in DIMENSIONS:
        steps = cell.steps.get(dimension, [])
        if sum(steps) >= FEWEST and not is_hidden:
            yield about | {"question": dimension, **_mean(steps)}


def _rate(cell: _Cell) -> float | None:
    """At most all: who answers at a kiosk may have been served before these days."""
    found = share(cell.answers, cell.visits)
    return None if found is None else min(1.0, found)


def _mean(steps: Sequence[int]) -> Row:
    mean, half = mean_and_half(steps)
    return {
        "answers": sum(steps),
        "mean": round(mean, 2),
        "low": round(max(1.0, mean - half), 2),
        "high": round(min(float(STEPS), mean + half), 2),
    }


def mean_and_half(steps: Sequence[int]) -> tuple[float, float]:
    """The mean of two answers or more, and half the width of its 95 % interval
    (Student).

    Where all say the same, one more who differs by a step is thought of: that nobody
    differs is not known from so few.
    """
    n = sum(steps)
    mean = sum(count * step for step, count in enumerate(steps, 1)) / n
    squares = sum(count * (step - mean) ** 2 for step, count in enumerate(steps, 1))
    variance = max(squares / (n - 1), n / (n + 1) ** 2)
    return mean, student(n - 1) * math.sqrt(variance / n)


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t, from the normal one (Cornish-Fisher's series,
    Abramowitz and Stegun 26.7.5); within 1 % from four degrees of freedom on."""
    z, v = _NORMAL, freedom
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / v + second / v**2 + third / v**3


def comments(source: SaidSource, period: Period) -> Report:
    """What people wrote, what was answered, and after how many days."""
    limit = source.office.survey.reply_days if source.office.survey is not None else 0
    written = source.comments(period.first, period.last)
    months = sorted({f"{each.day:%Y-%m}" for each in written})
    rows: list[Row] = [{"by": ALL, "of": "", **_answered(written, limit)}]
    for month in months:
        own = [each for each in written if f"{each.day:%Y-%m}" == month]
        rows.append({"by": "month", "of": month, **_answered(own, limit)})
    return Report("comments", period, COMMENTS, rows, COMMENTS_NOTE)


def _answered(written: Sequence[Comment], limit: int) -> Row:
    states = Counter(each.state for each in written)
    shown = [each for each in written if each.state is not CommentState.HIDDEN]
    days = [each.days for each in shown if each.days is not None]
    return {
        "written": len(written),
        "answered": states[CommentState.ANSWERED],
        "open": states[CommentState.NEW] + states[CommentState.READ],
        "hidden": states[CommentState.HIDDEN],
        "half_within": float(median(days)) if days else None,
        "in_time": share(sum(each <= limit for each in days), len(shown)),
    }
