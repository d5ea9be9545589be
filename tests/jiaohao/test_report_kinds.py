"""Every kind of report on one made-up office: its text, its figures, its files."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from jiaohao.report.forms import FORMATS, form
from jiaohao.report.kinds import BEFORE_AFTER, KINDS
from jiaohao.report.making import Wanted, report_of
from jiaohao.report.period import Period
from jiaohao.report.survey import mean_and_half, student
from jiaohao.report.table import Report, bars, cell
from shared.errors import BadRequest
from shared.text.catalogue import catalogue
from shared.trade.estimate.best_hours import Load, best_hours
from tests.jiaohao.reported import TODAY, source
from tests.support import assert_golden

GOLDEN = Path(__file__).parent / "golden" / "report"
LANGUAGES = ("zh-TW", "en")


def made(kind: str) -> Report:
    if kind == BEFORE_AFTER:
        return report_of(Wanted(kind, compared=("2025-05", "2026-05")), source())
    return report_of(Wanted(kind, "2026-05"), source())


def rows(kind: str, **keys: object) -> Iterator[Any]:
    for row in made(kind).rows:
        if all(row[name] == value for name, value in keys.items()):
            yield row


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*KINDS, BEFORE_AFTER])
def test_its_text(kind: str, language: str) -> None:
    text = form("text")(made(kind), catalogue(language))
    assert isinstance(text, str)
    assert_golden(GOLDEN / f"{kind}.{language}.txt", text)


def test_the_year_before_stands_beside() -> None:
    (whole,) = rows("services", by="all")
    before = report_of(Wanted("services", "2025-05"), source()).rows[0]
    assert whole["numbers_year_before"] == before["numbers"] != whole["numbers"]
    without = report_of(
        Wanted("services", None, date(2026, 5, 1), date(2026, 5, 31)), source()
    )
    assert "numbers_year_before" not in without.rows[0]


@pytest.mark.parametrize(
    ("days", "before"),
    [
        (("2026-02-01", "2026-02-28"), ("2025-02-01", "2025-02-28")),
        (("2024-02-29", "2024-02-29"), ("2023-02-28", "2023-02-28")),
        (("2025-01-01", "2025-02-28"), ("2024-01-01", "2024-02-29")),
        (("2026-03-04", "2026-03-10"), ("2025-03-04", "2025-03-10")),
    ],
)
def test_a_year_before(days: tuple[str, str], before: tuple[str, str]) -> None:
    period = Period(*map(date.fromisoformat, days))
    assert period.year_before() == Period(*map(date.fromisoformat, before))


def test_limits_count_who_was_finished_in_time() -> None:
    (whole,) = rows("limits", by="all")
    assert whole["finished"] == whole["limited"]
    assert 0.5 < whole["within_limit"] < 1
    by_service = list(rows("limits", by="service"))
    assert sum(each["finished"] for each in by_service) == whole["finished"]


def test_follow_ups() -> None:
    (whole,) = rows("follow-ups", by="all")
    assert (whole["added"], whole["settled"], whole["answered"]) == (4, 3, 2)
    assert whole["reply_rate"] == pytest.approx(2 / 3, abs=1e-4)
    assert whole["in_time"] == 0.5


def test_the_survey_tells_no_few() -> None:
    """Two answers of one service are left out, and the next smallest with them; a
    week of three goes with another."""
    (whole,) = rows("survey", by="all", question="all")
    assert whole["answers"] == 40 + 2 + 20 + 3 + 24
    services = {each["of"]: each for each in rows("survey", by="service")}
    assert {of for of, each in services.items() if each["answers"] is None} == {
        *("reply-card", "recruitment-certificate"),
    }
    shown = {each["of"] for each in rows("survey", by="week", question="courtesy")}
    assert shown == {"2026-W19"}
    (express,) = rows("survey", of="express", question="environment")
    assert (express["answers"], express["mean"]) == (47, 3.79)
    before = report_of(Wanted("survey", "2026-05"), source()).rows
    (year,) = (
        each["mean_year_before"]
        for each in before
        if (each["by"], each["question"]) == ("all", "environment")
    )
    assert year == 3.75


def test_an_interval_of_a_mean() -> None:
    """Against the tables of Student's t."""
    for freedom, known in ((4, 2.776), (9, 2.262), (30, 2.042), (200, 1.972)):
        assert student(freedom) == pytest.approx(known, rel=0.01)
    # Five of each step: the deviation is 1.443, of 25 answers.
    assert mean_and_half((5, 5, 5, 5, 5)) == pytest.approx((3, 0.596), abs=0.002)
    assert mean_and_half((0, 0, 0, 0, 5)) == pytest.approx((5, 0.463), abs=0.005)


def test_weeks_belong_to_where_their_thursday_is() -> None:
    found = report_of(Wanted("survey", None, date(2026, 5, 8), TODAY), source())
    assert "2026-W19" not in {row["of"] for row in found.rows}
    friday = date(2026, 5, 8)
    nothing = report_of(Wanted("survey", None, friday, friday), source())
    assert [row["answers"] for row in nothing.rows] == [0]


def test_comments_are_counted_with_the_days_to_their_answers() -> None:
    (whole,) = rows("comments", by="all")
    counts = [whole[name] for name in ("written", "answered", "open", "hidden")]
    assert counts == [4, 2, 1, 1]
    assert whole["half_within"] == 6.5
    assert whole["in_time"] == pytest.approx(1 / 3, abs=1e-3)


def test_what_was_not_at_work() -> None:
    (kiosk,) = rows("uptime", by="kiosk", of="kiosk-1")
    assert (kiosk["down"], kiosk["times"]) == (30, 1)
    (printer,) = rows("uptime", by="printer", of="printer-1")
    assert printer["down"] == 15
    assert kiosk["up"] == pytest.approx(1 - 30 / kiosk["open"], abs=1e-4)


def test_staffing_counts_each_minute_once() -> None:
    busy = sum(row["busy"] for row in rows("staffing"))
    (whole,) = rows("services", by="all")
    # Each weekday was there once: busy counters times hours are the minutes served.
    assert busy * 60 == pytest.approx(whole["served"] * whole["minutes"], rel=0.05)


def test_nobody_is_compared() -> None:
    """No column, and no row, is about a counter or somebody of the staff."""
    for kind in KINDS:
        found = made(kind)
        names = {each.name for each in found.columns}
        assert not names & {"staff", "counter", "officer"}
        assert not {row.get("by") for row in found.rows} & {"staff", "counter"}


def test_the_best_hours() -> None:
    quiet, full = Load(100, 200.0), Load(100, 3000.0)
    loads = {(1, 9): full, (1, 10): quiet, (1, 11): full, (2, 9): full}
    assert best_hours(loads) == [(1, 10)]
    # Two lucky ones make no good hour, and where nobody came there is none.
    assert best_hours({(1, 9): full, (1, 10): Load(2, 0.0)}) == []
    assert best_hours({}) == best_hours({(1, 9): Load(0, 0.0)}) == []


def test_before_after_wants_two_periods() -> None:
    for words in ((), ("2026-05",), ("2026-05", "x")):
        with pytest.raises(BadRequest):
            report_of(Wanted(BEFORE_AFTER, compared=words), source())
    with pytest.raises(BadRequest):
        report_of(Wanted("day", compared=("2025", "2026")), source())


def sheet(kind: str, name: str) -> list[list[Any]]:
    found = form(name)(made(kind), catalogue("zh-TW"))
    assert isinstance(found, bytes)
    book = CalamineWorkbook.from_filelike(io.BytesIO(found))
    return book.get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("name", ["ods", "xlsx"])
def test_sheets_are_read_back_by_another_program(name: str) -> None:
    lines = sheet("waiting", name)
    assert lines[0][0] == "等候"
    report = made("waiting")
    heads = lines.index(next(line for line in lines if "平均等候" in line))
    assert len(lines[heads]) >= len(report.columns)
    whole = dict(
        zip([each.name for each in report.columns], lines[heads + 1], strict=False)
    )
    assert whole["by"] == "全部"
    for figure in ("people", "mean", "within_target"):
        assert whole[figure] == pytest.approx(report.rows[0][figure], abs=1e-4)
    assert any("失業給付初次申請" in line for line in lines)


def compact(text: str) -> str:
    """Its letters and figures, wherever a line was broken."""
    return "".join(each for each in text if each.isalnum())


@pytest.mark.parametrize("kind", [*KINDS, BEFORE_AFTER])
def test_every_sheet_and_every_print_has_all_that_the_table_has(kind: str) -> None:
    """Read back by other programs; half of them in English."""
    report = made(kind)
    say = catalogue(LANGUAGES[len(kind) % 2])
    document = pypdfium2.PdfDocument(form("pdf")(report, say))
    printed = compact(
        "".join(page.get_textpage().get_text_range() for page in document)
    )
    assert compact(say(report.title)) in printed
    book = CalamineWorkbook.from_filelike(io.BytesIO(form("ods")(report, say)))
    lines = book.get_sheet_by_index(0).to_python()
    heads = [say(each.heading) for each in report.columns]
    first = next(at for at, line in enumerate(lines) if line[: len(heads)] == heads)
    assert len(lines) - first > len(report.rows)
    for row in report.rows:
        for column in report.columns:
            assert compact(cell(report, row, column, say)) in printed


def test_a_bar_below_none_ends_where_the_others_begin() -> None:
    _, found = bars(made(BEFORE_AFTER), catalogue("en"))
    lost = [each for each in found if each.value.startswith("-")]
    (axis,) = {round(each.begin, 9) for each in found if each not in lost}
    assert lost and 0 < axis < 1
    for each in found:
        assert 0 <= each.begin <= each.begin + each.part <= 1 + 1e-9
        assert each not in lost or each.begin + each.part == pytest.approx(axis)


def test_the_pdf_is_read_back_and_its_chinese_is_right() -> None:
    found = form("pdf")(made("waiting"), catalogue("zh-TW"))
    document = pypdfium2.PdfDocument(found)
    pages = [page.get_textpage().get_text_range() for page in document]
    text = "".join(pages).replace("\r\n", "\n")
    for words in ("等候", "就業中心", "平均等候", "失業", "2026-05-01 – 2026-05-31"):
        assert words in text, words
    report = made("waiting")
    assert str(report.rows[0]["people"]) in text
    # A letter that the font lacks would come out as one box: what is drawn is not.
    picture = document[0].render(scale=0.5).to_pil().convert("L")
    assert 0.02 < sum(picture.histogram()[:128]) / picture.width / picture.height < 0.5


class Page(HTMLParser):
    """The cells of a page, and what it would load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.loaded: list[str] = []
        self.bars = 0
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_cell = tag == "td"
        self.bars += tag == "rect"
        self.loaded += [str(value) for key, value in attrs if key in ("src", "href")]

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.cells.append(data)
            self._in_cell = False


def test_the_page_is_one_file_with_its_chart() -> None:
    report = made("waiting")
    text = form("html")(report, catalogue("zh-TW"))
    assert isinstance(text, str)
    page = Page()
    page.feed(text)
    assert not page.loaded and "url(" not in text and "@import" not in text
    assert page.bars == len([row for row in report.rows if row["by"] == "hour"])
    assert (
        "失業給付初次申請" in page.cells and str(report.rows[0]["people"]) in page.cells
    )
    assert 'lang="zh-TW"' in text


def test_what_a_name_holds_is_no_markup() -> None:
    from dataclasses import replace

    from shared.text.catalogue import Phrase

    report = made("services")
    assert report.office is not None
    evil = Phrase({"zh-TW": '<b>#x[*]"'})
    services = tuple(replace(each, name=evil) for each in report.office.services)
    report.office = replace(report.office, services=services)
    text = form("html")(report, catalogue("zh-TW"))
    assert isinstance(text, str) and "<b>" not in text
    pdf = form("pdf")(report, catalogue("zh-TW"))
    told = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "#x[*]" in told


@pytest.mark.parametrize(
    ("name", "package"), [("pdf", "typst"), ("ods", "odfdo"), ("xlsx", "xlsxwriter")]
)
def test_without_its_package_it_says_what_to_do(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, f"jiaohao.report.forms.{name}", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(BadRequest) as said:
        form(name)
    assert "jiaohao[reports]" in said.value.message(catalogue("en"))


def test_every_format_is_offered() -> None:
    from jiaohao import cli_report

    assert set(cli_report.FORMATS) == set(FORMATS)
    assert {*cli_report.KINDS, *cli_report.SAID} == set(KINDS)
