"""Sentences made by speech commands, with each thing that can fail."""

from __future__ import annotations

import shutil

import pytest

from shared.speech.piece import Piece, spelled
from shared.speech.synthesis import Synthesis
from shared.speech.unspoken import Limits, Unspoken
from tests.shared.speech.machine import AS_SPOKEN, FAILING, HANGING, Machine


def _synthesis(
    machine: Machine, limits: Limits | None = None, **means: object
) -> Synthesis:
    found = machine.means(**means)
    return Synthesis(found, machine.sounds, limits or Limits())


async def test_free_words_and_a_number_in_one_sentence(machine: Machine) -> None:
    said = (Piece("", "Your number is"), *spelled("en", "B07"))
    sound = await _synthesis(machine).sound_of("en", said)
    assert sound.loudest == AS_SPOKEN
    assert machine.asked("say -v")[0].endswith("Your number is B, zero seven")


async def test_a_voice_that_does_not_know_the_words_is_refused(
    machine: Machine,
) -> None:
    synthesis = _synthesis(machine, espeak=machine.espeak(phonemes="(en)kI Ntri:"))
    for _ in range(2):
        with pytest.raises(Unspoken, match="zh-TW"):
            await synthesis.sound_of("zh-TW", spelled("zh-TW", "A012"))
    assert len(machine.asked("say -q -x")) == 1, "asked once"
    assert len(machine.asked("say")) == 1


@pytest.mark.parametrize("script", [HANGING, FAILING, "", "not python"])
async def test_a_command_that_hangs_fails_or_makes_nothing(
    machine: Machine, script: str
) -> None:
    own = machine.espeak(script) + " {file} {text}"
    limits = Limits(making=0.3) if script == HANGING else None
    with pytest.raises(Unspoken):
        await _synthesis(machine, limits, commands={"en": own}).sound_of(
            "en", spelled("en", "A012")
        )
    assert await _synthesis(machine).sound_of("id", spelled("id", "A012"))


@pytest.mark.parametrize("language", ["en", "th"])
async def test_a_command_that_is_missing(machine: Machine, language: str) -> None:
    synthesis = _synthesis(machine, commands={"th": "/gone/say {file} {text}"})
    if language == "en":
        synthesis = _synthesis(machine, espeak=None)
    with pytest.raises(Unspoken):
        await synthesis.sound_of(language, spelled(language, "A012"))


async def test_what_was_made_before_is_not_said_again(machine: Machine) -> None:
    synthesis = _synthesis(machine)
    await synthesis.sound_of("en", spelled("en", "A012"))
    machine.espeak("")
    with pytest.raises(Unspoken):
        await synthesis.sound_of("en", spelled("en", "A013"))


async def test_no_room_for_a_sound(machine: Machine) -> None:
    synthesis = _synthesis(machine)
    shutil.rmtree(machine.sounds)
    with pytest.raises(Unspoken):
        await synthesis.sound_of("en", spelled("en", "A012"))
