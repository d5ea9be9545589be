"""A screen in a terminal of its own: what it writes, what it costs."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from pathlib import Path
from typing import Final, NamedTuple

GRID: Final = (480, 135)
LONGEST: Final = 30.0
YELLOW: Final = b"48;2;255;214;10"
"""What the kiosk and the lobby are painted with."""
READY: Final = b"READY-NOW"
BARE: Final = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Bare(App):\n"
    "    def compose(self):\n"
    "        yield Static('READY-NOW')\n"
    "Bare().run()\n"
)
"""The least app there can be, to be compared with."""


class Memory(NamedTuple):
    """Megabytes of a process, or of several together."""

    proportional: float
    """A page that several hold is counted once (PSS)."""
    resident: float
    """It is counted in each (RSS)."""


class Screen:
    """A program in a terminal of its own, and what it writes there."""

    def __init__(
        self, *command: str, folder: Path, grid: tuple[int, int] = GRID
    ) -> None:
        self.begun = time.monotonic()
        self._terminal, inner = pty.openpty()
        columns, rows = grid
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(inner, termios.TIOCSWINSZ, size)
        state = {"JIAOHAO_STATE": str(folder / "state"), "LC_ALL": "C.UTF-8"}
        colours = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
            env={**os.environ, **state, **colours},
        )  # fmt: skip
        os.close(inner)

    def read_until(self, mark: bytes, longest: float = LONGEST) -> float:
        """Seconds until `mark` is written; what came before is thrown away."""
        begun, written = time.monotonic(), b""
        while mark not in written:
            if time.monotonic() - begun > longest:
                raise TimeoutError(mark)
            if select.select([self._terminal], [], [], 0.05)[0]:
                written = written[-200:] + os.read(self._terminal, 1 << 20)
        return time.monotonic() - begun

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing has come for so long."""
        while select.select([self._terminal], [], [], seconds)[0]:
            os.read(self._terminal, 1 << 20)

    def pass_time(self, seconds: float) -> None:
        """Read what comes for so long: of a screen that never is quiet."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                os.read(self._terminal, 1 << 20)

    def press(self, column: int, row: int) -> None:
        """A finger down and up."""
        place = f"0;{column};{row}"
        self.write(f"\x1b[<{place}M\x1b[<{place}m")

    def write(self, keys: str) -> None:
        """Keys as a terminal sends them."""
        os.write(self._terminal, keys.encode())

    def processes(self) -> list[int]:
        """This process and all below it: the screen, its station, the worker."""
        return [self.process.pid, *_below(self.process.pid)]

    def processor_seconds(self) -> float:
        """Of this process alone."""
        return processor_seconds_of(self.process.pid)

    def all_processor_seconds(self) -> float:
        """Of all its processes."""
        return sum(map(processor_seconds_of, self.processes()))

    def rest(self, seconds: float) -> float:
        """The share of a core that it takes while nothing is done to it."""
        before, begun = self.processor_seconds(), time.monotonic()
        while time.monotonic() - begun < seconds:
            self.quiet(0.2)
            time.sleep(0.1)
        return (self.processor_seconds() - before) / (time.monotonic() - begun)

    def memory(self) -> Memory:
        """What all its processes hold."""
        found = [memory_of(process) for process in self.processes()]
        return Memory(*map(sum, zip(*found, strict=True)))

    def end(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        os.close(self._terminal)


def processor_seconds_of(process: int) -> float:
    """What a process has computed, all its threads; 0 where it has ended."""
    try:
        tasks = Path(f"/proc/{process}/task").iterdir()
        told = [(each / "schedstat").read_text() for each in tasks]
    except OSError:
        return 0.0
    return sum(int(each.split()[0]) for each in told) / 1e9


def memory_of(process: int) -> Memory:
    """What one process holds; nothing where it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return Memory(0.0, 0.0)
    found = (line.split() for line in lines)
    sizes = {words[0].rstrip(":"): int(words[1]) / 1024 for words in found}
    return Memory(sizes["Pss"], sizes["Rss"])


def _below(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_below(int(child))]
    return found
