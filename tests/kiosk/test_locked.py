"""Nobody gets out: each way tried on one running kiosk in a terminal of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jiaohao.folder import make_office
from tests.jiaohao.terminal import Terminal
from tests.kiosk.desk import kinds
from tests.kiosk.monkey import always_open
from tests.kiosk.support import maintenance

SIZE = (96, 27)
_PASTED = "\x1b[200~{}\x1b[201~"


def _keys(text: str) -> Callable[[Terminal], None]:
    return lambda terminal: terminal.press(text)


def _signal(number: int) -> Callable[[Terminal], None]:
    return lambda terminal: os.kill(terminal.process.pid, number)


def _resized(terminal: Terminal) -> None:
    for size in ((1, 1), (300, 2), (20, 90), SIZE):
        terminal.resize(*size)


def _mouse(*what: tuple[int, int, int, str]) -> Callable[[Terminal], None]:
    """Buttons with where and how: "M" down or moved, "m" up."""
    told = (f"\x1b[<{button};{x};{y}{how}" for button, x, y, how in what)
    return _keys("".join(told))


WAYS: dict[str, Callable[[Terminal], None]] = {
    "ctrl+c": _keys("\x03\x03\x03"),
    "ctrl+q": _keys("\x11"),
    "ctrl+p, the palette": _keys("\x10quit"),
    "ctrl+z": _keys("\x1a"),
    "ctrl+backslash": _keys("\x1c"),
    "ctrl+d and the other letters": _keys("\x01\x02\x04\x05\x06\x0e\x12\x14\x18\x19"),
    "function keys": _keys("\x1bOP\x1bOQ\x1b[15~\x1b[24~\x1b[24;6~\x1b[21;2~"),
    "alt with letters": _keys("\x1bq\x1bx\x1b:\x1bz"),
    "SIGINT": _signal(signal.SIGINT),
    "SIGQUIT": _signal(signal.SIGQUIT),
    "SIGTSTP": _signal(signal.SIGTSTP),
    "pasted": _keys(_PASTED.format("exit\r\n\x03\x11:q!\r" * 200)),
    "another size": _resized,
    "right and middle button": _mouse(
        *((2, 20, 10, "M"), (2, 20, 10, "m"), (1, 20, 10, "M"), (1, 20, 10, "m"))
    ),
    "dragged off": _mouse((0, 20, 10, "M"), (32, 60, 4, "M"), (0, 80, 4, "m")),
    "the wheel": _mouse(*((64 + each % 2, 20, 10, "M") for each in range(40))),
    "another pane, and back": _keys("\x1b[O\x03\x11q\x1b[I"),
    "what a terminal answers": _keys("\x1b[?1;2c\x1b[0n\x1bP>|x\x1b\\\x1b[1;1R"),
    "a key held down": _keys("x" * 3_000),
    "PINs guessed": _keys("\x1b[24~" + "".join(f"{each:04}\r" for each in range(200))),
    "escapes that end nowhere": _keys("\x1b[<0;\x1b[\x1b]52;c;?\x07\x1b\x1b\x1b"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locked") / "office"
    folder.mkdir()
    make_office(folder, always_open() + maintenance("735192"))
    return folder


@pytest.fixture(scope="module")
def terminal(folder: Path) -> Iterator[Terminal]:
    command = [sys.executable, "-m", "jiaohao", "kiosk", "kiosk-1"]
    command += ["--office", str(folder)]
    columns, rows = SIZE
    terminal = Terminal(command, columns=columns, rows=rows)
    terminal.until(lambda: "取號" in terminal.text or "Take" in terminal.text, 60)
    yield terminal
    assert terminal.end() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal of its own there")
@pytest.mark.parametrize("way", WAYS)
def test_no_way_out(way: str, terminal: Terminal, folder: Path) -> None:
    """It is there afterwards, answers a key, and has given out nothing."""
    WAYS[way](terminal)
    written = len(terminal.text)

    def answers() -> bool:
        # A key of its own each time: what came before may still be on its way.
        if terminal.process.poll() is None:
            terminal.press("\t")
        return len(terminal.text) > written

    terminal.until(answers, 60)
    assert terminal.process.poll() is None
    assert Path(f"/proc/{terminal.process.pid}/stat").read_text().split()[2] != "T"
    assert "\x1b[?1049l" not in terminal.text
    assert kinds(folder) == []


_CRASHING = """
import sys
from kiosk.app import KioskApp
from shared.wire.client import Client
from tests.conftest import make_office_folder
from tests.kiosk.support import FakePapers
from shared.office.reader import load_office
from pathlib import Path
office = load_office(make_office_folder(Path(sys.argv[1])))
app = KioskApp(office, Client(["cat"]), papers=FakePapers())
app.call_later(lambda: 1 // 0)
app.run()
sys.exit(app.return_code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal of its own there")
def test_a_crash_leaves_a_clear_screen_and_a_status(tmp_path: Path) -> None:
    columns, rows = SIZE
    command = [sys.executable, "-c", _CRASHING, str(tmp_path)]
    terminal = Terminal(command, columns=columns, rows=rows)
    terminal.until(lambda: terminal.process.poll() is not None, 60)
    terminal.until(lambda: "\x1b[2J" in terminal.text.rpartition("\x1b[?1049l")[2])
    assert "ZeroDivisionError" not in terminal.text
    assert terminal.end() == 1
