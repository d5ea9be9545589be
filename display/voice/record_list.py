"""The clips that an office must record, with the words of each language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from display.voice.clips import Clip, clip_file, look_over
from display.voice.sentences import CHIME, vocabulary
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue, columns
from shared.text.languages import own_name

_WIDEST: Final = 24
"""Columns of a file's name, so that the words stand below each other."""


def lines(office: Office, folder: Path, say: Catalogue) -> Iterator[str]:
    """A line a clip: its file, its words and, where there is a folder, its flaw.

    `folder` is the office folder. The chime need not be recorded.
    """
    voice = office.voice
    clips = folder / voice.clips if voice.clips is not None else None
    if clips is None:
        yield say(N_("No folder of clips is named: clips = … in [voice]."))
    else:
        yield say(N_("Into {folder}: WAV, 16 bits, mono."), folder=clips)
    yield _line(f"{CHIME}.wav", say(N_("a sound of your own, if you like")), "")
    for language in dict.fromkeys((*voice.languages, *voice.visitors)):
        yield ""
        yield f"{own_name(language)} ({language})"
        for clip in _clips(clips, language, office):
            file = f"{language}/{clip.file.name}"
            flaw = say(clip.flaw.words, **clip.flaw.values) if clip.flaw else ""
            yield _line(file, clip.piece.words, flaw)


def _clips(clips: Path | None, language: str, office: Office) -> Iterator[Clip]:
    pieces = vocabulary(language, office)
    if clips is not None:
        yield from look_over(clips, language, pieces)
        return
    for piece in pieces:
        yield Clip(clip_file(Path(), language, piece), piece)


def _line(file: str, words: str, flaw: str) -> str:
    gap = " " * max(2, _WIDEST - columns(file))
    return f"  {file}{gap}{words}" + (f"  – {flaw}" if flaw else "")
