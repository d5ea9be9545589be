"""Plays a sound by the first player that finds a device."""

from __future__ import annotations

from array import array
from pathlib import Path

from shared.speech.means import Means
from shared.speech.processes import CommandFailed, run
from shared.speech.sounds import Sound, at_volume, write_sound
from shared.speech.unspoken import NO_DEVICE, NO_PLAYER, NO_ROOM, Limits, Unspoken
from shared.text.reasons import why


class Player:
    """The loudspeaker of one machine; it plays one sound at a time."""

    def __init__(self, means: Means, folder: Path, limits: Limits) -> None:
        """Sounds are written in `folder`, on this machine's own disk."""
        self._file, self._limits = folder / "call.wav", limits
        self._players = list(means.players)

    @property
    def is_mute(self) -> bool:
        """Whether nothing here plays sound."""
        return not self._players

    @property
    def name(self) -> str:
        """The command that is asked first, "" where there is none."""
        return self._players[0][0] if self._players else ""

    async def try_device(self) -> None:
        """Play a moment of silence; raises Unspoken where there is no device."""
        await self.play(Sound(array("h", [0] * 2_205), 22_050), 100)

    async def play(self, sound: Sound, volume: int) -> None:
        """Play a sound to its end, at a volume in per cent; silent when cancelled.

        The first command that can is asked first from then on. Raises Unspoken.
        """
        failed: CommandFailed | None = None
        try:
            write_sound(at_volume(sound, volume), self._file)
        except OSError as error:
            raise Unspoken(NO_ROOM, reason=why(error)) from error
        for player in tuple(self._players):
            command = [each.replace("{file}", str(self._file)) for each in player]
            try:
                await run(command, sound.seconds + self._limits.slack)
            except CommandFailed as error:
                failed = failed or error
                continue
            self._players.remove(player)
            self._players.insert(0, player)
            return
        if failed is None:
            raise Unspoken(NO_PLAYER)
        raise Unspoken(NO_DEVICE, reason=failed.told) from failed
