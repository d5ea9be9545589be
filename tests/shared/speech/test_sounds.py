"""Sound as numbers: joined, cut, softened; files that are no sound."""

from __future__ import annotations

import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from shared.speech.sounds import (
    NoSound,
    Sound,
    at_volume,
    chime,
    joined,
    levelled,
    read_sound,
    trimmed,
    write_sound,
)
from tests.shared.speech.machine import TONE


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    write_sound(TONE, file)
    assert read_sound(file) == TONE


def test_silence_at_the_ends_goes_but_for_a_breath() -> None:
    cut = trimmed(TONE)
    assert 2000 < len(cut.samples) < 4000
    assert cut.loudest == 9000
    assert trimmed(cut).samples == cut.samples
    quiet = Sound(array("h", [0] * 500), 22_050)
    assert trimmed(quiet) == quiet


def test_both_channels_are_cut_alike() -> None:
    stereo = Sound(array("h", [0] * 8001 + [9000] * 101 + [0] * 8000), 22_050, 2)
    assert len(trimmed(stereo).samples) % 2 == 0


def test_joined_and_softened() -> None:
    both = joined([TONE, TONE])
    assert both.seconds == pytest.approx(2 * TONE.seconds)
    assert at_volume(both, 50).loudest == 4500
    assert at_volume(both, 0).loudest == 0
    assert at_volume(both, 100) is both


@pytest.mark.parametrize("channels", [1, 2])
def test_nothing_clicks_where_two_meet(channels: int) -> None:
    """A cut in the middle of a vowel, and a wave that stands at its top there."""
    high = Sound(array("h", [9000] * 4000), 22_050, channels)
    low = Sound(array("h", [-9000] * 4000), 22_050, channels)
    both = joined([high, low, high])
    frames = list(zip(*[iter(both.samples)] * channels, strict=True))
    steps = [abs(a[0] - b[0]) for a, b in pairwise(frames)]
    assert max(steps) < 100
    assert abs(both.samples[0]) < 100 and abs(both.samples[-1]) < 100
    assert both.loudest == 9000
    assert joined([Sound(array("h", [9000]), 22_050)]).seconds > 0


def test_soft_and_loud_clips_are_brought_to_one_level() -> None:
    for top in (2000, 9000, 30_000):
        clip = Sound(array("h", [top, 0, 0, -top, 0, 0] * 500), 22_050)
        assert levelled(clip).loudest == pytest.approx(4_600, abs=1)
    shrill = Sound(array("h", [400] * 5000 + [30_000]), 22_050)
    assert levelled(shrill).loudest == 32_767, "never beyond the loudest"
    noise = Sound(array("h", [400, -400] * 500), 22_050)
    assert levelled(noise).loudest == 1600, "noise is not made a voice"
    quiet = Sound(array("h", [0] * 500), 22_050)
    assert levelled(quiet) == quiet


def test_the_chime_is_short_and_not_too_loud() -> None:
    ring = chime()
    assert 1 < ring.seconds < 2
    assert 15_000 < ring.loudest < 30_000


def _wave(file: Path, *, width: int = 2, frames: bytes = b"\1\2" * 9) -> Path:
    with wave.open(str(file), "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(width)
        opened.setframerate(8000)
        opened.writeframes(frames)
    return file


def test_files_that_are_no_sound(tmp_path: Path) -> None:
    for name, raw in (("text", b"hello"), ("none", b""), ("cut", b"RIFF\4\0\0\0WAVE")):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(NoSound):
            read_sound(tmp_path / name)
    with pytest.raises(NoSound, match="16 bits"):
        read_sound(_wave(tmp_path / "b.wav", width=1))
    with pytest.raises(NoSound, match="empty"):
        read_sound(_wave(tmp_path / "c.wav", frames=b""))
    with pytest.raises(NoSound, match="too long"):
        read_sound(_wave(tmp_path / "d.wav", frames=b"\0\0" * 8000 * 31))
