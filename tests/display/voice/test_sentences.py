"""What is said: digit by digit, in the right languages, in the right order."""

from __future__ import annotations

import pytest

from display.voice.sentences import (
    MANNERS,
    han_number,
    in_order,
    sentence,
    vocabulary,
)
from shared.office.model import Office
from shared.office.voice import SPOKEN
from shared.speech.piece import spelled


def _words(language: str, label: str, counter: int | None) -> str:
    return " ".join(each.words for each in sentence(language, label, counter))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-TW", "來賓 A 零 四 二 號，請到 三號櫃檯"),
        ("nan", "人客 A 零 四 二 號，請到 三號櫃台"),
        ("hak", "人客 A 零 四 二 號，請到 三號櫃台"),
        ("en", "Number A zero four two please go to counter 3"),
        ("vi", "Mời số A không bốn hai đến quầy số 3"),
        ("id", "Nomor A nol empat dua silakan ke loket 3"),
        ("th", "ขอเชิญหมายเลข A ศูนย์ สี่ สอง ที่ ช่อง 3"),
    ],
)
def test_a_call_digit_by_digit(language: str, said: str) -> None:
    assert _words(language, "A042", 3) == said


def test_a_long_number_of_two_letters() -> None:
    assert _words("zh-TW", "AB1207", 12).startswith("來賓 A B 一 二 零 七 號")
    assert _words("zh-TW", "AB1207", 12).endswith("十二號櫃檯")


def test_a_place_is_read_on_the_screen() -> None:
    assert _words("en", "A001", None).endswith("please look at the screen")
    assert _words("zh-TW", "A001", None).endswith("號，請看螢幕")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *[(0, "零"), (3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (45, "四十五")],
        *[(100, "一百"), (101, "一百零一"), (110, "一百一十"), (999, "九百九十九")],
    ],
)
def test_chinese_numbers(number: int, said: str) -> None:
    assert han_number(number) == said


def test_what_may_stand_in_office_toml_can_be_said() -> None:
    assert tuple(MANNERS) == SPOKEN
    for language in SPOKEN:
        said = [each.words for each in spelled(language, "0123456789")]
        assert len(set(said)) == 10 and all(said)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_call_is_made_of_what_is_recorded(language: str, office: Office) -> None:
    known = set(vocabulary(language, office))
    for counter in (1, 2, 3, None):
        for label in ("A001", "B987", "A1024", "B9056"):
            assert set(sentence(language, label, counter)) <= known
    files = [each.clip for each in vocabulary(language, office)]
    assert len(files) == len(set(files))


def test_the_visitors_language_comes_after_the_first() -> None:
    always, visitors = ("zh-TW", "nan", "en"), ("vi", "th")
    assert in_order(always, visitors, None) == ("zh-TW", "nan", "en")
    assert in_order(always, visitors, "vi") == ("zh-TW", "vi", "nan", "en")
    assert in_order(always, visitors, "en") == ("zh-TW", "en", "nan")
    assert in_order(always, visitors, "zh-TW") == always
    assert in_order(always, visitors, "ja") == always
    assert in_order((), visitors, "th") == ("th",)
