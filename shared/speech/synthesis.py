"""Sentences made by speech commands, of voices that know their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shared.speech.commands import can_be_understood, phonemes_command, sayings
from shared.speech.means import Means
from shared.speech.piece import Piece
from shared.speech.processes import CommandFailed, run, words_of
from shared.speech.sounds import NoSound, Sound, joined, levelled, read_sound, trimmed
from shared.speech.unspoken import (
    NO_MEANS,
    NO_ROOM,
    NOT_UNDERSTOOD,
    NOTHING_MADE,
    Limits,
    Unspoken,
)
from shared.text.reasons import why


class Synthesis:
    """The speech commands of one machine; it makes one sentence at a time."""

    def __init__(self, means: Means, folder: Path, limits: Limits) -> None:
        """Sounds are made in `folder`, on this machine's own disk."""
        self._means, self._folder, self._limits = means, folder, limits
        self._understood: dict[str, bool] = {}

    async def sound_of(self, language: str, pieces: Sequence[Piece]) -> Sound:
        """A sentence in a language. Raises Unspoken."""
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
            sounds = [levelled(trimmed(read_sound(each.file))) for each in said]
        except CommandFailed as error:
            raise Unspoken(error.told.words, **error.told.values) from error
        except (FileNotFoundError, NoSound) as error:
            raise Unspoken(NOTHING_MADE, command=said[0].command[0]) from error
        except OSError as error:
            raise Unspoken(NO_ROOM, reason=why(error)) from error
        if len({each.form for each in sounds}) > 1:
            raise Unspoken(NOTHING_MADE, command=said[0].command[0])
        return joined(sounds)

    async def is_understood(self, language: str) -> bool:
        """Whether the voice of a language knows its words; espeak-ng is asked once.

        An office's own command is taken at its word. Raises Unspoken.
        """
        espeak = self._means.espeak
        if espeak is None or language in self._means.commands:
            return True
        if language not in self._understood:
            command = phonemes_command(espeak, language)
            try:
                told = await words_of(command, self._limits.making)
            except CommandFailed as error:
                raise Unspoken(error.told.words, **error.told.values) from error
            self._understood[language] = can_be_understood(told)
        return self._understood[language]
