"""No command hangs with its share: not even the one that only reads its options."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared.office.model import BACKUPS, QUEUE_FILE

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


@pytest.mark.parametrize("by_option", [True, False])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_ends_though_the_folder_hangs(
    office_folder: Path, tmp_path: Path, words: tuple[str, ...], by_option: bool
) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(HANGING),
        "JIAOHAO_HANGING": str(office_folder),
        "JIAOHAO_OFFICE": str(office_folder),
    }
    named = ["--office", str(office_folder)] if by_option else []
    done = subprocess.run(
        [sys.executable, "-m", "jiaohao", *words, *named],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert str(office_folder) in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "hanging"),
    [
        *[((each,), QUEUE_FILE) for each in ("backup", "restore", "archive")],
        *[((each,), QUEUE_FILE) for each in ("status", "doctor")],
        *[((each,), BACKUPS) for each in ("backup", "restore", "doctor")],
    ],
)
def test_a_command_ends_though_a_part_of_the_folder_hangs(
    office_folder: Path, words: tuple[str, ...], hanging: str
) -> None:
    done = hung(office_folder / hanging, *words, "--office", office_folder)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("backup", "--into"), ("restore",), ("init",)])
def test_a_command_ends_though_what_it_names_hangs(
    office_folder: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    named = tmp_path / "elsewhere" / "it"
    office = ["--office", office_folder] if words != ("init",) else []
    done = hung(named, *words, named, *office)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def hung(place: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """A command that is run while a place hangs."""
    return subprocess.run(
        [sys.executable, "-m", "jiaohao", *map(str, words)],
        env={
            **os.environ,
            "PYTHONPATH": f"{HANGING}{os.pathsep}{HANGING.parents[1]}",
            "JIAOHAO_HANGING": str(place),
        },
        capture_output=True,
        text=True,
        timeout=60,
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
