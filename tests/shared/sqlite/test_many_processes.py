"""Eight processes on one file: no number twice, nobody called twice, nothing lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from shared.office.folder import QUEUE_FILE
from tests.desk import requests
from tests.invariants import check_answers, check_file, check_no_number_twice
from tests.processes import answers_to

PROCESSES = 8
COMMANDS = 200


def _run(folder: Path, worker: int) -> list[dict[str, Any]]:
    return answers_to(folder, f"w{worker}", requests(worker, COMMANDS))


def test_eight_processes_share_one_file(office_folder: Path) -> None:
    with ThreadPoolExecutor(PROCESSES) as pool:
        answers = [
            answer
            for told in pool.map(lambda worker: _run(office_folder, worker), range(8))
            for answer in told
        ]

    assert len(answers) == PROCESSES * (COMMANDS + 1)
    assert "share_unavailable" not in {answer.get("error") for answer in answers}
    file = office_folder / QUEUE_FILE
    check_file(file)
    check_answers(file, answers)
    check_no_number_twice(answers)
