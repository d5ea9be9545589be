"""Which services have their steps and papers written down (004 D1)."""

from __future__ import annotations

from typing import Final

from jiaohao.report.counts import share
from jiaohao.report.period import Period
from jiaohao.report.source import Source
from jiaohao.report.table import BY_OF, Column, Report, Row, Style
from shared.text.catalogue import N_

COLUMNS: Final = (
    *BY_OF,
    Column("steps", N_("Steps")),
    Column("papers", N_("Papers")),
    Column("legal", N_("Legal basis"), Style.MARK),
    Column("written", N_("Written down"), Style.SHARE),
    Column("changes", N_("Changes")),
)
NOTE: Final = N_(
    "Written down: office.toml has the steps of the service. Changes: how often its"
    " entry was changed in these days while the office worked."
)


def procedures(source: Source, period: Period) -> Report:
    """A row for each service, and the share of them that have their steps."""
    services = source.office.services
    changes = dict.fromkeys((each.code for each in services), 0)
    for event in source.events(period.first, period.last):
        if event.kind == "office_changed":
            keys = [str(each) for each in (event.data or {}).get("changed", ())]
            for code in changes:
                changes[code] += any(
                    each.startswith(f"services.{code}.") for each in keys
                )
    written = sum(bool(each.steps) for each in services)
    whole: Row = {
        "by": "all",
        "of": "",
        "steps": sum(len(each.steps) for each in services),
        "papers": sum(len(each.documents) for each in services),
        "legal": None,
        "written": share(written, len(services)),
        "changes": sum(changes.values()),
    }
    rows: list[Row] = [
        {
            "by": "service",
            "of": each.code,
            "steps": len(each.steps),
            "papers": len(each.documents),
            "legal": int(each.legal is not None),
            "written": float(bool(each.steps)),
            "changes": changes[each.code],
        }
        for each in services
    ]
    return Report("procedures", period, COLUMNS, [whole, *rows], NOTE)
