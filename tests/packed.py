"""A packed folder tried whole: packed, installed without a network, and a number taken.

`make pack-trial`. It needs a network to pack, and `unshare` to be without one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from jiaohao.pack.packing import pack


def offline() -> list[str]:
    """What runs a command without a network; nothing where this machine has no such."""
    alone = ["unshare", "--map-root-user", "--net"]
    try:
        subprocess.run([*alone, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        print("NOT without a network: unshare may not be used here")
        return []
    return alone


def main() -> int:
    """Pack, install, take a number; ends with 0 when the number came."""
    with tempfile.TemporaryDirectory() as told:
        place = Path(told)
        share, office = place / "share", place / "office"
        pack(share, print)
        settings = {**os.environ, "XDG_DATA_HOME": str(place / "disk")}
        settings.pop("JIAOHAO_OFFICE", None)
        start = [*offline(), sys.executable, str(share / "start.py")]
        subprocess.run([*start, "init", str(office)], check=True, env=settings)
        asked = json.dumps({"id": "1", "do": "issue", "service": "service"})
        done = subprocess.run(
            [*start, "station", "pad-1", "--office", str(office)],
            input=f"{asked}\n".encode(),
            stdout=subprocess.PIPE,
            check=True,
            env=settings,
        )
        label = json.loads(done.stdout.splitlines()[-1])["ticket"]["label"]
        print(f"installed; the first number is {label}")
        return 0 if label == "A001" else 1


if __name__ == "__main__":
    sys.exit(main())
