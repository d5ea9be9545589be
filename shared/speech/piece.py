"""What is said, piece by piece, and numbers spelled as they are printed.

A number is said letter by letter and digit by digit: a printed A012 is "A, zero, one,
two" in all of these languages, its zeros too, so that who listens can compare it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DIGITS: Final = "0123456789"
_HAN: Final = "零 一 二 三 四 五 六 七 八 九"
_DIGIT_WORDS: Final = {
    "zh-TW": _HAN,
    "nan": _HAN,
    "hak": _HAN,
    "en": "zero one two three four five six seven eight nine",
    "vi": "không một hai ba bốn năm sáu bảy tám chín",
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan",
    "th": "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า",
}
"""From zero to nine, by language."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence that stays the same in others."""

    clip: str
    """The name of its recorded clip, without folder and ending; "" where none is."""
    words: str
    is_letter: bool = False
    is_clause: bool = False
    """Whether a pause comes before it that its words do not bring."""


def spelled(language: str, label: str) -> tuple[Piece, ...]:
    """A number as it is printed, a piece a character."""
    return tuple(_character(language, each) for each in label)


def _character(language: str, character: str) -> Piece:
    if character in DIGITS:
        digits = _DIGIT_WORDS[language].split()
        return Piece(character, digits[int(character)])
    return Piece(character, character, is_letter=True)
