"""The word about a damaged file, followed as it stands: nothing is lost or skipped."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jiaohao.backup import put_back
from shared.clock import now_ms
from shared.errors import RESTORE
from shared.office.folder import QUEUE_FILE
from shared.text.catalogue import catalogue
from shared.upkeep.backup import make_backup
from tests.invariants import check_answers, check_file
from tests.processes import AT_ONCE, Process

PAGE = 4096
SOON = 20.0
"""Seconds in which every station must have heard."""


@pytest.fixture
def file(office_folder: Path) -> Path:
    """The queue.db of the small office."""
    return office_folder / QUEUE_FILE


@pytest.fixture
def stations(office_folder: Path) -> Iterator[list[Process]]:
    """A pad that gives out numbers, and a counter."""
    found = [Process(office_folder, name) for name in ("pad", "counter-1")]
    for each in found:
        each.read()
    yield found
    for each in found:
        each.process.kill()
        each.process.communicate()


def overwrite(file: Path, name: str) -> None:
    """Somebody writes rubbish over a table or an index; SQLite does not hear of it."""
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    find = "select rootpage from sqlite_master where name = ?"
    page = connection.execute(find, (name,)).fetchone()[0]
    connection.close()
    with file.open("r+b") as out:
        out.seek((page - 1) * PAGE)
        out.write(b"\xa5" * PAGE)


def lose(statement: str) -> Callable[[Path], None]:
    """A row is gone, and the file reads well."""

    def work(file: Path) -> None:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute(statement)
        connection.close()

    return work


DAMAGE: dict[str, Callable[[Path], None]] = {
    "numbers": lambda file: overwrite(file, "ticket"),
    "events": lambda file: overwrite(file, "event"),
    "answers": lambda file: overwrite(file, "answer"),
    "whose turn it is": lambda file: overwrite(file, "whose_turn"),
    "marks": lambda file: overwrite(file, "meta"),
    "all of it": lambda file: file.write_bytes(os.urandom(16 * PAGE)),
    "the day": lose("delete from meta where key = 'day'"),
    "the count": lose("delete from series"),
}


def command_in(words: str) -> list[str]:
    """The command that a message tells a person to say."""
    found = re.search(r"(jiaohao [a-z-]+)$", words)
    assert found is not None, words
    return [sys.executable, "-m", *shlex.split(found.group(1))]


@pytest.mark.parametrize("damage", DAMAGE)
def test_who_does_what_the_message_says_loses_nothing(
    office_folder: Path,
    file: Path,
    stations: list[Process],
    damage: str,
) -> None:
    pad, counter = stations
    answers: list[Any] = []

    def ask(station: Process, do: str, **fields: object) -> Any:
        answers.append(station.ask(do, **fields))
        assert answers[-1]["ok"], answers[-1]
        return answers[-1]

    ask(counter, "open_counter", counter=1)
    for _ in range(5):
        ask(pad, "issue", service="jobs")
    make_backup(office_folder)
    ask(counter, "call", counter=1)
    for _ in range(3):
        ask(pad, "issue", service="jobs")

    DAMAGE[damage](file)
    words = _told_by_all(stations)
    assert words.endswith(catalogue("zh-TW")(RESTORE))
    said = _followed(words, office_folder, is_typed=damage == "numbers")
    assert "left out" not in said and "Not found" not in said
    told = pad.settled("issue", service="jobs")
    assert told["ticket"]["label"] == "A009", "no number is skipped"
    answers.append(told)
    answers.append(counter.settled("finish", counter=1))
    for each in stations:
        assert each.end() == (0, "")
    check_file(file)
    check_answers(file, answers)


def _followed(words: str, office_folder: Path, *, is_typed: bool) -> str:
    """What the command of a message says; once as typed, else without its long wait."""
    command = command_in(words)
    if not is_typed:
        assert command[2:] == ["jiaohao", "restore"]
        return "\n".join(put_back(office_folder, None, catalogue("en"), waits=AT_ONCE))
    done = subprocess.run(
        command,
        env={**os.environ, "JIAOHAO_OFFICE": str(office_folder), "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _told_by_all(stations: list[Process]) -> str:
    """What every station says once it has heard of the damage; none goes on."""
    end = now_ms() + round(SOON * 1000)
    said = ""
    for each in stations:
        while (told := each.ask("state")).get("error") != "damaged":
            assert now_ms() < end, told
            time.sleep(0.2)
        said = str(told["message"])
    return said
