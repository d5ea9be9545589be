"""A machine without a sound card: commands that write down what they are asked."""

from __future__ import annotations

import os
import sys
from array import array
from pathlib import Path
from typing import Final

from shared.speech.means import Means
from shared.speech.sounds import Sound, write_sound

TONE: Final = Sound(array("h", [0] * 2000 + [9000, -9000] * 1000 + [0] * 2000), 22_050)
"""A tenth of a second between silences."""
AS_SPOKEN: Final = 4_600
"""Its loudest sample once it is as loud as all that is spoken."""

_PLAYER: Final = """
import sys, wave
with open({log!r}, "a", encoding="utf-8") as told, wave.open(sys.argv[-1]) as sound:
    frames = sound.readframes(sound.getnframes())
    loudest = max(abs(int.from_bytes(frames[at:at+2], "little", signed=True))
                  for at in range(0, len(frames), 2))
    told.write(f"play {{sound.getnframes()}} {{loudest}}\\n")
"""
_ESPEAK: Final = """
import shutil, sys
with open({log!r}, "a", encoding="utf-8") as told:
    told.write("say " + " ".join(w for w in sys.argv[1:] if "/" not in w) + "\\n")
if "-x" in sys.argv:
    print({phonemes!r})
else:
    shutil.copy({tone!r}, sys.argv[sys.argv.index("-w") + 1])
"""
HANGING: Final = "import time\ntime.sleep(600)\n"
PLAYING_ON: Final = """
import os, time
with open({log!r}, "a", encoding="utf-8") as told:
    told.write(f"play {{os.getpid()}}\\n")
time.sleep(600)
"""
FAILING: Final = "import sys\nsys.exit(3)\n"


class Machine:
    """A folder with commands of its own, and what they were asked, line by line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sounds = folder / "sounds"
        self.sounds.mkdir(parents=True)
        self.log = folder / "asked.log"
        self.tone = folder / "tone.wav"
        write_sound(TONE, self.tone)

    def player(self, script: str = _PLAYER, name: str = "aplay") -> tuple[str, ...]:
        """A command that plays, under a name that is looked for."""
        return (self._command(name, script.format(log=str(self.log))), "{file}")

    def espeak(self, script: str = _ESPEAK, phonemes: str = "s'a55n_|") -> str:
        """A speech command."""
        text = script.format(log=str(self.log), tone=str(self.tone), phonemes=phonemes)
        return self._command("espeak-ng", text)

    def means(self, **others: object) -> Means:
        """A player and a speech command, or what is said instead."""
        if "players" not in others:
            others["players"] = (self.player(),)
        if "espeak" not in others:
            others["espeak"] = self.espeak()
        return Means(**others)  # type: ignore[arg-type]

    def asked(self, verb: str = "") -> list[str]:
        """What was asked so far, of one kind or of any."""
        if not self.log.exists():
            return []
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [each for each in lines if each.startswith(verb)]

    def forget(self) -> None:
        """Begin a new list of what is asked."""
        self.log.unlink(missing_ok=True)

    def _command(self, name: str, script: str) -> str:
        file = self.folder / name
        file.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
        os.chmod(file, 0o755)
        return str(file)
