"""Why a sentence could not be said, and the seconds after which it is given up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shared.text.catalogue import N_, Catalogue, Sentence

NO_PLAYER: Final = N_("There is no program here that plays sound.")
NO_DEVICE: Final = N_("The sound could not be played ({reason}).")
NO_ROOM: Final = N_("The sound cannot be written ({reason}).")
NOT_UNDERSTOOD: Final = N_("The speech command here speaks “{language}” wrong.")
NO_MEANS: Final = N_("There are no clips and no speech command for “{language}”.")
NOTHING_MADE: Final = N_("{command} made no sound that can be used.")


class Unspoken(Exception):
    """A sentence could not be said; `words` say why."""

    def __init__(self, words: str, **values: object) -> None:
        self.words, self.values = words, values
        super().__init__(str(Sentence(words, values)))

    def told(self, say: Catalogue) -> str:
        """The words for people, in the language of `say`."""
        return say(self.words, **self.values)


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
