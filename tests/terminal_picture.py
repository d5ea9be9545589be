"""`make pictures`: a kiosk in a real terminal, as it hangs on the wall, for docs/.

xterm in a virtual X server, started with the words that `jiaohao unit` starts it with
on a machine with X11. The server keeps its screen as a file (Xvfb -fbdir, XWD).
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import Image

from jiaohao.folder import make_office
from jiaohao.pack.unit import Machine, screen_words
from tests.kiosk.monkey import always_open
from tests.screen_picture import keep

PANEL: Final = (1920, 1080)
"""Pixels of the touch screen."""
SHOWN: Final = (960, 540)
NEEDED: Final = ("Xvfb", "xterm")
_OLD: Final = Machine(12, frozenset({"xinit", "xterm"}), "")
_COMES_WITHIN: Final = 60.0
_STANDS_STILL: Final = 2.0
"""Seconds without a change after which a page is taken for finished."""
_FEWEST_COLOURS: Final = 30


@contextmanager
def x_server(scratch: Path) -> Iterator[tuple[str, Path]]:
    """A virtual X server; its name, and the file that is its screen."""
    asked, told = os.pipe()
    size = f"{PANEL[0]}x{PANEL[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-screen", "0", size, "-fbdir", str(scratch)],
        pass_fds=[told],
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    try:
        with os.fdopen(asked) as names:
            yield f":{names.readline().strip()}", scratch / "Xvfb_screen0"
    finally:
        server.terminate()
        server.wait()


def screen_of(file: Path) -> Image.Image:
    """What an X server shows, from its XWD file with 32 bits a pixel."""
    told = file.read_bytes()
    header = struct.unpack(">25I", told[:100])
    begin, width, height = header[0] + header[19] * 12, header[4], header[5]
    stride = header[12]
    pixels = told[begin : begin + stride * height]
    return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", stride, 1)


def _finished(file: Path, terminal: subprocess.Popen[bytes]) -> Image.Image:
    """The screen once there is something on it and it stands still."""
    give_up = time.monotonic() + _COMES_WITHIN
    before, since = b"", time.monotonic()
    while time.monotonic() < give_up:
        if terminal.poll() is not None:
            raise SystemExit(f"The terminal ended with {terminal.returncode}.")
        image = screen_of(file)
        if image.tobytes() != before:
            before, since = image.tobytes(), time.monotonic()
        has_page = len(image.getcolors(1 << 24) or ()) >= _FEWEST_COLOURS
        if has_page and time.monotonic() - since > _STANDS_STILL:
            return image
        time.sleep(0.2)
    raise SystemExit("Nothing was shown in time.")


def kiosk_in_xterm(scratch: Path) -> Image.Image:
    """The first page of a kiosk on a whole panel."""
    folder = scratch / "office"
    make_office(folder, always_open())
    own = [sys.executable, "-m", "jiaohao", "kiosk", "kiosk-1", "--office", str(folder)]
    in_terminal = screen_words("kiosk", _OLD)[1:]
    with x_server(scratch) as (display, file):
        environment = os.environ | {"DISPLAY": display, "LC_ALL": "C.UTF-8"}
        with subprocess.Popen([*in_terminal, *own], env=environment) as terminal:
            try:
                return _finished(file, terminal)
            finally:
                terminal.terminate()


def main() -> None:
    """Write the picture into the folder named on the command line."""
    into = Path(sys.argv[1])
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"kiosk-in-xterm.png: left out, {' and '.join(missing)} is not here")
        return
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JIAOHAO_STATE"] = f"{scratch}/state"
        image = kiosk_in_xterm(Path(scratch))
    smaller = image.resize(SHOWN, Image.Resampling.LANCZOS)
    keep(smaller, into / "kiosk-in-xterm.png", colours=128)


if __name__ == "__main__":
    main()
