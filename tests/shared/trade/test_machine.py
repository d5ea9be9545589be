"""Any commands in any order at any time: what must always hold, holds after each."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from shared.office.model import OFFICE_FILE, QUEUE_FILE
from shared.sqlite.transactions import Store
from tests.desk import Asker
from tests.invariants import check_answers, check_file
from tests.support import OFFICE, FakeClock

COUNTERS = st.integers(1, 3)
SERVICES = st.sampled_from(["jobs", "training", "express"])
LABELS = st.builds("{}{:03d}".format, st.sampled_from("AB"), st.integers(1, 12))
AT_COUNTER = st.sampled_from(["recall", "start", "no_show", "finish", "hold"])


class Office(RuleBasedStateMachine):
    """Two stations share a file; what each was told is kept."""

    TEXT = OFFICE
    """office.toml."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name)
        os.environ["JIAOHAO_STATE"] = str(self.folder / "state")
        (self.folder / OFFICE_FILE).write_text(self.TEXT, encoding="utf-8")
        store = Store(self.folder)
        store.create()
        store.close()
        self.clock = FakeClock()
        self.stations = [self.station(name) for name in ("one", "two")]
        self.told: list[dict[str, Any]] = []

    def station(self, name: str) -> Any:
        """Who is asked."""
        return Asker(self.folder, name=name, clock=self.clock)

    def ask(self, do: str, which: int = 0, **fields: Any) -> dict[str, Any]:
        prefix = "out-of-turn" if do == "call_ticket" else "in-turn"
        id = f"{prefix}-{len(self.told)}"
        answer: dict[str, Any] = self.stations[which](do, id=id, **fields)
        assert answer.get("error") not in ("bad_request", "unknown_command"), answer
        self.told.append(answer)
        return answer

    @rule(
        service=SERVICES,
        priority=st.sampled_from(["normal", "priority"]),
        which=st.integers(0, 1),
    )
    def issue(self, service: str, priority: str, which: int) -> None:
        answer = self.ask("issue", which, service=service, priority=priority)
        if answer["ok"]:
            assert answer["ticket"]["state"] == "waiting"
        else:
            assert answer["error"] == "service_closed"

    @rule(counter=COUNTERS, finish_current=st.booleans(), which=st.integers(0, 1))
    def call(self, counter: int, finish_current: bool, which: int) -> None:
        self.ask("call", which, counter=counter, finish_current=finish_current)

    @rule(counter=COUNTERS, do=AT_COUNTER)
    def at_counter(self, counter: int, do: str) -> None:
        self.ask(do, counter=counter)

    @rule(counter=COUNTERS, label=LABELS, do=st.sampled_from(["call_ticket", "resume"]))
    def take(self, counter: int, label: str, do: str) -> None:
        self.ask(do, counter=counter, label=label)

    @rule(counter=COUNTERS, service=SERVICES)
    def transfer(self, counter: int, service: str) -> None:
        self.ask("transfer", counter=counter, service=service)

    @rule(counter=COUNTERS, to=COUNTERS)
    def send_to(self, counter: int, to: int) -> None:
        if to != counter:
            self.ask("transfer", counter=counter, to_counter=to)

    @rule(counter=COUNTERS, officer=st.sampled_from(["Lin", "Chen"]))
    def send_to_officer(self, counter: int, officer: str) -> None:
        self.ask("transfer", counter=counter, officer=officer)

    @rule(counter=COUNTERS, service=SERVICES)
    def go_on(self, counter: int, service: str) -> None:
        self.ask("continue_with", counter=counter, service=service)

    @rule(counter=COUNTERS, service=SERVICES)
    def walk_in(self, counter: int, service: str) -> None:
        self.ask("walk_in", counter=counter, service=service)

    @rule(counter=COUNTERS, count=st.integers(2, 4), data=st.data())
    def call_group(self, counter: int, count: int, data: st.DataObject) -> None:
        state = self.stations[0].ok("state", id="look")
        place = next(each for each in state["counters"] if each["counter"] == counter)
        service = data.draw(st.sampled_from((*place["serves"], *place["helps"])))
        self.ask("call_group", counter=counter, service=service, count=count)

    @rule(counter=COUNTERS, service=st.none() | SERVICES)
    def end_group(self, counter: int, service: str | None) -> None:
        self.ask("end_group", counter=counter, service=service)

    @rule(label=LABELS, priority=st.sampled_from(["normal", "priority"]))
    def set_priority(self, label: str, priority: str) -> None:
        self.ask("set_priority", label=label, priority=priority)

    @rule(service=SERVICES, do=st.sampled_from(["pause_service", "open_service"]))
    def pause(self, service: str, do: str) -> None:
        self.ask(do, service=service)

    @rule(counter=COUNTERS, service=st.none() | SERVICES)
    def move(self, counter: int, service: str | None) -> None:
        serves = [service] if service else None
        self.ask("move_counter", counter=counter, serves=serves)

    @rule(counter=COUNTERS)
    def undo(self, counter: int) -> None:
        self.ask("undo", counter=counter)

    @rule(
        label=LABELS,
        do=st.sampled_from(["requeue", "cancel"]),
        counter=st.none() | COUNTERS,
    )
    def by_label(self, label: str, do: str, counter: int | None) -> None:
        self.ask(do, label=label, counter=counter)

    @rule(
        counter=COUNTERS,
        which=st.integers(0, 1),
        staff=st.sampled_from(["Lin", "Chen", "Wang"]),
    )
    def open_counter(self, counter: int, which: int, staff: str) -> None:
        self.ask("open_counter", which, counter=counter, staff=staff)

    @rule(counter=COUNTERS, do=st.sampled_from(["pause_counter", "close_counter"]))
    def leave_counter(self, counter: int, do: str) -> None:
        self.ask(do, counter=counter)

    @rule(minutes=st.integers(-5, 45))
    def time_passes(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    @rule()
    def a_new_day(self) -> None:
        self.clock.forward(minutes=24 * 60)
        self.told.clear()
        # The ids go on from zero again, as nobody asks for yesterday's.
        self.stations[0]("state")

    @precondition(lambda self: self.told)
    @rule(data=st.data(), which=st.integers(0, 1))
    def ask_again(self, data: st.DataObject, which: int) -> None:
        first = data.draw(st.sampled_from(self.told))
        again = self.stations[which]("cancel", id=first["id"], label="A001")
        assert again == first

    @invariant()
    def what_must_always_hold(self) -> None:
        check_file(self.folder / QUEUE_FILE)
        check_answers(self.folder / QUEUE_FILE, self.told)

    @invariant()
    def state_is_seen_alike(self) -> None:
        one, two = (station.ok("state", id="look") for station in self.stations)
        assert one == two

    def teardown(self) -> None:
        for station in self.stations:
            station.close()
        self.scratch.cleanup()


Office.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestOffice = Office.TestCase
