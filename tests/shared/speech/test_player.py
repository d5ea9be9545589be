"""Sounds played, with each thing that can fail; silent when cancelled."""

from __future__ import annotations

import asyncio
import os
import shutil

import pytest

from shared.speech.player import Player
from shared.speech.unspoken import Limits, Unspoken
from tests.shared.speech.machine import FAILING, HANGING, PLAYING_ON, TONE, Machine


def _player(
    machine: Machine, *commands: tuple[str, ...], limits: Limits | None = None
) -> Player:
    return Player(machine.means(players=commands), machine.sounds, limits or Limits())


@pytest.mark.parametrize("script", [HANGING, FAILING])
async def test_one_that_hangs_or_has_no_device(machine: Machine, script: str) -> None:
    limits = Limits(slack=0.3) if script == HANGING else None
    player = _player(machine, machine.player(script), limits=limits)
    with pytest.raises(Unspoken, match="aplay"):
        await player.play(TONE, 100)


async def test_another_one_where_the_first_has_no_device(machine: Machine) -> None:
    broken = machine.player(FAILING, name="pw-play")
    player = _player(machine, broken, machine.player())
    await player.play(TONE, 50)
    assert player.name.endswith("aplay"), "from now on it is the first"
    assert machine.asked("play") == [f"play {len(TONE.samples)} 4500"], "half of 9000"


async def test_none_or_gone_by_now(machine: Machine) -> None:
    player = _player(machine, ("/gone/aplay", "{file}"))
    with pytest.raises(Unspoken, match="aplay"):
        await player.try_device()
    player = _player(machine)
    assert player.is_mute and player.name == ""
    with pytest.raises(Unspoken, match="no program"):
        await player.try_device()


async def test_no_room_for_a_sound(machine: Machine) -> None:
    player = _player(machine, machine.player())
    shutil.rmtree(machine.sounds)
    with pytest.raises(Unspoken):
        await player.play(TONE, 100)


async def test_silent_as_soon_as_it_is_cancelled(machine: Machine) -> None:
    player = _player(machine, machine.player(PLAYING_ON))
    playing = asyncio.create_task(player.play(TONE, 100))
    async with asyncio.timeout(20):
        while not machine.asked("play"):
            await asyncio.sleep(0.01)
    playing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await playing
    with pytest.raises(ProcessLookupError):
        os.kill(int(machine.asked("play")[0].split()[1]), 0)
