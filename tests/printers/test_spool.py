"""Jobs on the disk: what is found after whatever happened."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from printers.jobs import spool_file as store_spool
from printers.jobs.job import Job, JobState, new_id, paper_from_json, paper_to_json
from printers.jobs.register import JobRegister, NoSuchJob
from printers.jobs.spool import KEPT, Spool, SpoolTrouble, spool_file
from printers.papers.paper import CheckList, Code, Number, Paper, Rule, Size, Text
from printers.session.outcome import Outcome, Result
from shared.trade.printer import Condition
from tests.printers.plain_jobs import plain_paper
from tests.support import FakeClock

DAY = date(2026, 11, 23)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the jobs are kept."""
    return spool_file(tmp_path / "print", "kiosk-1")


def a_job(label: str, state: JobState = JobState.QUEUED, at: int = 1) -> Job:
    return Job(label, "ticket", DAY, plain_paper(label), at, new_id(), state)


def register_of(file: Path) -> JobRegister:
    return JobRegister(Spool(file), FakeClock(), lambda: None)


def fill_up(spool: Spool) -> None:
    """Let the file grow no more."""
    file = spool._rows.connection
    [pages] = file.execute("pragma page_count").fetchone()
    file.execute(f"pragma max_page_count = {pages}")


def make_room(spool: Spool) -> None:
    """Let the file grow again."""
    spool._rows.connection.execute("pragma max_page_count = 1000000")


def test_a_paper_is_read_back_as_it_was(paper: Paper) -> None:
    blocks = (
        Text("職訓 “B012” {x} [b]", Size.LARGE),
        Number("B012"),
        Rule(),
        CheckList(((Text("a"), Text("b", Size.SMALL)), (Text("c"),))),
        Code("https://x/?y=1"),
    )
    for each in (blocks, paper):
        back = paper_from_json(paper_to_json(each))
        assert back == each
        assert paper_to_json(back) == paper_to_json(each)
    size = paper_from_json(paper_to_json(blocks))[0].size  # type: ignore[union-attr]
    assert size is Size.LARGE


@pytest.mark.parametrize(
    "words",
    ["", "x", '[{"is":"Nonsense"}]', '[{"is":"catalogue"}]', '[{"is":"Text"}]', "[{}]"],
)
def test_what_is_no_paper_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        paper_from_json(words)


def test_a_job_is_read_back_as_it_was(file: Path) -> None:
    spool = Spool(file)
    assert spool.open() == []
    job = replace(
        a_job("A001", JobState.PRINTED, at=7),
        printer="印表機",
        is_copy=True,
        tries=2,
        fence="a'\"~",
        condition=Condition.NEAR_END,
        reason="x",
        ended_at=9,
        wish="w1",
    )
    spool.write(job)
    spool.close()
    assert Spool(file).open() == [job]


def test_names_have_files_of_their_own(tmp_path: Path) -> None:
    names = ["kiosk-1", "kiosk 1", "一號機", "二號機", "../x", "a" * 300, "a" * 301]
    files = {spool_file(tmp_path, name) for name in names}
    assert len(files) == len(names)
    assert {file.parent for file in files} == {tmp_path}


def test_after_a_break_nobody_knows_what_was_being_printed(file: Path) -> None:
    spool = Spool(file)
    spool.open()
    for number, state in enumerate(JobState):
        spool.write(a_job(f"A{number:03}", state, number))
    spool.close()
    again = Spool(file)
    found = {job.label: job.state for job in again.open()}
    expected = [*JobState]
    expected[expected.index(JobState.SENDING)] = JobState.UNKNOWN
    expected[expected.index(JobState.QUEUED)] = JobState.FAILED
    assert list(found.values()) == expected
    again.close()
    assert [job.state for job in Spool(file).open()] == expected


def test_two_processes_cannot_have_the_jobs(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_spool, "LOCK_SECONDS", 0.1)
    spool = Spool(file)
    spool.open()
    spool.write(a_job("A001", JobState.SENDING))
    with pytest.raises(SpoolTrouble, match="another program"):
        Spool(file).open()
    spool.write(a_job("A002", JobState.SENDING))
    spool.close()


def test_a_damaged_file_is_laid_aside(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database at all" * 100)
    spool = Spool(file)
    assert spool.open() == []
    spool.write(a_job("A001"))
    spool.close()
    assert file.with_suffix(".damaged").exists()
    assert len(Spool(file).open()) == 1


def test_a_place_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "print").touch()
    with pytest.raises(SpoolTrouble, match="cannot be kept"):
        Spool(tmp_path / "print" / "x.db").open()


def test_a_paper_of_another_version_is_still_told_of(file: Path) -> None:
    spool = Spool(file)
    spool.open()
    spool.write(a_job("A001", JobState.SENDING))
    spool.close()
    with sqlite3.connect(file) as db:
        db.execute('update job set paper = \'[{"is":"Hologram"}]\'')
    db.close()
    [job] = Spool(file).open()
    assert (job.label, job.state, job.paper) == ("A001", JobState.UNKNOWN, ())


def test_a_full_disk_stops_a_job_but_loses_no_outcome(file: Path) -> None:
    spool = Spool(file)
    register = JobRegister(spool, FakeClock(), lambda: None)
    register.open()
    job = a_job("A001")
    register.show(job)
    register.begin(job.id)
    fill_up(spool)
    big = replace(a_job("A002"), paper=(Text("x" * 20_000),))
    register.show(big)
    with pytest.raises(SpoolTrouble, match="full"):
        register.keep(big.id)
    register.end(big.id, Result(Outcome.FAILED, reason="y" * 20_000))
    assert register.job(big.id).state is JobState.FAILED
    make_room(spool)
    register.end(job.id, Result(Outcome.PRINTED, printer="p"))
    register.close()
    states = {found.label: found.state for found in Spool(file).open()}
    assert states == {"A001": JobState.PRINTED, "A002": JobState.FAILED}


def test_only_so_many_settled_jobs_are_remembered(file: Path) -> None:
    register = register_of(file)
    register.open()
    waiting = a_job("X001", JobState.UNKNOWN, at=0)
    register.show(waiting)
    register.keep(waiting.id)
    for number in range(KEPT + 20):
        job = a_job(f"A{number:03}", at=number + 1)
        register.show(job)
        register.settle(job.id, state=JobState.PRINTED)
    labels = [job.label for job in register.jobs()]
    assert len(labels) == KEPT + 1
    assert labels[:2] == ["X001", "A020"]
    register.close()
    assert [job.label for job in Spool(file).open()] == labels


def test_a_late_word_settles_only_the_job_it_names(file: Path) -> None:
    register = register_of(file)
    register.open()
    for label, state in (
        ("A001", JobState.UNKNOWN),
        ("A002", JobState.UNKNOWN),
        ("A003", JobState.FAILED),
    ):
        job = replace(a_job(label, state), fence=label)
        register.show(job)
        register.keep(job.id)
    register.confirm_late([b"A001", b"A003", b"zzzz"])
    states = [job.state for job in register.jobs()]
    assert states == [JobState.PRINTED, JobState.UNKNOWN, JobState.FAILED]


def test_what_is_under_way_cannot_be_taken_twice(file: Path) -> None:
    register = register_of(file)
    register.show(a_job("A001", JobState.SENDING))
    with pytest.raises(NoSuchJob, match="A001"):
        register.newest("A001")
    with pytest.raises(NoSuchJob, match="nobody"):
        register.job("nobody")


def test_a_file_of_before_there_were_wishes_is_read(file: Path) -> None:
    spool = Spool(file)
    spool.open()
    spool.write(a_job("A001", JobState.PRINTED))
    spool.close()
    db = sqlite3.connect(file)
    db.execute("alter table job drop column wish")
    db.close()
    again = Spool(file)
    [job] = again.open()
    assert (job.label, job.wish) == ("A001", "")
    again.write(replace(job, wish="w1"))
    again.close()
    assert [job.wish for job in Spool(file).open()] == ["w1"]


def test_a_job_that_is_withdrawn_while_it_is_written_stays_withdrawn(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = register_of(file)
    job = a_job("A001")
    register.show(job)
    write = register._spool.write

    def write_and_lose_patience(written: Job) -> None:
        write(written)
        assert register.withdraw(job.id)

    monkeypatch.setattr(register._spool, "write", write_and_lose_patience)
    register.keep(job.id)
    monkeypatch.setattr(register._spool, "write", write)
    assert register.job(job.id).state is JobState.DROPPED
    with pytest.raises(NoSuchJob):
        register.begin(job.id)
    register.settle(job.id)
    register.close()
    assert [each.state for each in Spool(file).open()] == [JobState.DROPPED]


def test_a_late_word_does_not_undo_what_a_person_did(file: Path) -> None:
    register = register_of(file)
    job = replace(a_job("A001", JobState.UNKNOWN), fence="abcd")
    register.show(job)
    register.change(job.id, (JobState.UNKNOWN,), state=JobState.QUEUED)
    with pytest.raises(NoSuchJob):
        register.settle(job.id, (JobState.UNKNOWN,), state=JobState.PRINTED)
    assert register.job(job.id).state is JobState.QUEUED
