"""How much was finished in time (004 D2): visits, and what was awaited after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jiaohao.report.counts import share, visits_in
from jiaohao.report.period import Period
from jiaohao.report.source import Source
from jiaohao.report.table import BY_OF, Column, Report, Row, Style
from shared.text.catalogue import N_
from shared.trade.estimate.waiting import MINUTE
from shared.trade.follow_up import NOT_REACHED

LIMITS: Final = (
    *BY_OF,
    Column("finished", N_("Finished"), is_compared=True),
    Column("limited", N_("With a limit")),
    Column("within_limit", N_("Within limit"), Style.SHARE, is_compared=True),
    Column("minutes", N_("Minutes in all"), Style.MINUTES, is_compared=True),
)
LIMITS_NOTE: Final = N_(
    "From the number to the end of the visit. Limits are those of office.toml"
    " (limit_minutes); services without one are in no share."
)
FOLLOW_UPS: Final = (
    *BY_OF,
    Column("added", N_("Added"), is_compared=True),
    Column("settled", N_("Settled")),
    Column("answered", N_("Answered")),
    Column("reply_rate", N_("Reply rate"), Style.SHARE, is_compared=True),
    Column("in_time", N_("In time"), Style.SHARE, is_compared=True),
)
FOLLOW_UPS_NOTE: Final = N_(
    "Of what was added in these days and is settled by now: how much was answered, and"
    " how much of it until the day it was due."
)


@dataclass(slots=True)
class _Ends:
    finished: int = 0
    limited: int = 0
    within: int = 0
    minutes: float = 0.0

    def row(self) -> Row:
        return {
            "finished": self.finished,
            "limited": self.limited,
            "within_limit": share(self.within, self.limited),
            "minutes": share(self.minutes, self.finished),
        }


def limits(source: Source, period: Period) -> Report:
    """The share of visits finished within their limit: in all and by service."""
    allowed = {each.code: each.limit_minutes for each in source.office.services}
    ends: dict[tuple[str, str], _Ends] = {("all", ""): _Ends()}
    for visit in visits_in(source, period):
        if visit.outcome != "finished" or visit.ended is None:
            continue
        minutes = max(0, visit.ended - visit.issued) / MINUTE
        limit = allowed.get(visit.service)
        for key in (("all", ""), ("service", visit.service)):
            own = ends.setdefault(key, _Ends())
            own.finished += 1
            own.minutes += minutes
            if limit is not None:
                own.limited += 1
                own.within += minutes <= limit
    rows: list[Row] = [
        {"by": by, "of": of, **own.row()} for (by, of), own in sorted(ends.items())
    ]
    return Report("limits", period, LIMITS, rows, LIMITS_NOTE)


@dataclass(slots=True)
class _Awaited:
    """One thing that was awaited."""

    kind: str
    due: str
    outcome: str = ""
    is_in_time: bool = False


def follow_ups(source: Source, period: Period) -> Report:
    """What was awaited of people after their visits, and what became of it."""
    kept = list(_awaited(source, period).values())
    kinds = sorted({each.kind for each in kept})
    rows: list[Row] = [{"by": "all", "of": "", **_replies(kept)}]
    for kind in kinds:
        own = [each for each in kept if each.kind == kind]
        rows.append({"by": "kind", "of": kind, **_replies(own)})
    return Report("follow-ups", period, FOLLOW_UPS, rows, FOLLOW_UPS_NOTE)


def _awaited(source: Source, period: Period) -> dict[str, _Awaited]:
    found: dict[str, _Awaited] = {}
    for event in source.events(period.first, max(period.last, source.today)):
        kind, data = event.kind, event.data or {}
        day, key = source.office.business_day(event.at), str(data.get("follow_up"))
        if kind == "follow_up_added" and period.holds(day):
            found[key] = _Awaited(str(data.get("kind", "")), str(data.get("due", "")))
        elif kind == "follow_up_settled" and key in found:
            found[key].outcome = str(data.get("outcome", ""))
            found[key].is_in_time = day.isoformat() <= found[key].due
    return found


def _replies(kept: list[_Awaited]) -> Row:
    settled = [each for each in kept if each.outcome]
    answered = [each for each in settled if each.outcome != NOT_REACHED]
    in_time = sum(each.is_in_time for each in answered)
    return {
        "added": len(kept),
        "settled": len(settled),
        "answered": len(answered),
        "reply_rate": share(len(answered), len(settled)),
        "in_time": share(in_time, len(answered)),
    }
