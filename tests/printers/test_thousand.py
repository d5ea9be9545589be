"""A thousand jobs against printers that fail at random in every way.

Each printer that takes part is broken again and again while people spooler, and now and
then somebody has a paper printed again. At the end every job must be accounted for;
that holds however slow the machine is. JIAOHAO_SOAK=20 (`make soak`) does it twenty
times from JIAOHAO_SEED on; a seed repeats a run as far as time lets.
"""

from __future__ import annotations

import functools
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from printers.jobs.job import Job, JobState
from printers.jobs.register import NoSuchJob
from printers.jobs.spooler import Spooler
from printers.session.conversation import Patience
from printers.session.outcome import Confirms, Outcome, Result
from shared.office.model import Kiosk, Office
from shared.office.printers import Printer
from tests.printers.plain_jobs import draw_plainly, plain_paper
from tests.printers.simulator import Fault, Plan, Simulator
from tests.printers.simulator_engine import Engine

JOBS = 1000
RUNS = int(os.environ.get("JIAOHAO_SOAK", "1"))
ANY = time.time_ns() % 1_000_000 if RUNS > 1 else 7005
SEED = int(os.environ.get("JIAOHAO_SEED", ANY))
STATIONS = 10
AT_ONCE = 3
SECONDS = 120
"""More than any job needs; who waits longer waits for ever."""
DAY = date(2026, 11, 23)
HASTY = Patience(
    connect=0.5,
    answer=0.08,
    quiet=0.003,
    empty=0.06,
    ready=0.3,
    progress=0.06,
    confirm=0.12,
    slowest=100_000,
    trouble=0.06,
    look=0.02,
    settle=0.1,
    pause=0.01,
    idle=0.1,
)
FAULTS = [*Fault]
CONFIRMS = {True: Confirms.BY_ID, False: Confirms.BY_ORDER}


@dataclass
class Station:
    """A kiosk, its printer and the one that stands in, and what they were told."""

    spooler: Spooler
    printers: list[Simulator]
    confirms: list[Confirms]
    """What each of its printers has confirmed by before."""
    chance: random.Random
    results: dict[str, Result] = field(default_factory=dict)
    copies: Counter[str] = field(default_factory=Counter)
    """How often somebody asked for a paper again, by label."""
    timers: list[threading.Timer] = field(default_factory=list)
    """Who will put right what is wrong with all of its printers."""

    def work(self, labels: list[str]) -> None:
        """Have all labels printed, a few at a time, while printers break."""
        while labels:
            now, labels = labels[:AT_ONCE], labels[AT_ONCE:]
            pending = {
                label: self.spooler.submit(
                    plain_paper(label), label=label, kind="ticket", day=DAY
                )
                for label in now
            }
            if self.chance.random() < 0.1:
                self._refuse_for_a_moment()
            elif self.chance.random() < 0.05:
                self._run_out_of_paper()
            for label, each in pending.items():
                self.results[label] = each.result.result(SECONDS)
            if self.chance.random() < 0.15:
                self._somebody_asks_again(now)

    def _refuse_for_a_moment(self) -> None:
        printer = self.chance.choice(self.printers)
        printer.refuse()
        self._soon(0.03, printer.accept)

    def _run_out_of_paper(self) -> None:
        for printer in self.printers:
            printer.set(is_out=True)
            put_right = functools.partial(printer.set, is_out=False)
            self._soon(0.1, put_right)

    def _soon(self, seconds: float, do: Callable[[], None]) -> None:
        timer = threading.Timer(seconds, do)
        self.timers.append(timer)
        timer.start()

    def _somebody_asks_again(self, labels: list[str]) -> None:
        jobs = self.spooler.jobs_for_a_person()
        is_retry = jobs and self.chance.random() < 0.8
        job = self.chance.choice(jobs) if is_retry else None
        label = job.label if job is not None else self.chance.choice(labels)
        try:
            again = self.spooler.retry(job.id) if job else self.spooler.reprint(label)
        except NoSuchJob:
            # The printer spoke up in this very moment.
            return
        result = again.result.result(SECONDS)
        if job is not None and job.state is JobState.FAILED and not job.is_copy:
            self.results[label] = result
        else:
            self.copies[label] += 1


def _plan_of(chance: random.Random) -> Plan:
    if chance.random() < 0.6:
        return Plan()
    fault = chance.choice(FAULTS)
    # Some are put right only after the station has given up.
    heals_in = 0.4 if chance.random() < 0.2 else chance.uniform(0.005, 0.12)
    return Plan(fault, chance.randrange(1, 3200), heals_in)


def _station(
    number: int, seed: int, office: Office, folder: Path, stack: ExitStack
) -> Station:
    chance = random.Random(seed * 100 + number)
    engines = [Engine(answers_by_id=number % 5 < 3), Engine()]
    printers = [stack.enter_context(Simulator(engine)) for engine in engines]
    for printer in printers:
        printer.late = 0.02
        printer.bytes_a_second = 200_000
        printer.refuses_second = number % 2 == 0
    office = replace(
        office,
        kiosks=(Kiosk("kiosk", printer="own"),),
        printers=(
            Printer("own", printers[0].address, fallback="other"),
            Printer("other", printers[1].address),
        ),
    )
    spooler = Spooler(
        office, "kiosk", folder / str(number), patience=HASTY, draw=draw_plainly
    )
    confirms = [CONFIRMS[engine.answers_by_id] for engine in engines]
    for worker, each in zip(spooler._workers.values(), confirms, strict=True):
        worker._acquaintance.confirms = each
    for printer in printers:
        printer.next_plan = lambda: _plan_of(chance)
    spooler.start()
    stack.callback(spooler.close, SECONDS)
    return Station(spooler, printers, confirms, chance)


def _put_right(station: Station) -> None:
    """Everything is well at last: what still lies in a printer comes out."""
    for timer in station.timers:
        timer.join()
    station.spooler.close(SECONDS)
    for printer in station.printers:
        printer.come_to_rest()


def _account(station: Station, labels: list[str]) -> Counter[str]:
    """Hold what came out against what was said; counts of each kind of end."""
    out = Counter(job for printer in station.printers for job in printer.jobs)
    scraps = "".join(
        paper.text for printer in station.printers for paper in printer.papers
    )
    by_label: dict[str, list[Job]] = {}
    for job in station.spooler.jobs():
        by_label.setdefault(job.label, []).append(job)
    ends: Counter[str] = Counter()
    for label in labels:
        jobs, result = by_label[label], station.results[label]
        said = result.outcome
        ends[said] += 1
        assert out[label] <= 1, f"{label} came out twice without a mark"
        assert all(job.state not in ("queued", "sending") for job in jobs), label
        if said is Outcome.PRINTED:
            assert out[label] == 1, f"{result} {label} {scraps}"
        elif said is Outcome.FAILED:
            assert f"[{label}]" not in scraps, f"{label} {result}"
        marked = out[f"{label} COPY"]
        confirmed = sum(job.state is JobState.PRINTED for job in jobs if job.is_copy)
        assert confirmed <= marked <= station.copies[label], label
    extra = set(out) - set(labels) - {f"{label} COPY" for label in labels}
    assert not extra, extra
    return ends


@pytest.mark.parametrize("seed", range(SEED, SEED + RUNS))
def test_every_job_is_accounted_for(office: Office, tmp_path: Path, seed: int) -> None:
    labels = [f"A{number:03}" for number in range(JOBS)]
    with ExitStack() as stack:
        stations = [
            _station(number, seed, office, tmp_path, stack)
            for number in range(STATIONS)
        ]
        shares = [labels[number::STATIONS] for number in range(STATIONS)]
        workers = [
            threading.Thread(target=station.work, args=(share,))
            for station, share in zip(stations, shares, strict=True)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        ends: Counter[str] = Counter()
        served: Counter[Fault] = Counter()
        for station, share in zip(stations, shares, strict=True):
            _put_right(station)
            workers = station.spooler._workers.values()
            confirms = [each._acquaintance.confirms for each in workers]
            assert confirms == station.confirms, "a word was thought lost"
            ends += _account(station, share)
            served += sum((each.served for each in station.printers), Counter())
    assert sum(ends.values()) == JOBS
    # It must have been a hard day, and not a hopeless one.
    assert set(served) == set(FAULTS)
    assert ends[Outcome.PRINTED] > JOBS / 10, ends
    assert min(ends[Outcome.UNKNOWN], ends[Outcome.FAILED]) > 0, ends
