"""The voice as a station of its own: it watches the hall and says who is called."""

from __future__ import annotations

import asyncio
import logging

from display.content.announcing import call_ms
from display.listening import Listener
from display.voice.sentences import in_order
from display.voice.speaker import Speaker
from display.voice.spoken_calls import SpokenCall, SpokenCalls
from display.voice.spoken_notices import SpokenNotices
from shared.clock import Clock, local, now_ms
from shared.machine import log
from shared.office.model import Office
from shared.speech.unspoken import Unspoken
from shared.text.catalogue import catalogue
from shared.wire.client import Client

_log = logging.getLogger(__name__)


class VoiceStation(Listener):
    """Speaks the calls of a hall, one after the other, and between them the notices."""

    def __init__(
        self,
        office: Office,
        client: Client,
        speaker: Speaker,
        *,
        clock: Clock = now_ms,
    ) -> None:
        super().__init__(client, clock=clock)
        self._office, self._speaker = office, speaker
        self.calls = SpokenCalls(call_ms(office))
        self.notices = SpokenNotices()
        self._speaking: asyncio.Task[None] | None = None
        self._reading: asyncio.Task[None] | None = None
        self._troubles: dict[str, str] = {}

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is being called."""
        return self.calls.spoken is None and not self.calls.queue

    def look(self) -> None:
        """Hear who was called, fall silent where it was taken back, begin the next."""
        self._raise_faults()
        hall, now = self.client.hall, self.clock()
        if hall is None:
            return
        last = self.calls
        self.calls = last.look(hall, now=now, known_at=self.known_at(now))
        tongue = catalogue(self._tongue())
        self.notices = self.notices.look(hall, self._office, tongue, now=now)
        if last.spoken is not None and self.calls.spoken is None:
            self._fall_silent()
        begun = self.calls.begin(now)
        if begun is not self.calls and begun.spoken is not None:
            self.calls = begun
            before = self._break_off() or self._speaking
            speaking = self._speak(begun.spoken, before)
            self._speaking = asyncio.create_task(speaking)
        elif self._may_read(now):
            self._reading = asyncio.create_task(self._read(*self.notices.queue[0]))

    async def leave(self) -> None:
        """Fall silent."""
        self._fall_silent()
        self._break_off()
        await self.silence()

    async def silence(self) -> None:
        """Wait until nothing is being said."""
        for task in (self._speaking, self._reading):
            if task is not None:
                await asyncio.wait([task])

    def _fall_silent(self) -> None:
        if self._speaking is not None:
            self._speaking.cancel()

    def _may_read(self, now: int) -> bool:
        """Whether a notice waits, nobody is called, and somebody may be there."""
        is_silent = self.is_at_rest and self._speaking is None and self._reading is None
        return is_silent and bool(self.notices.queue) and self._office.is_open(now)

    def _break_off(self) -> asyncio.Task[None] | None:
        """A call comes first: the notice is read out anew after it."""
        if self._reading is not None:
            self._reading.cancel()
        return self._reading

    def _tongue(self) -> str:
        """What notices are read out in: the first language of the calls."""
        return next(iter(self._office.voice.languages), self._office.language)

    async def _read(self, id: str, words: str) -> None:
        volume, language = self._volume(), self._tongue()
        if volume and not self._speaker.player.is_mute:
            try:
                await self._speaker.ring(volume)
                await self._speaker.read_out(language, words, volume=volume)
            except Unspoken as error:
                self._warn(language, error)
        self.notices = self.notices.read_out(id)
        self._is_changed.set()

    def _raise_faults(self) -> None:
        speaking, reading = self._speaking, self._reading
        if speaking is not None and speaking.done():
            self._speaking = None
        if reading is not None and reading.done():
            self._reading = None
        for task in (speaking, reading):
            if task is not None and task.done() and not task.cancelled():
                task.result()

    async def _speak(
        self, spoken: SpokenCall, before: asyncio.Task[None] | None
    ) -> None:
        if before is not None:
            await asyncio.wait([before])
        volume = self._volume()
        is_heard = volume and not self._speaker.player.is_mute
        said = await self._say_all(spoken, volume) if is_heard else []
        heard = ", ".join(said) or "silence"
        log.event(f"spoke {spoken.call.label} counter={spoken.call.counter} {heard}")
        if self.calls.spoken == spoken:
            self.calls = self.calls.ended()
            self._is_changed.set()

    async def _say_all(self, spoken: SpokenCall, volume: int) -> list[str]:
        """The languages in which the call was said, and how."""
        call, voice, said = spoken.call, self._office.voice, list[str]()
        counter = call.counter if call.place is None else None
        languages = in_order(voice.languages, voice.visitors, spoken.language)
        try:
            await self._speaker.ring(volume)
            for number, language in enumerate(languages):
                if number and language != spoken.language and self._is_next_due():
                    # The board shows the next one by now: who waits for it comes first.
                    break
                by = await self._say(language, call.label, counter, volume)
                said += [f"{language} by {by}"] if by else []
        except Unspoken as error:
            self._warn("sound", error)
        return said

    async def _say(
        self, language: str, label: str, counter: int | None, volume: int
    ) -> str:
        """How it was said; "" where it could not be: the other languages go on."""
        try:
            said = await self._speaker.say(language, label, counter, volume=volume)
        except Unspoken as error:
            self._warn(language, error)
            return ""
        self._warn(language, said.instead)
        return said.by

    def _warn(self, about: str, trouble: Unspoken | None) -> None:
        """Write trouble down once, however often it comes."""
        words = "" if trouble is None else str(trouble)
        if words and self._troubles.get(about) != words:
            _log.warning("voice, %s: %s", about, words)
        self._troubles[about] = words

    def _is_next_due(self) -> bool:
        return self.calls.is_due(self.clock())

    def _volume(self) -> int:
        wall = local(self.clock(), self._office.time_zone)
        return self._office.voice.volume_at(wall.time())
