"""What a printer is told: that it prints the picture, and obeys nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from jiaohao.folder import template
from printers.drawing import encoding
from printers.drawing.encoding import as_bytes
from printers.drawing.faces import find_fonts
from printers.drawing.picture import as_picture
from printers.drawing.preview import KINDS, sample
from printers.papers.paper import Paper
from printers.papers.trial import WIDTHS, trial_paper
from shared.office.model import Office
from shared.office.printers import Printer
from shared.office.reader import parse_office
from tests.printers.printout import CUT, FEED, REAL_TIME, RESET, bands, printed
from tests.printers.words import small_office, ticket_papers

A_FEW = 24
"""Dots that may be black beside the picture's own, where bytes were a command."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The small office, read once for many pictures."""
    return small_office(tmp_path_factory.mktemp("office"))


def job_of(picture: Image.Image) -> bytes:
    """A whole job with only this picture."""
    return RESET + encoding._raster(picture) + CUT


@pytest.mark.parametrize("dots", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_job_prints_the_picture_and_nothing_beyond_the_edge(
    kind: str, dots: int, office: Office
) -> None:
    paper = sample(kind, office, dots)
    job = as_bytes(paper, dots)
    picture = as_picture(paper, dots, find_fonts())
    painted = printed(job, picture.width).convert("L")
    assert ImageChops.subtract(painted, picture.convert("L")).getbbox() is None
    added = ImageChops.subtract(picture.convert("L"), painted)
    assert added.histogram()[255] <= A_FEW
    widest = max(times * across for times, across, _, _ in bands(job))
    assert widest <= -(-picture.width // 8)
    assert picture.width == (max(WIDTHS) if kind == "test" else dots)


def test_a_ticket_of_two_languages_is_small(paper: Paper) -> None:
    job = as_bytes(paper, 576)
    assert len(job) < 20_000
    assert 3 * len(job) < len(as_picture(paper, 576, find_fonts()).tobytes())


@pytest.mark.parametrize("dots", WIDTHS)
def test_every_ticket_of_the_employment_centre_is_small(dots: int) -> None:
    words = template("employment-centre").encode()
    every = dict(ticket_papers(parse_office(words, Path("office.toml"))))
    sizes = sorted(len(as_bytes(paper, dots)) for paper in every.values())
    assert len(sizes) == 16
    assert sizes[len(sizes) // 2] < 20_000
    assert sizes[-1] < 40_000


def test_a_printer_without_a_cutter_is_not_told_to_cut(paper: Paper) -> None:
    assert as_bytes(paper, 384, has_cutter=False) == (
        as_bytes(paper, 384).removesuffix(CUT) + FEED
    )


def test_what_would_be_a_command_gets_one_dot_more() -> None:
    plain = Image.new("1", (384, 30), 1)
    # One dot black in bytes 1 and 2 of each row is DLE EOT.
    for x in (11, 21):
        plain.paste(0, (x, 5, x + 1, 25))
    painted = printed(job_of(plain), 384)
    black = [x for x in range(384) if not painted.getpixel((x, 10))]
    assert black == [11, 12, 21]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([0x00, 0x04, 0x05, 0x10, 0x14, 0x18]), min_size=6),
    st.integers(min_value=1, max_value=5),
)
def test_no_byte_of_a_picture_is_a_command(data: list[int], across: int) -> None:
    rows = len(data) // across
    if not rows:
        return
    dots = bytes(~byte & 0xFF for byte in data[: rows * across])
    picture = Image.frombytes("1", (across * 8, rows), dots)
    doubled = picture.resize((across * 16, rows * 2), Image.Resampling.NEAREST)
    for each in (picture, doubled):
        job = job_of(each)
        assert not any(REAL_TIME.search(dots) for *_, dots in bands(job))
        assert not REAL_TIME.search(job)
        missing = ImageChops.subtract(
            printed(job, each.width).convert("L"), each.convert("L")
        )
        assert missing.getbbox() is None


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=12, max_size=900), st.sampled_from([8, 40, 80]))
def test_any_picture_is_printed_as_it_is(data: bytes, dots: int) -> None:
    rows = len(data) // (dots // 8)
    safe = data.replace(b"\xef", b"\xff")[: rows * dots // 8]
    picture = Image.frombytes("1", (dots, rows), safe)
    twice = (dots * 2, rows * 2)
    for each in (picture, picture.resize(twice, Image.Resampling.NEAREST)):
        painted = printed(job_of(each), each.width)
        assert painted.tobytes() == each.tobytes()


def test_a_long_picture_comes_in_bands_that_any_printer_can_keep() -> None:
    tall = Image.new("1", (384, 1001), 1)
    tall.paste(0, (100, 0, 101, 600))
    assert printed(job_of(tall), 384).tobytes() == tall.tobytes()
    heights = [rows for _, _, rows, _ in bands(job_of(tall))]
    assert max(heights) <= 254 and len(heights) == 5


def test_what_is_drawn_in_dots_of_four_takes_a_quarter() -> None:
    fine = Image.effect_noise((160, 100), 200).convert("1")
    coarse = fine.resize((320, 200), Image.Resampling.NEAREST)
    assert [(times, rows) for times, _, rows, _ in bands(job_of(coarse))] == [(2, 100)]
    assert len(job_of(coarse)) == len(job_of(fine))


def test_white_takes_half_a_byte_a_row_and_a_band_is_as_wide_as_its_ink() -> None:
    white = Image.new("1", (576, 240), 1)
    white.paste(0, (0, 100, 576, 101))
    white.paste(0, (0, 101, 80, 140))
    sizes = [len(data) for *_, data in bands(job_of(white))]
    assert sizes == [50, 72, 39 * 10, 50]


def test_letters_are_not_cut_through_for_a_few_bytes() -> None:
    stairs = Image.new("1", (576, 30), 1)
    for row in range(30):
        stairs.paste(0, (0, row, 560 - 8 * (row % 2), row + 1))
    assert len(list(bands(job_of(stairs)))) == 1


def test_the_bands_of_a_test_page_that_may_be_too_wide_come_last(
    office: Office,
) -> None:
    job = as_bytes(trial_paper(Printer("p", "none", 58), office), 384)
    widths = [times * across * 8 for times, across, _, _ in bands(job)]
    too_wide = [place for place, width in enumerate(widths) if width > 384]
    assert 3 <= len(too_wide) <= 9
    assert all(after - before <= 3 for before, after in pairwise(too_wide))
    assert too_wide[0] > len(widths) * 3 / 4


def test_the_root_logger_and_the_screen_are_left_alone() -> None:
    script = """
import logging
from printers.drawing.encoding import as_bytes
from printers.papers.paper import Text
as_bytes((Text("A"),), 576)
assert logging.root.handlers == [], logging.root.handlers
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path) -> None:
    script = """
from printers.drawing.encoding import as_bytes
from printers.papers.paper import Text
as_bytes((Text("A"),), 576)
as_bytes((Text("B"),), 576)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
