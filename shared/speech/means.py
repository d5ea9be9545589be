"""With what this machine speaks: a player, speech commands, recorded clips."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from shared.office.model import Office
from shared.speech.commands import ESPEAK, VOICES

PLAYERS: Final = (
    ("pw-play", "{file}"),
    ("paplay", "{file}"),
    ("aplay", "-q", "{file}"),
    ("afplay", "{file}"),
)
"""Commands that play a WAV file and end with it, the best first."""
_WINDOWS_PLAYER: Final = (
    "powershell",
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    "(New-Object Media.SoundPlayer '{file}').PlaySync()",
)
PLAYER_PACKAGE: Final = "alsa-utils"
SPEECH_PACKAGE: Final = "espeak-ng"


@dataclass(frozen=True, slots=True)
class Means:
    """What was found when the program started."""

    players: tuple[tuple[str, ...], ...] = ()
    """The commands that play {file}, the best first; without any there is silence."""
    espeak: str | None = None
    """Where espeak-ng is, if there is one."""
    commands: Mapping[str, str] = field(default_factory=dict)
    """The office's own speech commands, by language."""
    clips: Path | None = None
    """The folder of recorded clips, if the office named one."""

    def has_speech(self, language: str) -> bool:
        """Whether there is a command for this language."""
        is_known = self.espeak is not None and language in VOICES
        return is_known or language in self.commands


def find_means(office: Office, folder: Path) -> Means:
    """What there is on this machine for an office in `folder`; nothing is started."""
    clips = office.voice.clips
    return Means(
        tuple(_players()),
        shutil.which(ESPEAK),
        office.voice.commands,
        folder / clips if clips is not None else None,
    )


def _players() -> Iterator[tuple[str, ...]]:
    known = (_WINDOWS_PLAYER,) if sys.platform == "win32" else PLAYERS
    for name, *words in known:
        found = shutil.which(name)
        if found is not None:
            yield (found, *words)
