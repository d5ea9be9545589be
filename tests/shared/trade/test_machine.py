"""Any commands in any order at any time: what must always hold, holds after each."""

from __future__ import annotations

import os
import tempfile
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.sqlite.transactions import Store
from tests.desk import Asker
from tests.invariants import check_answers, check_file
from tests.support import APPOINTMENTS, OFFICE, FakeClock

COUNTERS = st.integers(1, 3)
SERVICES = st.sampled_from(["jobs", "training", "express"])
LABELS = st.builds("{}{:03d}".format, st.sampled_from("AB"), st.integers(1, 12))
AT_COUNTER = st.sampled_from(["recall", "start", "no_show", "finish", "hold"])
VISITORS_DO = st.sampled_from(["come_back", "check_in", "step_out", "give_back"])
ORDERS = st.sampled_from(
    [
        *("call_help", "answer_help"),
        *("post_notice", "approve_notice", "end_notice"),
        *("pause_kiosk", "open_kiosk", "pause_service", "open_service"),
        "close_service",
    ]
)
OFFICERS = st.sampled_from(["Lin", "Chen"])
ROUNDS: Final = int(os.environ.get("JIAOHAO_SOAK", "1"))
"""`make machines` walks so many times as many ways."""
PAGE: Final = """
[page]
address = "http://queue.example.tw"
give_back = true
step_out = true
"""
LASTING: Final = OFFICE.replace('code = "jobs"', 'code = "jobs"\ncome_back_days = 2', 1)
"""Who was not served may come back on the next two days."""


class Office(RuleBasedStateMachine):
    """Two stations share a file; what each was told is kept."""

    TEXT = LASTING + PAGE
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
        self.ids = count()
        self.given: list[tuple[str, dict[str, Any]]] = []
        """Every number with its business day (ISO 8601)."""

    def station(self, name: str) -> Any:
        """Who is asked."""
        return Asker(self.folder, name=name, clock=self.clock)

    @initialize()
    def the_office_opens(self) -> None:
        """Most of what can be done wants somebody who waits, and a counter."""
        for counter in (1, 2, 3):
            self.ask("open_counter", counter=counter, staff=f"staff-{counter}")
        for service in ("jobs", "training", "jobs", "express"):
            self.issue(service=service, priority="normal", which=0)

    def ask(self, do: str, which: int = 0, **fields: Any) -> dict[str, Any]:
        prefix = "out-of-turn" if do == "call_ticket" else "in-turn"
        id = f"{prefix}-{next(self.ids)}"
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
            self.given.append((self.day().isoformat(), answer["ticket"]))
        else:
            assert answer["error"] == "service_closed"

    @precondition(lambda self: self.given)
    @rule(data=st.data(), do=VISITORS_DO, which=st.integers(0, 1))
    def by_its_person(self, data: st.DataObject, do: str, which: int) -> None:
        day, ticket = data.draw(st.sampled_from(self.given))
        if do == "come_back":
            self.ask(do, which, label=ticket["label"], day=day)
        elif do == "check_in":
            self.ask(do, which, label=ticket["label"])
        else:
            self.ask(do, which, code=ticket["code"])

    @rule(do=ORDERS, data=st.data(), service=SERVICES, which=st.integers(0, 1))
    def order(self, do: str, data: st.DataObject, service: str, which: int) -> None:
        state = self.stations[0].ok("state", id="look")
        calls, notices = state["help"], state["notices"]
        if do == "call_help":
            place = data.draw(st.sampled_from(({"counter": 3}, {"kiosk": "kiosk-1"})))
            self.ask(do, which, **place, reason="[b]now[/]")
        elif do == "answer_help" and calls:
            help = data.draw(st.sampled_from(calls))["help"]
            self.ask(do, which, help=help, counter=data.draw(st.none() | COUNTERS))
        elif do == "post_notice":
            self.ask(do, which, text="to desk 8", service=service)
        elif do in ("approve_notice", "end_notice") and notices:
            self.ask(do, which, notice=data.draw(st.sampled_from(notices))["notice"])
        elif do.endswith("_kiosk"):
            self.ask(do, which, kiosk="kiosk-1")
        elif do.endswith("_service"):
            self.ask(do, which, service=service)

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
        # Nobody asks again for what was told yesterday.
        self.told.clear()
        self.stations[0]("state")

    def day(self) -> date:
        """The business day of the office."""
        return date.fromisoformat(self.stations[0].ok("state", id="look")["day"])

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


class Booked(Office):
    """The machine of one office that has appointments too."""

    TEXT = LASTING + PAGE + APPOINTMENTS

    def __init__(self) -> None:
        super().__init__()
        self.bookings: list[str] = []

    @rule(
        service=st.sampled_from(["jobs", "training"]),
        days=st.integers(0, 8),
        officer=st.none() | OFFICERS,
        data=st.data(),
    )
    def book(
        self, service: str, days: int, officer: str | None, data: st.DataObject
    ) -> None:
        day = self.day() + timedelta(days=days)
        about = {"service": service, "officer": officer}
        looked = self.stations[0]("slots", id="look", **about, day=day.isoformat())
        slots = looked.get("slots")
        if slots:
            at = data.draw(st.sampled_from(slots))["at"]
            answer = self.ask("book", **about, at=at)
            if answer["ok"]:
                self.bookings.append(answer["booking"]["code"])

    @precondition(lambda self: self.bookings)
    @rule(
        data=st.data(),
        do=st.sampled_from(["check_in", "check_in", "cancel_booking"]),
        which=st.integers(0, 1),
    )
    def by_its_code(self, data: st.DataObject, do: str, which: int) -> None:
        self.ask(do, which, code=data.draw(st.sampled_from(self.bookings)))

    @rule(days=st.integers(0, 7), later=st.integers(1, 7), officer=st.none() | OFFICERS)
    def move_bookings(self, days: int, later: int, officer: str | None) -> None:
        day = self.day() + timedelta(days=days)
        to = day + timedelta(days=later)
        told = {"day": day.isoformat(), "to": to.isoformat(), "officer": officer}
        self.ask("move_bookings", **told)


def walks(examples: int) -> settings:
    """So many ways of forty steps, or many more where a make target wants them."""
    return settings(
        max_examples=examples * ROUNDS,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


Booked.TestCase.settings = walks(12)
TestBooked = Booked.TestCase
