"""Recorded clips: where each lies, what is missing, and a sentence joined of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from display.voice.sentences import CHIME
from shared.speech.piece import Piece
from shared.speech.sounds import NoSound, Sound, joined, levelled, read_sound, trimmed
from shared.text.catalogue import N_, Sentence
from shared.text.reasons import why

_QUIET: Final = 3_000
"""The loudest sample of a clip below which it is too quiet for a hall: a tenth."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip and what is wrong with it."""

    file: Path
    piece: Piece
    flaw: Sentence | None = None
    sound: Sound | None = None
    """None: it cannot be used."""


class ClipsFlawed(Exception):
    """A sentence cannot be joined; `clips` are those that keep it from it."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        super().__init__(", ".join(f"{each.file}: {each.flaw}" for each in clips))
        self.clips = tuple(clips)


def clip_file(folder: Path, language: str, piece: Piece) -> Path:
    """Where a clip lies in the folder of the clips."""
    return folder / language / f"{piece.clip}.wav"


def chime_file(folder: Path) -> Path:
    """Where the office's own chime lies; it need not be there."""
    return folder / f"{CHIME}.wav"


def sentence_of_clips(folder: Path, language: str, pieces: Sequence[Piece]) -> Sound:
    """A sentence joined of its clips. Raises ClipsFlawed with all that cannot be."""
    clips = {each.piece: each for each in look_over(folder, language, pieces)}
    unusable = [each for each in clips.values() if each.sound is None]
    if unusable:
        raise ClipsFlawed(unusable)
    sounds = (clips[piece].sound for piece in pieces)
    return joined([levelled(trimmed(each)) for each in sounds if each is not None])


def look_over(folder: Path, language: str, pieces: Sequence[Piece]) -> Iterator[Clip]:
    """The clip of each of these pieces; the first sets the format of all."""
    form: tuple[int, int] | None = None
    for piece in dict.fromkeys(pieces):
        clip = _clip(clip_file(folder, language, piece), piece)
        if clip.sound is not None:
            form = form or clip.sound.form
            if clip.sound.form != form:
                clip = Clip(clip.file, piece, _other_form(clip.sound, form))
        yield clip


def _clip(file: Path, piece: Piece) -> Clip:
    try:
        sound = read_sound(file)
    except FileNotFoundError:
        return Clip(file, piece, Sentence(N_("missing"), {}))
    except NoSound as error:
        return Clip(file, piece, Sentence(error.words, {}))
    except OSError as error:
        words = N_("cannot be read ({reason})")
        return Clip(file, piece, Sentence(words, {"reason": why(error)}))
    flaw = Sentence(N_("too quiet"), {}) if sound.loudest < _QUIET else None
    return Clip(file, piece, flaw, sound)


def _other_form(sound: Sound, form: tuple[int, int]) -> Sentence:
    words = N_("{rate} Hz, {channels} channels, the first clip {first} Hz, {others}")
    values = {
        "rate": sound.rate,
        "channels": sound.channels,
        "first": form[0],
        "others": form[1],
    }
    return Sentence(words, values)
