"""Sound as numbers: read, joined, made louder or softer, written. No device."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shared.text.catalogue import N_, Words

LONGEST_SECONDS: Final = 30
"""Of one file; a longer one is no piece of a call."""
_SAMPLE_BYTES: Final = 2
_LOUDEST: Final = 32767
_SILENT: Final = 330
"""A hundredth of the loudest: what is softer at the ends of a clip is cut off."""
_KEPT_SECONDS: Final = 0.04
"""Left at each end, so that no consonant is cut."""
_LEVEL: Final = 4_600
"""The effective value of what is spoken: every language and letter can be brought to it
without a sample beyond the loudest (measured, docs/voice.md)."""
_MOST_GAIN: Final = 4.0
"""A softer recording than that has more noise than voice."""
_SOFT_SECONDS: Final = 0.005
"""A sound begins and ends within it, so that nothing clicks where two meet."""
_CHIME_RATE: Final = 22_050
_CHIME: Final = ((659.3, 0.0, 0.9), (523.3, 0.45, 1.2))
"""Two tones, E and C: hertz, when it begins, how long it rings, in seconds."""


class NoSound(Exception):
    """A file is no sound that can be used; `words` say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of 16 bits."""

    samples: array[int]
    rate: int
    """Frames a second."""
    channels: int = 1

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.channels / self.rate

    @property
    def form(self) -> tuple[int, int]:
        """What must be the same for all that are joined."""
        return self.rate, self.channels

    @property
    def loudest(self) -> int:
        """The loudest sample, from 0 to 32767."""
        return max(max(self.samples, default=0), -min(self.samples, default=0))


def read_sound(file: Path) -> Sound:
    """A WAV file of 16 bits. Raises NoSound, or OSError where it cannot be read."""
    try:
        with wave.open(str(file), "rb") as opened:
            if opened.getsampwidth() != _SAMPLE_BYTES:
                raise NoSound(N_("not of 16 bits"))
            rate, channels = opened.getframerate(), opened.getnchannels()
            if not rate or opened.getnframes() > rate * LONGEST_SECONDS:
                raise NoSound(N_("too long"))
            raw = opened.readframes(opened.getnframes())
    except (wave.Error, EOFError) as error:
        raise NoSound(N_("not a WAV file")) from error
    samples = array("h")
    samples.frombytes(raw[: len(raw) - len(raw) % (_SAMPLE_BYTES * channels)])
    if sys.byteorder == "big":
        samples.byteswap()
    if not samples:
        raise NoSound(N_("empty"))
    return Sound(samples, rate, channels)


def write_sound(sound: Sound, file: Path) -> None:
    """Write a WAV file. Raises OSError."""
    samples = array("h", sound.samples)
    if sys.byteorder == "big":
        samples.byteswap()
    # Opened here: wave leaves half an object behind where it cannot open one.
    with file.open("wb") as raw, wave.open(raw, "wb") as opened:
        opened.setnchannels(sound.channels)
        opened.setsampwidth(_SAMPLE_BYTES)
        opened.setframerate(sound.rate)
        opened.writeframes(samples.tobytes())


def trimmed(sound: Sound) -> Sound:
    """The same without the silence at its ends; all of it where it is silent."""
    loud = [at for at, each in enumerate(sound.samples) if abs(each) > _SILENT]
    if not loud:
        return sound
    kept = round(_KEPT_SECONDS * sound.rate) * sound.channels
    first, last = max(0, loud[0] - kept), loud[-1] + 1 + kept
    first -= first % sound.channels
    last += -last % sound.channels
    return Sound(sound.samples[first:last], sound.rate, sound.channels)


def levelled(sound: Sound) -> Sound:
    """The same as loud as all that is spoken; its pauses are not counted."""
    spoken = [each for each in sound.samples if abs(each) > _SILENT]
    if not spoken:
        return sound
    effective = math.sqrt(sum(each * each for each in spoken) / len(spoken))
    gain = min(_LEVEL / effective, _LOUDEST / sound.loudest, _MOST_GAIN)
    samples = array("h", (int(each * gain) for each in sound.samples))
    return Sound(samples, *sound.form)


def joined(sounds: Sequence[Sound]) -> Sound:
    """One after the other; all of the same form (see `Sound.form`)."""
    samples = array("h")
    for each in sounds:
        samples.extend(_with_soft_ends(each))
    return Sound(samples, *sounds[0].form)


def _with_soft_ends(sound: Sound) -> array[int]:
    samples, frames = array("h", sound.samples), len(sound.samples) // sound.channels
    soft = min(round(_SOFT_SECONDS * sound.rate), frames // 2)
    for at in range(soft * sound.channels):
        frame = at // sound.channels
        samples[at] = samples[at] * frame // soft
        samples[-1 - at] = samples[-1 - at] * frame // soft
    return samples


def at_volume(sound: Sound, volume: int) -> Sound:
    """As loud as `volume` per cent of it, 0 to 100."""
    if volume >= 100:
        return sound
    samples = array("h", (each * volume // 100 for each in sound.samples))
    return Sound(samples, *sound.form)


def chime() -> Sound:
    """Two falling tones, for an office that recorded none."""
    length = round(max(begin + rings for _, begin, rings in _CHIME) * _CHIME_RATE)
    told = [0.0] * length
    for hertz, begin, rings in _CHIME:
        first = round(begin * _CHIME_RATE)
        for at in range(round(rings * _CHIME_RATE)):
            second = at / _CHIME_RATE
            fading = math.exp(-5 * second / rings) * min(1.0, second * 200)
            told[first + at] += fading * math.sin(2 * math.pi * hertz * second)
    top = max(map(abs, told))
    samples = array("h", (round(each / top * 0.7 * _LOUDEST) for each in told))
    return Sound(samples, _CHIME_RATE)
