"""Runs on a host of the laboratory: a station of this version, until it is too old.

    … outdated FOLDER NAME SECONDS

Issues again and again; every answer goes to /mnt/disk/NAME.jsonl. Prints the first
error that an update leaves, and when it came, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.lab.watching import say, start

PAUSE = 0.5


def work(folder: str, name: str, seconds: float) -> dict[str, object]:
    """Issue until told to update, or until the time is over."""
    station, answers, error = start(folder, name), 0, "none"
    assert station.stdout is not None
    end = time.monotonic() + seconds
    with Path(f"/mnt/disk/{name}.jsonl").open("w", encoding="utf-8") as lines:
        while time.monotonic() < end and error != "share_unsafe":
            say(station, do="issue", service="service")
            line = station.stdout.readline()
            answer = json.loads(line) if line else {"error": "station ended"}
            if answer.get("ok"):
                lines.write(line.decode())
                answers += 1
            else:
                error = answer["error"]
            time.sleep(PAUSE)
    told = {"error": error, "told_at": time.time(), "answers": answers}
    station.kill()
    return told


if __name__ == "__main__":
    print(json.dumps(work(sys.argv[1], sys.argv[2], float(sys.argv[3]))))
