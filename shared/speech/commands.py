"""Speech commands: how a machine is made to say a sentence right.

Which voices of espeak-ng can be trusted is known by its phonemes (docs/voice.md): its
`cmn` speaks gibberish on Debian 12, `cmn-latn-pinyin` does not; its Thai spells words
letter by letter, its `hak` says "Chinese letter", and there is no `nan`.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from shared.office.voice import SOUND_FILE, SPOKEN_TEXT
from shared.speech.piece import Piece

ESPEAK: Final = "espeak-ng"
VOICES: Final = {"zh-TW": "cmn-latn-pinyin", "en": "en-us", "vi": "vi", "id": "id"}
"""Its voices that can be understood, by language."""
_TRIED: Final = {
    "zh-TW": "三號櫃檯",
    "en": "counter three",
    "vi": "quầy số ba",
    "id": "loket tiga",
}
"""Words that a voice must know, by language."""
_LETTERS: Final = "en-us"
"""The Chinese voice says L, M, F, S and X wrong, so English says the letters."""
_WORDS_A_MINUTE: Final = "140"
_IN_ENGLISH: Final = "(en)"
"""Among phonemes: what follows is read by English rules, so the words are unknown."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One command, and the file in which it leaves the sound."""

    command: tuple[str, ...]
    file: Path


def sayings(
    language: str,
    pieces: Sequence[Piece],
    folder: Path,
    *,
    espeak: str | None,
    own: str | None,
) -> list[Saying]:
    """The commands that say a sentence, in order; empty where nothing here can.

    `own` is the office's command for the language, `espeak` where espeak-ng is; the
    sounds go into `folder`.
    """
    if own is not None:
        file = folder / f"{language}.wav"
        return [Saying(_own_command(own, file, _text(pieces)), file)]
    if espeak is None or language not in VOICES:
        return []
    found = []
    for number, (voice, said) in enumerate(_by_voice(language, pieces)):
        file = folder / f"{language}-{number}.wav"
        command = (espeak, "-v", voice, "-s", _WORDS_A_MINUTE, "-w", str(file), said)
        found.append(Saying(command, file))
    return found


def phonemes_command(espeak: str, language: str) -> list[str]:
    """The command that writes how espeak-ng would say a few words, and says nothing."""
    return [espeak, "-q", "-x", "-v", VOICES[language], _TRIED[language]]


def can_be_understood(phonemes: str) -> bool:
    """Whether a voice knows all words of what it said in these phonemes."""
    return _IN_ENGLISH not in phonemes


def _by_voice(language: str, pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """What each voice says, in order."""

    def voice(piece: Piece) -> str:
        is_apart = piece.is_letter and language == "zh-TW"
        return _LETTERS if is_apart else VOICES[language]

    return [(name, _text(list(said))) for name, said in groupby(pieces, voice)]


def _text(pieces: Sequence[Piece]) -> str:
    # Apart: "042" in one word would be said as forty-two. A pause after a letter: in
    # "number A zero" espeak-ng says the A of "a house".
    text = "".join(
        f"{',' if each.is_clause else ''} {each.words}{',' if each.is_letter else ''}"
        for each in pieces
    )
    return text.strip(" ,")


def _own_command(own: str, file: Path, said: str) -> tuple[str, ...]:
    return tuple(
        word.replace(SOUND_FILE, str(file)).replace(SPOKEN_TEXT, said)
        for word in shlex.split(own)
    )
