"""The kiosk's papers, with a real press, a simulated printer, and a real station."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk import papers as papers_module
from kiosk.papers import PressPapers
from printers.outcome import Condition, Outcome
from printers.press import Press
from shared.link import Link
from shared.office import OFFICE_FILE, QUEUE_FILE, Office
from shared.office_file import load_office
from shared.telling import ticket_from_json
from shared.ticket import Ticket
from tests.invariants import check_file
from tests.kiosk.support import happened
from tests.printers.plain_jobs import QUICK, draw_plainly
from tests.printers.simulator import Fault, Plan, Simulator
from tests.support import OFFICE, station_link

IN_THE_JOB = 1500


class Kiosk:
    """A kiosk without its screen."""

    press: Press

    def __init__(self, folder: Path, office: Office, name: str = "kiosk-1") -> None:
        self.folder = folder
        self.link: Link = station_link(folder, name)
        self._office, self._name = office, name
        self.papers = PressPapers(office, self.link, self._make_press)

    def _make_press(self, on_change: Callable[[], None]) -> Press:
        self.press = Press(
            self._office,
            self._name,
            on_change=on_change,
            patience=QUICK,
            draw=draw_plainly,
        )
        return self.press

    async def issue(self) -> Ticket:
        answer = await self.link.ask("issue", service="jobs")
        return ticket_from_json(answer["ticket"])

    async def until(self, is_so: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not is_so():
                self.papers.look()
                await asyncio.sleep(0.01)

    @property
    def shown(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What the office shows of printers: how each is, and its papers."""
        hall = self.link.hall
        return [
            (each.condition, [(job.label, job.state) for job in each.jobs])
            for each in (hall.printers if hall is not None else ())
        ]

    def events(self, *kinds: str) -> list[dict[str, Any]]:
        return [event for event in happened(self.folder) if event["kind"] in kinds]


@asynccontextmanager
async def kiosk_with(
    folder: Path, address: str, name: str = "kiosk-1"
) -> AsyncIterator[Kiosk]:
    text = OFFICE.replace('address = "none"', f'address = "{address}"')
    (folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    office = load_office(folder)
    if office.kiosk(name) is None:
        office = replace(office, kiosks=(replace(office.kiosks[0], name=name),))
    kiosk = Kiosk(folder, office, name)
    kiosk.link.start()
    kiosk.papers.start(kiosk.papers.look, asyncio.ensure_future)
    try:
        yield kiosk
    finally:
        await kiosk.papers.close()
        await kiosk.link.close()
        check_file(folder / QUEUE_FILE)


@pytest.fixture
async def printer() -> AsyncIterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


async def test_a_paper_that_comes_out(office_folder: Path, printer: Simulator) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        assert await kiosk.papers.deliver(ticket) is Outcome.PRINTED
        assert printer.jobs == ["A001"]
        assert kiosk.papers.has_come(ticket)
        assert kiosk.papers.trouble is None
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])
        assert len(kiosk.events("printer_changed")) == 1


async def test_no_printer(office_folder: Path) -> None:
    async with kiosk_with(office_folder, "none") as kiosk:
        assert await kiosk.papers.deliver(await kiosk.issue()) is None
        assert kiosk.papers.trouble is None


async def test_a_printer_that_is_off(office_folder: Path, printer: Simulator) -> None:
    printer.refuse()
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        assert await kiosk.papers.deliver(ticket) is Outcome.FAILED
        assert kiosk.papers.trouble is Condition.OFFLINE
        await kiosk.until(lambda: kiosk.shown == [("offline", [])])
        kiosk.papers.settle(ticket)
        await kiosk.until(lambda: not kiosk.press.jobs_for_a_person())
        printer.accept()
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])
        assert kiosk.papers.trouble is None
        assert printer.jobs == []


async def test_paper_out_is_known_beforehand(
    office_folder: Path, printer: Simulator
) -> None:
    printer.set(is_out=True)
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.papers.trouble is Condition.OUT)
        await kiosk.until(lambda: kiosk.shown == [("out", [])])
        assert await kiosk.papers.deliver(await kiosk.issue()) is Outcome.FAILED


async def test_a_paper_in_doubt_is_the_staff_s_when_the_person_is_gone(
    office_folder: Path, printer: Simulator
) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.shown)
        ticket = await kiosk.issue()
        printer.plan_job(Plan(Fault.UNCONFIRMED, IN_THE_JOB))
        assert await kiosk.papers.deliver(ticket) is Outcome.UNKNOWN
        assert all(jobs == [] for _, jobs in kiosk.shown)
        printer.plan_job(Plan())
        kiosk.papers.leave_to_staff(ticket)
        await kiosk.until(lambda: kiosk.shown[0][1] == [("A001", "unknown")])

        before = len(printer.jobs)
        await kiosk.link.ask("print_wish", id="w1", what="retry", label="A001")
        await kiosk.until(lambda: kiosk.events("print_settled"))
        assert kiosk.events("print_settled")[0]["data"]["outcome"] == "printed"
        assert len(printer.jobs) == before + 1
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])


async def test_a_copy_for_the_person_at_the_screen_is_an_event(
    office_folder: Path, printer: Simulator
) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        await kiosk.papers.deliver(ticket)
        assert await kiosk.papers.copy(ticket) is Outcome.PRINTED
        await kiosk.until(lambda: kiosk.events("reprinted"))
        assert printer.jobs == ["A001", "A001 COPY"]
        (wished,) = kiosk.events("print_wished")
        (reprinted,) = kiosk.events("reprinted")
        assert wished["ticket"] == reprinted["ticket"] == "A001"


async def test_staff_drop_a_paper(office_folder: Path, printer: Simulator) -> None:
    printer.refuse()
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        await kiosk.papers.deliver(ticket)
        kiosk.papers.leave_to_staff(ticket)
        await kiosk.until(lambda: kiosk.shown == [("offline", [("A001", "failed")])])
        await kiosk.link.ask("print_wish", what="drop", label="A001")
        await kiosk.until(lambda: kiosk.shown == [("offline", [])])
        assert kiosk.events("print_settled")[0]["data"]["outcome"] == "dropped"


async def test_a_ticket_of_elsewhere_is_copied_here(
    office_folder: Path, printer: Simulator
) -> None:
    desk = station_link(office_folder, "desk")
    desk.start()
    await desk.ask("issue", service="jobs", channel="staff")
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.shown)
        about = {"what": "reprint", "label": "A001", "printer": "paper"}
        await desk.ask("print_wish", **about)
        await kiosk.until(lambda: kiosk.events("reprinted"))
        assert printer.jobs == ["A001 COPY"]
    await desk.close()


async def test_a_wait_has_an_end(
    office_folder: Path, printer: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "BEGIN_SECONDS", 0.1)
    monkeypatch.setattr(papers_module, "WAIT_SECONDS", 0.0)
    printer.plan_job(Plan(Fault.HANGS_AFTER, IN_THE_JOB))
    async with kiosk_with(office_folder, printer.address) as kiosk:
        outcome = await kiosk.papers.deliver(await kiosk.issue())
        assert outcome in (Outcome.UNKNOWN, Outcome.FAILED)


async def test_the_office_is_told_again_what_it_lost(
    office_folder: Path, printer: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.print_desk._AGAIN_SECONDS", 0.0)
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])
        await kiosk.link.ask("printer_state", printer="paper", condition="out")
        await kiosk.until(lambda: kiosk.shown == [("out", [])])
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])
