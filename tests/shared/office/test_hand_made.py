"""Files that nobody wrote by hand, and some that somebody did: always a message."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.office.folder import OFFICE_FILE
from shared.office.reader import LARGEST_FILE
from shared.office.sheet import MOST_MISTAKES
from shared.office.table import MOST_ENTRIES
from shared.office.toml_trouble import toml_trouble
from shared.text.catalogue import catalogue
from tests.shared.office.mistakes import mistakes_in
from tests.support import OFFICE

SECONDS = 15
MEMORY = 600 * 2**20


def _many(words: str, count: int = LARGEST_FILE - 4_000) -> str:
    return words * (count // len(words))


def _codes(count: int) -> str:
    return '"c",' * count


HUGE = {
    "nested 3,000 deep": ("a = " + "[" * 3_000 + "]" * 3_000, "deep"),
    "nested deeper": ("a = " + _many("{a="), "deep"),
    "a number of 5,000 digits": ("a = " + "9" * 5_000, "5000 characters"),
    "a hexadecimal number": ("a = 0x" + _many("f"), "characters"),
    "a header with 6,000 blanks": (f"[{' ' * 6_000}a{' ' * 6_000}x", "not TOML"),
    "a header of blanks": ("[a" + _many(" "), "not TOML"),
    "a header of many parts": ("[" + _many("a.") + "a]", "deep"),
    "a header of many words": ("[" + _many("a ") + "]", "not TOML"),
    "a key of many parts": (_many("a.") + "a = 1", "deep"),
    "quotation marks": (_many('"'), "not TOML"),
    "a text that never ends": ('a = """' + _many('\\"'), "not TOML"),
    "open brackets": (_many("[\n"), "not TOML"),
    "a list of 100,000 codes": (
        OFFICE.replace(
            'serves = ["jobs"]', f"serves = [{_codes(100_000)}]"
        ),
        "100000 entries",
    ),
    "many tables": (OFFICE + _many("[[services]]\n"), "entries"),
    "tables of many kinds": (
        OFFICE + "".join(f"[[x{number}]]\n" for number in range(80_000)),
        "not known here",
    ),
    "many unknown codes": (
        OFFICE
        + "".join(
            f"[[counters]]\nnumber = {10 + number}\nserves = [{_codes(900)}]\n"
            for number in range(250)
        ),
        "no service",
    ),
    "many languages": (
        OFFICE.replace(
            'zh-TW = "一般"', ",".join(f'l{number} = "x"' for number in range(60_000))
        ),
        "language",
    ),
    "a long time zone": (OFFICE.replace("Asia/Taipei", _many("a/", 900_000)), "zone"),
    "many kiosks": (
        OFFICE
        + "".join(
            f'[[kiosks]]\nname = "k{number}"\nreserve = "2000-9999"\n'
            for number in range(MOST_ENTRIES - 1)
        ),
        "overlap",
    ),
    "nothing but a mark": ("\ufeff" * 300_000, "characters"),
}  # fmt: skip


@pytest.mark.parametrize("case", HUGE)
def test_there_is_a_message_soon(case: str) -> None:
    text, words = HUGE[case]
    assert len(text.encode()) <= LARGEST_FILE
    begun = time.monotonic()
    found = mistakes_in(text)
    assert time.monotonic() - begun < SECONDS
    assert words in "\n".join(found)
    assert len(found) <= MOST_MISTAKES
    assert max(map(len, found)) < 5_000


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def test_a_file_of_six_gigabytes_is_not_read(office_folder: Path) -> None:
    with (office_folder / OFFICE_FILE).open("ab") as file:
        file.truncate(6 * 2**30)
    command = [sys.executable, "-m", "jiaohao", "check", "--office", office_folder]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, preexec_fn=_limit
    )
    assert done.returncode == 2
    assert "Mistakes: 1" in done.stderr or "錯誤：1" in done.stderr


def test_where_something_is_too_deep_is_said() -> None:
    [found] = mistakes_in(OFFICE + "\n[hours]\nmonday = " + "[" * 30 + "]" * 30)
    assert f"line {OFFICE.count(chr(10)) + 3}," in found


def test_what_a_value_holds_never_steers_a_terminal() -> None:
    text = OFFICE.replace("minutes = 25", 'minutes = "\\u001b[2J\\n\\u202e\\u009b"')
    [found] = mistakes_in(text)
    assert "“\\x1b[2J\\n\\u202e\\x9b”" in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = 1\na = 2", "給過"),
        ("[a]\n[a]", "給過"),
        ("a = { b = 1, b = 2 }", "給過"),
        ("a = [1,\n2\n", "清單"),
        ("a = { b = 1", "大括號"),
        ('a = "x', "引號"),
        ('a = "x\ny"', "引號"),
        ("a = '''x", "引號"),
        ("a = x", "引號"),
        ("a =", "引號"),
        ("[a", "方括號"),
        ("[[a]", "方括號"),
        ("a = 1 2", "行尾"),
        ("a 1", "等號"),
        ("=", "表格"),
        ("[]", "鍵"),
        ('a = "\\x"', "反斜線"),
        ('a = "\\u12"', "反斜線"),
        ('a = "\\ud800"', "反斜線"),
        ("a = 2027-02-30", "日期"),
        ('a = "\x01"', "控制字元"),
        ("a\x00 = 1", "等號"),
    ],
)
def test_what_is_no_toml_is_said_in_the_language_of_the_program(
    text: str, words: str
) -> None:
    import tomllib

    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    _, reason = toml_trouble(str(caught.value), text)
    assert words in catalogue("zh-TW")(reason)
