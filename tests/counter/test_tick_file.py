"""Ticks on papers outlive the screen, on this machine alone."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from counter.tick_file import TickFile
from counter.visit import Paper, Ticks
from shared.office.model import Office
from tests.counter.panels import at_work
from tests.support import until

TICKED = Ticks((Paper.THERE, Paper.MISSING, Paper.OPEN), 2)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    file = TickFile(tmp_path, 1)
    assert file.read("2026-11-23") == {}
    file.write("2026-11-23", {7: TICKED, 8: Ticks((Paper.OPEN,), 0)})
    assert TickFile(tmp_path, 1).read("2026-11-23") == {7: TICKED}
    # Another counter, and another day, have their own.
    assert TickFile(tmp_path, 2).read("2026-11-23") == {}
    assert file.read("2026-11-24") == {}


def test_nothing_but_ticks_is_kept(tmp_path: Path) -> None:
    file = TickFile(tmp_path, 1)
    file.write("2026-11-23", {7: TICKED})
    kept = file.file.read_text(encoding="utf-8")
    assert kept == '{"day":"2026-11-23","ticks":{"7":["✓✗□",2]}}'
    assert [each.name for each in file.file.parent.iterdir()] == [file.file.name]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.file.stat().st_mode) == 0o600


def test_rubbish_is_no_ticks(tmp_path: Path) -> None:
    file = TickFile(tmp_path, 1)
    file.write("2026-11-23", {7: TICKED})
    for rubbish in (b"", b"{", b"[]", b'{"day":"2026-11-23","ticks":{"x":["?",1]}}'):
        file.file.write_bytes(rubbish)
        assert file.read("2026-11-23") == {}


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    file = TickFile(tmp_path, 1)
    file.file.parent.parent.mkdir(parents=True)
    file.file.parent.write_text("in the way")
    file.write("2026-11-23", {7: TICKED})
    assert file.read("2026-11-23") == {}


async def test_ticks_survive_a_restart_of_the_screen(
    office_folder: Path, office: Office
) -> None:
    file = TickFile(office_folder, 1)
    async with at_work(office_folder, office, people=2, ticks=file) as counter:
        await counter.open()
        await counter.serve("A001")
        await counter.keys("space")
        ticket = counter.ask.ok("ticket", label="A001")["ticket"]
        day = str(counter.panel.known.hall and counter.panel.known.hall.day)
        await until(counter.pilot, lambda: file.read(day))
    again = TickFile(office_folder, 1)
    async with at_work(office_folder, office, ticks=again) as counter:
        hand = counter.panel.hand
        await counter.until(lambda: hand.ticked.get(ticket["key"]))
        assert hand.ticked[ticket["key"]].papers == (Paper.THERE,)
        await counter.until(lambda: "✓  Identity document" in counter.screen())
