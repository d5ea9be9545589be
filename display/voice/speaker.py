"""Says one sentence: by recorded clips, else by a speech command, else not at all."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from display.voice.clips import ClipsFlawed, chime_file, sentence_of_clips
from display.voice.sentences import sentence
from shared.speech.means import Means
from shared.speech.piece import Piece
from shared.speech.player import Player
from shared.speech.processes import apart
from shared.speech.sounds import NoSound, Sound, chime, read_sound
from shared.speech.synthesis import Synthesis
from shared.speech.unspoken import USUAL, Limits, Unspoken
from shared.text.catalogue import N_

CLIPS_FLAWED: Final = N_("These clips are missing or cannot be used: {files}")
_AWAY: Final = N_("{folder} does not answer.")
Result = TypeVar("Result")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """How a sentence was said."""

    by: str
    """"clips" or "speech"."""
    instead: Unspoken | None = None
    """Why it was not said by the clips that there are."""


class Speaker:
    """One voice on one machine; it says one thing at a time."""

    def __init__(self, means: Means, folder: Path, *, limits: Limits = USUAL) -> None:
        """Sounds are made in `folder`, on this machine's own disk."""
        self._means, self._limits = means, limits
        self.player = Player(means, folder, limits)
        self.synthesis = Synthesis(means, folder, limits)
        self._chime: Sound | None = None
        self._reading: threading.Event | None = None

    async def ring(self, volume: int) -> None:
        """The chime, at a volume in per cent. Raises Unspoken."""
        if self._chime is None:
            try:
                self._chime = await self._read(self._own_chime)
            except (TimeoutError, OSError):
                self._chime = chime()
        await self.player.play(self._chime, volume)

    async def say(
        self, language: str, label: str, counter: int | None, *, volume: int
    ) -> Said:
        """Say a call in one language.

        A sentence is all of clips or all of speech, never of both. Raises Unspoken.
        """
        pieces = sentence(language, label, counter)
        said = Said("clips")
        try:
            sound = await self._by_clips(language, pieces)
        except Unspoken as error:
            if not self._means.has_speech(language):
                raise
            sound, said = None, Said("speech", error)
        if sound is None:
            said = Said("speech", said.instead)
            sound = await self.synthesis.sound_of(language, pieces)
        await self.player.play(sound, volume)
        return said

    async def read_out(self, language: str, words: str, *, volume: int) -> None:
        """Say what staff wrote, by the speech command. Raises Unspoken."""
        sound = await self.synthesis.sound_of(language, (Piece("", words),))
        await self.player.play(sound, volume)

    async def _by_clips(self, language: str, pieces: Sequence[Piece]) -> Sound | None:
        """The sentence; none where there are no clips and a command may say it.

        Raises Unspoken.
        """
        folder = self._means.clips
        if folder is None:
            return None
        has_speech = self._means.has_speech(language)

        def join() -> Sound | None:
            is_recorded = (folder / language).is_dir() or not has_speech
            return sentence_of_clips(folder, language, pieces) if is_recorded else None

        try:
            return await self._read(join)
        except ClipsFlawed as error:
            raise _flawed(error) from error
        except TimeoutError as error:
            raise Unspoken(_AWAY, folder=folder) from error

    def _own_chime(self) -> Sound:
        folder = self._means.clips
        if folder is not None and chime_file(folder).exists():
            try:
                return read_sound(chime_file(folder))
            except NoSound as error:
                _log.warning("voice: %s: %s", chime_file(folder), error)
        return chime()

    async def _read(self, work: Callable[[], Result]) -> Result:
        """What `work` reads of the clips. Raises TimeoutError, at once if one hangs."""
        if self._reading is not None and self._reading.is_set():
            raise TimeoutError
        hanging = self._reading = threading.Event()
        hanging.set()

        def read() -> Result:
            try:
                return work()
            finally:
                hanging.clear()

        return await apart(read, self._limits.reading)


def _flawed(error: ClipsFlawed) -> Unspoken:
    files = (f"{each.file.parent.name}/{each.file.name}" for each in error.clips)
    return Unspoken(CLIPS_FLAWED, files=", ".join(files))
