"""A report as one file of HTML that needs nothing else, to read or to print."""

from __future__ import annotations

from typing import Final

from jiaohao.page.html import Html, joined, tag
from jiaohao.report.table import LEFT, Bar, Report, Row, bars, cell
from shared.text.catalogue import Catalogue

_STYLE: Final = """
body { font: 16px/1.5 "Noto Sans TC", "Microsoft JhengHei", "PingFang TC", sans-serif;
  margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1a1a1a; }
h1 { font-size: 1.6rem; margin: 0; } .days { color: #555; margin: 0 0 1.5rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #ddd; text-align: right; }
th.text, td.text { text-align: left; } thead th { border-bottom: 2px solid #1a1a1a; }
tr.all { font-weight: bold; } .note { color: #555; }
svg { width: 100%; height: auto; margin: 1rem 0; } svg text { font-size: 13px; }
@media print { body { margin: 0; font-size: 11px; } tr { break-inside: avoid; } }
"""
_BAR, _GAP, _LEFT, _WIDE = 18, 6, 250, 860
"""Dots of the chart: a bar's height, the gap below it, where bars begin, the whole."""
_COLOUR: Final = "#1f5f8b"


def as_html(report: Report, say: Catalogue) -> str:
    """The whole file."""
    title = say(report.title)
    office = report.office.name.say(say.language) if report.office else ""
    body = tag(
        "body",
        tag("h1", title),
        tag("p", f"{office}  {report.days}".strip(), class_="days"),
        _chart(report, say),
        _table(report, say),
        tag("p", say(report.note), class_="note") if report.note else None,
    )
    head = tag(
        "head",
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width">'),
        tag("title", f"{title} {report.days}"),
        tag("style", Html(_STYLE)),
    )
    return "<!DOCTYPE html>\n" + tag("html", head, body, lang=say.language)


def _table(report: Report, say: Catalogue) -> Html:
    heads = (
        tag(
            "th",
            say(each.heading),
            scope="col",
            class_="text" if each.style in LEFT else None,
        )
        for each in report.columns
    )
    rows = (_row(report, row, say) for row in report.rows)
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows))


def _row(report: Report, row: Row, say: Catalogue) -> Html:
    cells = (
        tag(
            "td",
            cell(report, row, each, say),
            class_="text" if each.style in LEFT else None,
        )
        for each in report.columns
    )
    return tag("tr", *cells, class_="all" if row.get("by") == "all" else None)


def _chart(report: Report, say: Catalogue) -> Html | None:
    """The figures stand beside their bars, and again in the table."""
    heading, found = bars(report, say)
    if not found:
        return None
    tall = len(found) * (_BAR + _GAP)
    drawn = tag(
        "svg",
        *(_bar(each, at) for at, each in enumerate(found)),
        viewBox=f"0 0 {_WIDE} {tall}",
        role="img",
        aria_label=heading,
    )
    return tag("figure", tag("figcaption", heading), drawn)


def _bar(bar: Bar, at: int) -> Html:
    top = at * (_BAR + _GAP)
    base, whole = str(top + 14), _WIDE - _LEFT - 60
    begin, wide = _LEFT + bar.begin * whole, bar.part * whole
    return joined(
        tag("text", bar.of, x="0", y=base),
        tag(
            "rect",
            x=f"{begin:.1f}",
            y=str(top),
            width=f"{wide:.1f}",
            height=str(_BAR),
            fill=_COLOUR,
        ),
        tag("text", bar.value, x=f"{begin + wide + 6:.1f}", y=base),
    )
