"""One sentence said: by clips, by speech, or not, with each thing that can fail."""

from __future__ import annotations

import os
import threading
from array import array

import pytest

from display.voice.speaker import Limits, Speaker, Unspoken
from shared.office.model import Office
from shared.speech.means import Means
from shared.speech.sounds import Sound, write_sound
from tests.display.voice.test_clips import record
from tests.shared.speech.machine import AS_SPOKEN, TONE, Machine

HASTY = Limits(reading=0.3, making=0.3, slack=0.3)


def _speaker(machine: Machine, means: Means, limits: Limits | None = None) -> Speaker:
    return Speaker(means, machine.sounds, limits=limits or Limits())


async def test_by_speech_at_a_volume(machine: Machine) -> None:
    speaker = _speaker(machine, machine.means())
    assert (await speaker.say("zh-TW", "A012", 3, volume=50)).by == "speech"
    assert len(machine.asked("say -v cmn-latn-pinyin")) == 2
    (played,) = machine.asked("play")
    assert int(played.split()[2]) == AS_SPOKEN // 2


async def test_by_clips_before_speech(machine: Machine, office: Office) -> None:
    record(machine.folder / "voices", "nan", office)
    speaker = _speaker(machine, machine.means(clips=machine.folder / "voices"))
    assert (await speaker.say("nan", "A012", 3, volume=100)).by == "clips"
    assert (await speaker.say("en", "A012", 3, volume=100)).by == "speech"
    assert len(machine.asked("play")) == 2


async def test_a_missing_clip_leads_to_speech_for_the_whole_sentence(
    machine: Machine, office: Office
) -> None:
    record(machine.folder / "voices", "zh-TW", office)
    (machine.folder / "voices" / "zh-TW" / "2.wav").unlink()
    speaker = _speaker(machine, machine.means(clips=machine.folder / "voices"))
    assert (await speaker.say("zh-TW", "A013", 3, volume=100)).by == "clips"
    said = await speaker.say("zh-TW", "A012", 3, volume=100)
    assert said.by == "speech"
    assert said.instead is not None and "zh-TW/2.wav" in str(said.instead)


async def test_a_missing_clip_is_named_where_no_speech_is(
    machine: Machine, office: Office
) -> None:
    record(machine.folder / "voices", "nan", office)
    (machine.folder / "voices" / "nan" / "2.wav").unlink()
    speaker = _speaker(machine, machine.means(clips=machine.folder / "voices"))
    with pytest.raises(Unspoken, match=r"nan/2\.wav"):
        await speaker.say("nan", "A012", 3, volume=100)
    assert machine.asked("play") == []


async def test_a_language_without_anything(machine: Machine) -> None:
    speaker = _speaker(machine, machine.means())
    with pytest.raises(Unspoken, match="hak"):
        await speaker.say("hak", "A012", 3, volume=100)
    speaker = _speaker(machine, machine.means(espeak=None))
    with pytest.raises(Unspoken, match="en"):
        await speaker.say("en", "A012", 3, volume=100)


async def test_the_offices_own_chime(machine: Machine) -> None:
    clips = machine.folder / "voices"
    clips.mkdir()
    write_sound(TONE, clips / "chime.wav")
    await _speaker(machine, machine.means(clips=clips)).ring(100)
    assert machine.asked("play") == [f"play {len(TONE.samples)} 9000"]


async def test_a_ruined_chime_is_ours(machine: Machine) -> None:
    clips = machine.folder / "voices"
    clips.mkdir()
    (clips / "chime.wav").write_bytes(b"no sound")
    await _speaker(machine, machine.means(clips=clips)).ring(100)
    (played,) = machine.asked("play")
    assert int(played.split()[1]) > 22_050


async def test_clips_of_two_formats_are_never_joined(
    machine: Machine, office: Office
) -> None:
    clips = machine.folder / "voices"
    record(clips, "nan", office)
    write_sound(Sound(array("h", [9000] * 99), 8_000), clips / "nan" / "A.wav")
    speaker = _speaker(machine, machine.means(clips=clips))
    with pytest.raises(Unspoken, match=r"nan/A\.wav"):
        await speaker.say("nan", "A012", 3, volume=100)


async def test_clips_on_a_share_that_hangs(machine: Machine, office: Office) -> None:
    clips = machine.folder / "voices"
    record(clips, "zh-TW", office)
    (clips / "zh-TW" / "A.wav").unlink()
    os.mkfifo(clips / "zh-TW" / "A.wav")
    threads = threading.active_count()
    speaker = _speaker(machine, machine.means(clips=clips), Limits(reading=0.2))
    for label in ("A012", "B013", "A014"):
        assert (await speaker.say("zh-TW", label, 3, volume=100)).by == "speech"
    # One more may be of a read that came back.
    assert threading.active_count() < threads + 3, "one read hangs, not three"
    with open(clips / "zh-TW" / "A.wav", "wb"):
        pass
