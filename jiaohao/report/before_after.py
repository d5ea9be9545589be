"""Two periods side by side: what a change saved (004 D12, D14)."""

from __future__ import annotations

from typing import Final

from jiaohao.report.counts import rounded, services, waiting
from jiaohao.report.period import Period
from jiaohao.report.source import Source
from jiaohao.report.table import BY_OF, Column, Report, Row, Style
from shared.text.catalogue import N_

COLUMNS: Final = (
    *BY_OF,
    Column("served_before", N_("Served before")),
    Column("served_after", N_("after")),
    Column("minutes_before", N_("Minutes a visit before"), Style.MINUTES),
    Column("minutes_after", N_("after"), Style.MINUTES),
    Column("saved", N_("Saved a visit"), Style.MINUTES),
    Column("saved_in_all", N_("Saved in all"), Style.MINUTES),
    Column("wait_before", N_("Mean wait before"), Style.MINUTES),
    Column("wait_after", N_("after"), Style.MINUTES),
)
NOTE: Final = N_(
    "Saved: minutes at the counter a visit, and times"
    " the visits after. A minus is time that was lost."
)


def before_after(source: Source, before: Period, after: Period) -> Report:
    """In all and by service; saved is counted in minutes at the counter."""
    found = [
        {(row["by"], row["of"]): row for row in _figures(source, each)}
        for each in (before, after)
    ]
    keys = dict.fromkeys([*found[1], *found[0]])
    rows = [
        _row(str(by), str(of), *(each.get((by, of), {}) for each in found))
        for by, of in keys
    ]
    return Report("before-after", after, COLUMNS, rows, NOTE, before=before)


def _figures(source: Source, period: Period) -> list[Row]:
    waits = {
        (row["by"], row["of"]): row["mean"] for row in waiting(source, period).rows
    }
    return [
        {**row, "mean": waits.get((row["by"], row["of"]))}
        for row in services(source, period).rows
    ]


def _row(by: str, of: str, before: Row, after: Row) -> Row:
    first, last = before.get("minutes"), after.get("minutes")
    saved = None
    if isinstance(first, float) and isinstance(last, float):
        saved = rounded(first - last)
    served = after.get("served") or 0
    return {
        "by": by,
        "of": of,
        "served_before": before.get("served"),
        "served_after": after.get("served"),
        "minutes_before": first,
        "minutes_after": last,
        "saved": saved,
        "saved_in_all": rounded(saved * float(served)) if saved is not None else None,
        "wait_before": before.get("mean"),
        "wait_after": after.get("mean"),
    }
