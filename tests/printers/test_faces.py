"""The fonts a machine has: those that come with the program, and its own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from printers.drawing.faces import Pen, find_font
from shared.canvas import fonts
from shared.canvas.fonts import Font, Script
from tests.block_font import block_font

TRIAL: Final = 24
DEBIAN: Final = "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"
"""The sum of NotoSansCJK-Regular.ttc in Debian's fonts-noto-cjk 20220127."""
SEARCH: Final[Callable[[Script], Font | None]] = find_font.__wrapped__


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts of its own."""
    monkeypatch.setattr(fonts, "FONTS", dict.fromkeys(Script, ()))


@pytest.mark.parametrize("script", Script)
def test_a_bare_machine_has_a_font_for_every_script(bare: None, script: Script) -> None:
    font = SEARCH(script)
    assert font is not None and Path(font.file).is_file()


def test_the_font_that_comes_with_it_is_the_one_of_debian(bare: None) -> None:
    font = SEARCH(Script.CHINESE)
    assert font is not None
    assert hashlib.sha256(Path(font.file).read_bytes()).hexdigest() == DEBIAN


@pytest.mark.parametrize(
    "words",
    ["請取號，謝謝。職訓諮詢 堃喆煊峯龘 Nguyễn Thị Hương – đường", "กรุณากดบัตรคิว"],
)
def test_it_has_what_papers_say(bare: None, words: str) -> None:
    found = tuple(font for font in map(SEARCH, Script) if font is not None)
    assert Pen(found, 30).writable(words) == words


def test_a_font_of_the_machine_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = Font(str(block_font("身分證", TRIAL, tmp_path)))
    wanted = Font("no-such-font.ttc", 3)
    monkeypatch.setattr(fonts, "FONTS", {Script.CHINESE: (wanted, own)})
    assert SEARCH(Script.CHINESE) == own


def test_there_is_no_font_where_none_is_found(
    bare: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = ("jiaohao_no_such_package", Font("no-such-font.ttc", 3))
    monkeypatch.setattr(fonts, "BROUGHT", {Script.CHINESE: nowhere})
    assert SEARCH(Script.CHINESE) is None


def test_nothing_of_the_packages_is_run() -> None:
    script = """
import sys
from printers.drawing.faces import find_font
from shared.canvas.fonts import BROUGHT, FONTS, Script
FONTS.update(dict.fromkeys(Script, ()))
assert all(map(find_font, Script))
assert not {package for package, _ in BROUGHT.values()} & set(sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_font_without_latin_letters_borrows_them(tmp_path: Path) -> None:
    han = Font(str(block_font("身分證", TRIAL, tmp_path)))
    assert Pen((han,), TRIAL).writable("身分證 ID") == "身分證 ID"
    assert Pen((han,), TRIAL).length("身分證") == 3 * TRIAL
    assert Pen((han,), TRIAL).length("ID") == Pen((), TRIAL).length("ID") > 0
