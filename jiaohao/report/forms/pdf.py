"""A report to be printed, with its chart: PDF by Typst."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import typst

from jiaohao.report.table import LEFT, Report, bars, cell
from shared.canvas.fonts import Script, fonts_there
from shared.text.catalogue import Catalogue

_TEMPLATE: Final = Path(__file__).with_name("report.typ")
_FAMILIES: Final = ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei")


def as_pdf(report: Report, say: Catalogue) -> bytes:
    """The file, tagged for screen readers (PDF/UA)."""
    folders = {str(Path(each.file).parent) for each in fonts_there(Script.CHINESE)}
    made = typst.compile(
        str(_TEMPLATE),
        font_paths=sorted(folders),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_told(report, say), ensure_ascii=False)},
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return made


def _told(report: Report, say: Catalogue) -> dict[str, Any]:
    heading, found = bars(report, say)
    language, _, region = say.language.partition("-")
    return {
        "title": say(report.title),
        "office": report.office.name.say(say.language) if report.office else "",
        "days": report.days,
        "note": say(report.note),
        "fonts": _FAMILIES,
        "language": language,
        "region": region or "US",
        "heads": [
            {
                "text": say(each.heading),
                "is_text": each.style in LEFT,
                "is_wide": each.name == "of",
            }
            for each in report.columns
        ],
        "rows": [
            [cell(report, row, each, say) for each in report.columns]
            for row in report.rows
        ],
        "bars_of": heading,
        "bars": [asdict(each) for each in found],
    }
