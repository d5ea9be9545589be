"""`make pictures`: a kiosk in a real terminal, as it hangs on the wall, for docs/.

xterm on a screen that nobody sees, started with the words that `jiaohao unit` starts it
with on a machine with X11.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from PIL import Image, ImageGrab

from jiaohao.folder import make_office
from jiaohao.pack.unit import Machine, screen_words
from tests.kiosk.monkey import always_open
from tests.screen_picture import keep
from tests.wall import hidden_screen

FILE: Final = "kiosk-in-xterm.png"
SHOWN: Final = (960, 540)
_OLD: Final = Machine(12, frozenset({"xinit", "xterm"}), "")
_PATIENCE_SECONDS: Final = 60.0
_STILL_SECONDS: Final = 2.0
_FEWEST_COLOURS: Final = 30


def kiosk_in_xterm(scratch: Path) -> Image.Image:
    """The first page of a kiosk on a whole panel. Raises TimeoutError."""
    folder = scratch / "office"
    make_office(folder, always_open())
    own = [sys.executable, "-m", "jiaohao", "kiosk", "kiosk-1", "--office", str(folder)]
    in_terminal = screen_words("kiosk", _OLD)[1:]
    with hidden_screen() as display:
        environment = os.environ | {"DISPLAY": display, "LC_ALL": "C.UTF-8"}
        with subprocess.Popen([*in_terminal, *own], env=environment) as terminal:
            try:
                return _finished(display)
            finally:
                terminal.terminate()


def _finished(display: str) -> Image.Image:
    """The screen once a page is on it and stands still."""
    give_up = time.monotonic() + _PATIENCE_SECONDS
    before, since = b"", time.monotonic()
    while time.monotonic() < give_up:
        image = ImageGrab.grab(xdisplay=display)
        if image.tobytes() != before:
            before, since = image.tobytes(), time.monotonic()
        has_page = len(image.getcolors(1 << 24) or ()) >= _FEWEST_COLOURS
        if has_page and time.monotonic() - since > _STILL_SECONDS:
            return image
        time.sleep(0.2)
    raise TimeoutError


def main(into: Path) -> None:
    """Write the picture; without the tools say so and leave it."""
    if not shutil.which("Xvfb") or not shutil.which("xterm"):
        print(f"no {FILE}: apt install xvfb xterm fonts-dejavu-core")
        return
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JIAOHAO_STATE"] = f"{scratch}/state"
        image = kiosk_in_xterm(Path(scratch))
    into.mkdir(parents=True, exist_ok=True)
    keep(image.resize(SHOWN, Image.Resampling.LANCZOS), into / FILE, colours=128)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
