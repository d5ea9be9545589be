"""A report as it is asked for: which kind, of which days, written where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiaohao.report.before_after import before_after
from jiaohao.report.compare import beside
from jiaohao.report.forms import form
from jiaohao.report.forms.plain import dictionary
from jiaohao.report.kinds import BEFORE_AFTER, BEFORE_AFTER_TITLE, KINDS
from jiaohao.report.period import period_of
from jiaohao.report.source import SaidSource, source_of
from jiaohao.report.table import Chart, Report
from jiaohao.terminal import tell
from shared.errors import BadRequest
from shared.text.catalogue import N_, Catalogue
from shared.text.reasons import why

Days = tuple[str | None, date | None, date | None]
"""A period in one word, the first day and the last, as far as they are given."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    kind: str
    period: str | None = None
    """Days in one word; with it the year before stands beside them."""
    first: date | None = None
    last: date | None = None
    compared: tuple[str, ...] = ()
    """For before-after, two periods in one word each."""


def made(
    wanted: Wanted,
    folder: Path | None,
    format: str,
    out: Path | None,
    say: Catalogue,
    progress: Callable[[float], None] | None = None,
) -> Iterator[str | bytes]:
    """Yield a report, or where it was written. `progress` is told the part done.

    Raises BadRequest for a period that is none, and what the share does.
    """
    with source_of(folder, progress) as source:
        report = report_of(wanted, source)
    if source.lacks_before is not None:
        words = N_(
            "Of the days before {day} something is missing: they were archived, and"
            " backups/archive-YEAR.db is not there or cannot be read. Put it back."
        )
        tell(say(words, day=source.lacks_before), is_trouble=True)
    yield from written(report, format, out, say)


def written(
    report: Report, format: str, out: Path | None, say: Catalogue
) -> Iterator[str | bytes]:
    """Yield a report in a format, or where it was written. Raises BadRequest."""
    found = form(format)(report, say)
    if out is None:
        yield found
        return
    yield _kept(out, found, say)
    if report.dictionary and format == "csv":
        beside = out.with_name(f"{out.stem}-dictionary.csv")
        yield _kept(beside, dictionary(report), say)


def _kept(out: Path, found: str | bytes, say: Catalogue) -> str:
    whole = found if isinstance(found, bytes) else (found.rstrip("\n") + "\n").encode()
    try:
        out.write_bytes(whole)
    except OSError as error:
        words = N_("{file} cannot be written: {reason}.")
        raise BadRequest(words, file=out, reason=why(error)) from error
    return say(N_("Written: {file}"), file=out)


def report_of(wanted: Wanted, source: SaidSource) -> Report:
    """The report. Raises BadRequest for a period that is none."""
    if wanted.kind == BEFORE_AFTER:
        found = _before_after(wanted, source)
        found.title, found.chart = BEFORE_AFTER_TITLE, Chart("service", "saved_in_all")
    else:
        found = _of_one_period(wanted, source)
    found.office = source.office
    return found


def _of_one_period(wanted: Wanted, source: SaidSource) -> Report:
    if wanted.compared:
        raise BadRequest(N_("Two periods are for before-after. Here write --period."))
    kind = KINDS[wanted.kind]
    period = period_of(wanted.period, wanted.first, wanted.last, source.today)
    found = kind.make(source, period)
    if wanted.period and any(each.is_compared for each in found.columns):
        found = beside(found, kind.make(source, period.year_before()))
    found.title, found.chart = kind.title, kind.chart
    return found


def _before_after(wanted: Wanted, source: SaidSource) -> Report:
    if len(wanted.compared) != 2:
        words = N_("Name two periods: jiaohao report before-after 2025-03 2026-03")
        raise BadRequest(words)
    before, after = (
        period_of(each, None, None, source.today) for each in wanted.compared
    )
    return before_after(source, before, after)
