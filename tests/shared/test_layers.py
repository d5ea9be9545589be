"""Who may know whom: the house as data."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
GROUND = {"text", "errors", "clock"}
RULES = {*GROUND, "office", "trade"}
ROOMS = {
    "shared": set[str](),
    "printers": {"shared"},
    "kiosk": {"shared", "printers"},
    "counter": {"shared", "printers"},
    "display": {"shared", "printers"},
    "jiaohao": {"shared", "printers", "kiosk", "counter", "display"},
}
INSIDE_SHARED = {
    "text": set[str](),
    "clock": set[str](),
    "errors": {"text"},
    "canvas": {"text"},
    "desk": {*RULES, "wire", "offline"},
    "screen": {*RULES, "canvas", "desk", "wire"},
    "office": GROUND,
    "trade": {*GROUND, "office"},
    "wire": RULES,
    "machine": {*GROUND, "office"},
    "speech": {*GROUND, "office"},
    "tables": {*RULES, "machine"},
    "sqlite": {*RULES, "machine", "tables"},
    "postgres": {*RULES, "machine", "tables"},
    "offline": {*RULES, "wire", "machine"},
    "safety": {*RULES, "machine", "tables", "sqlite"},
    "upkeep": {*RULES, "machine", "tables", "sqlite", "safety"},
    "service": {*RULES, "wire"},
    "station": {
        *{*RULES, "wire", "machine", "sqlite", "postgres", "offline"},
        *{"safety", "service"},
    },
}
INSIDE_PRINTERS = {
    "questions": {"session"},
    "print_desk": {"papers", "session", "jobs"},
    "own_printers": {"jobs", "print_desk"},
    "papers": set[str](),
    "drawing": {"papers"},
    "channel": set[str](),
    "session": {"channel"},
    "jobs": {"papers", "drawing", "channel", "session"},
}
KEEPS_ROWS = (
    *("shared/tables", "shared/sqlite", "shared/postgres"),
    *("shared/safety", "shared/upkeep"),
)
"""Rooms whose modules may hold a connection to the store."""
SCREENS = ("kiosk", "counter", "display")
SERVES = (
    "jiaohao/page/booking_site.py",
    "jiaohao/page/forms.py",
    "jiaohao/page/guard.py",
    "jiaohao/page/open_data_site.py",
    "jiaohao/page/own_site.py",
    "jiaohao/page/server.py",
    "jiaohao/page/site.py",
    "jiaohao/page/slowed.py",
    "jiaohao/page/stream.py",
    "jiaohao/page/survey_site.py",
    "jiaohao/region/page/region_site.py",
)
"""Modules that need the extra packages of the pages."""
OWN_FILES = (
    "shared/offline/journal.py",
    "shared/offline/journal_tables.py",
    "printers/jobs/spool_file.py",
)
"""Modules with a file of their own machine, which is not queue.db."""
SQL = re.compile(
    r"\b(select .+ from|insert into|replace into|delete from|update \w+ set"
    r"|create (table|index|trigger|unique)|alter table|pragma \w|savepoint \w"
    r"|rollback to|begin (immediate|exclusive))\b",
    re.IGNORECASE | re.DOTALL,
)
ON_SCREEN = "shared.screen."
"""The room of shared/ whose modules know Textual."""
ON_A_SERVER = "shared.postgres."
"""The room of shared/ whose modules know psycopg."""
SHARED_MODULES = sorted(
    ".".join(file.relative_to(TOP).with_suffix("").parts)
    for file in (TOP / "shared").rglob("*.py")
    if file.stem != "__init__"
)


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _imported(file: Path) -> Iterator[tuple[str, ...]]:
    """The parts of every module that a file imports, whole."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield (*node.module.split("."), alias.name)


def _files(folder: str) -> list[Path]:
    found = sorted((TOP / folder).rglob("*.py"))
    assert found
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may_know(room: str) -> None:
    for file in _files(room):
        known = {parts[0] for parts in _imported(file)} & set(ROOMS)
        assert known <= ROOMS[room] | {room}, file


def test_counter_and_supervisor_do_not_know_each_other() -> None:
    for file in _files("counter"):
        is_supervisor = file.is_relative_to(TOP / "counter" / "supervisor")
        known = {parts[:2] for parts in _imported(file) if parts[0] == "counter"}
        leads = ("counter", "supervisor")
        assert known <= {leads} if is_supervisor else leads not in known, file


@pytest.mark.parametrize(
    ("house", "inside"), [("shared", INSIDE_SHARED), ("printers", INSIDE_PRINTERS)]
)
def test_inside_a_room_too(house: str, inside: dict[str, set[str]]) -> None:
    for file in _files(house):
        own = file.relative_to(TOP / house).with_suffix("").parts[0]
        if own == "__init__":
            continue
        found = {parts[1] for parts in _imported(file) if parts[0] == house}
        known = found & set(inside)
        assert known <= inside[own] | {own}, (file, known - inside[own] - {own})


def test_the_pages_know_no_screen_and_nobody_loads_the_web_for_them() -> None:
    """Of the screens only what watches without one; a server only where one serves."""
    for room in ROOMS:
        for file in _files(room):
            parts = set(_imported(file))
            place = file.relative_to(TOP).as_posix()
            is_page = place.startswith("jiaohao/page/")
            if is_page:
                screens = {each[:2] for each in parts if each[0] in SCREENS}
                assert screens <= {("display", "listening")}, file
            web = {each[0] for each in parts} & {"starlette", "uvicorn"}
            assert not web or place in SERVES, file


def test_every_room_of_shared_is_in_the_contract() -> None:
    rooms = {
        each.stem
        for each in (TOP / "shared").iterdir()
        if each.suffix == ".py" or (each / "__init__.py").exists()
    }
    assert rooms - {"__init__"} == set(INSIDE_SHARED)


def test_there_is_no_circle_between_modules() -> None:
    modules = {
        ".".join(file.relative_to(TOP).with_suffix("").parts): file
        for room in ROOMS
        for file in _files(room)
    }
    known = {
        name: {
            ".".join(parts[:count])
            for parts in _imported(file)
            for count in (len(parts) - 1, len(parts))
        }
        & set(modules) - {name}
        for name, file in modules.items()
    }
    while known:
        ground = [name for name, needs in known.items() if not needs & set(known)]
        assert ground, sorted(known)
        for name in ground:
            del known[name]


def test_sql_stays_where_rows_are_kept() -> None:
    for room in ROOMS:
        for file in _files(room):
            place = file.relative_to(TOP).as_posix()
            if place.startswith(KEEPS_ROWS) or place in OWN_FILES:
                continue
            for node in ast.walk(_tree(file)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert not SQL.search(node.value), (file, node.lineno)
            assert ("sqlite_utils",) not in {parts[:1] for parts in _imported(file)}


def test_shared_needs_no_screen_and_no_printer() -> None:
    apart = (ON_SCREEN, ON_A_SERVER)
    modules = [each for each in SHARED_MODULES if not each.startswith(apart)]
    script = (
        f"import sys, {', '.join(modules)}\n"
        "heavy = {'textual', 'rich', 'escpos', 'PIL', 'qrcode', 'sqlite_utils',"
        " 'psycopg'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=TOP
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
