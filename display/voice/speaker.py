"""Says one sentence: by recorded clips, else by a speech command, else not at all."""

from __future__ import annotations

import logging
import threading
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from display.voice.clips import ClipsFlawed, chime_file, sentence_of_clips
from display.voice.means import Means
from display.voice.processes import CommandFailed, apart, run, words_of
from display.voice.sentences import Piece, sentence
from display.voice.sounds import (
    NoSound,
    Sound,
    at_volume,
    chime,
    joined,
    read_sound,
    trimmed,
    write_sound,
)
from display.voice.speech import can_be_understood, phonemes_command, sayings
from shared.text.catalogue import N_, Catalogue, Sentence
from shared.text.reasons import why

NO_PLAYER: Final = N_("There is no program here that plays sound.")
NO_DEVICE: Final = N_("The sound could not be played ({reason}).")
NOT_UNDERSTOOD: Final = N_("The speech command here speaks “{language}” wrong.")
NO_MEANS: Final = N_("There are no clips and no speech command for “{language}”.")
_NOTHING_MADE: Final = N_("{command} made no sound that can be used.")
CLIPS_FLAWED: Final = N_("These clips are missing or cannot be used: {files}")
_NO_ROOM: Final = N_("The sound cannot be written ({reason}).")
_AWAY: Final = N_("{folder} does not answer.")
Result = TypeVar("Result")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many seconds each thing may take before it is given up."""

    reading: float = 5.0
    """All clips of a sentence, from a share that may hang."""
    making: float = 10.0
    """A sentence by a speech command."""
    slack: float = 5.0
    """Playing, beside what the sound itself lasts."""


USUAL: Final = Limits()


class Unspoken(Exception):
    """A sentence could not be said; `words` say why."""

    def __init__(self, words: str, **values: object) -> None:
        self.words, self.values = words, values
        super().__init__(str(Sentence(words, values)))

    def told(self, say: Catalogue) -> str:
        """The words for people, in the language of `say`."""
        return say(self.words, **self.values)


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
        self._means, self._folder, self._limits = means, folder, limits
        self._players = list(means.players)
        self._understood: dict[str, bool] = {}
        self._chime: Sound | None = None
        self._reading: threading.Event | None = None

    @property
    def is_mute(self) -> bool:
        """Whether nothing here plays sound."""
        return not self._players

    async def ring(self, volume: int) -> None:
        """The chime, at a volume in per cent. Raises Unspoken."""
        if self._chime is None:
            try:
                self._chime = await self._read(self._own_chime)
            except (TimeoutError, OSError):
                self._chime = chime()
        await self._play(self._chime, volume)

    async def try_player(self) -> None:
        """Play a moment of silence; raises Unspoken where there is no device."""
        moment = Sound(array("h", [0] * 2_205), 22_050)
        await self._play(moment, 100)

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
            sound = await self._by_speech(language, pieces)
        await self._play(sound, volume)
        return said

    async def is_understood(self, language: str) -> bool:
        """Whether espeak-ng knows the words of a language; asked once."""
        espeak = self._means.espeak
        if espeak is None or language in self._means.commands:
            return True
        if language not in self._understood:
            command = phonemes_command(espeak, language, sentence(language, "A042", 3))
            try:
                told = await words_of(command, self._limits.making)
            except CommandFailed as error:
                raise Unspoken(error.told.words, **error.told.values) from error
            self._understood[language] = can_be_understood(told)
        return self._understood[language]

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

    async def _by_speech(self, language: str, pieces: Sequence[Piece]) -> Sound:
        own = self._means.commands.get(language)
        espeak = self._means.espeak
        said = sayings(language, pieces, self._folder, espeak=espeak, own=own)
        if not said:
            raise Unspoken(NO_MEANS, language=language)
        if not await self.is_understood(language):
            raise Unspoken(NOT_UNDERSTOOD, language=language)
        try:
            for each in said:
                each.file.unlink(missing_ok=True)
                await run(each.command, self._limits.making)
            sounds = [trimmed(read_sound(each.file)) for each in said]
        except CommandFailed as error:
            raise Unspoken(error.told.words, **error.told.values) from error
        except (FileNotFoundError, NoSound) as error:
            raise Unspoken(_NOTHING_MADE, command=said[0].command[0]) from error
        except OSError as error:
            raise Unspoken(_NO_ROOM, reason=why(error)) from error
        if len({each.form for each in sounds}) > 1:
            raise Unspoken(_NOTHING_MADE, command=said[0].command[0])
        return joined(sounds)

    async def _play(self, sound: Sound, volume: int) -> None:
        """Play a sound by the first player that can, which then is the first."""
        file = self._folder / "call.wav"
        failed: CommandFailed | None = None
        try:
            write_sound(at_volume(sound, volume), file)
        except OSError as error:
            raise Unspoken(_NO_ROOM, reason=why(error)) from error
        for player in tuple(self._players):
            command = [each.replace("{file}", str(file)) for each in player]
            try:
                await run(command, sound.seconds + self._limits.slack)
            except CommandFailed as error:
                failed = failed or error
                continue
            self._players.remove(player)
            self._players.insert(0, player)
            return
        if failed is None:
            raise Unspoken(NO_PLAYER)
        raise Unspoken(NO_DEVICE, reason=failed.told) from failed

    @property
    def player(self) -> str:
        """The player that is asked first, "" where there is none."""
        return self._players[0][0] if self._players else ""

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
