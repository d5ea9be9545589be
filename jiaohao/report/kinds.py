"""The kinds of report there are: what each is called, how it is made and drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from jiaohao.report import counts
from jiaohao.report.limits import follow_ups, limits
from jiaohao.report.open_data import open_data
from jiaohao.report.period import Period
from jiaohao.report.procedures import procedures
from jiaohao.report.promise import promise
from jiaohao.report.source import SaidSource
from jiaohao.report.staffing import staffing
from jiaohao.report.survey import comments, survey
from jiaohao.report.table import Chart, Report
from jiaohao.report.uptime import uptime
from shared.text.catalogue import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of report."""

    title: str
    """A text of the catalogues."""
    make: Callable[[SaidSource, Period], Report]
    chart: Chart | None = None


BEFORE_AFTER: Final = "before-after"
"""The kind that is about two periods."""
BEFORE_AFTER_TITLE: Final = N_("Before and after")
KINDS: Final[dict[str, Kind]] = {
    "day": Kind(N_("The office at a glance"), counts.day, Chart("hour", "numbers")),
    "waiting": Kind(N_("Waiting"), counts.waiting, Chart("hour", "mean")),
    "limits": Kind(N_("Within the limit"), limits, Chart("service", "within_limit")),
    "services": Kind(
        N_("Visits by service"), counts.services, Chart("service", "numbers")
    ),
    "channels": Kind(
        N_("How people came"), counts.channels, Chart("channel", "numbers")
    ),
    "priorities": Kind(N_("Priorities"), counts.priorities, Chart("priority", "mean")),
    "follow-ups": Kind(N_("Follow-ups"), follow_ups, Chart("kind", "reply_rate")),
    "promise": Kind(N_("What people were told"), promise, Chart("hour", "inside")),
    "staffing": Kind(N_("Load by weekday and hour"), staffing),
    "uptime": Kind(N_("Machines at work"), uptime, Chart("kiosk", "up")),
    "procedures": Kind(N_("Steps and papers"), procedures, Chart("service", "steps")),
    "survey": Kind(N_("How it was"), survey, Chart("week", "rate")),
    "comments": Kind(N_("Comments and answers"), comments, Chart("month", "written")),
    "open-data": Kind(N_("Open data"), open_data),
}
