"""`python -m tests.bench.kiosk`: a press until it is painted, the start, memory, rest.

A real kiosk in a terminal of 480 x 135 cells, pressed by the bytes of a mouse, beside a
bare Textual app in the same minute; alone and with other stations that issue at random.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from pathlib import Path
from typing import Final

from jiaohao.folder import make_office
from tests.bench.pipe import Pipe
from tests.kiosk.monkey import always_open
from tests.short import IS_SHORT, rounds

GRID: Final = (480, 135)
PRESSES: Final = rounds(60)
STARTS: Final = rounds(5)
STATIONS: Final = (0,) if IS_SHORT else (0, 20)
REST_SECONDS: Final = 1.0 if IS_SHORT else 10.0
LONGEST: Final = 30.0
_YELLOW: Final = b"48;2;255;214;10"
_WHITE: Final = b"48;2;255;255;255"
"""What is pressed is white, at once."""
BARE: Final = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Bare(App):\n"
    "    def compose(self):\n"
    "        yield Static('READY-NOW')\n"
    "Bare().run()\n"
)

_TRIES: Final = 6


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

    def press(self, column: int, row: int) -> None:
        """A finger down and up."""
        place = f"0;{column};{row}"
        self.write(f"\x1b[<{place}M\x1b[<{place}m")

    def write(self, keys: str) -> None:
        """Keys as a terminal sends them."""
        os.write(self._terminal, keys.encode())

    def processor_seconds(self) -> float:
        """Of this process alone."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> list[float]:
        """Resident memory of the process and of all below it."""
        found = []
        for process in [self.process.pid, *_below(self.process.pid)]:
            status = Path(f"/proc/{process}/status").read_text()
            # One that has just ended has none.
            for kilobytes in re.findall(r"^VmRSS:\s+(\d+)", status, re.M):
                found.append(int(kilobytes) / 1024)
        return found

    def end(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        os.close(self._terminal)


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office"
        make_office(folder, always_open())
        _starts(folder)
        for stations in STATIONS:
            _presses(folder, stations)


def _kiosk(folder: Path) -> Screen:
    command = (sys.executable, "-m", "jiaohao", "kiosk", "kiosk-1")
    return Screen(*command, "--office", str(folder), folder=folder)


def _starts(folder: Path) -> None:
    found: dict[str, list[float]] = {"bare": [], "kiosk": []}
    for _ in range(STARTS + 1):
        bare = Screen(sys.executable, "-c", BARE, folder=folder)
        bare.read_until(b"READY-NOW")
        found["bare"].append(bare.processor_seconds())
        bare.end()
        kiosk = _kiosk(folder)
        kiosk.read_until(_YELLOW)
        found["kiosk"].append(kiosk.processor_seconds())
        kiosk.end()
    # The first of each draws the words that are not on disk yet.
    bare_s, kiosk_s = (statistics.median(each[1:]) for each in found.values())
    print(f"start to first paint, processor s: bare {bare_s:.2f}, kiosk {kiosk_s:.2f},"
          f" ratio {kiosk_s / bare_s:.1f}")  # fmt: skip


def _pressed(kiosk: Screen, column: int, row: int) -> float:
    """Seconds from a press to its paint; one that comes too early is passed over."""
    for _ in range(_TRIES):
        kiosk.press(column, row)
        try:
            return kiosk.read_until(_WHITE, LONGEST / _TRIES)
        except TimeoutError:
            continue
    raise TimeoutError("nothing was painted")


def _presses(folder: Path, stations: int) -> None:
    ends = threading.Event()
    pipes = [Pipe(folder, f"other-{number}") for number in range(stations)]
    threads = issuing(pipes, ends)
    kiosk = _kiosk(folder)
    kiosk.read_until(_YELLOW)
    kiosk.quiet(1.0 if not stations else 0.4)
    times = []
    for _ in range(PRESSES):
        times.append(_pressed(kiosk, 140, 65))
        kiosk.quiet()
        time.sleep(0.35)
        times.append(_pressed(kiosk, 30, 8))
        kiosk.quiet()
        time.sleep(0.35)
    before, begun = kiosk.processor_seconds(), time.monotonic()
    kiosk.quiet(0.1)
    time.sleep(REST_SECONDS)
    share = (kiosk.processor_seconds() - before) / (time.monotonic() - begun)
    memory = kiosk.megabytes()
    kiosk.end()
    ends.set()
    for thread in threads:
        thread.join()
    ordered = sorted(times)
    print(
        f"{stations} other stations: press to first byte painted, ms: median"
        f" {1000 * statistics.median(ordered):.0f},"
        f" p99 {1000 * ordered[int(len(ordered) * 0.99)]:.0f};"
        f" at rest {100 * share:.1f} % of a core;"
        f" MB {sum(memory):.0f} ({', '.join(f'{each:.0f}' for each in memory)})"
    )


def issuing(pipes: list[Pipe], ends: threading.Event) -> list[threading.Thread]:
    """Other stations that give out a number a second until the end."""
    threads = [threading.Thread(target=_issue, args=(pipe, ends)) for pipe in pipes]
    for thread in threads:
        thread.start()
    return threads


def _issue(pipe: Pipe, ends: threading.Event) -> None:
    pipe.hello()
    while not ends.wait(1.0):
        pipe.ask("issue", service="express", channel="staff")
    pipe.close()


def _below(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_below(int(child))]
    return found


if __name__ == "__main__":
    main()
