"""Stations of the laboratory at work at random, and whether all they said holds."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shared.safety.file_check import is_whole
from tests.invariants import check_answers, check_file
from tests.lab.laboratory import DISK, PROGRAM, Lab, LabFailed

STATIONS: Final = 4
"""Stations on each host."""
PATIENCE: Final = 400.0
"""Seconds after the work in which everything must be settled."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was answered, once all of it was found in a sound file."""

    answers: int
    kept: int
    """RefusedByOffice by a station alone, out of its reserve."""
    twice: int
    """Numbers that two people were given."""
    lost: int = 0
    """Answers that the file does not know."""
    file: str = "sound"


def names_on(*hosts: str) -> list[str]:
    """The names of the stations on these hosts; each begins with its host's."""
    return [f"{host}{number}" for host in hosts for number in range(STATIONS)]


def work(
    lab: Lab,
    name: str,
    folder: str,
    counter: int,
    seconds: float,
    program: str = PROGRAM,
) -> dict[str, Any]:
    """One station issues and calls for so long; what it says of it."""
    words = ["python3", "-m", "tests.lab.load", folder, name, str(seconds)]
    words.append(str(counter))
    limit = seconds + PATIENCE
    said = lab.here(name[0], *words, seconds=limit, program=program)
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def result(name: str, running: Future[dict[str, Any]]) -> dict[str, Any]:
    """What a station says of its work, or the end if a question stayed open."""
    found = running.result()
    if "never settled" in found["troubles"]:
        raise LabFailed(f"{name}: {found}")
    return found


def verify(
    lab: Lab,
    folder: str,
    names: list[str],
    check: Callable[[Path], None] = check_file,
) -> Checked:
    """Check the file, and every answer against it."""
    with tempfile.TemporaryDirectory() as scratch:
        copy, answers = _fetched(lab, folder, names, Path(scratch))
        check(copy)
        try:
            check_answers(copy, answers)
        except AssertionError:
            _print_differing(copy, answers)
            raise
    for name in names:
        lab.here(name[0], "rm", f"{DISK}/{name}.jsonl")
    return _checked(answers)


def _print_differing(file: Path, answers: list[dict[str, Any]]) -> None:
    """What was answered beside what the file says was answered."""
    connection = sqlite3.connect(file)
    try:
        kept = dict(connection.execute("select id, body from answer"))
    finally:
        connection.close()
    for answer in answers:
        told = {name: value for name, value in answer.items() if name != "id"}
        body = kept.get(answer["id"])
        if body is None or json.loads(body) != told:
            print(f"answered {answer}\nthe file {body}", flush=True)


def check_put_back(file: Path) -> None:
    """What holds for a file that was overwritten and is whole again.

    Numbers that were brought back come after younger ones, and people were called by
    what was left of the file meanwhile: `check_file` forbids both.
    """
    connection = sqlite3.connect(file)
    try:
        assert is_whole(connection)
        events = connection.execute("select seq from event order by seq").fetchall()
        assert [row[0] for row in events] == list(range(1, len(events) + 1))
    finally:
        connection.close()


def _checked(answers: list[dict[str, Any]]) -> Checked:
    kept = sum("kept" in each for each in answers)
    return Checked(len(answers), kept, _twice(answers))


def _fetched(
    lab: Lab, folder: str, names: list[str], into: Path
) -> tuple[Path, list[dict[str, Any]]]:
    """A copy of the file, and all that was answered."""
    copy = into / "queue.db"
    copy.write_bytes(lab.fetch(names[0][0], f"{folder}/queue.db"))
    answers = [
        json.loads(line)
        for name in names
        for line in lab.fetch(name[0], f"{DISK}/{name}.jsonl").splitlines(True)
        # One that was being written when the power went has no end: nobody had it.
        if line.endswith(b"}\n")
    ]
    return copy, answers


def _twice(answers: list[dict[str, Any]]) -> int:
    """Labels that more than one person was told to be theirs: called ones were once."""
    given = Counter(
        each["ticket"]["label"]
        for each in answers
        if each.get("ok") and (each.get("ticket") or {}).get("state") == "waiting"
    )
    return sum(count > 1 for count in given.values())
