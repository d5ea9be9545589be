"""The spooler: three outcomes, retries, fallbacks, copies, crashes; nothing waits."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from printers.jobs import spool_file as store_spool
from printers.jobs.device import as_bytes, route_from
from printers.jobs.job import JobState
from printers.jobs.register import NoSuchJob
from printers.jobs.spool import SpoolTrouble, spool_file
from printers.jobs.spooler import Pending, Spooler
from printers.papers.paper import Paper, Text
from printers.session.outcome import Confirms, Outcome, Result
from shared.office.model import Kiosk, Office
from shared.office.printers import Printer
from shared.trade.printer import Condition
from tests.printers.plain_jobs import QUICK, draw_plainly, plain_job, plain_paper
from tests.printers.simulator import Fault, Plan, Simulator, eventually
from tests.printers.test_spool import fill_up, make_room

DAY = date(2026, 11, 23)
IN_THE_JOB = 1500
SECONDS = 20


@pytest.fixture
def printer() -> Iterator[Simulator]:
    """The kiosk's own printer."""
    with Simulator() as simulator:
        yield simulator


@pytest.fixture
def other() -> Iterator[Simulator]:
    """The one that stands in for it."""
    with Simulator() as simulator:
        yield simulator


@contextmanager
def spooler_for(
    office: Office, *addresses: str, **options: object
) -> Iterator[Spooler]:
    """The spooler of kiosk-1; each printer is the fallback of the one before."""
    spooler = new_spooler(office, *addresses, **options)
    spooler.start()
    try:
        yield spooler
    finally:
        spooler.close(SECONDS)


def new_spooler(office: Office, *addresses: str, **options: object) -> Spooler:
    names = [f"p{number}" for number in range(len(addresses) + 1)]
    printers = tuple(
        Printer(names[at], address, fallback=names[at + 1])
        for at, address in enumerate(addresses)
    )
    office = replace(
        office, printers=printers, kiosks=(Kiosk("kiosk-1", printer="p0"),)
    )
    options = {"draw": draw_plainly, "patience": QUICK} | options
    return Spooler(office, "kiosk-1", **options)  # type: ignore[arg-type]


def submit(spooler: Spooler, label: str) -> Pending:
    return spooler.submit(plain_paper(label), label=label, kind="ticket", day=DAY)


def outcome_of(pending: Pending) -> Result:
    return pending.result.result(SECONDS)


def labels(spooler: Spooler) -> list[tuple[str, JobState]]:
    return sorted((job.label, job.state) for job in spooler.jobs_for_a_person())


def test_a_paper_is_printed_and_confirmed(office: Office, printer: Simulator) -> None:
    with spooler_for(office, printer.address) as spooler:
        result = outcome_of(submit(spooler, "A001"))
        assert result.outcome is Outcome.PRINTED
        assert (result.printer, result.confirms) == ("p0", Confirms.BY_ID)
        assert spooler.jobs_for_a_person() == ()
        assert [job.state for job in spooler.jobs()] == [JobState.PRINTED]
    assert printer.jobs == ["A001"]


def test_a_real_ticket_is_printed(
    office: Office, printer: Simulator, paper: Paper
) -> None:
    with spooler_for(office, printer.address, draw=as_bytes) as spooler:
        pending = spooler.submit(paper, label="B012", kind="ticket", day=DAY)
        assert outcome_of(pending).outcome is Outcome.PRINTED
        first = printer.papers[-1]
        assert outcome_of(spooler.reprint("B012")).outcome is Outcome.PRINTED
        copy = printer.papers[-1]
    assert first.pictures and copy.pictures
    assert sum(map(len, copy.pictures)) > sum(map(len, first.pictures))


async def test_a_screen_can_await_it(office: Office, printer: Simulator) -> None:
    with spooler_for(office, printer.address) as spooler:
        pending = submit(spooler, "A001")
        result = await asyncio.wait_for(asyncio.wrap_future(pending.result), SECONDS)
        assert result.outcome is Outcome.PRINTED
        # A screen that goes away takes no paper back and breaks nothing.
        waiting = asyncio.wrap_future(submit(spooler, "A002").result)
        waiting.cancel()
        assert outcome_of(submit(spooler, "A003")).outcome is Outcome.PRINTED
    assert printer.jobs == ["A001", "A002", "A003"]


def test_one_connection_whoever_asks(office: Office, printer: Simulator) -> None:
    with spooler_for(office, printer.address) as spooler:
        pending: list[Pending] = []

        def press_once(number: int) -> None:
            pending.append(submit(spooler, f"A00{number}"))

        threads = [threading.Thread(target=press_once, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {outcome_of(each).outcome for each in pending} == {Outcome.PRINTED}
    assert sorted(printer.jobs) == [f"A00{n}" for n in range(8)]
    assert printer.most_at_once == 1


def test_what_failed_is_tried_again(office: Office, printer: Simulator) -> None:
    with spooler_for(office, printer.address) as spooler:
        eventually(lambda: spooler.conditions()["p0"].confirms)
        printer.plan(Plan(Fault.CLOSES_AFTER, 2), Plan(Fault.NONSENSE))
        assert outcome_of(submit(spooler, "A001")).outcome is Outcome.PRINTED
    assert printer.jobs == ["A001"]


@pytest.mark.parametrize("trouble", ["off", "out", "hangs", "none"])
def test_the_fallback_prints_what_failed(
    office: Office, printer: Simulator, other: Simulator, trouble: str
) -> None:
    if trouble == "off":
        printer.refuse()
    elif trouble == "out":
        printer.set(is_out=True)
    elif trouble == "hangs":
        printer.plan_job(Plan(Fault.HANGS, heals_in=0.1))
    first = "none" if trouble == "none" else printer.address
    with spooler_for(office, first, other.address) as spooler:
        result = outcome_of(submit(spooler, "A001"))
        assert (result.outcome, result.printer) == (Outcome.PRINTED, "p1")
        assert spooler.jobs_for_a_person() == ()
    assert (printer.jobs, other.jobs) == ([], ["A001"])


def test_what_was_handed_over_goes_nowhere_else(
    office: Office, printer: Simulator, other: Simulator
) -> None:
    with spooler_for(office, printer.address, other.address) as spooler:
        eventually(lambda: spooler.conditions()["p0"].confirms)
        printer.plan_job(Plan(Fault.OUT_AFTER, IN_THE_JOB))
        result = outcome_of(submit(spooler, "A001"))
        assert (result.outcome, result.condition) == (Outcome.UNKNOWN, Condition.OUT)
        assert spooler.conditions()["p0"].condition is Condition.OUT
        assert labels(spooler) == [("A001", JobState.UNKNOWN)]
        printer.plan()
        printer.set(is_out=False)
        # It prints late, and alone.
        eventually(lambda: printer.jobs)
    assert (printer.jobs, other.jobs) == (["A001"], [])


def test_everything_fails_and_a_person_sees_it(
    office: Office, printer: Simulator, other: Simulator
) -> None:
    printer.set(is_out=True)
    other.refuse()
    with spooler_for(office, printer.address, other.address) as spooler:
        result = outcome_of(submit(spooler, "A001"))
        assert (result.outcome, result.condition) == (Outcome.FAILED, Condition.OUT)
        assert result.printer == "p0"
        [job] = spooler.jobs_for_a_person()
        assert (job.label, job.state, job.is_copy) == ("A001", JobState.FAILED, False)
        printer.set(is_out=False)
        assert outcome_of(spooler.retry(job.id)).outcome is Outcome.PRINTED
        assert spooler.jobs_for_a_person() == ()
    # It was never handed over, so it is no copy.
    assert printer.jobs == ["A001"]


def test_a_retry_of_what_may_be_out_is_a_copy(
    office: Office, printer: Simulator
) -> None:
    with spooler_for(office, printer.address) as spooler:
        eventually(lambda: spooler.conditions()["p0"].confirms)
        printer.plan_job(Plan(Fault.UNCONFIRMED))
        assert outcome_of(submit(spooler, "A001")).outcome is Outcome.UNKNOWN
        printer.plan()
        [job] = spooler.jobs_for_a_person()
        assert outcome_of(spooler.retry(job.id)).outcome is Outcome.PRINTED
        with pytest.raises(NoSuchJob):
            spooler.retry(job.id)
        with pytest.raises(NoSuchJob):
            spooler.drop(job.id)
    assert printer.jobs == ["A001", "A001 COPY"]


def test_a_reprint_is_a_copy_and_settles_the_old_one(
    office: Office, printer: Simulator
) -> None:
    with spooler_for(office, printer.address) as spooler:
        assert outcome_of(submit(spooler, "A001")).outcome is Outcome.PRINTED
        assert outcome_of(spooler.reprint("A001")).outcome is Outcome.PRINTED
        assert outcome_of(spooler.reprint("A001")).outcome is Outcome.PRINTED
        printer.plan_job(Plan(Fault.UNCONFIRMED))
        assert outcome_of(submit(spooler, "A002")).outcome is Outcome.UNKNOWN
        printer.plan()
        assert outcome_of(spooler.reprint("A002")).outcome is Outcome.PRINTED
        assert spooler.jobs_for_a_person() == ()
        with pytest.raises(NoSuchJob, match="Z999"):
            spooler.reprint("Z999")
    assert printer.jobs == ["A001", "A001 COPY", "A001 COPY", "A002", "A002 COPY"]


def test_a_reprint_is_of_the_day(office: Office, printer: Simulator) -> None:
    with spooler_for(office, printer.address) as spooler:
        outcome_of(submit(spooler, "A001"))
        with pytest.raises(NoSuchJob):
            spooler.reprint("A001", date(2026, 11, 24))
        assert outcome_of(spooler.reprint("A001", DAY)).outcome is Outcome.PRINTED


def test_a_queued_job_that_is_withdrawn_never_comes_out(
    office: Office, printer: Simulator, other: Simulator
) -> None:
    with spooler_for(office, printer.address, other.address) as spooler:
        eventually(lambda: spooler.conditions()["p0"].confirms)
        printer.plan_job(Plan(Fault.HANGS_AFTER, IN_THE_JOB, heals_in=0.2))
        first, second = submit(spooler, "A001"), submit(spooler, "A002")
        eventually(lambda: printer.taken >= IN_THE_JOB)
        printer.plan()
        spooler.withdraw(first.id)
        spooler.withdraw(second.id)
        result = second.result.result(0)
        assert (result.outcome, result.handed_over) == (Outcome.FAILED, 0)
        assert result.reason == "nobody waits for it any more"
        # What is being sent cannot be called back.
        assert outcome_of(first).outcome is Outcome.UNKNOWN
        assert outcome_of(submit(spooler, "A003")).outcome is Outcome.PRINTED
        spooler.withdraw(second.id)
        states = {job.label: job.state for job in spooler.jobs()}
    assert states["A002"] is JobState.DROPPED
    assert (printer.jobs, other.jobs) == (["A003"], [])


def test_a_withdrawn_job_is_not_tried_again(
    office: Office, printer: Simulator, other: Simulator
) -> None:
    printer.refuse()
    patience = replace(QUICK, pause=0.3)
    with spooler_for(
        office, printer.address, other.address, patience=patience
    ) as spooler:
        pending = submit(spooler, "A001")
        spooler.withdraw(pending.id)
        assert pending.result.result(0).outcome is Outcome.FAILED
        assert outcome_of(submit(spooler, "A002")).outcome is Outcome.PRINTED
    assert other.jobs == ["A002"]


def test_what_is_withdrawn_while_it_is_drawn_never_comes_out(
    office: Office, printer: Simulator
) -> None:
    is_drawing, go_on = threading.Event(), threading.Event()

    def draw(paper: Paper, to: Printer) -> bytes:
        is_drawing.set()
        assert go_on.wait(SECONDS)
        return draw_plainly(paper, to)

    with spooler_for(office, printer.address, draw=draw) as spooler:
        pending = submit(spooler, "A001")
        assert is_drawing.wait(SECONDS)
        spooler.withdraw(pending.id)
        assert pending.result.result(0).reason == "nobody waits for it any more"
        go_on.set()
        # Behind it in the same queue: when this is out, the other had its turn.
        assert outcome_of(submit(spooler, "A002")).outcome is Outcome.PRINTED
        assert [job.state for job in spooler.jobs()] == [
            JobState.DROPPED,
            JobState.PRINTED,
        ]
    assert printer.jobs == ["A002"]


def test_what_had_begun_when_nobody_waited_any_more_is_not_tried_again(
    office: Office,
    printer: Simulator,
    other: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with spooler_for(office, printer.address, other.address) as spooler:
        eventually(lambda: spooler.conditions()["p0"].confirms)
        begin = spooler._register.begin

        def begin_and_lose_patience(id: str, **changes: object) -> None:
            monkeypatch.setattr(spooler._register, "begin", begin)
            begin(id, **changes)
            spooler.withdraw(id)
            raise SpoolTrouble(file="x", reason="nothing was handed over")

        monkeypatch.setattr(spooler._register, "begin", begin_and_lose_patience)
        result = outcome_of(submit(spooler, "A001"))
        assert (result.outcome, result.handed_over) == (Outcome.FAILED, 0)
        assert labels(spooler) == [("A001", JobState.FAILED)]
        assert outcome_of(submit(spooler, "A002")).outcome is Outcome.PRINTED
    assert (printer.jobs, other.jobs) == (["A002"], [])


def test_a_wish_is_carried_out_once_even_by_two_processes(
    office: Office, printer: Simulator
) -> None:
    with spooler_for(office, printer.address) as spooler:
        assert spooler.when_open().result(SECONDS)
        assert spooler.done_for("w1") is None
        outcome_of(submit(spooler, "A001"))
        copy = spooler.reprint("A001", wish="w1")
        done = spooler.done_for("w1")
        assert done is not None and done.result is copy.result
        assert outcome_of(copy).outcome is Outcome.PRINTED
        printer.plan_job(Plan(Fault.UNCONFIRMED))
        lost = submit(spooler, "A002")
        assert outcome_of(lost).outcome is Outcome.UNKNOWN
        printer.plan()
        assert outcome_of(spooler.retry(lost.id, "w2")).outcome is Outcome.PRINTED
        own = spooler.reprint("A002")
        assert outcome_of(own).outcome is Outcome.PRINTED
    with spooler_for(office, printer.address) as spooler:
        assert spooler.when_open().result(SECONDS)
        for wish in ("w1", "w2", own.id):
            done = spooler.done_for(wish)
            assert done is not None
            assert done.result.result(0).outcome is Outcome.PRINTED
    assert printer.jobs == ["A001", "A001 COPY", "A002", "A002 COPY", "A002 COPY"]
    assert spooler.when_open().result(SECONDS) is False


def test_jobs_that_cannot_be_kept_are_said_to_be_not_at_hand(
    office: Office, printer: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_spool, "LOCK_SECONDS", 0.05)
    with spooler_for(office, printer.address) as spooler:
        assert spooler.when_open().result(SECONDS)
        with spooler_for(office, printer.address) as second:
            assert not second.when_open().result(SECONDS)
            spooler.close(SECONDS)
            # It was free in the meantime.
            assert second.when_open().result(SECONDS)


def test_a_copy_carries_the_time_of_the_first(
    office: Office, printer: Simulator
) -> None:
    drawn: list[Paper] = []

    def draw(paper: Paper, printer: Printer) -> bytes:
        drawn.append(paper)
        return draw_plainly(paper, printer)

    nine = 1_795_395_600_000
    clock = [nine]
    with spooler_for(
        office, printer.address, draw=draw, clock=lambda: clock[0]
    ) as spooler:
        outcome_of(submit(spooler, "A001"))
        clock[0] += 3_600_000
        outcome_of(spooler.reprint("A001"))
    words = [block.words for block in drawn[1] if isinstance(block, Text)]
    assert "COPY" in words[0] and "補印" in words[0]
    assert any("09:00" in each for each in words)


def test_a_job_that_is_dropped_is_settled(office: Office, printer: Simulator) -> None:
    printer.set(is_cover_open=True)
    with spooler_for(office, printer.address) as spooler:
        assert outcome_of(submit(spooler, "A001")).outcome is Outcome.FAILED
        [job] = spooler.jobs_for_a_person()
        spooler.drop(job.id)
        assert spooler.jobs_for_a_person() == ()
    with spooler_for(office, printer.address) as spooler:
        eventually(spooler.jobs)
        assert [job.state for job in spooler.jobs()] == [JobState.DROPPED]


def test_conditions_are_fresh_without_any_job(
    office: Office, printer: Simulator, other: Simulator
) -> None:
    changes = threading.Semaphore(0)
    with spooler_for(
        office, printer.address, other.address, on_change=changes.release
    ) as spooler:
        assert list(spooler.conditions()) == ["p0", "p1"]
        eventually(lambda: spooler.conditions()["p0"].condition is Condition.FINE)
        assert changes.acquire(timeout=SECONDS)
        for name, condition in (
            ("is_near_end", Condition.NEAR_END),
            ("is_out", Condition.OUT),
            ("is_cover_open", Condition.COVER_OPEN),
        ):
            printer.set(**{name: True})
            eventually(
                lambda condition=condition: (  # type: ignore[misc]
                    spooler.conditions()["p0"].condition is condition
                )
            )
            printer.set(**{name: False})
        eventually(lambda: spooler.conditions()["p0"].condition is Condition.FINE)
        printer.refuse()
        eventually(lambda: spooler.conditions()["p0"].condition is Condition.OFFLINE)
        state = spooler.conditions()["p0"]
        assert state.reason == "it refuses the connection"
        assert state.seen_at is not None
        assert spooler.conditions()["p1"].condition is Condition.FINE
        printer.accept()
        eventually(lambda: spooler.conditions()["p0"].condition is Condition.FINE)
    assert printer.most_at_once == 1
    assert printer.papers == []


def test_a_printer_that_was_busy_once_is_not_offline(
    office: Office, printer: Simulator
) -> None:
    seen: set[Condition] = set()
    with spooler_for(office, printer.address) as spooler:
        eventually(lambda: spooler.conditions()["p0"].condition is Condition.FINE)
        before = printer.connections
        printer.plan(Plan(Fault.CLOSES_AFTER, 2))
        while printer.connections < before + 3:
            seen.add(spooler.conditions()["p0"].condition)
            time.sleep(0.002)
    assert seen == {Condition.FINE}


def test_without_a_printer_it_is_said_at_once(office: Office) -> None:
    with spooler_for(office, "none") as spooler:
        assert not spooler.has_printer
        result = submit(spooler, "A001").result.result(0)
        assert (result.outcome, result.reason) == (
            Outcome.FAILED,
            "there is no printer",
        )
        assert spooler.jobs() == ()


def test_a_file_prints_what_was_handed_over(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "paper.bin"
    with spooler_for(office, f"file://{file}") as spooler:
        result = outcome_of(submit(spooler, "A001"))
        assert (result.outcome, result.confirms) == (Outcome.PRINTED, Confirms.NOTHING)
        assert not spooler.conditions()["p0"].can_confirm
    assert file.read_bytes() == plain_job("A001", commands=3)


def test_a_printer_that_cannot_answer_is_handed_every_paper(
    office: Office, printer: Simulator
) -> None:
    printer.answers_at_all = False
    printer.engine.answers_by_id = printer.engine.answers_in_turn = False
    mute = Printer("p0", printer.address, can_answer=False)
    office = replace(office, printers=(mute,), kiosks=(Kiosk("kiosk-1", printer="p0"),))
    spooler = Spooler(office, "kiosk-1", draw=draw_plainly, patience=QUICK)
    spooler.start()
    for label in ("A001", "A002"):
        result = outcome_of(submit(spooler, label))
        assert (result.outcome, result.confirms) == (Outcome.PRINTED, Confirms.NOTHING)
    assert spooler.conditions()["p0"].condition is Condition.FINE
    assert not spooler.conditions()["p0"].can_confirm
    assert {job.reason for job in spooler.jobs()} == {
        "handed over; this printer confirms nothing"
    }
    eventually(lambda: len(printer.jobs) == 2)
    printer.refuse()
    assert outcome_of(submit(spooler, "A003")).outcome is Outcome.FAILED
    spooler.close(SECONDS)
    assert printer.jobs == ["A001", "A002"]


def test_nothing_waits_for_a_printer_that_hangs(
    office: Office, printer: Simulator
) -> None:
    printer.plan_job(Plan(Fault.HANGS))
    patience = replace(QUICK, connect=30, answer=30)
    spooler = new_spooler(office, printer.address, patience=patience)
    begun = time.monotonic()
    spooler.start()
    submit(spooler, "A001")
    submit(spooler, "A002")
    assert spooler.conditions()["p0"].condition is Condition.UNKNOWN
    assert [job.label for job in spooler.jobs()] == ["A001", "A002"]
    assert time.monotonic() - begun < 1
    spooler.close(0.3)
    assert time.monotonic() - begun < 3


def test_a_press_that_closes_leaves_nobody_waiting(
    office: Office, printer: Simulator
) -> None:
    printer.plan_job(Plan(Fault.HANGS, heals_in=0.05))
    spooler = new_spooler(office, printer.address)
    spooler.start()
    pending = [submit(spooler, f"A00{n}") for n in range(4)]
    spooler.close(SECONDS)
    assert {outcome_of(each).outcome for each in pending} == {Outcome.FAILED}
    late = submit(spooler, "A009")
    assert outcome_of(late).reason == "the program ended"
    assert printer.jobs == []


def test_a_full_disk_is_a_clear_failure(office: Office, printer: Simulator) -> None:
    with spooler_for(office, printer.address) as spooler:
        assert outcome_of(submit(spooler, "A001")).outcome is Outcome.PRINTED
        spool = spooler._register._spool
        fill_up(spool)
        paper = (*plain_paper("A002"), Text("x" * 20_000))
        pending = spooler.submit(paper, label="A002", kind="ticket", day=DAY)
        result = outcome_of(pending)
        assert result.outcome is Outcome.FAILED
        assert "disk" in result.reason
        assert labels(spooler) == [("A002", JobState.FAILED)]
        make_room(spool)
        [job] = spooler.jobs_for_a_person()
        assert outcome_of(spooler.retry(job.id)).outcome is Outcome.PRINTED
    assert printer.jobs == ["A001", "A002"]


def test_a_disk_that_fills_up_before_the_first_byte(
    office: Office, printer: Simulator
) -> None:
    def draw(paper: Paper, to: Printer) -> bytes:
        # From here on the row cannot be written again.
        spooler._register._spool.close()
        return draw_plainly(paper, to)

    spooler = new_spooler(office, printer.address, draw=draw)
    spooler.start()
    result = outcome_of(submit(spooler, "A001"))
    assert (result.outcome, result.handed_over) == (Outcome.FAILED, 0)
    spooler.close(SECONDS)
    assert printer.jobs == []


def test_a_second_press_of_the_same_name_prints_nothing(
    office: Office, printer: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_spool, "LOCK_SECONDS", 0.1)
    with spooler_for(office, printer.address) as spooler:
        assert outcome_of(submit(spooler, "A001")).outcome is Outcome.PRINTED
        with spooler_for(office, printer.address) as second:
            result = outcome_of(submit(second, "A002"))
            assert result.outcome is Outcome.FAILED
            assert "disk" in result.reason
    assert printer.jobs == ["A001"]


def test_a_mistake_in_drawing_fails_one_paper_only(
    office: Office, printer: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    with spooler_for(office, printer.address) as spooler:
        nameless = (Text("no number"),)
        pending = spooler.submit(nameless, label="A001", kind="ticket", day=DAY)
        result = outcome_of(pending)
        assert (result.outcome, result.handed_over) == (Outcome.FAILED, 0)
        assert "mistake" in result.reason
        assert outcome_of(submit(spooler, "A002")).outcome is Outcome.PRINTED
    assert "StopIteration" in caplog.text


def test_a_listener_that_fails_stops_nothing(
    office: Office, printer: Simulator
) -> None:
    def fail() -> None:
        raise RuntimeError("Event loop is closed")

    with spooler_for(office, printer.address, on_change=fail) as spooler:
        assert outcome_of(submit(spooler, "A001")).outcome is Outcome.PRINTED


def test_the_way_of_a_paper(office: Office) -> None:
    printers = (
        Printer("a", "tcp://a", fallback="b"),
        Printer("b", "none", fallback="c"),
        Printer("c", "tcp://c", fallback="d"),
        Printer("d", "tcp://a", fallback="a"),
    )
    office = replace(office, printers=printers)
    assert [each.name for each in route_from(office, "a")] == ["a", "c"]
    assert [each.name for each in route_from(office, "b")] == ["c", "d"]
    assert route_from(office, None) == route_from(office, "x") == ()


_CHILD = """
import sys
from datetime import date
from pathlib import Path
from shared.office.reader import load_office
from tests.printers.plain_jobs import plain_paper
from tests.printers.test_spooler import new_spooler
office = load_office(Path(sys.argv[1]))
spooler = new_spooler(office, sys.argv[2])
spooler.start()
for label in ("A001", "A002"):
    day = date(2026, 11, 23)
    spooler.submit(plain_paper(label), label=label, kind="ticket", day=day)
print("submitted", flush=True)
sys.stdin.read()
"""


def test_after_a_kill_it_asks_and_prints_nothing_by_itself(
    office: Office, office_folder: Path, printer: Simulator
) -> None:
    printer.plan_job(Plan(Fault.HANGS_AFTER, IN_THE_JOB))
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(office_folder), printer.address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"submitted\n"
        eventually(lambda: printer.taken >= IN_THE_JOB)
        child.kill()
    printer.plan()
    printer.hang_up()

    with spooler_for(office, printer.address) as spooler:
        eventually(spooler.jobs)
        assert labels(spooler) == [
            ("A001", JobState.UNKNOWN),
            ("A002", JobState.FAILED),
        ]
        unknown, failed = sorted(spooler.jobs_for_a_person(), key=lambda job: job.label)
        # The printer is well and was looked at: there was every occasion to print.
        before = printer.connections
        eventually(lambda: printer.connections > before + 2)
        assert printer.jobs == []
        assert outcome_of(spooler.retry(failed.id)).outcome is Outcome.PRINTED
        assert outcome_of(spooler.retry(unknown.id)).outcome is Outcome.PRINTED
    assert printer.jobs == ["A002", "A001 COPY"]
    assert all(paper.is_clean for paper in printer.papers if paper.jobs)


def test_a_crash_is_kept_in_a_file_of_its_own(
    office: Office, printer: Simulator, state_folder: Path
) -> None:
    with spooler_for(office, printer.address) as spooler:
        outcome_of(submit(spooler, "A001"))
    assert spool_file(state_folder / "print", "kiosk-1").exists()
