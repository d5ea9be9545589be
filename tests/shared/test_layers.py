"""Who may know whom: the direction of the house."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
ROOMS = {
    "shared": set[str](),
    "printers": {"shared"},
    "kiosk": {"shared", "printers"},
    "counter": {"shared", "printers"},
    "display": {"shared", "printers"},
    "jiaohao": {"shared", "printers", "kiosk", "counter", "display"},
}
SQL = ("insert into", "replace into", "delete from", "create table", "update ticket")
SHARED_MODULES = sorted(file.stem for file in (TOP / "shared").glob("*.py"))


def _imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may_know(room: str) -> None:
    files = list((TOP / room).rglob("*.py"))
    assert files
    for file in files:
        known = _imported(file) & set(ROOMS)
        assert known <= ROOMS[room] | {room}, file


def test_sql_stays_in_the_store() -> None:
    for room in ROOMS:
        for file in (TOP / room).rglob("*.py"):
            if not (room == "shared" and file.stem.startswith("store")):
                assert "sqlite_utils" not in _imported(file), file
                words = file.read_text(encoding="utf-8").lower()
                for statement in SQL:
                    assert statement not in words, file


@pytest.mark.parametrize("module", SHARED_MODULES)
def test_shared_needs_no_screen_and_no_printer(module: str) -> None:
    script = (
        f"import sys, shared.{module}\n"
        "heavy = {'textual', 'rich', 'escpos', 'PIL', 'qrcode', 'sqlite_utils'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=TOP
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
