"""All offices of a region: how they are now, and their reports, from its database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from jiaohao.report import counts
from jiaohao.report.kinds import KINDS
from jiaohao.report.making import Days
from jiaohao.report.period import Period, period_of
from jiaohao.report.source import KeptSource
from jiaohao.report.table import Column, Report, Row, Style
from shared.errors import OfficeMistake
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import OfficeMistakes, parse_office
from shared.postgres.handed_down import Handed
from shared.postgres.region import OfficeAfar, Region
from shared.text.catalogue import N_
from shared.trade.estimate.waiting import MINUTE

SILENT_SECONDS: Final = 60.0
"""An office that has told nothing for so long is called silent."""
_STATES: Final = {
    "open": N_("open now"),
    "closed": N_("closed now"),
    "silent": N_("silent"),
}
_OFFICE: Final = Column("office", N_("Office"), Style.TEXT)
_MONTH: Final = Column("month", N_("Month"), Style.TEXT)
_BECAME: Final = {
    "due": N_("not there yet"),
    "taken": N_("taken up"),
    "waits": N_("from tomorrow on"),
    "refused": N_("refused"),
}
_KINDS: Final = {
    "office": N_("office.toml"),
    "notice": N_("Notice"),
    "appointment": N_("Appointment"),
}
_HANDED_DOWN: Final = (
    _OFFICE,
    Column("version", N_("Version")),
    Column("kind", N_("Kind"), Style.WORD, _KINDS),
    Column("by", N_("By"), Style.TEXT),
    Column("since", N_("Since"), Style.TEXT),
    Column("outcome", N_("State"), Style.WORD, _BECAME),
    Column("reasons", N_("Reasons"), Style.TEXT),
)
_NOW: Final = (
    _OFFICE,
    Column("name", N_("Name"), Style.TEXT),
    Column("state", N_("State"), Style.WORD, _STATES),
    Column("waiting", N_("Waiting")),
    Column("longest", N_("Longest wait"), Style.MINUTES),
    Column("within_target", N_("Within target"), Style.SHARE),
    Column("age", N_("Minutes old"), Style.MINUTES),
    Column("handed_down", N_("Handed down last"), Style.WORD, _BECAME),
)
_NOW_NOTE: Final = N_(
    "Minutes old: how long ago the office told this of itself; its screens go on"
    " without the region. Within target: today, of the services that have one."
)


class OtherVersion(OfficeMistake):
    """The office.toml of an office is not understood here."""

    text = N_(
        "The office.toml of “{code}” is not one that this version understands. Update"
        " this machine."
    )


def now(region: Region) -> Report:
    """Every office as it told of itself last, with how old that is.

    Raises ServerUnavailable.
    """
    instant = region.now()
    today = instant.date()
    outcomes = {each.office: _became(each) for each in region.handed_down.all()}
    rows = [
        _row_now(region, each, instant) | {"handed_down": outcomes.get(each.code)}
        for each in region.offices()
    ]
    title = N_("All offices now")
    return Report("now", Period(today, today), _NOW, rows, _NOW_NOTE, title)


def handed_down(region: Region) -> Report:
    """All that was handed down, and what became of it. Raises ServerUnavailable."""
    today = region.now().date()
    rows: list[Row] = [
        {
            "office": each.office,
            "version": each.version,
            "kind": each.kind.value,
            "by": each.by,
            "since": f"{each.since.astimezone():%Y-%m-%d %H:%M}",
            "outcome": _became(each),
            "reasons": "; ".join(each.reasons.splitlines()),
        }
        for each in region.handed_down.all()
    ]
    title = N_("Handed down")
    return Report("handed-down", Period(today, today), _HANDED_DOWN, rows, title=title)


def _became(item: Handed) -> str:
    return item.outcome.value if item.outcome is not None else "due"


def report(region: Region, kind: str, days: Days) -> Report:
    """A report of every office, month by month.

    Raises BadRequest for a period that is none, OtherVersion, ServerUnavailable.
    """
    sources = list(_sources(region, region.now()))
    # The server may stand where it is still yesterday.
    today = max((source.today for _, source in sources), default=region.now().date())
    period = period_of(*days, today)
    reports = [
        (each.code, month.first.strftime("%Y-%m"), KINDS[kind].make(source, month))
        for each, source in sources
        for month in period.months()
    ]
    whole = reports[0][2] if reports else Report(kind, period, ())
    whole.period, whole.title = period, KINDS[kind].title
    whole.columns = (_OFFICE, _MONTH, *whole.columns)
    whole.rows = [
        {"office": code, "month": month, **row}
        for code, month, found in reports
        for row in found.rows
    ]
    return whole


def _row_now(region: Region, office: OfficeAfar, instant: datetime) -> Row:
    hall, age = office.hall, office.age
    longest = hall.get("longest")
    is_silent = age is None or age > SILENT_SECONDS
    state = "open" if hall.get("is_open") else "closed"
    return {
        "office": office.code,
        "name": hall.get("name", ""),
        "state": "silent" if is_silent else state,
        "waiting": hall.get("waiting"),
        "longest": None if longest is None else round(longest / MINUTE, 1),
        "within_target": _within_target(region, office, instant),
        "age": None if age is None else round(age / 60, 1),
    }


def _within_target(
    region: Region, office: OfficeAfar, instant: datetime
) -> float | None:
    try:
        source = _source(region, office, instant)
    except OtherVersion:
        return None
    if source is None:
        return None
    found = counts.waiting(source, Period(source.today, source.today))
    share = found.rows[0]["within_target"]
    return share if isinstance(share, float) else None


def _sources(
    region: Region, instant: datetime
) -> Iterator[tuple[OfficeAfar, KeptSource]]:
    for each in region.offices():
        source = _source(region, each, instant)
        if source is not None:
            yield each, source


def _source(region: Region, office: OfficeAfar, instant: datetime) -> KeptSource | None:
    """The events of an office; none before it told its office.toml."""
    if not office.sheet:
        return None
    code, known = office.code, _office(office)
    return KeptSource(
        known,
        known.business_day(round(instant.timestamp() * 1000)),
        lambda after, limit: region.events(code, after=after, limit=limit),
        region.last_seq(code),
    )


def _office(office: OfficeAfar) -> Office:
    try:
        return parse_office(office.sheet.encode(), Path(OFFICE_FILE))
    except OfficeMistakes as error:
        raise OtherVersion(code=office.code) from error
