"""[voice] of office.toml: what is spoken, in which languages, and how loud."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from shared.office.table import Table
from shared.text.catalogue import N_

SPOKEN: Final = ("zh-TW", "nan", "hak", "en", "vi", "id", "th")
"""The languages in which a call can be said."""
SOUND_FILE, SPOKEN_TEXT = "{file}", "{text}"
"""In a command of [voice.commands]: where the sound goes, and what is to be said."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud it is from one time of day until just before another."""

    start: time
    end: time
    """Earlier than `start`: on the next day."""
    volume: int
    """Per cent; 0 is silence."""

    def is_at(self, wall: time) -> bool:
        """Whether it counts at this time of day."""
        if self.start < self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end


@dataclass(frozen=True, slots=True)
class Voice:
    """How the office calls out its numbers."""

    languages: tuple[str, ...] = ()
    """Spoken at every call, in this order."""
    visitors: tuple[str, ...] = ()
    """Spoken too to whoever chose it at the kiosk."""
    clips: str | None = None
    """The folder of recorded clips, seen from the office folder."""
    volume: int = 100
    """Per cent, where no loudness says otherwise."""
    hours: tuple[Loudness, ...] = ()
    commands: Mapping[str, str] = field(default_factory=dict)
    """The office's own speech command, by language."""

    def volume_at(self, wall: time) -> int:
        """Per cent at a time of day; the first loudness that counts then."""
        found = (each.volume for each in self.hours if each.is_at(wall))
        return next(found, self.volume)


def usual_voice(languages: tuple[str, ...]) -> Voice:
    """The voice of an office with these languages and no [voice]: as its screens."""
    spoken = tuple(each for each in languages if each in SPOKEN)
    return Voice(spoken[:2], spoken[2:])


def read_voice(top: Table, languages: tuple[str, ...]) -> Voice | None:
    """The table [voice], of an office with these languages; none where it is absent."""
    table = top.table("voice")
    if table is None:
        return None
    usual = usual_voice(languages)
    always = _languages(table, "languages", usual.languages)
    others = tuple(each for each in languages if each in SPOKEN)
    voice = Voice(
        always,
        _languages(
            table, "visitors", tuple(each for each in others if each not in always)
        ),
        table.words("clips") if table.has("clips") else None,
        table.integer("volume", low=1, high=100, default=usual.volume),
        tuple(_loudness(each) for each in table.tables("hours")),
        _commands(table),
    )
    table.close()
    return voice


def _languages(table: Table, key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    if not table.has(key):
        return usual
    found = table.listed(key)
    for language in found:
        _check_spoken(table, key, language)
    return found


def _check_spoken(table: Table, key: str, language: str) -> None:
    if language not in SPOKEN:
        table.note(
            key,
            N_("Calls cannot be spoken in “{value}”."),
            "{known}",
            value=language,
            known=", ".join(SPOKEN),
        )


def _loudness(table: Table) -> Loudness:
    loudness = Loudness(
        table.time("from", time(0)),
        table.time("to", time(0)),
        table.integer("volume", low=0, high=100, default=None),
    )
    table.close()
    return loudness


def _is_command(command: str) -> bool:
    """Whether it can be taken apart, and says where the sound goes and what is said."""
    try:
        words = shlex.split(command)
    except ValueError:
        return False
    return all(
        any(part in word for word in words[1:]) for part in (SOUND_FILE, SPOKEN_TEXT)
    )


def _commands(table: Table) -> dict[str, str]:
    own = table.table("commands")
    if own is None:
        return {}
    found = {}
    for language in own.values:
        _check_spoken(own, language, language)
        found[language] = command = own.words(language)
        if command and not _is_command(command):
            own.note(
                language,
                N_("This command does not say where the sound goes, or what is said."),
                N_("a command with {file} and {text} in it"),
                file=SOUND_FILE,
                text=SPOKEN_TEXT,
            )
    own.close()
    return found
