"""A rush Monday as the head of an office lives it, while the hall goes on meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from typing import Any

import pytest

from shared.office.folder import QUEUE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from tests.conftest import make_office_folder
from tests.invariants import check_file
from tests.kiosk.monkey import always_open
from tests.supervisor.desk import Leader, leading

COUNTERS = (1, 2, 3, 4, 5)
SERVICES = ("benefit-application", "reply-card", "job-seeking", "counselling", "youth")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, always_open())


class Morning:
    """A head at the supervisor, and everybody else of the office."""

    def __init__(self, here: Leader) -> None:
        self.here, self._services, self._counters = (
            here,
            cycle(SERVICES),
            cycle(COUNTERS),
        )
        self._turn = count()

    def begin(self) -> None:
        for counter in COUNTERS:
            self.here.ask.ok("open_counter", counter=counter, staff=f"林{counter}")
        for _ in range(40):
            self._comes()

    def goes_on(self) -> None:
        """Somebody comes and somebody is called, whatever the head is asked."""
        self._comes()
        counter = next(self._counters)
        self.here.ask("call", counter=counter, finish_current=True)
        self.here.ask("start" if next(self._turn) % 2 else "hold", counter=counter)

    def _comes(self) -> None:
        service = next(self._services)
        self.here.ask("issue", service=service, channel="staff")

    async def does(self, *keys: str, write: str = "", kind: str) -> dict[str, Any]:
        """Press keys and write, the hall moving under each; the event it becomes."""
        here = self.here
        before = here.ask.ok("events", after=0)["last"]
        await self._known(before)
        for key in keys:
            if key == "write":
                await here.write(write)
            else:
                await here.keys(key)
            self.goes_on()
        found: list[dict[str, Any]] = []

        def is_done() -> bool:
            events = here.ask.ok("events", after=before)["events"]
            found[:] = [each for each in events if each["kind"] == kind]
            return bool(found)

        await here.until(is_done, lambda: f"no {kind} by {keys}")
        await self._known(found[0]["seq"])
        return found[0]

    async def _known(self, event: int) -> None:
        """The screen knows of that event and asks nothing: what it offers is so."""
        known, panel = self.here.panel.known, self.here.panel
        await self.here.until(
            lambda: panel.is_at_rest and known.hall and known.hall.seq >= event
        )


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    yield load_office(folder)


async def test_a_rush_monday(folder: Path, office: Office) -> None:
    async with leading(folder, office) as here:
        morning = Morning(here)
        morning.begin()
        await here.until(lambda: len(here.panel.known.hall.tickets) == 40)  # type: ignore[union-attr]
        await _who_is_late(morning)
        await _the_line_is_too_long(morning)
        await _the_computers_are_down(morning)
        await _one_number(morning)
        await _the_last_hour(morning)
        state = here.ask.ok("state")
    assert not state["help"]
    assert [each["paused"] is None for each in state["services"]].count(False) == 1
    check_file(folder / QUEUE_FILE)


async def _who_is_late(morning: Morning) -> None:
    """A counter asks for help; a line is long: a further counter, and a word to it."""
    here = morning.here
    here.ask.ok("call_help", counter=4, reason="[b]loud[/]")
    await here.until(lambda: "[b]loud[/]" in here.screen())
    # A key that does nothing says so though somebody asks for help.
    await here.keys("ctrl+z")
    await here.until(lambda: "There is nothing to take back" in here.screen())
    answered = await morning.does("f3", "5", kind="help_answered")
    assert answered["data"]["answered_by"] == 5
    moved = await morning.does("f6", "5", kind="counter_moved")
    assert moved["data"]["serves"] == ["benefit-application"]
    told = await morning.does(
        "enter", "2", "write", "enter", write="20 分", kind="notice_approved"
    )
    assert told["service"] == "benefit-application"


async def _the_line_is_too_long(morning: Morning) -> None:
    """The intake is closed; who waits is called on."""
    here = morning.here
    closed = await morning.does("down", "f5", "1", kind="service_paused")
    assert closed["service"] == "first-confirmation"
    asked = {"service": "benefit-application", "channel": "staff"}
    here.ask.ok("issue", **asked)
    draft = await morning.does(
        "f4", "write", "down", "enter", write="草稿", kind="notice_posted"
    )
    here.panel.hand.choose("notices", draft["data"]["notice"])
    await here.until(lambda: "草稿" in here.screen())
    approved = await morning.does("enter", "1", kind="notice_approved")
    assert approved["data"]["notice"] == draft["data"]["notice"]


async def _the_computers_are_down(morning: Morning) -> None:
    """Two keys from wherever the head is say so everywhere; then all goes on."""
    here = morning.here
    here.panel.hand.go_to("services")
    down = await morning.does("f5", "5", "1", kind="kiosk_paused")
    assert down["data"]["message"]
    kiosks = {each["state"] for each in here.ask.ok("state")["kiosks"]}
    assert kiosks == {"paused"}
    await morning.does("f5", "4", "1", kind="kiosk_opened")


async def _one_number(morning: Morning) -> None:
    """Somebody cannot stand, somebody left: a number that several letters have."""
    here = morning.here
    last = here.ask.ticket("issue", service="counselling", channel="staff")["label"]
    await here.until(
        lambda: any(it.label == last for it in here.panel.known.hall.tickets)  # type: ignore[union-attr]
    )
    raised = await morning.does(*last, "f8", "1", kind="priority_set")
    assert raised["ticket"] == last
    await here.keys("1", "f9")
    await here.until(lambda: here.title())
    which = [each.words for each in here.panel.board.ask._options]
    assert len(which) > 1 and all(int(each[1:]) == 1 for each in which)
    await here.keys("escape")
    cancelled = await morning.does(*last, "f9", "1", kind="cancelled")
    assert cancelled["ticket"] == last
    assert cancelled["data"]["reason"] == "The person left"


async def _the_last_hour(morning: Morning) -> None:
    """What was moved goes back, and who did what is read."""
    here = morning.here
    here.panel.hand.choose("counters", 5)
    back = await morning.does("enter", "2", kind="counter_moved")
    assert back["data"]["serves"] == ["youth", "tailored-support"]
    await here.keys("ctrl+l")
    await here.shows("Who did what")
    await here.keys("ctrl+l")
