"""No command hangs with its share: not even the one that only reads its options."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.office.folder import BACKUPS, QUEUE_FILE
from tests.conftest import make_office_folder

AT_ONCE = 8
HANGING = Path(__file__).parents[1] / "hanging"
COMMANDS = (
    ("check",),
    ("status",),
    ("status", "--json"),
    ("doctor",),
    ("doctor", "--prove"),
    ("print", "list"),
    ("print", "retry", "A001"),
    ("print", "preview", "ticket", "--png", "ticket.png"),
    ("archive",),
    ("restore",),
    ("backup",),
)


PARTS = (
    *[((each,), QUEUE_FILE) for each in ("backup", "restore", "archive")],
    *[((each,), QUEUE_FILE) for each in ("status", "doctor")],
    *[((each,), BACKUPS) for each in ("backup", "restore", "doctor")],
)
NAMED = (("backup", "--into"), ("restore",), ("init",))
ENVIRONMENT = dict(os.environ)
"""As it was before any test changed it: these run while others do."""
Ended = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Ended]]:
    """How each command ended; all are run beside each other, since they only wait."""
    with ThreadPoolExecutor(AT_ONCE) as runs:
        found: dict[object, Future[Ended]] = {}
        for words in COMMANDS:
            for by_option in (True, False):
                place = tmp_path_factory.mktemp("whole")
                run = runs.submit(_whole, place, words, by_option)
                found["whole", words, by_option] = run
        for words, hanging in PARTS:
            place = tmp_path_factory.mktemp("part")
            found["part", words, hanging] = runs.submit(_part, place, words, hanging)
        for words in NAMED:
            place = tmp_path_factory.mktemp("named")
            found["named", words] = runs.submit(_named, place, words)
        yield lambda *key: found[key].result()


def _whole(place: Path, words: tuple[str, ...], by_option: bool) -> Ended:
    folder = make_office_folder(place)
    named = ["--office", folder] if by_option else []
    return hung(folder, *words, *named, office=folder, cwd=place)


def _part(place: Path, words: tuple[str, ...], hanging: str) -> Ended:
    folder = make_office_folder(place)
    return hung(folder / hanging, *words, "--office", folder, cwd=place)


def _named(place: Path, words: tuple[str, ...]) -> Ended:
    folder = make_office_folder(place)
    named = place / "elsewhere" / "it"
    office: list[str | Path] = ["--office", folder] if words != ("init",) else []
    return hung(named, *words, named, *office, cwd=place)


@pytest.mark.parametrize("by_option", [True, False])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_ends_though_the_folder_hangs(
    ended: Callable[..., Ended], words: tuple[str, ...], by_option: bool
) -> None:
    done = ended("whole", words, by_option)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "whole" in done.stdout + done.stderr, "the folder is named"


@pytest.mark.parametrize(("words", "hanging"), PARTS)
def test_a_command_ends_though_a_part_of_the_folder_hangs(
    ended: Callable[..., Ended], words: tuple[str, ...], hanging: str
) -> None:
    done = ended("part", words, hanging)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", NAMED)
def test_a_command_ends_though_what_it_names_hangs(
    ended: Callable[..., Ended], words: tuple[str, ...]
) -> None:
    done = ended("named", words)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def hung(
    place: Path, *words: str | Path, cwd: Path, office: Path | None = None
) -> Ended:
    """A command that is run while a place hangs."""
    known = {"JIAOHAO_OFFICE": str(office)} if office else {}
    return subprocess.run(
        [sys.executable, "-m", "jiaohao", *map(str, words)],
        env={
            **ENVIRONMENT,
            **known,
            "PYTHONPATH": f"{HANGING}{os.pathsep}{HANGING.parents[1]}",
            "JIAOHAO_HANGING": str(place),
        },
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_station_answers_though_the_folder_hangs(
    office_folder: Path, tmp_path: Path
) -> None:
    """Its worker alone asks the folder; the rest says so in time."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from jiaohao.stations import run_station\n"
        "from tests.processes import HASTY\n"
        "sys.exit(run_station(Path(sys.argv[1]), 'pad', patience=HASTY))"
    )
    top = HANGING.parents[1]
    done = subprocess.run(
        [sys.executable, "-c", script, str(office_folder)],
        env={
            **os.environ,
            "PYTHONPATH": f"{HANGING}{os.pathsep}{top}",
            "JIAOHAO_HANGING": str(office_folder),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 3, done.stderr
    assert '"error":"share_unavailable"' in done.stdout
