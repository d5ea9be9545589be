"""`jiaohao print`, and the printers in `jiaohao status`."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from tests.desk import Asker
from tests.invariants import check_file
from tests.jiaohao.test_commands import english, run
from tests.support import OFFICE

__all__ = ["english"]
UNKNOWN = {
    "job": "0123456789abcdef",
    "label": "A001",
    "kind": "ticket",
    "state": "unknown",
    "at": "2026-11-23T09:00:00+08:00",
}


@pytest.fixture
def kiosk(office_folder: Path) -> Iterator[Asker]:
    """A kiosk's station with a printer without paper and one paper in doubt."""
    text = OFFICE.replace('"none"', '"tcp://127.0.0.1:1"')
    (office_folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    kiosk = Asker(office_folder, name="kiosk-1")
    kiosk.ok("issue", service="jobs")
    kiosk.ok("printer_state", printer="paper", condition="out", jobs=[UNKNOWN])
    yield kiosk
    kiosk.close()
    check_file(office_folder / QUEUE_FILE)


def served(
    kiosk: Asker, outcome: str, *words: str, reason: str | None = None
) -> Result:
    """What a command says while the kiosk settles the first wish that it sees."""
    results: list[Result] = []
    asking = threading.Thread(
        target=lambda: results.append(
            run("print", *words, "--office", kiosk.station.attendance.store.folder)
        )
    )
    asking.start()
    give_up = time.monotonic() + 20
    while not (wishes := kiosk.ok("state")["wishes"]):
        assert time.monotonic() < give_up and asking.is_alive()
    kiosk.ok("print_done", wish=wishes[0]["wish"], outcome=outcome, reason=reason)
    asking.join()
    return results[0]


def test_status_shows_printers(kiosk: Asker, office_folder: Path) -> None:
    words = run("status", "--office", office_folder).stdout
    assert "paper out" in words and "kiosk-1" in words
    assert "A001" in words and "not known whether it came out" in words
    told = json.loads(run("status", "--json", "--office", office_folder).stdout)
    assert told["printers"] == kiosk.ok("state")["printers"]
    assert told["wishes"] == []


def test_a_printer_that_nobody_told_of(kiosk: Asker, office_folder: Path) -> None:
    kiosk.close()
    listed = run("print", "list", "--office", office_folder).stdout
    assert "station kiosk-1 is off" in listed
    text = (office_folder / OFFICE_FILE).read_text(encoding="utf-8")
    more = text + '\n[[printers]]\nname = "new"\naddress = "tcp://127.0.0.1:2"\n'
    (office_folder / OFFICE_FILE).write_text(more, encoding="utf-8")
    assert run("reload", "--office", office_folder).exit_code == 0
    listed = run("print", "list", "--office", office_folder).stdout
    assert "no station tells of it" in listed
    kiosk.station.join()


@pytest.mark.parametrize(
    ("outcome", "words", "status"),
    [
        ("printed", "printed", 0),
        ("failed", "not printed (paper is wet)", 1),
        ("unknown", "not known whether it came out", 1),
    ],
)
def test_a_copy_is_asked_for_and_told_of(
    kiosk: Asker, outcome: str, words: str, status: int
) -> None:
    reason = "paper is wet" if outcome == "failed" else None
    found = served(kiosk, outcome, "reprint", "A001", reason=reason)
    assert words in found.output
    assert found.exit_code == status


@pytest.mark.parametrize("named", ["A001", "0123456789abcdef", "0123"])
def test_a_paper_by_its_number_or_its_job(kiosk: Asker, named: str) -> None:
    found = served(kiosk, "dropped", "drop", named)
    assert (found.exit_code, "settled without printing" in found.output) == (0, True)
    kinds = [event["kind"] for event in kiosk.ok("events", after=0)["events"]]
    assert kinds[-2:] == ["print_wished", "print_settled"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("reprint", "A002"), 1),
        (("retry", "nothing"), 2),
        (("drop", "A002"), 1),
        (("reprint", "A001", "--printer", "none"), 2),
        (("burn", "A001"), 2),
    ],
)
def test_what_cannot_be_asked_for(
    kiosk: Asker, office_folder: Path, words: tuple[str, ...], status: int
) -> None:
    found = run("print", *words, "--office", office_folder)
    assert found.exit_code == status
    assert found.stderr and not found.stdout


def test_its_station_leaves_nothing_behind(kiosk: Asker, office_folder: Path) -> None:
    run("print", "reprint", "A002", "--office", office_folder)
    names = kiosk.station.attendance.store.read(
        lambda connection, now: connection.execute(
            "select name from station"
        ).fetchall()
    )
    assert names == [("kiosk-1",)]


def test_preview_writes_a_picture(office_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "ticket.png"
    found = run("print", "preview", "ticket", "--png", file, "--office", office_folder)
    assert found.exit_code == 0, found.output
    assert file.read_bytes().startswith(b"\x89PNG")
    for words in (
        ("photo", "--png", file),
        ("ticket", "--png", tmp_path / "x" / "y.png"),
    ):
        found = run("print", "preview", *words, "--office", office_folder)
        assert found.exit_code == 2, words
