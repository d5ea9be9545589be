"""How each paper looks: as text to the letter, as a picture whatever the fonts.

A picture is told as what stands on it from top to bottom: rules, the number, the
code, and between them so many lines of letters. The goldens say from how many lines
to how many, as different fonts and a machine without any make different lines.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from jiaohao.folder import make_office, template
from printers.drawing.faces import find_fonts
from printers.drawing.layout import as_text
from printers.drawing.picture import MARGIN, MODULE, as_picture
from printers.drawing.preview import KINDS, sample
from printers.papers.paper import Code, Paper
from printers.papers.trial import WIDTHS
from shared.canvas.fonts import FONTS, Font, Script
from shared.canvas.qr import QUIET_ZONE, matrix
from shared.office.model import Office
from shared.office.reader import load_office
from shared.text.catalogue import columns as width_of
from tests.printers.words import small_office
from tests.support import assert_golden

GOLDEN = Path(__file__).parent / "golden"
COLUMNS = 42
DOTS_A_MILLIMETRE = 8
LINES_MORE_OR_LESS = 1
DOTS_MORE_OR_LESS = 0.15
_LOWEST_NUMBER = 90
"""Dots; no letter is so high."""

EVERY_WIDTH = pytest.mark.parametrize("dots", WIDTHS)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The small office, read once for many pictures."""
    return small_office(tmp_path_factory.mktemp("office"))


def known_fonts() -> list[tuple[Font, ...]]:
    """Each Chinese font of this machine alone, all that it finds, and none."""
    found: list[tuple[Font, ...]] = [(), find_fonts()]
    for font in FONTS[Script.CHINESE]:
        try:
            ImageFont.truetype(font.file, 24, font.index)
        except OSError:
            continue
        found.append((font,))
    return list(dict.fromkeys(found))


EVERY_FONT = pytest.mark.parametrize("fonts", known_fonts())


def marks(picture: Image.Image, paper: Paper, dots: int) -> list[str]:
    """What stands on a picture from top to bottom, lines of letters counted."""
    return [
        f"lines {len(list(group))}" if mark == "line" else mark
        for mark, group in groupby(_each_mark(picture, paper, dots))
    ]


def _each_mark(picture: Image.Image, paper: Paper, dots: int) -> list[str]:
    sides = [(len(matrix(each.words)) - 2 * QUIET_ZONE) * MODULE for each in paper
             if isinstance(each, Code)]  # fmt: skip
    found = []
    for left, top, right, bottom in _bands(picture):
        size = right - left, bottom - top
        if (left, right) == (MARGIN, dots - MARGIN) and size[1] < 6:
            found.append("rule")
        elif size[0] == size[1] and size[0] in sides:
            found.append("code")
        elif size[1] > _LOWEST_NUMBER:
            found.append(f"number {size[0]}x{size[1]}")
        else:
            found.append("line")
    return found


def _bands(picture: Image.Image) -> list[tuple[int, int, int, int]]:
    """The boxes around what is parted by white rows, a code taken as one."""
    ink = picture.convert("L").point(lambda dot: 255 - dot)
    rows = [ink.crop((0, y, ink.width, y + 1)).getbbox() for y in range(ink.height)]
    found: list[tuple[int, int, int, int]] = []
    for y, row in enumerate(rows):
        if row is None:
            continue
        if found and y - found[-1][3] < 4:
            left, top, right, _ = found[-1]
            found[-1] = min(left, row[0]), top, max(right, row[2]), y + 1
        else:
            found.append((row[0], y, row[2], y + 1))
    return found


def told(marks_of_fonts: list[list[str]]) -> str:
    """A golden: the marks, with the fewest and the most lines of all fonts."""
    lines = []
    for each in zip(*marks_of_fonts, strict=True):
        counts = [int(mark.split()[1]) for mark in each if mark.startswith("lines")]
        lines.append(f"lines {min(counts)}-{max(counts)}" if counts else each[-1])
    return "\n".join(lines) + "\n"


def is_as(mark: str, golden: str) -> bool:
    """Whether a mark is the golden one, as near as fonts can be."""
    if mark.startswith("lines") and golden.startswith("lines"):
        fewest, most = map(int, golden.removeprefix("lines ").split("-"))
        count = int(mark.split()[1])
        return fewest - LINES_MORE_OR_LESS <= count <= most + LINES_MORE_OR_LESS
    if mark.startswith("number") and golden.startswith("number"):
        sizes = zip(*(map(int, re.findall(r"\d+", each)) for each in (mark, golden)),
                    strict=True)  # fmt: skip
        return all(abs(one - two) <= DOTS_MORE_OR_LESS * two for one, two in sizes)
    return mark == golden


@EVERY_FONT
@EVERY_WIDTH
@EVERY_KIND
def test_a_picture_looks_as_it_did(
    kind: str, dots: int, fonts: tuple[Font, ...], office: Office
) -> None:
    paper = sample(kind, office, dots)
    file = GOLDEN / f"{kind}-{dots}.picture.txt"
    if os.environ.get("JIAOHAO_GOLDEN") == "write":
        every = [marks(as_picture(paper, dots, each), paper, dots)
                 for each in known_fonts()]  # fmt: skip
        file.write_text(told(every), encoding="utf-8")
    golden = file.read_text(encoding="utf-8").splitlines()
    here = marks(as_picture(paper, dots, fonts), paper, dots)
    assert len(here) == len(golden), here
    assert [pair for pair in zip(here, golden, strict=True) if not is_as(*pair)] == []


@EVERY_FONT
@EVERY_WIDTH
@EVERY_KIND
def test_nothing_is_beyond_the_edge(
    kind: str, dots: int, fonts: tuple[Font, ...], office: Office
) -> None:
    paper = sample(kind, office, dots)
    picture = as_picture(paper, dots, fonts)
    bands = _bands(picture)
    assert min(left for left, *_ in bands) >= (0 if kind == "test" else MARGIN - 3)
    bars = WIDTHS if kind == "test" else ()
    own = [right for _, _, right, _ in bands if right not in bars]
    assert max(own) <= dots - MARGIN + 3


@pytest.mark.parametrize("dots", [384, 576])
def test_a_ticket_is_shorter_than_150_millimetres(dots: int, tmp_path: Path) -> None:
    make_office(tmp_path / "office", template("employment-centre"))
    centre = load_office(tmp_path / "office")
    lengths = {
        service.code: as_picture(
            sample("ticket", replace(centre, services=(service,)), dots),
            dots,
            find_fonts(),
        ).height
        / DOTS_A_MILLIMETRE
        for service in centre.services
    }
    assert [each for each, length in lengths.items() if length >= 150] == []


@EVERY_WIDTH
@EVERY_KIND
def test_the_code_on_a_picture_is_exact(kind: str, dots: int, office: Office) -> None:
    paper = sample(kind, office, dots)
    codes = [block for block in paper if isinstance(block, Code)]
    for code in codes:
        drawn = as_picture((code,), dots, ())
        whole = as_picture(paper, dots, find_fonts())
        box = 0, 0, len(matrix(code.words)) * MODULE, drawn.height
        alone = drawn.crop(box).tobytes()
        tops = range(whole.height - drawn.height + 1)
        assert any(
            whole.crop((0, top, box[2], top + drawn.height)).tobytes() == alone
            for top in tops
        )
    assert len(codes) == (kind in ("ticket", "appointment", "test"))


@EVERY_KIND
@pytest.mark.parametrize("languages", [("zh-TW", "en"), ("en", "zh-TW")])
def test_a_text_looks_as_it_did(
    kind: str, languages: tuple[str, ...], office: Office
) -> None:
    paper = sample(kind, replace(office, languages=languages), 576)
    text = as_text(paper, COLUMNS)
    assert all(width_of(line) <= COLUMNS for line in text.splitlines())
    assert_golden(GOLDEN / f"{kind}-{languages[0]}-sample.txt", text + "\n")
