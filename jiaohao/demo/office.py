"""The demo's office: the employment centre, always open, with counters for all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from jiaohao.folder import make_office, template

COUNTERS: Final = (1, 2, 3, 4)
"""Counter 1 is the one on the screen; the others work when the demo plays."""
KIOSK: Final = "kiosk-1"
_LEAVE_SECONDS: Final = 5.0
"""How long stations may take to leave the demo's office."""
_REST_SECONDS: Final = 0.05
_HEADER: Final = re.compile(r"\s*\[\[?\s*([\w-]+)")


@contextmanager
def throw_away_office() -> Iterator[Path]:
    """The folder of a demo office, and all its state; nothing of it is left."""
    scratch = Path(tempfile.mkdtemp(prefix="jiaohao-demo-"))
    try:
        os.environ["JIAOHAO_STATE"] = str(scratch / "state")
        make_demo_office(scratch / "office")
        yield scratch / "office"
    finally:
        give_up = time.monotonic() + _LEAVE_SECONDS
        while scratch.exists() and time.monotonic() < give_up:
            # Stations that are leaving may still write in it.
            shutil.rmtree(scratch, ignore_errors=True)
            time.sleep(_REST_SECONDS)


def make_demo_office(folder: Path) -> None:
    """Make the demo's office folder."""
    make_office(folder, demo_text())


def demo_text() -> str:
    """The template without hours and slots, our counters; it trains."""
    text = template("employment-centre").replace(
        "[office]", "[office]\ntraining = true", 1
    )
    codes = [service["code"] for service in tomllib.loads(text)["services"]]
    listed = ", ".join(f'"{code}"' for code in codes)
    counters = "".join(
        f"\n[[counters]]\nnumber = {number}\nserves = [{listed}]\n"
        for number in COUNTERS
    )
    return _without(text, {"hours", "appointments", "counters"}) + counters


def _without(text: str, tables: set[str]) -> str:
    kept: list[str] = []
    is_kept = True
    for line in text.splitlines():
        header = _HEADER.match(line)
        if header is not None:
            is_kept = header[1] not in tables
        if is_kept:
            kept.append(line)
    return "\n".join(kept) + "\n"
