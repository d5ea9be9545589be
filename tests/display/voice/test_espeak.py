"""What espeak-ng says of a call, looked at as sound; nobody is there to hear it."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from datetime import time
from itertools import groupby
from pathlib import Path
from typing import Final

import pytest

from display.voice.sentences import sentence
from shared.office.voice import Loudness, Voice
from shared.speech.commands import ESPEAK, VOICES
from shared.speech.means import Means
from shared.speech.sounds import Sound, at_volume, chime, read_sound, write_sound
from shared.speech.synthesis import Synthesis
from shared.speech.unspoken import USUAL

CALLS: Final = (("A001", 1), ("M480", 12), ("Z999", 40), ("C1053", None))
_QUIET: Final = 330
"""A hundredth of the loudest."""


@pytest.mark.skipif(shutil.which(ESPEAK) is None, reason="espeak-ng is not here")
@pytest.mark.parametrize("language", VOICES)
async def test_a_call_can_be_heard(language: str, tmp_path: Path) -> None:
    speech = Synthesis(Means(espeak=shutil.which(ESPEAK)), tmp_path, USUAL)
    levels = []
    for label, counter in CALLS:
        sound = await speech.sound_of(language, sentence(language, label, counter))
        file = tmp_path / "played.wav"
        write_sound(sound, file)
        assert read_sound(file) == sound
        assert 3 < sound.seconds < 7, "said within a call's eight seconds"
        assert _longest(sound, lambda each: abs(each) >= 32_766) <= 2, "clipped"
        assert _longest(sound, lambda each: abs(each) < _QUIET) < 0.35 * sound.rate
        ends = (sound.samples[:2_205], sound.samples[-2_205:])
        assert all(max(map(abs, each)) > _QUIET for each in ends), "silence at an end"
        assert sound.samples[0] == sound.samples[-1] == 0
        levels.append(_decibels(sound))
    # Every language as loud as the others, whichever voice it has.
    assert all(-19.5 < each < -18 for each in levels), levels


def test_the_chime_has_no_edge() -> None:
    ring = chime()
    assert _longest(ring, lambda each: abs(each) >= 32_766) == 0
    assert abs(ring.samples[0]) < _QUIET and abs(ring.samples[-1]) < _QUIET
    assert -17 < _decibels(ring) < -14, "a little louder than what is said"


@pytest.mark.parametrize(
    ("wall", "decibels"), [(time(9), 0), (time(12, 30), -4.44), (time(19), -20)]
)
def test_the_hour_makes_it_softer(wall: time, decibels: float, tmp_path: Path) -> None:
    noon, night = Loudness(time(12), time(13), 60), Loudness(time(18), time(8), 10)
    voice, loud = Voice(hours=(noon, night)), chime()
    file = tmp_path / "played.wav"
    write_sound(at_volume(loud, voice.volume_at(wall)), file)
    softer = _decibels(read_sound(file)) - _decibels(loud)
    assert softer == pytest.approx(decibels, abs=0.1)


def _longest(sound: Sound, is_so: Callable[[int], bool]) -> int:
    """How many samples in a row something is so of."""
    runs = groupby(sound.samples, is_so)
    return max((len(list(each)) for found, each in runs if found), default=0)


def _decibels(sound: Sound) -> float:
    """Of the whole sound, below the loudest that can be."""
    effective = math.sqrt(sum(x * x for x in sound.samples) / len(sound.samples))
    return 20 * math.log10(effective / 32_768)
