"""A made-up day, or one a number of counters, as it is asked for and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from jiaohao.report.counts import WAITING, waiting
from jiaohao.report.forms.plain import as_text
from jiaohao.report.period import Period
from jiaohao.report.source import Source, source_of
from jiaohao.report.table import Column, Report, Row
from jiaohao.report.visits import Visit, visits_of
from jiaohao.simulate.day import SimulatedDay
from jiaohao.simulate.demand import Comer, hours_on, made_up, of_history
from jiaohao.simulate.staffing import with_counters
from shared import clock
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.wire.json_text import Json, to_json

_WEEKS: Final = 8
"""So many of the same weekday are looked at, the newest."""
_FROM_HISTORY: Final = N_("Who comes is drawn from {n} days of this office.")
_MADE_UP: Final = N_(
    "This office has no such day behind it: who comes is made up from the minutes in"
    " office.toml, so that all its counters would be busy for four fifths of the day."
)
_SUMMARY: Final = N_(
    "{day}, {counters} counters, {people} people; the last one is served until {last}."
)
_LEFT: Final = N_("Without a number: {refused}; never called: {left}.")
_STAFFING: Final = (
    Column("counters", N_("Counters")),
    *WAITING,
    Column("left", N_("Never called")),
    Column("last", N_("Last served")),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    day: date | None
    """None: today."""
    counters: tuple[int, int] | None
    """The least and the most; none: those of office.toml."""
    arrivals: float
    """Times as many people as usual."""
    seed: int


@dataclass(frozen=True, slots=True)
class _Ran:
    """One day that was run through."""

    counters: int
    report: Report
    refused: int
    left: int
    last: str | None
    """When the last visit ended, the office's wall clock."""


def simulated(
    folder: Path | None, wanted: Wanted, *, is_json: bool, say: Catalogue
) -> Iterator[str]:
    """Yield the text of it. Raises BadRequest, and what the share does."""
    with source_of(folder) as source:
        office = source.office
        day = wanted.day or source.today
        hours = hours_on(office, day)
        past = past_days(source, day)
    if past:
        comers = of_history(office, day, past, wanted.arrivals, wanted.seed)
    else:
        comers = made_up(office, hours, wanted.arrivals, wanted.seed)
    usual = len(office.counters)
    least, most = wanted.counters or (usual, usual)
    ran = [_run(office, day, comers, each) for each in range(least, most + 1)]
    days = len({each.day for each in past})
    if is_json:
        yield _as_json(ran, wanted, day, days)
    elif least < most:
        yield _as_table(ran, day, days, say)
    else:
        yield _as_words(ran[0], day, days, say)


def past_days(source: Source, day: date) -> list[Visit]:
    """The visits of such weekdays that are over, eight weeks back."""
    last = day
    while last >= source.today:
        last -= timedelta(weeks=1)
    found: list[Visit] = []
    for week in range(_WEEKS):
        each = last - timedelta(weeks=week)
        visits = visits_of(source.events(each, each), source.office)
        found += [visit for visit in visits if visit.day == each]
    return found


def _run(office: Office, day: date, comers: list[Comer], counters: int) -> _Ran:
    staffed = with_counters(office, counters)
    simulated = SimulatedDay(staffed, day, hours_on(office, day))
    try:
        simulated.run(comers)
        report = waiting(simulated, Period(day, day))
        end = simulated.last_end
        last = f"{clock.local(end, office.time_zone):%H:%M}" if end else None
        return _Ran(counters, report, simulated.refused, simulated.waiting, last)
    finally:
        simulated.close()


def _as_json(ran: list[_Ran], wanted: Wanted, day: date, days: int) -> str:
    told: list[Json] = [
        {
            "counters": each.counters,
            "refused": each.refused,
            "left": each.left,
            "last": each.last,
            "rows": each.report.rows,
        }
        for each in ran
    ]
    about: Json = {
        "date": day.isoformat(),
        "seed": wanted.seed,
        "arrivals": wanted.arrivals,
        "days_known": days,
    }
    if len(told) == 1:
        return to_json({**about, **told[0]})
    return to_json({**about, "staffing": [_line(each) for each in ran]})


def _line(ran: _Ran) -> Row:
    whole = ran.report.rows[0]
    shown = {each.name: whole[each.name] for each in WAITING}
    return {"counters": ran.counters, **shown, "left": ran.left, "last": ran.last}


def _as_table(ran: list[_Ran], day: date, days: int, say: Catalogue) -> str:
    rows = [_line(each) for each in ran]
    note = _note(days, say)
    return as_text(Report("simulate", Period(day, day), _STAFFING, rows, note), say)


def _as_words(ran: _Ran, day: date, days: int, say: Catalogue) -> str:
    people = ran.report.rows[0]["people"]
    summary = say(
        _SUMMARY,
        day=day.isoformat(),
        counters=ran.counters,
        people=people,
        last=ran.last or "–",
    )
    lines = [as_text(ran.report, say), "", summary]
    if ran.refused or ran.left:
        lines.append(say(_LEFT, refused=ran.refused, left=ran.left))
    return "\n".join([*lines, _note(days, say)])


def _note(days: int, say: Catalogue) -> str:
    return say(_FROM_HISTORY, n=days) if days else say(_MADE_UP)
