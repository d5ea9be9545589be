"""The share comes and goes, a station dies, in any order: nothing is lost or twice."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.offline.alone import OfflineAnswers
from shared.offline.journal import Journal
from shared.offline.outbox import Outbox
from shared.service.reconcile import add_entries
from shared.sqlite.transactions import Store
from shared.wire.entry import JournalEntry
from shared.wire.errands import HandedIn, HandIn, Lacking, Settled
from shared.wire.json_text import to_json
from shared.wire.requests import Request
from tests.desk import Asker
from tests.invariants import check_answers, check_file
from tests.memories import asked
from tests.support import OFFICE, FakeClock

AT_COUNTER = st.sampled_from(["recall", "start", "no_show", "finish", "hold"])
BOTH = st.integers(0, 1)


class Gateway:
    """What a station keeps in memory: gone when it dies; its journal stays."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.journal = Journal("office", name)
        self.outbox = Outbox(self.journal, is_shared=True)
        self.alone: OfflineAnswers | None = None


class Shares(RuleBasedStateMachine):
    """A kiosk and a counter, each with the share or without, and one always with."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name)
        os.environ["JIAOHAO_STATE"] = str(self.folder / "state")
        (self.folder / OFFICE_FILE).write_text(OFFICE, encoding="utf-8")
        store = Store(self.folder)
        store.create()
        store.close()
        self.clock = FakeClock()
        names = ("kiosk-1", "counter-1", "other")
        self.askers = [
            Asker(self.folder, name=name, clock=self.clock) for name in names
        ]
        self.fronts = [self.begun(name) for name in names[:2]]
        self.is_away = [False, False]
        self.told: dict[str, dict[str, Any]] = {}
        self.labels: set[str] = set()
        self.count = 0
        for counter, asker in ((1, 1), (2, 2)):
            self.ask(asker, "open_counter", counter=counter)

    def begun(self, name: str) -> Gateway:
        gateway = Gateway(name)
        gateway.alone = OfflineAnswers(
            self.askers[0].station.office, name, gateway.journal
        )
        gateway.alone.reserve_until = "9999-12-31"
        return gateway

    def ask(self, which: int, do: str, **fields: Any) -> None:
        """Ask as a station would; with the share, or what it may without."""
        self.count += 1
        id = f"{'out-of-turn-' if do == 'call_ticket' else ''}{self.count}"
        if which == 2:
            self.note(self.askers[2](do, id=id, **fields))
        elif self.is_away[which]:
            self.alone(which, asked(id, do, **fields))
        else:
            self.shared(which, asked(id, do, **fields))

    def shared(self, which: int, request: Request, *, is_heard: bool = True) -> None:
        gateway, asker = self.fronts[which], self.askers[which]
        assert gateway.alone is not None
        gateway.journal.ask(self.entry(request, self.clock()))
        answered = asker.station.change(request)
        if not is_heard:
            return
        known = self.entry(request, answered.at)
        gateway.journal.answer(
            replace(known, seq=answered.seq, body=answered.body),
            is_new=answered.is_new,
        )
        told = json.loads(answered.body)
        if told["ok"]:
            gateway.alone.hear_answer(request, answered.body)
        self.note({"id": request.id, **told})

    def alone(self, which: int, request: Request) -> None:
        alone = self.fronts[which].alone
        assert alone is not None
        entry = alone.answer(request, self.clock())
        if entry is not None:
            alone.hear_answer(request, entry.body or "")
            self.note({"id": request.id, **entry.told})

    def entry(self, request: Request, at: int) -> JournalEntry:
        day = self.askers[0].station.office.business_day(at).isoformat()
        return JournalEntry(request.id, day, at, request.do, request.fields)

    def note(self, answer: dict[str, Any]) -> None:
        self.told[answer["id"]] = answer
        ticket = answer.get("ticket")
        if ticket and ticket["state"] == "waiting" and ticket["calls"] == 0:
            day = ticket["issued_at"][:10]
            self.labels.add(f"{day} {ticket['label']}")

    def bring(self, which: int) -> None:
        """Everything a station has still to bring, as its front would."""
        gateway, asker = self.fronts[which], self.askers[which]
        station = asker.station
        while (errand := gateway.outbox.next()) is not None:
            settled: Settled = Lacking([])
            if isinstance(errand, HandIn):
                add_entries(station.ledgers, gateway.name, errand.entries)
                settled = HandedIn([], 1)
            gateway.outbox.hear(errand, settled)
        assert not gateway.journal.has_kept()
        state = asker.ok("state", id="look")
        if gateway.alone is not None:
            news = {name: state[name] for name in state if name != "id"}
            gateway.alone.hear_news(to_json(news).encode())

    @rule(service=st.sampled_from(["jobs", "training"]))
    def press(self, service: str) -> None:
        self.ask(0, "issue", service=service)

    @rule(service=st.sampled_from(["jobs", "training"]))
    def press_unheard(self, service: str) -> None:
        """The share takes the press, its answer is lost; the kiosk gives its own."""
        self.count += 1
        request = asked(str(self.count), "issue", service=service)
        if not self.is_away[0]:
            self.shared(0, request, is_heard=False)
            self.alone(0, request)
            self.bring(0)

    @rule(finish_current=st.booleans())
    def call(self, finish_current: bool) -> None:
        self.ask(1, "call", counter=1, finish_current=finish_current)

    @rule(do=AT_COUNTER)
    def at_counter(self, do: str) -> None:
        self.ask(1, do, counter=1)

    @rule(do=AT_COUNTER)
    def at_counter_unheard(self, do: str) -> None:
        self.count += 1
        request = asked(str(self.count), do, counter=1)
        if not self.is_away[1]:
            self.shared(1, request, is_heard=False)
            self.alone(1, request)
            self.bring(1)

    @rule(do=AT_COUNTER, counter=st.integers(1, 2))
    def elsewhere(self, do: str, counter: int) -> None:
        self.ask(2, do, counter=counter)

    @rule(number=st.integers(1, 5), do=st.sampled_from(["resume", "call_ticket"]))
    def take_elsewhere(self, number: int, do: str) -> None:
        self.ask(2, do, counter=2, label=f"A{number:03d}")

    @rule(number=st.integers(1, 5), do=st.sampled_from(["requeue", "cancel"]))
    def by_label_elsewhere(self, number: int, do: str) -> None:
        self.ask(2, do, label=f"A{number:03d}")

    @rule(which=BOTH)
    def goes(self, which: int) -> None:
        if not self.is_away[which]:
            self.bring(which)
            self.is_away[which] = True

    @rule(which=BOTH)
    def comes_back(self, which: int) -> None:
        self.is_away[which] = False
        self.bring(which)

    @rule(which=BOTH)
    def dies(self, which: int) -> None:
        gateway = self.fronts[which]
        gateway.journal.close()
        self.fronts[which] = self.begun(gateway.name)
        if not self.is_away[which]:
            self.bring(which)

    @rule(minutes=st.sampled_from([0, 1, 30, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    @invariant()
    def what_must_always_hold(self) -> None:
        check_file(self.folder / QUEUE_FILE)

    def teardown(self) -> None:
        for which in (0, 1):
            self.comes_back(which)
        for asker in self.askers:
            asker.ok("state", id="look")
        file = self.folder / QUEUE_FILE
        check_file(file)
        today = self.askers[0].ok("state", id="look")["day"]
        office = self.askers[0].station.office
        events = self.askers[0].ok("events", id="look", after=0)["events"]
        issued = {
            f"{each['data'].get('happened', each['at'])[:10]} {each['ticket']}"
            for each in events
            if each["kind"] == "issued"
        }
        assert self.labels <= issued
        kept = self.askers[0].station.attendance.store.read(
            lambda connection, _: connection.execute(
                "select id from answer where day = ?", (today,)
            ).fetchall()
        )
        assert office is not None
        check_answers(file, [self.told[id] for (id,) in kept if id in self.told])
        for asker in self.askers:
            asker.close()
        for gateway in self.fronts:
            gateway.journal.close()
        self.scratch.cleanup()


Shares.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestShares = Shares.TestCase
