"""How long people waited and what became of them: by service, hour, day, channel."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import fmean, median, quantiles
from typing import Final

from jiaohao.report.period import Period
from jiaohao.report.source import Source
from jiaohao.report.table import BY_OF, Column, Report, Row, Style
from jiaohao.report.visits import Visit, visits_of
from shared import clock
from shared.office.model import Office
from shared.text.catalogue import N_
from shared.trade.estimate.waiting import MINUTE

_LONG: Final = 60
"""Minutes; who waits longer is counted apart."""
WAITING: Final = (
    Column("people", N_("People"), is_compared=True),
    Column("mean", N_("Mean wait"), Style.MINUTES, is_compared=True),
    Column("median", N_("Median"), Style.MINUTES),
    Column("ninetieth", N_("90 in 100"), Style.MINUTES),
    Column("within_target", N_("Within target"), Style.SHARE, is_compared=True),
    Column("over_60", N_("Over 60 min")),
)
VISITS: Final = (
    Column("numbers", N_("Numbers"), is_compared=True),
    Column("served", N_("Served")),
    Column("missed", N_("Missed")),
    Column("left", N_("Left")),
    Column("several", N_("Several services")),
    Column("minutes", N_("Minutes a visit"), Style.MINUTES, is_compared=True),
)
WAITING_NOTE: Final = N_(
    "Waits of the people who were called, in minutes; the time a missed person was away"
    " is no wait. Within target: of the services that have one."
)
Key = Callable[[Visit], str]


@dataclass(slots=True)
class _Count:
    """The visits of one row."""

    outcomes: dict[str, int] = field(default_factory=dict)
    """Numbers by what became of them."""
    several: int = 0
    minutes: array[float] = field(default_factory=lambda: array("f"))
    waits: array[float] = field(default_factory=lambda: array("f"))
    aimed: int = 0
    """People with a target, and of them those called within it."""
    on_target: int = 0

    def add(self, visit: Visit, target: int | None) -> None:
        """One more; `target` in minutes."""
        outcome = visit.outcome
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        if len(visit.services) > 1:
            self.several += 1
        if visit.served and outcome == "finished":
            self.minutes.append(visit.served / MINUTE)
        if visit.called is not None:
            waited = visit.waited / MINUTE
            self.waits.append(waited)
            if target is not None:
                self.aimed += 1
                self.on_target += waited <= target

    def waiting(self) -> Row:
        """The columns of WAITING."""
        waits = self.waits
        return {
            "people": len(waits),
            "mean": rounded(fmean(waits)) if waits else None,
            "median": rounded(median(waits)) if waits else None,
            "ninetieth": _ninetieth(waits),
            "within_target": share(self.on_target, self.aimed),
            "over_60": sum(each > _LONG for each in waits),
        }

    def visits(self) -> Row:
        """The columns of VISITS."""
        became = Counter(self.outcomes)
        return {
            "numbers": became.total(),
            "served": became["finished"],
            "missed": became["missed"],
            "left": became["cancelled"] + became["expired"],
            "several": self.several,
            "minutes": rounded(fmean(self.minutes)) if self.minutes else None,
        }


def waiting(source: Source, period: Period) -> Report:
    """How long people waited: in all, by service and by hour."""
    hour = _hour(source.office)
    keys = {"all": nothing, "service": service_of, "hour": hour}
    return _report("waiting", source, period, keys, WAITING, WAITING_NOTE)


def services(source: Source, period: Period) -> Report:
    """What became of the visits to each service, and how long they lasted."""
    keys = {"all": nothing, "service": service_of}
    return _report("services", source, period, keys, VISITS)


def channels(source: Source, period: Period) -> Report:
    """How people came by their numbers."""
    keys = {"all": nothing, "channel": lambda visit: visit.channel}
    return _report("channels", source, period, keys, VISITS)


def priorities(source: Source, period: Period) -> Report:
    """How people of each priority fared: their visits and their waits."""
    keys: dict[str, Key] = {"all": nothing, "priority": lambda each: each.priority}
    shown = (*VISITS, *WAITING)
    return _report("priorities", source, period, keys, shown, WAITING_NOTE)


def day(source: Source, period: Period) -> Report:
    """A day, or several, at a glance: in all, by service, hour and day."""
    hour = _hour(source.office)
    keys: dict[str, Key] = {
        "all": nothing,
        "service": service_of,
        "hour": hour,
        "day": lambda visit: visit.day.isoformat(),
    }
    shown = (*VISITS, *WAITING)
    return _report("day", source, period, keys, shown, WAITING_NOTE)


def _report(
    kind: str,
    source: Source,
    period: Period,
    keys: dict[str, Key],
    shown: tuple[Column, ...],
    note: str = "",
) -> Report:
    office = source.office
    targets = {each.code: each.target_minutes for each in office.services}
    counts: dict[tuple[str, str], _Count] = {("all", ""): _Count()}
    for visit in visits_in(source, period):
        target = targets.get(visit.service)
        for by, key in keys.items():
            about = by, key(visit)
            if about not in counts:
                counts[about] = _Count()
            counts[about].add(visit, target)
    order = list(keys)
    found = sorted(counts, key=lambda each: (order.index(each[0]), each[1]))
    rows: list[Row] = [
        {"by": by, "of": of, **counts[by, of].visits(), **counts[by, of].waiting()}
        for by, of in found
    ]
    columns = (*BY_OF, *shown)
    names = [each.name for each in columns]
    told = [{name: row[name] for name in names} for row in rows]
    return Report(kind, period, columns, told, note)


def visits_in(source: Source, period: Period) -> Iterable[Visit]:
    """The visits of its days."""
    events = source.events(period.first, period.last)
    found = visits_of(events, source.office)
    return (each for each in found if period.holds(each.day))


def nothing(_visit: Visit) -> str:
    """All visits together."""
    return ""


def service_of(visit: Visit) -> str:
    """By service."""
    return visit.service


def _hour(office: Office) -> Key:
    def hour(visit: Visit) -> str:
        return f"{clock.local(visit.issued, office.time_zone).hour:02}"

    return hour


def _ninetieth(waits: array[float]) -> float | None:
    if len(waits) < 2:
        return rounded(waits[0]) if waits else None
    return rounded(quantiles(waits, n=10, method="inclusive")[-1])


def share(part: float, whole: float) -> float | None:
    """From 0 to 1; none of nothing."""
    return rounded(part / whole) if whole else None


def rounded(number: float) -> float:
    """To four places."""
    return round(number, 4)
