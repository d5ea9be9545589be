"""`jiaohao report open-data`: nobody is to be found in it; files can be checked."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaohao.cli import main
from jiaohao.report.forms.plain import as_csv, as_json
from jiaohao.report.making import Wanted, report_of
from jiaohao.report.open_data_check import faults
from jiaohao.report.suppression import (
    FEWEST,
    TOTAL,
    Cell,
    left_out,
    left_out_of_line,
)
from jiaohao.report.table import Report
from shared.text.catalogue import catalogue
from tests.jiaohao.reported import source

SAY = catalogue("en")


def whole(inner: dict[Cell, int]) -> dict[Cell, int]:
    """A table with its sums."""
    found = dict(inner)
    for (row, column), count in inner.items():
        for cell in ((row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            found[cell] = found.get(cell, 0) + count
    return found


def known(counts: dict[Cell, int], hidden: set[Cell]) -> set[Cell]:
    """Cells left out that linear algebra finds from the others: by elimination."""
    unknown = sorted(hidden)
    equations = []
    for line in {("row", row) for row, _ in counts} | {
        ("col", col) for _, col in counts
    }:
        at = 0 if line[0] == "row" else 1
        own = [cell for cell in counts if cell[at] == line[1]]
        equations.append(
            [
                Fraction((-1 if cell[1 - at] == TOTAL else 1) if cell in own else 0)
                for cell in unknown
            ]
        )
    rank = 0
    for column in range(len(unknown)):
        pivot = next(
            (at for at in range(rank, len(equations)) if equations[at][column]), None
        )
        if pivot is None:
            continue
        equations[rank], equations[pivot] = equations[pivot], equations[rank]
        lead = equations[rank]
        for at, other in enumerate(equations):
            if at != rank and other[column]:
                factor = other[column] / lead[column]
                equations[at] = [
                    a - factor * b for a, b in zip(other, lead, strict=True)
                ]
        rank += 1
    found = [each for each in equations[:rank] if sum(map(bool, each)) == 1]
    return {unknown[next(at for at, n in enumerate(each) if n)] for each in found}


TABLES = st.integers(2, 5).flatmap(
    lambda rows: st.integers(2, 5).flatmap(
        lambda columns: st.lists(
            st.one_of(st.integers(0, 7), st.integers(0, 60)),
            min_size=rows * columns,
            max_size=rows * columns,
        ).map(
            lambda counts: {
                (f"r{at // columns}", f"c{at % columns}"): count
                for at, count in enumerate(counts)
            }
        )
    )
)


@settings(max_examples=60)
@given(TABLES)
def test_nothing_left_out_can_be_computed_back(inner: dict[Cell, int]) -> None:
    counts = whole(inner)
    hidden = left_out(counts)
    assert {cell for cell, count in counts.items() if 0 < count < FEWEST} <= hidden
    if any(counts[cell] for cell in counts if cell not in hidden):
        assert not known(counts, hidden)


def test_what_would_be_found_without_further_cells() -> None:
    """One small cell alone is its row's sum less the others."""
    counts = whole({("a", "x"): 3, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40})
    assert known(counts, {("a", "x")}) == {("a", "x")}
    hidden = left_out(counts)
    assert ("a", "x") in hidden and len(hidden) >= 4 and not known(counts, hidden)


def test_one_line() -> None:
    assert left_out_of_line({"08": 3, "09": 30, "10": 8}, 41) == {"08", "10"}
    assert left_out_of_line({"08": 5, "09": 30}, 35) == set()
    # Two who are alone would be one each: others are left out with them.
    assert left_out_of_line({"08": 1, "09": 1, "10": 40, "11": 50}, 92) == {
        *("08", "09", "10")
    }


def made(period: str = "2026-05") -> Report:
    return report_of(Wanted("open-data", period), source())


def test_only_whole_months_that_are_over() -> None:
    months = {row["month"] for row in made("2025-05-10..2026-06-30").rows}
    assert months == {"2026-05"}
    assert {row["month"] for row in made("2025..2026").rows} == {"2025-05", "2026-05"}


def test_a_month_says_the_same_in_every_file() -> None:
    alone = made("2026-05").rows
    assert [
        row for row in made("2025..2026").rows if row["month"] == "2026-05"
    ] == alone


def test_no_label_no_time_no_small_number() -> None:
    for row in made("2025..2026").rows:
        assert row["numbers"] is None or row["numbers"] == 0 or int(row["numbers"]) >= 5
        assert row["wait_minutes"] is None or int(row["wait_minutes"]) % 5 == 0
    assert "A001" not in as_csv(made(), SAY) and ":" not in as_csv(made(), SAY)


def test_names_and_what_they_mean() -> None:
    told = json.loads(as_json(made(), SAY))
    names = ["month", "by", "date", "hour", "service", "numbers", "wait_minutes"]
    assert list(told["dictionary"]) == names == list(told["rows"][0])
    assert told["licence"].startswith("OGDL-Taiwan-1.0")
    table = csv.DictReader(io.StringIO(as_csv(made(), SAY)))
    assert table.fieldnames == names


def check(text: str, folder: Path) -> list[str]:
    file = folder / "open.csv"
    file.write_text(text, encoding="utf-8")
    return [str(each) for each in faults(file)]


def test_what_it_makes_passes_the_check(tmp_path: Path) -> None:
    assert check(as_csv(made("2025..2026"), SAY), tmp_path) == []
    assert check(as_json(made(), SAY), tmp_path) == []


HEAD = "month,by,date,hour,service,numbers,wait_minutes\n"


@pytest.mark.parametrize(
    "line",
    [
        "2026-05,day,2026-05-04,,jobs,3,5",
        "2026-05,day,2026-05-04,,jobs,12,7",
        "2026-05,day,2026-05-04,,A012,12,5",
        "2026-05,day,2026-05-04,,jobs,,5",
        "2026-05,day,2026-05-04T09:31:22,,jobs,12,5",
        "2026-05,day,2026-06-04,,jobs,12,5",
        "2026-05,day,2026-05-04,09,jobs,12,5",
        "2026-05,hour,,09:31,,12,5",
        "2026-05-04,day,,,jobs,12,5",
        "2026-05,person,,,jobs,12,5",
    ],
)
def test_more_than_may_be(line: str, tmp_path: Path) -> None:
    assert check(HEAD + line + "\n", tmp_path)


def test_what_can_be_computed_back_is_found(tmp_path: Path) -> None:
    rows = [
        *("2026-05,day,2026-05-04,,jobs,,", "2026-05,day,2026-05-04,,training,20,5"),
        *("2026-05,day,2026-05-04,,,23,5", "2026-05,day,,,jobs,,"),
        *("2026-05,day,,,training,20,5", "2026-05,day,,,,23,5"),
    ]
    (found,) = check(HEAD + "\n".join(rows) + "\n", tmp_path)
    assert "2026-05" in found


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["report", "open-data", *map(str, words)])


def test_the_command(office_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    named = ("--office", office_folder, "--format", "csv", "--out", file)
    assert run(*named).exit_code == 0
    beside = tmp_path / "data-dictionary.csv"
    assert "OGDL-Taiwan-1.0" in beside.read_text(encoding="utf-8")
    assert run("--check", file).exit_code == 0
    file.write_text(HEAD + "2026-05,day,,,jobs,2,\n", encoding="utf-8")
    assert run("--check", file).exit_code == 1
    for text in ("", "a,b\n1,2\n", "{}", '{"rows": [1]}'):
        file.write_text(text or "x", encoding="utf-8")
        assert run("--check", file).exit_code == 2
    file.write_bytes(b"\xff\xfe")
    assert run("--check", file).exit_code == 2
    assert run("--check", tmp_path / "none.csv").exit_code == 2
