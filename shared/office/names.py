"""What a station, a kiosk, a display or a printer may be called."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from shared.errors import BadRequest
from shared.text.catalogue import N_, Sentence

LONGEST_NAME: Final = 100
_MOST_MARKS: Final = 4
"""Accents and vowels on one letter; no script that people read here needs more."""
_MARKS: Final = ("Mn", "Me")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANKS: Final = " \u3000"
_SEEN_AS_NOTHING: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
"""Characters of other kinds that draw nothing."""
_ALIKE: Final = {
    "A": "АΑ", "B": "ВΒ", "C": "С", "E": "ЕΕ", "H": "НΗ", "J": "Ј", "K": "КΚ",
    "M": "МΜ", "N": "Ν", "O": "0ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ",
    "Y": "УΥ", "Z": "Ζ", "a": "аα", "c": "с", "d": "ԁ", "e": "е", "g": "ɡ", "h": "һ",
    "i": "іι", "j": "ј", "k": "кκ", "l": "1I|ІΙӀ", "o": "оο", "p": "рρ", "q": "ԛ",
    "s": "ѕ", "u": "υ", "v": "νѵ", "w": "ԝ", "x": "хχ", "y": "у",
    "-": "‐‑‒–—―−ーㄧ一", "口": "ロ", "二": "ニ", "力": "カ", "工": "エ", "卜": "ト",
    "八": "ハ", "夕": "タ", "千": "チ", "才": "オ", "へ": "ヘ",
}  # fmt: skip
"""Letters, and what looks like them in other scripts."""
_TWINS: Final = {
    ord(twin): letter for letter, twins in _ALIKE.items() for twin in twins
}


def flaw_of(name: str) -> tuple[Sentence, Sentence] | None:
    """What keeps anything from having this name, and what would be right; or none."""
    unseen = next((each for each in name if not _is_seen(each)), None)
    if unseen is not None:
        code = f"U+{ord(unseen):04X}"
        return (
            Sentence(N_("A character of it cannot be seen ({code})."), {"code": code}),
            Sentence(N_("letters, digits, signs and blanks"), {}),
        )
    if not name.strip():
        return Sentence(N_("This text is empty."), {}), Sentence(N_("some words"), {})
    if len(name) > LONGEST_NAME:
        return (
            Sentence(N_("This text has {length} characters."), {"length": len(name)}),
            Sentence(N_("at most {longest}"), {"longest": LONGEST_NAME}),
        )
    if name.startswith("-"):
        return (
            Sentence(N_("It begins with a hyphen, as options do."), {}),
            Sentence(N_("a letter or a digit in front"), {}),
        )
    if _most_marks(name) > _MOST_MARKS:
        return (
            Sentence(N_("Its letters carry more marks than can be read."), {}),
            Sentence(N_("at most {longest} on a letter"), {"longest": _MOST_MARKS}),
        )
    return None


def refuse_bad_name(name: str) -> None:
    """Raise BadRequest where a station cannot be called so."""
    flaw = flaw_of(name)
    if flaw is not None:
        wrong, right = flaw
        raise BadRequest(
            N_("No station can have this name. {wrong} Right would be: {right}"),
            wrong=wrong,
            right=right,
        )


def likeness(name: str) -> str:
    """The same for all names that people take for each other."""
    plain = unicodedata.normalize("NFKC", name).translate(_TWINS)
    return " ".join(plain.casefold().split())


def _is_seen(character: str) -> bool:
    if _SEEN_AS_NOTHING.match(character):
        return False
    category = unicodedata.category(character)
    return category not in _UNSEEN and (category != "Zs" or character in _BLANKS)


def _most_marks(name: str) -> int:
    """How many marks stand on one letter; a mark on no letter is one too many."""
    most = count = _MOST_MARKS
    for character in name:
        is_mark = unicodedata.category(character) in _MARKS
        count = count + 1 if is_mark else 0
        most = max(most, count)
    return most
