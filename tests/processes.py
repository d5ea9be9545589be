"""Station processes of their own, spoken to line by line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from shared.station.patience import Patience
from shared.trade.recovery import Waits


@contextmanager
def gone(file: Path) -> Iterator[None]:
    """The file cannot be reached."""
    file.rename(file.with_suffix(".away"))
    yield
    file.with_suffix(".away").rename(file)


def answers_to(
    folder: Path, name: str, requests: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """What a station of that name answers, asked all at once, until it ends."""
    asked = "".join(json.dumps(request) + "\n" for request in requests)
    process = subprocess.run(
        [sys.executable, "-m", "jiaohao", "station", name, "--office", folder],
        input=asked.encode(),
        capture_output=True,
        timeout=240,
        check=True,
    )
    return [json.loads(line) for line in process.stdout.splitlines()][1:]


SOON: Final = Waits(awaited=8_000, later=6_000)
AT_ONCE: Final = Waits(awaited=20_000, later=200)
"""Where all who work were at work when the copy was made."""
NOBODY: Final = Waits(awaited=200, later=100)
"""Where nobody works."""
"""How long a copy that was put back waits in tests."""
HASTY: Final = Patience(
    beat=0.5, own=1.0, ask=2.5, silent=1.5, hang=3.0, errand_rest=1.0, leave=2.0
)
"""For stations whose share hangs in tests."""
_RESTORE: Final = """
import sys
from pathlib import Path
from jiaohao.backup import put_back
from shared.text.catalogue import catalogue
from tests.processes import SOON
for line in put_back(Path(sys.argv[1]), None, catalogue("en"), waits=SOON):
    print(line, flush=True)
"""
_HASTY: Final = """
import sys
from pathlib import Path
from jiaohao.stations import run_station
from tests.processes import HASTY
name = sys.argv[2] if len(sys.argv) > 2 else None
sys.exit(run_station(Path(sys.argv[1]), name, patience=HASTY))
"""


def restoring(folder: Path) -> subprocess.Popen[str]:
    """`jiaohao restore` that does not wait long, under way."""
    command = [sys.executable, "-c", _RESTORE, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def restored(folder: Path) -> str:
    """What `jiaohao restore` that does not wait long said."""
    with restoring(folder) as process:
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return said


class Process:
    """A station process of its own, spoken to line by line."""

    def __init__(
        self,
        folder: Path,
        name: str | None,
        *,
        is_hasty: bool = False,
        hangs_while: Path | None = None,
    ) -> None:
        """Without a name it only reads.

        While the file `hangs_while` is there, the office folder hangs.
        """
        own = ["watcher"] if name is None else ["station", name]
        command = ["-m", "jiaohao", *own, "--office", str(folder)]
        if is_hasty:
            named = [] if name is None else [name]
            command = ["-c", _HASTY, str(folder), *named]
        environment = dict(os.environ)
        if hangs_while is not None:
            top = Path(__file__).parents[1]
            environment["PYTHONPATH"] = f"{top / 'tests' / 'hanging'}:{top}"
            environment["JIAOHAO_HANGING"] = str(folder)
            environment["JIAOHAO_HANGING_WHILE"] = str(hangs_while)
        self.process = subprocess.Popen(
            [sys.executable, *command],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def send(self, line: bytes) -> None:
        """Send one line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def read(self) -> Any:
        """The next line."""
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ask(self, do: str, *, id: str | None = None, **fields: object) -> Any:
        """The answer to one request; news that come in between are passed over."""
        request = {"id": id or uuid.uuid4().hex, "do": do, **fields}
        self.send(json.dumps(request).encode())
        while "watch" in (told := self.read()):
            continue
        return told

    def settled(self, do: str, *, id: str | None = None, **fields: object) -> Any:
        """The answer, asked for until the share is there."""
        id = id or uuid.uuid4().hex
        give_up = time.monotonic() + 30
        while (told := self.ask(do, id=id, **fields)).get("error") == (
            "share_unavailable"
        ):
            assert time.monotonic() < give_up, told
        return told

    def worker(self) -> int:
        """The process that goes to the share for it."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(children.read_text().split()[-1])

    def freeze_worker(self) -> int:
        """Its calls on the share hang from now on; the process that hangs."""
        worker = self.worker()
        os.kill(worker, signal.SIGSTOP)
        return worker

    def end(self) -> tuple[int, str]:
        """Let it leave; its exit status and what it said of it."""
        _, error = self.process.communicate(timeout=30)
        return self.process.returncode, error.decode()
