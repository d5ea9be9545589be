"""Speech commands: the right voice for each language, and letters apart."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from shared.speech.commands import (
    VOICES,
    can_be_understood,
    phonemes_command,
    sayings,
)
from shared.speech.piece import Piece, spelled

HERE = Path("/sounds")
ESPEAK = shutil.which("espeak-ng")


def _said(language: str, *, own: str | None = None) -> list[tuple[str, ...]]:
    pieces = (
        Piece("", "First"),
        *spelled(language, "A042"),
        Piece("", "then", is_clause=True),
    )
    found = sayings(language, pieces, HERE, espeak="espeak-ng", own=own)
    return [each.command for each in found]


def test_chinese_by_pinyin_its_letters_in_english() -> None:
    first, letter, rest = _said("zh-TW")
    assert first[:3] == ("espeak-ng", "-v", "cmn-latn-pinyin") and first[-1] == "First"
    assert letter[:3] == ("espeak-ng", "-v", "en-us") and letter[-1] == "A"
    assert rest[2] == "cmn-latn-pinyin" and rest[-1] == "零 四 二, then"


def test_no_voice_that_speaks_gibberish_is_ever_asked() -> None:
    asked = {command[2] for each in VOICES for command in _said(each)}
    assert asked == {"cmn-latn-pinyin", "en-us", "vi", "id"}
    for language in ("th", "nan", "hak"):
        assert _said(language) == []


def test_other_languages_in_one_breath_digit_by_digit() -> None:
    (only,) = _said("en")
    assert only[-1] == "First A, zero four two, then"
    (only,) = _said("vi")
    assert only[-1] == "First A, không bốn hai, then"


def test_the_offices_own_command() -> None:
    (only,) = _said("th", own="piper -m 'th voice.onnx' -f {file} -- {text}")
    assert only[:5] == ("piper", "-m", "th voice.onnx", "-f", "/sounds/th.wav")
    assert only[-1].startswith("First A, ศูนย์"), "one word, whatever is in it"


def test_words_read_as_english_are_not_understood() -> None:
    # espeak-ng 1.51 of Debian 12, voices cmn and cmn-latn-pinyin.
    assert not can_be_understood("(en)kI Ntri: deI@fo@")
    assert can_be_understood("s'a55n_| X'Au51_| k'uei51_| th'ai35_|")


def test_the_espeak_of_this_machine_if_it_has_one() -> None:
    for language in VOICES if ESPEAK is not None else ():
        command = phonemes_command(ESPEAK or "", language)
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        assert told.stdout.strip() and can_be_understood(told.stdout), language


@pytest.mark.skipif(ESPEAK is None, reason="no espeak-ng here")
def test_the_letter_a_is_not_an_article() -> None:
    (only,) = _said("en")
    command = (ESPEAK or "", "-q", "-x", "-v", "en-us", only[-1])
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "'eI" in told.stdout
