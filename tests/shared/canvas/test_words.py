"""Words by fonts: remembered on disk, made to fit, in every script."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.canvas import faces, fonts
from shared.canvas.canvas import Surface
from shared.canvas.fitting import fit, readable_size
from shared.canvas.grid import Box, Grid, GridClass
from shared.canvas.mask import STEPS, Mask
from shared.canvas.mask_store import MaskStore
from shared.canvas.said import Kind
from shared.canvas.words import Words
from shared.text.palette import FOREGROUND, NIGHT
from tests.block_font import block_font

WORDS = Words()
PAGE = """
import sys
from pathlib import Path
from shared.canvas.words import Words
from tests.shared.canvas.samples import needs
needs(Words(Path(sys.argv[1]))).rows()
print('PIL' in sys.modules)
"""
STORING = """
import sys
from pathlib import Path
from shared.canvas.mask import Mask
from shared.canvas.mask_store import MaskStore
store, wrong = MaskStore(Path(sys.argv[1])), 0
for number in range(400):
    key = str(number % 7)
    mask = Mask(40, 40, bytes([number % 7]) * 1600, 9)
    store.save(key, mask)
    wrong += store.load(key) != mask
print(wrong)
"""


def _paints(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PAGE, str(folder)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_warm_start_loads_no_pillow(tmp_path: Path) -> None:
    assert _paints(tmp_path / "masks") == "True"
    assert _paints(tmp_path / "masks") == "False"


def test_damaged_masks_are_drawn_anew(tmp_path: Path) -> None:
    good = Words(tmp_path).mask("取號", 22)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for spoilt in (b"", whole[:60], whole[:20], b"x" * 90, whole[:-40] + b"\0" * 40):
        file.write_bytes(spoilt)
        assert Words(tmp_path).mask("取號", 22) == good
        assert file.read_bytes() == whole


@given(st.binary(max_size=80))
@settings(deadline=None)
def test_no_file_in_the_store_can_stop_it(
    tmp_path_factory: pytest.TempPathFactory, spoilt: bytes
) -> None:
    folder = tmp_path_factory.mktemp("masks")
    store = MaskStore(folder)
    store.save("one", Mask(1, 1, bytes([STEPS]), 1))
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:15] + spoilt)
    found = store.load("one")
    assert found is None or len(found.levels) == found.width * found.height


def test_the_store_keeps_no_more_than_it_may(tmp_path: Path) -> None:
    for round_ in range(2):
        store = MaskStore(tmp_path, most=10)
        for number in range(201):
            store.save(f"{round_} {number}", Mask(1, 1, b"\1", 1))
    assert len(list(tmp_path.iterdir())) <= 10 + 200
    assert store.load("1 200") is not None


def test_several_processes_may_share_a_store(tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", STORING, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [process.communicate()[0].strip() for process in both] == ["0", "0"]
    assert not [each for each in tmp_path.iterdir() if "." in each.name]


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Words(tmp_path / "file" / "masks").mask("取號", 22) == WORDS.mask("取號", 22)


def test_another_font_file_is_another_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Words(tmp_path)
    kept.mask("A", 22)
    thai = fonts.drawing_font(fonts.Script.THAI)
    monkeypatch.setattr("shared.canvas.words.drawing_font", lambda script: thai)
    Words(tmp_path).mask("A", 22)
    assert len(list(tmp_path.iterdir())) == 2


def test_thai_marks_are_shaped() -> None:
    """A mark above takes no width, and stands above the letter, not beside it."""
    plain, marked = WORDS.mask("กก", 24), WORDS.mask("กี่ก", 24)
    assert plain is not None and marked is not None
    assert abs(marked.width - plain.width) <= 2
    assert marked.base > plain.base + 5


@pytest.mark.parametrize(
    "text", ["Tiếng Việt", "Nguyễn Thị Hương", "ภาษาไทย", "失業給付", "臺灣 ÄÖ"]
)
@pytest.mark.parametrize("size", [12, 16, 22, 48])
def test_every_language_is_drawn(text: str, size: int) -> None:
    mask = WORDS.mask(text, size)
    assert mask is not None and mask.height >= size // 2
    marked = WORDS.mask(text + "\U000e0041", size)
    assert marked is None or marked.width >= mask.width


def test_what_no_font_has_is_left_to_the_terminal() -> None:
    page = Surface(Grid(40, 10), NIGHT, WORDS)
    page.words("\ue123\ue124", Box(0, 0, 40, 20), FOREGROUND, 16)
    assert [each.kind for each in page.said] == [Kind.TERMINAL]


def test_without_a_font_words_are_the_terminals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("shared.canvas.words", "shared.canvas.faces"):
        monkeypatch.setattr(f"{module}.drawing_font", lambda script: None)
    page = Surface(Grid(480, 135), NIGHT, Words())
    page.words("失業給付", Box(0, 0, 100, 40), FOREGROUND, 36)
    assert page.size is GridClass.COARSE
    assert [(each.text, each.kind) for each in page.said] == [
        ("失業給付", Kind.TERMINAL)
    ]


def test_a_font_that_does_not_open_is_no_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "broken.ttf"
    file.write_bytes(b"\0\1\0\0 no font")
    broken = fonts.Font(str(file))
    monkeypatch.setattr(faces, "drawing_font", lambda script: broken)
    assert Words().mask("取號", 22) is None


def test_a_font_that_is_exchanged_while_a_screen_is_at_work_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [brought] = list(fonts._brought(fonts.Script.CHINESE))
    own = tmp_path / "fonts" / "NotoSansCJK-Bold.ttc"
    own.parent.mkdir()
    own.symlink_to(brought.file)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    fonts.look_again()
    try:
        words = Words()
        assert fonts.drawing_font(fonts.Script.CHINESE) == fonts.Font(str(own), 3)
        assert words.mask("櫃檯", 20) is not None
        own.unlink()
        assert words.mask("櫃檯", 24) is not None
        assert fonts.drawing_font(fonts.Script.CHINESE) == brought
    finally:
        monkeypatch.undo()
        fonts.look_again()


@pytest.mark.parametrize(
    ("text", "form", "is_sharp"),
    [
        ("取 號", 1.0, True),
        ("取 號，", 1.0, False),
        ("取 號", 0.8, False),
    ],
)
def test_small_words_are_of_dots_where_a_font_has_them_whole(
    text: str,
    form: float,
    is_sharp: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = fonts.Font(str(block_font("取號", 12, tmp_path)))
    monkeypatch.setattr(faces, "bitmap_font", {12: own}.get)
    mask = Words(form=form).mask(text, 12)
    assert mask is not None
    assert (set(mask.levels) <= {0, STEPS}) == is_sharp


@pytest.mark.parametrize(
    ("width", "lines", "size", "squeeze"),
    [
        (200, ("失業給付初次申請",), 22, 100),
        (162, ("失業給付初次申請",), 20, 100),
        (150, ("失業給付初次申請",), 22, 85),
        (110, ("失業給付", "初次申請"), 22, 100),
    ],
)
def test_words_are_made_to_fit(
    width: int, lines: tuple[str, ...], size: int, squeeze: int
) -> None:
    text = "失業給付初次申請"
    found = fit(WORDS, text, width, 60, 22, short="失業給付")
    assert found is not None
    assert (found.lines, found.size, found.squeeze) == (lines, size, squeeze)


def test_the_short_name_comes_before_a_cut() -> None:
    found = fit(WORDS, "失業給付初次申請", 50, 14, 22, short="失業給付")
    assert found is not None
    assert (found.lines, found.is_cut) == (("失業給付",), False)


def test_what_fits_no_other_way_is_cut() -> None:
    found = fit(WORDS, "失業給付初次申請", 40, 14, 22)
    assert found is not None and found.is_cut
    assert found.lines[0].endswith("…") and len(found.lines[0]) >= 3


def test_a_text_of_any_length_is_cut_at_once() -> None:
    found = fit(WORDS, "字a" * 50_000, 100, 40, 96)
    assert found is not None and found.is_cut


def test_thai_is_no_smaller_than_its_marks_need() -> None:
    assert readable_size("ภาษาไทย", 12, 24) == 16
    assert readable_size("ภาษาไทย", 12, 14) == 12
    assert readable_size("中文", 12, 24) == 12


@pytest.mark.parametrize("height", range(10, 30))
def test_thai_in_a_low_box_is_laid_at_once(height: int) -> None:
    page = Surface(Grid(300, 100), NIGHT, WORDS)
    words = "เลือกเรื่องแล้วรับบัตรคิว กดบัตรคิวที่นี่"
    page.words(words, Box(0, 0, 120, height), FOREGROUND, 22, lines=2)


def test_latin_words_are_broken_between_words() -> None:
    found = fit(WORDS, "Unemployment benefit", 90, 60, 16)
    assert found is not None and found.lines == ("Unemployment", "benefit")


def test_the_room_itself_loads_nothing_heavy() -> None:
    script = (
        "import sys, shared.canvas.canvas\n"
        "heavy = {'PIL', 'textual', 'rich', 'qrcode', 'numpy', 'asyncio', 'gettext'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
