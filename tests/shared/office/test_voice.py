"""[voice] of office.toml: who is spoken to, how loud, by what."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from jiaohao.folder import template, template_names
from shared.office.reader import parse_office
from shared.office.voice import Voice
from tests.shared.office.mistakes import mistakes_in
from tests.support import OFFICE


def _voice(table: str, office: str = OFFICE) -> Voice:
    return parse_office(f"{office}\n{table}".encode(), Path("office.toml")).voice


def test_without_a_table_the_languages_of_the_screens() -> None:
    assert _voice("") == Voice(("zh-TW", "en"))
    five = OFFICE.replace('"zh-TW", "en"]', '"zh-TW", "en", "ja", "vi", "th"]')
    assert _voice("", five) == Voice(("zh-TW", "en"), ("vi", "th"))


def test_visitors_are_spoken_to_in_every_other_language_of_the_office() -> None:
    voice = _voice('[voice]\nlanguages = ["zh-TW", "nan"]')
    assert voice.languages == ("zh-TW", "nan")
    assert voice.visitors == ("en",)
    assert _voice('[voice]\nlanguages = ["nan"]\nvisitors = []').visitors == ()


def test_loudness_by_the_hour_over_midnight_too() -> None:
    voice = _voice(
        "[voice]\nvolume = 80\n"
        '[[voice.hours]]\nfrom = "12:00"\nto = "13:30"\nvolume = 40\n'
        '[[voice.hours]]\nfrom = "18:00"\nto = "08:00"\nvolume = 0\n'
    )
    expected = {
        time(11, 59): 80,
        time(12): 40,
        time(13, 29): 40,
        time(13, 30): 80,
        time(18): 0,
        time(0): 0,
        time(7, 59): 0,
        time(8): 80,
    }
    assert {each: voice.volume_at(each) for each in expected} == expected


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('languages = ["ja"]', "zh-TW, nan, hak"),
        ("volume = 0", "from 1 to 100"),
        ("loud = 3", "not known"),
        ('[[voice.hours]]\nfrom = "noon"\nvolume = 3', "not a time of day"),
        ('[[voice.hours]]\nfrom = "12:00"', "volume"),
        ('[voice.commands]\nvi = "say {text}"', "{file} and {text}"),
        ('[voice.commands]\nvi = "{file} {text}"', "{file} and {text}"),
        ('[voice.commands]\nvi = "say \'{file} {text}"', "{file} and {text}"),
        ('[voice.commands]\nxx = "say {file} {text}"', "cannot be spoken"),
    ],
)
def test_what_is_wrong_is_named(table: str, told: str) -> None:
    mistakes = mistakes_in(f"{OFFICE}\n[voice]\n{table}\n")
    assert any(told in each for each in mistakes), mistakes


@pytest.mark.parametrize("name", template_names())
def test_the_voice_of_a_template_may_be_switched_on(name: str) -> None:
    text = template(name)
    begin = text.index("# [voice]")
    table = text[begin:].split("\n\n")[0]
    lines = [each.removeprefix("# ") for each in table.split("\n")]
    office = parse_office(
        text.replace(table, "\n".join(lines)).encode(), Path("office.toml")
    )
    assert office.own_voice is not None
    assert office.own_voice.clips and office.own_voice.hours
