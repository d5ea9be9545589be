"""Eight processes on one server, which is killed: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from shared.office.folder import QUEUE_FILE
from shared.office.reader import load_office
from shared.tables.migrations import TABLES
from shared.text.catalogue import catalogue
from tests.cluster import throw_away
from tests.desk import requests
from tests.invariants import check_answers, check_file, check_no_number_twice
from tests.processes import Process
from tests.shared.postgres.conftest import name_store
from tests.stores import fresh_address

psycopg = pytest.importorskip("psycopg")
from jiaohao.move_store import move_store  # noqa: E402
from shared.postgres.ledgers import PostgresLedgers  # noqa: E402

TOP = Path(__file__).parents[3]
PROCESSES = 8
ROUNDS = int(os.environ.get("JIAOHAO_SOAK", "1"))
COMMANDS = 100 * ROUNDS
KILLS = 2 * ROUNDS
EVENTS_BETWEEN = 100
"""From one kill to the next; of eight times as many commands some are refused."""


@pytest.fixture
def address(office_folder: Path) -> str:
    """The database of a small office."""
    found = fresh_address()
    ledgers = PostgresLedgers(found, load_office(office_folder))
    ledgers.create()
    ledgers.close()
    return found


@contextmanager
def _at_work(address: str, folder: Path) -> Iterator[list[Path]]:
    """Eight workers, until each has had all its answers: the files they write to."""
    outputs = [folder.parent / f"answers-{worker}" for worker in range(PROCESSES)]
    with ExitStack() as opened:
        processes = [
            subprocess.Popen(
                [
                    *(sys.executable, "-m", "tests.server_worker", address),
                    *(str(folder), str(worker), str(COMMANDS)),
                ],
                stdout=opened.enter_context(output.open("w")),
                cwd=TOP,
            )
            for worker, output in enumerate(outputs)
        ]
        yield outputs
        assert [each.wait() for each in processes] == [0] * PROCESSES


def _last_event(address: str) -> int:
    with psycopg.connect(address) as server:
        found = server.execute("select max(seq) from jiaohao.event").fetchone()
    return found[0] or 0 if found else 0


def _into_file(address: str, file: Path) -> None:
    """Every row of the server's in the place of those of a file."""
    connection = sqlite3.connect(file)
    with psycopg.connect(address) as server, connection:
        for table in sorted(TABLES):
            rows = server.execute(f"select * from jiaohao.{table}".encode())
            names = [each.name for each in rows.description or ()]
            connection.execute(f"delete from {table}")
            connection.executemany(
                f"insert into {table} ({', '.join(names)})"
                f" values ({', '.join('?' * len(names))})",
                rows.fetchall(),
            )
    connection.close()


def test_a_server_killed_under_eight_processes(
    address: str, office_folder: Path
) -> None:
    cluster = throw_away()
    with _at_work(address, office_folder) as outputs:
        for part in range(1, KILLS + 1):
            while _last_event(address) < part * EVENTS_BETWEEN:
                pass
            cluster.kill()
            cluster.start()
    lines = [line for each in outputs for line in each.read_text().splitlines()]
    answers: list[dict[str, Any]] = [json.loads(line) for line in lines]
    asked = [each for n in range(PROCESSES) for each in requests(n, COMMANDS)]
    assert {each["id"] for each in answers} == {each["id"] for each in asked}
    assert len(answers) == len(asked)

    file = office_folder / QUEUE_FILE
    _into_file(address, file)
    check_file(file)
    check_answers(file, answers)
    check_no_number_twice(answers)


@pytest.mark.skipif("JIAOHAO_SOAK" not in os.environ, reason="make soak-postgres")
def test_a_server_killed_under_eight_stations(server_office: Path) -> None:
    """With their journals and a kiosk's reserve; judged in the file it goes back to."""
    cluster, address = throw_away(), load_office(server_office).store
    names = ["kiosk-1", *(f"pad-{number}" for number in range(1, PROCESSES))]
    answers: list[dict[str, Any]] = []
    asked = [requests(number, COMMANDS // 2) for number in range(PROCESSES)]
    wished = {each["id"] for it in asked for each in it if each["do"] == "issue"}

    def work(number: int) -> None:
        station = Process(server_office, names[number])
        station.read()
        for request in asked[number]:
            answers.append(station.settled(**request))
        station.end()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(PROCESSES)]
    for each in threads:
        each.start()
    for part in range(1, KILLS + 1):
        while _last_event(address) < part * EVENTS_BETWEEN // 2:
            pass
        cluster.kill()
        cluster.start()
    for each in threads:
        each.join()
    name_store(server_office, "")
    assert list(move_store(server_office, catalogue("en")))
    check_file(server_office / QUEUE_FILE)
    check_no_number_twice(answers)
    given = {each["id"] for each in answers if each["ok"] and each["id"] in wished}
    with sqlite3.connect(server_office / QUEUE_FILE) as connection:
        found = connection.execute("select id from event where kind = 'issued'")
        kept = {id for (id,) in found}
    connection.close()
    assert given <= kept
    assert len(answers) == sum(map(len, asked))
