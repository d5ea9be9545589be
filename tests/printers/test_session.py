"""One job and one printer: each fault, and what may truly be said afterwards."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from printers.channel.channel import Answers
from printers.session import conversation, readiness
from printers.session.conversation import Conversation
from printers.session.outcome import UNCONFIRMED_WORDS, Confirms, Outcome, Result
from printers.session.readiness import Readiness
from printers.session.session import (
    Acquaintance,
    Session,
    new_fence,
)
from printers.session.status import ASK_IN_TURN
from shared.trade.printer import Condition
from tests.printers.plain_jobs import QUICK, plain_job
from tests.printers.simulator import Fault, Plan, Simulator, eventually
from tests.printers.simulator_engine import Engine

IN_THE_JOB = 1500
"""A byte of the connection that lies in the middle of the picture."""
PRINTED, FAILED, UNKNOWN = Outcome.PRINTED, Outcome.FAILED, Outcome.UNKNOWN


@pytest.fixture
def printer() -> Iterator[Simulator]:
    """A printer that can confirm by id."""
    with Simulator() as simulator:
        yield simulator


@pytest.fixture
def known() -> Acquaintance:
    """What the station knows of it: it has printed before."""
    return Acquaintance(Confirms.BY_ID, is_clean=True)


def send(
    printer: Simulator, known: Acquaintance, label: str = "A001", commands: int = 0
) -> Result:
    """One session that prints the job of a label."""
    session = Session(printer.address, known, QUICK)
    job = plain_job(label, commands=commands)
    result = session.print(job, new_fence(), lambda: "")
    is_out = result.outcome is not FAILED
    assert (session.handed_over > 0) is is_out
    if result.outcome is not FAILED:
        is_sure = result.outcome is PRINTED and result.confirms not in UNCONFIRMED_WORDS
        assert (result.reason == "") is is_sure
    return result


@pytest.mark.parametrize(
    ("engine", "confirms"),
    [
        (Engine(), Confirms.BY_ID),
        (Engine(answers_by_id=False), Confirms.BY_ORDER),
        (Engine(answers_by_id=False, answers_in_turn=False), Confirms.BY_STATUS),
    ],
)
def test_what_a_printer_can_confirm_is_found_out_once(
    engine: Engine, confirms: Confirms
) -> None:
    known = Acquaintance()
    with Simulator(engine) as printer:
        if confirms is Confirms.BY_STATUS:
            # Once is not enough: it may have been busy.
            assert send(printer, known).outcome is FAILED
        for label in ("A001", "A002"):
            result = send(printer, known, label)
            assert (result.outcome, result.confirms) == (PRINTED, confirms)
            assert result.condition is Condition.FINE
        assert printer.jobs == ["A001", "A002"]
        assert all(paper.is_clean for paper in printer.papers)
    assert (known.confirms, known.is_clean, known.is_torn) == (confirms, True, False)


def test_near_end_is_told_and_prints(printer: Simulator, known: Acquaintance) -> None:
    printer.set(is_near_end=True)
    result = send(printer, known)
    assert (result.outcome, result.condition) == (PRINTED, Condition.NEAR_END)


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("is_out", Condition.OUT),
        ("is_cover_open", Condition.COVER_OPEN),
        ("is_cutter_jammed", Condition.CUTTER),
    ],
)
def test_a_printer_that_is_not_ready_gets_nothing(
    printer: Simulator, known: Acquaintance, name: str, condition: Condition
) -> None:
    printer.set(**{name: True})
    result = send(printer, known)
    assert (result.outcome, result.condition) == (FAILED, condition)
    printer.set(**{name: False})
    assert send(printer, known, "A002").outcome is PRINTED
    assert printer.jobs == ["A002"]


def test_a_printer_that_refuses(printer: Simulator, known: Acquaintance) -> None:
    printer.refuse()
    result = send(printer, known)
    assert (result.outcome, result.condition) == (FAILED, Condition.OFFLINE)
    assert result.reason == "it refuses the connection"
    printer.accept()
    assert send(printer, known).outcome is PRINTED


@pytest.mark.parametrize("refuses_second", [True, False])
def test_a_printer_that_somebody_else_has(
    printer: Simulator, known: Acquaintance, refuses_second: bool
) -> None:
    printer.refuses_second = refuses_second
    port = int(printer.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)):
        while not printer.connections:
            time.sleep(0.001)
        result = send(printer, known)
        assert (result.outcome, result.condition) == (FAILED, Condition.OFFLINE)
    assert send(printer, known, "A002").outcome is PRINTED
    assert printer.jobs == ["A002"]


@pytest.mark.parametrize(
    "plan",
    [
        Plan(Fault.HANGS, heals_in=0.01),
        Plan(Fault.NONSENSE),
        Plan(Fault.CLOSES_AFTER, 2),
        Plan(Fault.RESETS_AFTER, 7),
        Plan(Fault.CLOSES_AFTER, 13),
    ],
)
def test_trouble_before_the_first_byte_fails(
    printer: Simulator, known: Acquaintance, plan: Plan
) -> None:
    printer.plan(plan)
    result = send(printer, known)
    assert (result.outcome, result.handed_over) == (FAILED, 0)
    assert result.condition is Condition.OFFLINE
    assert send(printer, known, "A002").outcome is PRINTED
    assert printer.jobs == ["A002"]


def test_a_printer_that_hangs_is_given_up_in_time(
    printer: Simulator, known: Acquaintance
) -> None:
    printer.plan(Plan(Fault.HANGS))
    begun = time.monotonic()
    result = send(printer, known)
    assert time.monotonic() - begun < 1.5
    assert (result.outcome, result.reason) == (FAILED, "it does not answer")


def test_late_answers_are_not_taken_for_others(known: Acquaintance) -> None:
    with Simulator(late=0.1) as printer:
        printer.plan(Plan(Fault.LATE))
        assert send(printer, known).outcome is PRINTED
        printer.late = 2 * QUICK.answer
        printer.plan(Plan(Fault.LATE))
        assert send(printer, known, "A002").outcome is FAILED
        assert printer.jobs == ["A001"]


def test_answers_to_another_question_do_not_hide_an_empty_roll(
    printer: Simulator, known: Acquaintance
) -> None:
    printer.plan(Plan(Fault.WRONG))
    printer.set(is_out=True)
    assert send(printer, known).outcome is FAILED
    assert printer.jobs == []


def test_bytes_that_nobody_asked_for_are_not_answers(
    printer: Simulator, known: Acquaintance
) -> None:
    printer.plan_job(Plan(Fault.STALE))
    for number in range(5):
        label = f"A{number:03}"
        assert send(printer, known, label).outcome is PRINTED
    printer.set(is_out=True)
    assert send(printer, known, "B001").outcome is FAILED


def test_a_stale_answer_in_turn_confirms_nothing() -> None:
    engine = Engine(answers_by_id=False)
    known = Acquaintance(Confirms.BY_ORDER, is_clean=True)
    with Simulator(engine) as printer:
        # Its paper runs out in a job; the answer of that job comes in the next one.
        printer.plan(Plan(Fault.OUT_AFTER, IN_THE_JOB))
        assert send(printer, known).outcome is UNKNOWN
        printer.plan_job(Plan(Fault.UNCONFIRMED))
        threading.Timer(0.05, lambda: printer.set(is_out=False)).start()
        outcome = FAILED
        while outcome is FAILED:
            outcome = send(printer, known, "A002").outcome
        assert outcome is UNKNOWN


def test_real_time_commands_in_a_picture_do_no_harm(
    printer: Simulator, known: Acquaintance
) -> None:
    for number in range(5):
        assert send(printer, known, f"A{number:03}", commands=9).outcome is PRINTED
    assert len(printer.jobs) == 5


def test_a_slow_printer_is_waited_for(printer: Simulator, known: Acquaintance) -> None:
    printer.bytes_a_second = 1_000
    printer.plan(Plan(Fault.SLOW))
    patience = replace(QUICK, slowest=800, confirm=20)
    session = Session(printer.address, known, patience)
    result = session.print(plain_job("A001"), new_fence(), lambda: "")
    assert (result.outcome, printer.jobs) == (PRINTED, ["A001"])


@pytest.mark.parametrize(
    "fault",
    [Fault.CLOSES_AFTER, Fault.RESETS_AFTER, Fault.POWER_AFTER, Fault.HANGS_AFTER],
)
def test_trouble_in_the_middle_is_unknown_and_the_next_job_is_whole(
    printer: Simulator, known: Acquaintance, fault: Fault
) -> None:
    printer.plan(Plan(fault, IN_THE_JOB, heals_in=0.01))
    result = send(printer, known)
    assert result.outcome is UNKNOWN
    assert printer.jobs == []
    # A torn picture would eat this one.
    assert send(printer, known, "A002").outcome is PRINTED
    assert printer.jobs == ["A002"]
    assert printer.papers[-1].is_clean


def test_a_torn_picture_of_somebody_else_is_filled(printer: Simulator) -> None:
    torn = plain_job("A001")[:IN_THE_JOB]
    port = int(printer.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(torn)
    assert send(printer, Acquaintance(), "A002").outcome is PRINTED
    assert printer.papers[-1].is_clean
    assert printer.jobs == ["A002"]


@pytest.mark.parametrize("kept", range(1, 9))
def test_no_size_is_read_from_a_question(printer: Simulator, kept: int) -> None:
    job = plain_job("A001")
    torn = job[: job.index(b"\x1dv0") + kept]
    port = int(printer.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(torn)
    known = Acquaintance(Confirms.BY_ID, is_torn=True)
    # A picture of 1040 lines would take the job, and the one after it.
    assert send(printer, known, "A002").outcome is PRINTED
    assert printer.papers[-1].is_clean
    assert max(len(each) for paper in printer.papers for each in paper.pictures) < 5000


def test_a_torn_picture_is_filled_where_nothing_answers_in_turn() -> None:
    engine = Engine(answers_by_id=False, answers_in_turn=False)
    known = Acquaintance(Confirms.BY_STATUS, is_clean=True)
    with Simulator(engine) as printer:
        printer.plan(Plan(Fault.CLOSES_AFTER, IN_THE_JOB))
        assert send(printer, known).outcome is UNKNOWN
        assert send(printer, known, "A002").outcome is PRINTED
        assert printer.jobs == ["A002"]


def test_without_a_word_a_long_paper_is_believed_later_than_a_short_one() -> None:
    known = Acquaintance(Confirms.BY_STATUS, is_clean=True)
    patience = replace(QUICK, settle=0.05, pace=len(plain_job("A001")) / 2)
    with Simulator(Engine(answers_by_id=False, answers_in_turn=False)) as printer:
        runs_out = threading.Timer(0.3, lambda: printer.set(is_out=True))

        def begin() -> str:
            runs_out.start()
            return ""

        session = Session(printer.address, known, patience)
        result = session.print(plain_job("A001"), new_fence(), begin)
        runs_out.join()
        assert (result.outcome, result.condition) == (UNKNOWN, Condition.OUT)


def test_printed_but_never_confirmed_is_unknown(
    printer: Simulator, known: Acquaintance
) -> None:
    printer.plan(Plan(Fault.UNCONFIRMED))
    result = send(printer, known)
    assert (result.outcome, printer.jobs) == (UNKNOWN, ["A001"])
    assert result.reason == "it took the paper's data and did not confirm it"


@pytest.mark.parametrize("fault", [Fault.UNCONFIRMED, Fault.OUT_AFTER])
def test_no_blank_slip_comes_after_a_paper_in_doubt(
    printer: Simulator, known: Acquaintance, fault: Fault
) -> None:
    assert send(printer, known, "A000").outcome is PRINTED
    printer.plan(Plan(fault, IN_THE_JOB))
    assert send(printer, known, "A001").outcome is UNKNOWN
    printer.set(is_out=False)
    assert send(printer, known, "A002").outcome is PRINTED
    assert printer.jobs == ["A000", "A001", "A002"]
    assert printer.engine.blank_slips == 0


def test_a_printer_that_was_off_after_a_paper_in_doubt_begins_with_a_cut(
    printer: Simulator, known: Acquaintance
) -> None:
    printer.plan(Plan(Fault.UNCONFIRMED, IN_THE_JOB))
    assert send(printer, known, "A001").outcome is UNKNOWN
    printer.refuse()
    assert send(printer, known, "A002").outcome is FAILED
    printer.accept()
    assert send(printer, known, "A003").outcome is PRINTED
    assert printer.jobs == ["A001", "A003"]
    assert printer.engine.blank_slips == 1


@pytest.mark.parametrize(
    ("fault", "name", "condition"),
    [
        (Fault.OUT_AFTER, "is_out", Condition.OUT),
        (Fault.COVER_AFTER, "is_cover_open", Condition.COVER_OPEN),
        (Fault.CUTTER_AFTER, "is_cutter_jammed", Condition.CUTTER),
    ],
)
@pytest.mark.parametrize("answers_by_id", [True, False])
def test_it_stops_in_the_middle_and_prints_later(
    fault: Fault, name: str, condition: Condition, answers_by_id: bool
) -> None:
    engine = Engine(answers_by_id=answers_by_id)
    known = Acquaintance(None, is_clean=True)
    with Simulator(engine) as printer:
        assert send(printer, known, "A000").outcome is PRINTED
        printer.plan(Plan(fault, IN_THE_JOB))
        result = send(printer, known)
        assert (result.outcome, result.condition) == (UNKNOWN, condition)
        assert result.reason == "it stopped in the middle"
        assert send(printer, known, "A002").outcome is FAILED
        assert printer.jobs == ["A000"]
        printer.set(**{name: False})
        assert send(printer, known, "A003").outcome is PRINTED
        assert printer.jobs == ["A000", "A001", "A003"]


def test_it_stops_and_somebody_is_quick(
    printer: Simulator, known: Acquaintance
) -> None:
    seen: list[Condition] = []
    printer.plan(Plan(Fault.COVER_AFTER, IN_THE_JOB, heals_in=0.15))
    patience = replace(QUICK, trouble=5, confirm=5)
    session = Session(printer.address, known, patience, seen.append)
    result = session.print(plain_job("A001"), new_fence(), lambda: "")
    assert (result.outcome, printer.jobs) == (PRINTED, ["A001"])
    assert Condition.COVER_OPEN in seen


def test_a_late_word_names_the_job_it_is_about(
    printer: Simulator, known: Acquaintance
) -> None:
    printer.plan(Plan(Fault.OUT_AFTER, IN_THE_JOB))
    fence = new_fence()
    session = Session(printer.address, known, QUICK)
    result = session.print(plain_job("A001"), fence, lambda: "")
    assert result.outcome is UNKNOWN
    later = Session(printer.address, known, replace(QUICK, quiet=1))
    met = printer.connections

    def give_paper() -> None:
        # The word is said to who is connected then, and to nobody later.
        eventually(lambda: printer.connections > met)
        printer.set(is_out=False)

    threading.Thread(target=give_paper).start()
    later.look()
    assert later.strays == [fence]
    assert printer.jobs == ["A001"]


def test_what_must_be_written_down_first_can_stop_a_job(
    printer: Simulator, known: Acquaintance
) -> None:
    session = Session(printer.address, known, QUICK)
    result = session.print(plain_job("A001"), new_fence(), lambda: "disk full")
    assert (result.outcome, result.reason) == (FAILED, "disk full")
    assert (session.handed_over, printer.jobs) == (0, [])


@pytest.mark.parametrize("answers_in_turn", [True, False])
def test_silence_of_a_printer_that_could_is_trouble(
    known: Acquaintance, answers_in_turn: bool
) -> None:
    engine = Engine(answers_by_id=False, answers_in_turn=answers_in_turn)
    with Simulator(engine) as printer:
        for _ in range(3):
            result = send(printer, known)
            assert (result.outcome, result.condition) == (FAILED, Condition.UNKNOWN)
            assert result.reason == "it does not work off what it is given"
        assert known.confirms is Confirms.BY_ID
        assert printer.jobs == []


@pytest.mark.parametrize("confirms", [Confirms.BY_ID, Confirms.BY_ORDER])
def test_one_that_has_confirmed_is_never_believed_without_a_word(
    confirms: Confirms,
) -> None:
    known = Acquaintance(confirms)
    hasty = QUICK.scaled(0.05)
    with Simulator(Engine(answers_by_id=False, answers_in_turn=False)) as printer:
        for _ in range(25):
            session = Session(printer.address, known, hasty)
            assert session.print(
                plain_job("A001"), new_fence(), lambda: ""
            ).outcome is (FAILED)
            Session(printer.address, known, hasty).look()
            assert known.confirms is confirms
        assert printer.jobs == []


class _Echo:
    """A channel that answers each question some seconds after the one before."""

    answers = Answers.ALWAYS
    is_exact = True

    def __init__(self, late: int, seconds_apart: float) -> None:
        self.now = 0.0
        self.left, self.answered = late, 0
        self._apart = seconds_apart

    def monotonic(self) -> float:
        return self.now

    def write(self, data: bytes, seconds: float) -> int:
        self.left += data.count(ASK_IN_TURN)
        return len(data)

    def read(self, seconds: float) -> bytes:
        if not self.left or seconds < self._apart:
            self.now += seconds
            return b""
        self.now += self._apart
        self.left -= 1
        self.answered += 1
        return b"\0"

    def close(self) -> None:
        pass


@pytest.mark.parametrize("seconds_apart", [0, QUICK.empty / 5, QUICK.empty / 3])
def test_answers_of_before_are_not_taken_for_the_answer_to_a_job(
    monkeypatch: pytest.MonkeyPatch, seconds_apart: float
) -> None:
    channel = _Echo(late=9, seconds_apart=seconds_apart)
    for module in (conversation, readiness):
        monkeypatch.setattr(module, "time", channel)
    talk = Conversation(channel, QUICK)
    known = Acquaintance(Confirms.BY_ORDER, is_clean=True, unanswered=6)
    ready = Readiness(talk, known, lambda condition: None)
    # Of the nine it knows six, three are of others.
    assert ready.empty() is Confirms.BY_ORDER
    before_the_job = channel.answered + channel.left
    is_confirmed = ready.ask_surely()
    while not is_confirmed():
        assert talk.listen(1)
    assert channel.answered > before_the_job


def test_a_word_that_never_comes_does_not_hold_up_later_papers() -> None:
    known = Acquaintance(Confirms.BY_ORDER, is_clean=True, unanswered=200)
    with Simulator(Engine(answers_by_id=False)) as printer:
        for label in ("A001", "A002", "A003"):
            assert send(printer, known, label).outcome is PRINTED
            assert known.unanswered < 20


def test_a_printer_that_never_answers_is_given_every_paper() -> None:
    engine = Engine(answers_by_id=False, answers_in_turn=False)
    known = Acquaintance(is_mute=True)
    with Simulator(engine) as printer:
        printer.answers_at_all = False
        state = Session(printer.address, known, QUICK).look()
        assert (state.condition, state.can_confirm) == (Condition.FINE, False)
        for label in ("A001", "A002"):
            result = send_mute(printer, known, label)
            assert (result.outcome, result.confirms) == (PRINTED, Confirms.NOTHING)
            assert result.reason == "handed over; this printer confirms nothing"
        while len(printer.jobs) < 2:
            time.sleep(0.001)
        assert printer.jobs == ["A001", "A002"]
        printer.plan(Plan(Fault.RESETS_AFTER, 40_000))
        # It reads and prints, but a broken connection is no "handed over".
        session = Session(printer.address, known, QUICK)
        job = plain_job("A003") + bytes(30_000_000)
        assert session.print(job, new_fence(), lambda: "").outcome is UNKNOWN
        assert send_mute(printer, known, "A004").outcome is PRINTED
        while "A004" not in printer.jobs:
            time.sleep(0.001)
        assert printer.papers[-1].is_clean
        printer.refuse()
        assert Session(printer.address, known, QUICK).look().condition is (
            Condition.OFFLINE
        )


def send_mute(printer: Simulator, known: Acquaintance, label: str) -> Result:
    """One session with a printer that never answers."""
    session = Session(printer.address, known, QUICK)
    return session.print(plain_job(label), new_fence(), lambda: "")


def test_a_printer_that_falls_silent_without_a_word_of_the_office_prints_nothing() -> (
    None
):
    engine = Engine(answers_by_id=False, answers_in_turn=False)
    with Simulator(engine) as printer:
        printer.answers_at_all = False
        result = send(printer, Acquaintance())
        assert (result.outcome, result.reason) == (FAILED, "it does not answer")
        assert printer.jobs == []


def test_a_look_takes_nothing_and_holds_nothing(printer: Simulator) -> None:
    known = Acquaintance()
    for name, condition in (
        ("is_out", Condition.OUT),
        ("is_near_end", Condition.NEAR_END),
    ):
        printer.set(**{name: True})
        state = Session(printer.address, known, QUICK).look()
        assert state.condition is condition
        printer.set(**{name: False})
    assert known.confirms is Confirms.BY_ID
    assert printer.most_at_once == 1
    assert printer.papers == []


def test_two_sessions_have_two_fences() -> None:
    assert len({new_fence() for _ in range(100)}) > 90
