"""`jiaohao replay`: the range of waiting, judged on logs of offices made up."""

from __future__ import annotations

import csv
import json
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jiaohao.cli import main
from jiaohao.replay import Judgement, as_json, replay
from jiaohao.visit_log import VisitLog, read_log
from shared.trade.estimate.learner import FEWEST
from tests.waiting.judging import judged
from tests.waiting.live import lived
from tests.waiting.offices import COLUMNS, OFFICES, PRIORITIES, STEADY, rows, write_log

HEADING = "service,issued_at,called_at"
ROW = "A,2026-01-05T09:00:00+08:00,2026-01-05T09:10:00+08:00"


def _run(*words: object) -> Result:
    return CliRunner().invoke(main, ["replay", *map(str, words)])


def _told(file: Path, text: str | bytes) -> dict[str, Any]:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    done = _run(file, "--json")
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _write(file: Path, lines: list[list[str]]) -> VisitLog:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([list(COLUMNS), *lines])
    return read_log(file)


def _ranges(found: Judgement) -> dict[tuple[str, ...], tuple[int, int]]:
    return {
        (visit.service, visit.said, visit.priority): (told.low, told.high)
        for visit, told in found.told
    }


def test_the_office_says_as_good_ranges_from_its_own_events(tmp_path: Path) -> None:
    """The office with all there is; `make waiting` tells of the others too."""
    made = PRIORITIES
    log = read_log(write_log(tmp_path / "log.csv", made, 24, seed=5))
    lately = lived(made, log, part=0.5).overall
    overall = replay(log).overall
    assert lately.cases > 1500
    assert 0.74 <= lately.inside / lately.cases <= 0.86
    width = overall.width / overall.cases
    assert lately.width / lately.cases < 1.15 * width


@pytest.mark.parametrize("made", OFFICES, ids=lambda made: made.name)
def test_the_range_is_honest_narrow_and_better_than_simple_rules(
    made: Any, tmp_path: Path
) -> None:
    log = read_log(write_log(tmp_path / "log.csv", made, 80, seed=3))
    found = replay(log)
    assert 0.77 <= found.overall.inside / found.overall.cases <= 0.83
    for tally in found.services.values():
        assert tally.cases > 200
        assert 0.75 <= tally.inside / tally.cases <= 0.85
    later = judged(made, log, found)[""]
    assert 0.77 <= later.inside <= 0.83
    assert later.error <= 0.9 * min(later.simple)
    assert later.width <= 1.1 * later.fixed_width
    assert found.overall.cases > 0.99 * sum(v.called is not None for v in log.visits)


@pytest.mark.parametrize("lacking", [(4,), (5, 6), (3, 4, 5, 6)])
def test_it_holds_with_less_known_too(lacking: tuple[int, ...], tmp_path: Path) -> None:
    lines = [
        ["" if at in lacking else cell for at, cell in enumerate(row)]
        for row in rows(PRIORITIES, 25)
    ]
    found = replay(_write(tmp_path / "log.csv", lines))
    assert 0.76 <= found.overall.inside / found.overall.cases <= 0.84
    figures = found.overall.figures()
    assert figures["mae"] < min(each["mae"] for each in figures["others"].values())


def test_a_promise_rests_on_nothing_later(tmp_path: Path) -> None:
    lines = list(rows(PRIORITIES, 8))
    cut = "2026-01-13T11:00:00+08:00"
    known = [
        ["" if at in (2, 5, 6) and cell > cut else cell for at, cell in enumerate(row)]
        for row in lines
        if row[1] <= cut
    ]
    for row in known:
        row[4] = row[4] if row[2] else ""
    whole = _ranges(replay(_write(tmp_path / "whole.csv", lines)))
    part = _ranges(replay(_write(tmp_path / "part.csv", known)))
    assert len(part) > 800
    assert part == {key: told for key, told in whole.items() if key[1] <= cut}


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    lines = list(rows(PRIORITIES, 8))
    first = replay(_write(tmp_path / "a.csv", lines))
    random.Random(1).shuffle(lines)
    second = replay(_write(tmp_path / "b.csv", lines))
    assert as_json(first) == as_json(second)
    assert _ranges(first) == _ranges(second)


def test_json_stands_alone_and_has_the_names_of_the_contract(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.csv", STEADY, 3)
    cases = tmp_path / "cases.csv"
    done = _run(log, "--json", "--cases", cases)
    assert done.exit_code == 0 and not done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {
        *("cases", "inside", "width", "mae", "others", "services", "skipped")
    }
    assert set(told["others"]) == {"last_called", "mean", "people_x_minutes"}
    assert set(told["services"]) == {"A", "B", "C"}
    assert set(told["services"]["A"]) == {*told} - {"services", "skipped"}
    assert told["cases"] == sum(each["cases"] for each in told["services"].values())
    _judged_again(told, log, cases)


def _judged_again(told: dict[str, Any], log: Path, cases: Path) -> None:
    """The figures come out of the log and the ranges alone."""
    with cases.open(encoding="utf-8", newline="") as opened:
        said = list(csv.DictReader(opened))
    assert set(said[0]) == {"service", "issued_at", "low", "high"}
    ranges = {(each["service"], each["issued_at"]): each for each in said}
    inside = count = 0
    for visit in read_log(log).visits:
        found = ranges.get((visit.service, visit.said))
        if found and visit.called is not None:
            minutes = (visit.called - visit.issued) / 60_000
            inside += int(found["low"]) <= minutes <= int(found["high"])
            count += 1
    assert count == told["cases"]
    assert told["inside"] == round(inside / count, 4)


def test_people_read_a_table(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.csv", STEADY, 2)
    with log.open("a", encoding="utf-8") as out:
        out.write("A,yesterday,,,,,\n")
    done = _run(log)
    assert done.exit_code == 0
    assert "not a time" in done.stdout and "Lines not used: 1" in done.stdout
    assert done.stdout.splitlines()[0].split()[:3] == ["Service", "Cases", "Inside"]


def test_every_bad_row_is_said_by_its_line(tmp_path: Path) -> None:
    text = "\r\n".join(
        [
            HEADING,
            ROW,
            "A,2026-01-05T09:00:00,",
            "A,soon,",
            "A,2026-01-05T09:00:00+08:00,2026-01-05T08:59:00+08:00",
            "A,2026-01-05T09:00:00+08:00",
            "",
            ",2026-01-05T09:00:00+08:00,",
            '"A",2026-01-05T01:00:00Z,',
        ]
    )
    told = _told(tmp_path / "log.csv", b"\xef\xbb\xbf" + text.encode() + b"\r\n\xa4,,")
    assert {each["line"]: each["reason"] for each in told["skipped"]} == {
        3: "no offset",
        4: "not a time",
        5: "called before issued",
        6: "too few cells",
        8: "no service",
        10: "not UTF-8",
    }
    assert told["cases"] == 0 and told["inside"] is None


def test_big5_is_said_by_its_line_and_the_rest_is_used(tmp_path: Path) -> None:
    """What Excel writes in Taiwan where nobody asks for UTF-8."""
    rows = [HEADING, ROW, ROW.replace("A,", "戶籍,"), ROW]
    told = _told(tmp_path / "log.csv", "\r\n".join(rows).encode("big5"))
    assert told["skipped"] == [{"line": 3, "reason": "not UTF-8"}]
    assert set(told["services"]) == {"A"}
    (tmp_path / "log.csv").write_bytes("業務,時間".encode("big5"))
    done = _run(tmp_path / "log.csv")
    assert done.exit_code == 2 and "UTF-8" in done.stderr


def test_a_big_log_is_read_to_its_end(tmp_path: Path) -> None:
    """`make big-log`: of two million rows. Of every hundred one is wrong."""
    count, file = int(os.environ.get("JIAOHAO_ROWS", 3_000)), tmp_path / "log.csv"
    begin = datetime(2020, 1, 1, 1, tzinfo=UTC)
    with file.open("w", encoding="utf-8") as out:
        out.write(f"{HEADING}\n")
        for at in range(count):
            day, number = divmod(at, 800)
            came = begin + timedelta(days=day, seconds=36 * number)
            called = came + timedelta(seconds=60 + at % 7 * 60)
            wrong = "soon" if at % 100 == 99 else called.isoformat()
            out.write(f"A,{came.isoformat()},{wrong}\n")
    found = replay(read_log(file))
    assert len(found.skipped) == count // 100
    assert found.overall.cases > count - count // 100 - 2 * FEWEST
    assert 0.7 < found.overall.inside / found.overall.cases < 0.9


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text("service,when,called_at\n", encoding="utf-8")
    done = _run(file, "--json")
    assert done.exit_code == 2 and not done.stdout
    assert "issued_at" in done.stderr


@pytest.mark.parametrize("text", [b"", b"\xff\xfes\x00", b"\n\n"])
def test_what_is_no_csv_is_said(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_bytes(text)
    done = _run(tmp_path / "log.csv")
    assert done.exit_code == 2 and "Traceback" not in done.stderr


def test_files_that_are_not_there_or_cannot_be_written(tmp_path: Path) -> None:
    missing = _run(tmp_path / "no.csv")
    assert missing.exit_code == 2 and "no.csv" in missing.stderr
    log = tmp_path / "log.csv"
    log.write_text(f"{HEADING}\n{ROW}\n", encoding="utf-8")
    unwritable = _run(log, "--cases", tmp_path / "no" / "cases.csv")
    assert unwritable.exit_code == 2 and "cases.csv" in unwritable.stderr


def test_wild_times_do_no_harm(tmp_path: Path) -> None:
    lines = [
        HEADING,
        *(ROW.replace("09:00:00", f"09:00:{each:02d}") for each in range(60)),
        "A,0001-01-01T00:00:00+14:00,9999-12-31T23:59:59-12:00",
        "A,9999-12-31T23:59:59Z,",
        "A,1969-12-31T00:00:00Z,1969-12-31T00:00:00Z",
        ROW,
    ]
    told = _told(tmp_path / "log.csv", "\n".join(lines))
    assert told["skipped"] == []
