"""The kiosk's papers, with a real spooler, a simulated printer, and a real station."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk import papers as papers_module
from kiosk.issuer import Issuer
from printers.jobs.job import JobState
from printers.jobs.spooler import Pending, Spooler
from printers.papers.paper import Number, Paper
from printers.session.outcome import Confirms, Outcome
from shared.office.model import Office
from shared.office.printers import Printer
from shared.trade.printer import Condition
from shared.trade.ticket import Ticket
from shared.wire.decoder import ticket_from_json
from tests.kiosk.printing_kiosk import Kiosk, kiosk_with
from tests.printers.plain_jobs import QUICK, draw_plainly
from tests.printers.simulator import Engine, Fault, Plan, Simulator
from tests.support import station_link

IN_THE_JOB = 1500


async def test_a_paper_that_comes_out(office_folder: Path, printer: Simulator) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        assert await kiosk.delivered(ticket) is Outcome.PRINTED
        assert printer.jobs == ["A001"]
        assert kiosk.papers.has_come(ticket)
        assert kiosk.papers.trouble is None
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])
        assert len(kiosk.events("printer_changed")) == 1


async def test_no_printer(office_folder: Path) -> None:
    async with kiosk_with(office_folder, "none") as kiosk:
        assert await kiosk.delivered(await kiosk.issue()) is None
        assert kiosk.papers.trouble is None


async def test_a_printer_that_is_off(office_folder: Path, printer: Simulator) -> None:
    printer.refuse()
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        assert await kiosk.delivered(ticket) is Outcome.FAILED
        assert kiosk.papers.trouble is Condition.OFFLINE
        await kiosk.until(lambda: kiosk.shown == [("offline", [])])
        kiosk.papers.settle(ticket)
        await kiosk.until(lambda: not kiosk.spooler.jobs_for_a_person())
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
        assert await kiosk.delivered(await kiosk.issue()) is Outcome.FAILED


async def test_a_paper_in_doubt_is_the_staff_s_when_the_person_is_gone(
    office_folder: Path, printer: Simulator
) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.shown)
        ticket = await kiosk.issue()
        printer.plan_job(Plan(Fault.UNCONFIRMED, IN_THE_JOB))
        assert await kiosk.delivered(ticket) is Outcome.UNKNOWN
        assert all(jobs == [] for _, jobs in kiosk.shown)
        printer.plan_job(Plan())
        kiosk.papers.leave_to_staff(ticket)
        await kiosk.until(lambda: kiosk.shown[0][1] == [("A001", "unknown")])

        before = len(printer.jobs)
        await kiosk.client.ask("print_wish", id="w1", what="retry", label="A001")
        await kiosk.until(lambda: kiosk.events("print_settled"))
        assert kiosk.events("print_settled")[0]["data"]["outcome"] == "printed"
        assert len(printer.jobs) == before + 1
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])


async def test_a_copy_for_the_person_at_the_screen_is_an_event(
    office_folder: Path, printer: Simulator
) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        await kiosk.delivered(ticket)
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
        await kiosk.delivered(ticket)
        kiosk.papers.leave_to_staff(ticket)
        await kiosk.until(lambda: kiosk.shown == [("offline", [("A001", "failed")])])
        await kiosk.client.ask("print_wish", what="drop", label="A001")
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


@pytest.mark.parametrize(
    ("wished", "is_on", "printed_at"),
    [("second", True, "second"), ("paper", True, "paper"), ("paper", False, "second")],
)
async def test_a_copy_comes_out_where_it_is_said_to(
    office_folder: Path, printer: Simulator, wished: str, is_on: bool, printed_at: str
) -> None:
    with Simulator() as second:
        address = second.address
        async with kiosk_with(
            office_folder, printer.address, fallback=address
        ) as kiosk:
            ticket = await kiosk.issue()
            assert await kiosk.delivered(ticket) is Outcome.PRINTED
            await kiosk.until(lambda: kiosk.shown == [("fine", [])] * 2)
            if not is_on:
                printer.set(is_out=True)
            about = {"what": "reprint", "label": "A001", "printer": wished}
            await kiosk.client.ask("print_wish", **about)
            await kiosk.until(lambda: kiosk.events("reprinted"))
            assert kiosk.events("reprinted")[0]["data"]["printer"] == printed_at
            at = {"paper": printer.jobs, "second": second.jobs}
            assert at.pop(printed_at)[-1] == "A001 COPY"
            assert "A001 COPY" not in next(iter(at.values()))


@pytest.mark.parametrize("what", ["reprint", "retry", "drop"])
async def test_what_was_done_before_a_crash_is_told_and_not_done_again(
    office_folder: Path, printer: Simulator, what: str
) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])
        if what != "reprint":
            printer.plan_job(Plan(Fault.UNCONFIRMED))
        ticket = await kiosk.issue()
        await kiosk.delivered(ticket)
        printer.plan()
        kiosk.papers.leave_to_staff(ticket)
        jobs = [] if what == "reprint" else [("A001", "unknown")]
        await kiosk.until(lambda: kiosk.shown == [("fine", jobs)])
        await kiosk.papers.close()
        await kiosk.client.ask("print_wish", id="w1", what=what, label="A001")
        with kiosk.killed() as spooler:
            [job] = spooler.jobs()
            if what == "drop":
                spooler.drop(job.id)
            elif what == "retry":
                spooler.retry(job.id, "w1").result.result(20)
            else:
                spooler.reprint("A001", wish="w1").result.result(20)
        printed = list(printer.jobs)
        await kiosk.restart()
        await kiosk.until(lambda: kiosk.events("reprinted", "print_settled"))
        (event,) = kiosk.events("reprinted", "print_settled")
        assert event["data"]["wish"] == "w1"
        expected = "dropped" if what == "drop" else "printed"
        assert event["data"]["outcome"] == expected
        assert event["kind"] == ("reprinted" if what == "reprint" else "print_settled")
        assert printer.jobs == printed
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])


async def test_a_copy_made_at_the_screen_before_a_crash_has_its_event_once(
    office_folder: Path, printer: Simulator
) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        await kiosk.delivered(ticket)
        await kiosk.papers.close()
        with kiosk.killed() as spooler:
            spooler.reprint("A001").result.result(20)
        for _ in range(2):
            await kiosk.restart()
            await kiosk.until(lambda: kiosk.events("reprinted"))
        other = await kiosk.issue()
        await kiosk.delivered(other)
        assert await kiosk.papers.copy(other) is Outcome.PRINTED
        await kiosk.until(lambda: len(kiosk.events("reprinted")) > 1)
        tickets = [event["ticket"] for event in kiosk.events("reprinted")]
        assert tickets == ["A001", "A002"]
        assert printer.jobs == ["A001", "A001 COPY", "A002", "A002 COPY"]


async def test_a_copy_for_the_staff_and_one_for_the_person_are_two(
    office_folder: Path, printer: Simulator
) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.shown)
        ticket = await kiosk.issue()
        await kiosk.delivered(ticket)
        asked = kiosk.client.ask("print_wish", id="w1", what="reprint", label="A001")
        copied = kiosk.papers.copy(ticket)
        _, outcome = await asyncio.gather(asked, copied)
        assert outcome is Outcome.PRINTED
        await kiosk.until(lambda: len(kiosk.events("reprinted")) == 2)
        wishes = {event["data"]["wish"] for event in kiosk.events("reprinted")}
        assert "w1" in wishes and len(wishes) == 2
        assert printer.jobs == ["A001", "A001 COPY", "A001 COPY"]


async def test_what_nobody_waits_for_never_comes_out(
    office_folder: Path, printer: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def draw(paper: Paper, to: Printer) -> bytes:
        assert go_on.wait(20)
        return draw_plainly(paper, to)

    async with kiosk_with(office_folder, printer.address, draw=draw) as kiosk:
        with monkeypatch.context() as impatient:
            impatient.setattr(papers_module, "BEGIN_SECONDS", 0.0)
            nobody = await kiosk.issue()
            assert await kiosk.delivered(nobody) is Outcome.FAILED
        go_on.set()
        # Behind it in the same queue: when this is out, the other had its turn.
        assert await kiosk.delivered(await kiosk.issue()) is Outcome.PRINTED
        states = [job.state for job in kiosk.spooler.jobs()]
        assert states == [JobState.DROPPED, JobState.PRINTED]
        assert printer.jobs == ["A002"]


class _PromptSpooler(Spooler):
    """One that takes a paper only once it has begun to print it."""

    def submit(self, *args: Any, **options: Any) -> Pending:
        pending = super().submit(*args, **options)
        end = time.monotonic() + 20
        while self.jobs()[-1].state is not JobState.SENDING:
            assert time.monotonic() < end
            time.sleep(0.001)
        return pending


async def test_a_wait_for_what_has_begun_has_an_end(
    office_folder: Path, printer: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "BEGIN_SECONDS", 0.0)
    monkeypatch.setattr(papers_module, "WAIT_SECONDS", 0.0)
    printer.plan_job(Plan(Fault.HANGS_AFTER, IN_THE_JOB))
    patience = replace(QUICK, confirm=60)
    async with (
        asyncio.timeout(30),
        kiosk_with(
            office_folder, printer.address, kind=_PromptSpooler, patience=patience
        ) as kiosk,
    ):
        ticket = await kiosk.issue()
        assert await kiosk.delivered(ticket) is Outcome.UNKNOWN
        assert [job.state for job in kiosk.spooler.jobs()] == [JobState.SENDING]
        printer.hang_up()


async def test_the_office_is_told_again_what_it_lost(
    office_folder: Path, printer: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printers.print_desk._AGAIN_SECONDS", 0.0)
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])
        await kiosk.client.ask("printer_state", printer="paper", condition="out")
        await kiosk.until(lambda: kiosk.shown == [("out", [])])
        await kiosk.until(lambda: kiosk.shown == [("fine", [])])


async def issued_by_kiosk(kiosk: Kiosk) -> Ticket:
    answer = await kiosk.client.ask("issue", service="jobs", channel="kiosk")
    return ticket_from_json(answer["ticket"])


async def left_after_a_start(kiosk: Kiosk, office: Office) -> list[str]:
    """The numbers a new process of this kiosk takes back."""
    await kiosk.restart()
    await Issuer(office, kiosk.client).settle_left(kiosk.papers)
    return [event["ticket"] for event in kiosk.events("cancelled")]


async def test_a_number_given_out_but_never_kept_is_taken_back_at_the_next_start(
    office: Office, office_folder: Path, printer: Simulator
) -> None:
    async with kiosk_with(office_folder, printer.address) as kiosk:
        await kiosk.until(lambda: kiosk.shown)
        assert await left_after_a_start(kiosk, office) == []
        await kiosk.papers.keep(await issued_by_kiosk(kiosk))
        await issued_by_kiosk(kiosk)
        assert await left_after_a_start(kiosk, office) == ["A002"]
        await kiosk.client.ask("issue", service="jobs", channel="phone")
        assert await left_after_a_start(kiosk, office) == ["A002"]
        states = [job.label for job in kiosk.spooler.jobs()]
        assert states == ["A001"]


async def test_numbers_of_another_machine_or_of_a_time_without_a_printer_stay(
    office: Office, office_folder: Path, printer: Simulator
) -> None:
    async with kiosk_with(office_folder, "none") as kiosk:
        await issued_by_kiosk(kiosk)
        assert await left_after_a_start(kiosk, office) == []
    async with kiosk_with(office_folder, printer.address) as kiosk:
        for _ in range(2):
            assert await left_after_a_start(kiosk, office) == []
        for _ in range(3):
            await issued_by_kiosk(kiosk)
        # No end of a kiosk leaves so many: people may have them.
        assert await left_after_a_start(kiosk, office) == []


async def test_a_paper_that_fails_after_done_is_on_the_staff_s_list(
    office_folder: Path, printer: Simulator
) -> None:
    printer.refuse()
    async with kiosk_with(office_folder, printer.address) as kiosk:
        ticket = await kiosk.issue()
        await kiosk.papers.keep(ticket)
        # As the panel does it: "done" while it says "printing", then the outcome.
        assert await kiosk.papers.deliver(ticket) is Outcome.FAILED
        kiosk.papers.leave_to_staff(ticket)
        await kiosk.until(lambda: kiosk.shown == [("offline", [("A001", "failed")])])


async def test_a_checklist_has_no_number_and_is_on_nobody_s_list(
    office_folder: Path, printer: Simulator
) -> None:
    def draw(paper: Paper, to: Printer) -> bytes:
        assert not any(isinstance(block, Number) for block in paper)
        return draw_plainly((Number("LIST"),), to)

    async with kiosk_with(office_folder, printer.address, draw=draw) as kiosk:
        assert await kiosk.papers.checklist("nothing", "en") is None
        assert await kiosk.papers.checklist("express", "en") is None
        assert await kiosk.papers.checklist("training", "en") is Outcome.PRINTED
        assert printer.jobs == ["LIST"]
        printer.refuse()
        assert await kiosk.papers.checklist("training", "en") is Outcome.FAILED
        await kiosk.until(lambda: kiosk.shown == [("offline", [])])
        await kiosk.until(lambda: not kiosk.spooler.jobs_for_a_person())
    async with kiosk_with(office_folder, "none") as kiosk:
        assert await kiosk.papers.checklist("training", "en") is None


@pytest.mark.parametrize("answers", [True, False])
async def test_what_a_printer_only_took_is_not_said_to_be_out(
    office_folder: Path, answers: bool
) -> None:
    engine = Engine(answers_by_id=answers, answers_in_turn=answers)
    with Simulator(engine) as printer:
        async with kiosk_with(office_folder, printer.address) as kiosk:
            await kiosk.until(
                lambda: (
                    [each.confirms for each in kiosk.spooler.conditions().values()]
                    == [Confirms.BY_ID if answers else Confirms.BY_STATUS]
                )
            )
            assert await kiosk.delivered(await kiosk.issue()) is Outcome.PRINTED
            assert kiosk.papers.can_confirm is answers
