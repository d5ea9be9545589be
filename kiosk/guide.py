"""Reads the pages out to who cannot see them, by this machine's speech command."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.reading import Reading, Sentence, key_words
from kiosk.typed import Typed
from kiosk.way import Way
from shared.machine import log
from shared.speech.means import Means
from shared.speech.player import Player
from shared.speech.synthesis import Synthesis
from shared.speech.unspoken import USUAL, Limits, Unspoken


class Guide:
    """What a person hears: one thing at a time, the newest at once.

    Where this machine cannot speak it is silent, and its log says why, once.
    """

    def __init__(self, means: Means, *, limits: Limits = USUAL) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="jiaohao-guide-")
        folder = Path(self._folder.name)
        self._synthesis = Synthesis(means, folder, limits)
        self._player = Player(means, folder, limits)
        self._speaking: asyncio.Task[None] | None = None
        self._troubles = set[str]()
        self._page: object = None
        self._at: int | None = None
        self._typed = ""
        self._reading: Reading | None = None
        self._volume = 0

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said."""
        return self._speaking is not None and not self._speaking.done()

    def follow(
        self, way: Way, page: object, at: int | None, read: Callable[[], Reading]
    ) -> None:
        """What is shown: `page` when it is read anew, `at` which target is focused.

        `read` is asked for its words where there is something to say.
        """
        if not way.is_read_out:
            self.hush()
            self._page = self._at = self._reading = None
            return
        is_new, is_first = page != self._page, self._page is None
        typed = way.here.heard if isinstance(way.here, Typed) else ""
        is_typed = typed != self._typed
        is_moved = at != self._at and at is not None
        is_louder = way.volume != self._volume
        self._page, self._at, self._typed = page, at, typed
        self._volume = way.volume
        if not (is_new or is_moved or is_typed or is_louder):
            return
        self._reading = reading = read()
        if is_new:
            keys = key_words(way.language) if is_first else []
            self._say([*keys, *reading.sentences])
        elif is_typed and typed:
            self._say([Sentence(way.language, typed)])
        elif at is not None and at < len(reading.choices):
            self._say([reading.choices[at]])
        else:
            self.say_again()

    def say_again(self) -> None:
        """The page once more, if somebody listens."""
        if self._reading is not None:
            self._say(self._reading.sentences)

    def hush(self) -> None:
        """Say no more."""
        if self._speaking is not None:
            self._speaking.cancel()

    async def close(self) -> None:
        """Fall silent, and leave nothing behind."""
        self.hush()
        if self._speaking is not None:
            await asyncio.wait([self._speaking])
        self._folder.cleanup()

    async def silence(self) -> None:
        """Wait until all is said."""
        while self._speaking is not None and not self._speaking.done():
            await asyncio.wait([self._speaking])

    def _say(self, sentences: Sequence[Sentence]) -> None:
        self.hush()
        before, volume = self._speaking, self._volume
        self._speaking = asyncio.create_task(
            self._speak(tuple(sentences), volume, before)
        )

    async def _speak(
        self,
        sentences: Sequence[Sentence],
        volume: int,
        before: asyncio.Task[None] | None,
    ) -> None:
        if before is not None:
            await asyncio.wait([before])
        for each in sentences:
            try:
                sound = await self._synthesis.sound_of(each.language, each.pieces)
                await self._player.play(sound, volume)
            except Unspoken as error:
                if str(error) not in self._troubles:
                    self._troubles.add(str(error))
                    log.event(f"guide is silent in {each.language}: {error}")
                # A name in another language is one sentence; else all would fail.
                if each.language == sentences[0].language:
                    return
