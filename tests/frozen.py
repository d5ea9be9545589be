"""A frozen program tried whole: built by PyInstaller, and a number taken from it.

`make frozen-trial`. Its station and what looks after the file are processes of their
own, started by the program itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jiaohao.frozen

ROOMS = ("counter", "display", "jiaohao", "kiosk", "printers", "shared")


def options() -> Iterator[str]:
    """What PyInstaller cannot find out by itself."""
    for room in ROOMS:
        yield from ("--collect-submodules", room, "--collect-data", room)
    for library in ("textual", "escpos", "qrcode"):
        yield from ("--collect-all", library)
    yield from ("--copy-metadata", "jiaohao")


def main() -> int:
    """Build, take a number; ends with 0 when the number came."""
    entry = Path(jiaohao.frozen.__file__)
    with tempfile.TemporaryDirectory() as told:
        place = Path(told)
        build = [sys.executable, "-m", "PyInstaller", "--log-level", "ERROR"]
        settings = {**os.environ, "JIAOHAO_OFFICE": str(place / "office")}
        subprocess.run(
            [*build, "--name", "jiaohao", *options(), entry], check=True, cwd=place
        )
        program = place / "dist" / "jiaohao" / "jiaohao"
        subprocess.run([program, "init", place / "office"], check=True, env=settings)
        asked = json.dumps({"id": "1", "do": "issue", "service": "service"})
        done = subprocess.run(
            [program, "station", "pad-1"],
            input=f"{asked}\n".encode(),
            stdout=subprocess.PIPE,
            check=True,
            env=settings,
        )
        label = json.loads(done.stdout.splitlines()[-1])["ticket"]["label"]
        print(f"frozen; the first number is {label}")
        return 0 if label == "A001" else 1


if __name__ == "__main__":
    sys.exit(main())
