"""A report as it is asked for: which kind, of which days, written where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from jiaohao.report import counts
from jiaohao.report.period import Period, period_of
from jiaohao.report.promise import promise
from jiaohao.report.source import Source, source_of
from jiaohao.report.table import FORMATS, Report
from shared.errors import BadRequest
from shared.text.catalogue import N_, Catalogue
from shared.text.reasons import why

KINDS: Final[dict[str, Callable[[Source, Period], Report]]] = {
    "day": counts.day,
    "waiting": counts.waiting,
    "services": counts.services,
    "channels": counts.channels,
    "promise": promise,
}
Days = tuple[str | None, date | None, date | None]
"""A period in one word, the first day and the last, as far as they are given."""


def made(
    kind: str,
    folder: Path | None,
    days: Days,
    form: str,
    out: Path | None,
    say: Catalogue,
) -> Iterator[str]:
    """Yield the text of a report, or where it was written.

    Raises BadRequest for a period that is none, and what the share does.
    """
    with source_of(folder) as source:
        report = KINDS[kind](source, period_of(*days, source.today))
    yield written(report, form, out, say)


def written(report: Report, form: str, out: Path | None, say: Catalogue) -> str:
    """The text of a report, or where it was written. Raises BadRequest."""
    text = FORMATS[form](report, say)
    if out is None:
        return text
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        words = N_("{file} cannot be written: {reason}.")
        raise BadRequest(words, file=out, reason=why(error)) from error
    return say(N_("Written: {file}"), file=out)
