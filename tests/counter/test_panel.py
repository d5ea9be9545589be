"""The panel at work: real keys, a real station, a second one that looks on."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from counter import errand
from counter.panel import CounterPanel
from shared.errors import UnknownCounter
from shared.office.model import Office
from tests.counter.helpers import OnePane, lawful, status
from tests.desk import Asker
from tests.support import screen_text, station_link, until


class Counter:
    """One counter's panel under a pilot, and a station of the test's own."""

    def __init__(self, pilot: Pilot[None], panel: CounterPanel, ask: Asker) -> None:
        self.pilot = pilot
        self.panel = panel
        self.ask = ask

    async def press(self, key: str, *, says: str) -> None:
        """Press a key and wait for what the status line says."""
        await self.keys(key)
        await self.until(lambda: status(self.panel) == says, says)

    async def keys(self, *keys: str) -> None:
        """Press keys one after the other, as fast as they are taken."""
        for key in keys:
            self.pilot.app.simulate_key(key)
        await self.pilot.pause()

    async def write(self, words: str) -> None:
        """Put words into the line that has the keyboard."""
        self.pilot.app.post_message(events.Paste(words))
        await self.pilot.pause()

    async def until(self, is_so: Any, what: str = "") -> None:
        try:
            await until(self.pilot, is_so)
        except TimeoutError:
            screen = screen_text(self.pilot.app)
            raise AssertionError(f"never so: {what}\n{screen}") from None

    def state(self, label: str) -> str:
        return str(self.ask.ticket("ticket", label=label)["state"])

    def kinds(self) -> list[str]:
        return [each["kind"] for each in self.ask.ok("events", after=0)["events"]]

    def screen(self) -> str:
        return screen_text(self.pilot.app)


@asynccontextmanager
async def at_work(
    folder: Path,
    office: Office,
    number: int = 1,
    *,
    people: int = 0,
    size: tuple[int, int] = (80, 24),
    **options: Any,
) -> AsyncIterator[Counter]:
    """A panel in English that has heard of the hall; `people` wait for jobs."""
    ask = Asker(folder)
    for _ in range(people):
        ask.ok("issue", service="jobs")
    client = station_link(folder, f"counter-{number}")
    panel = CounterPanel(office, number, client, **{"language": "en", **options})
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        counter = Counter(pilot, panel, ask)
        await counter.until(lambda: panel.known.hall, "a hall")
        yield counter
    ask.close()


@contextmanager
def share_held(folder: Path) -> Iterator[None]:
    """Somebody else holds the file; every station waits."""
    connection = sqlite3.connect(folder / "queue.db", isolation_level=None)
    connection.execute("begin exclusive")
    try:
        yield
    finally:
        connection.execute("rollback")
        connection.close()


async def test_a_morning_at_the_counter_key_by_key(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3, staff="Lin [b]") as here:
        await here.press("f10", says="Counter 1 is open")
        assert here.ask.ok("state")["counters"][0]["staff"] == "Lin [b]"
        assert here.panel.known.station == "counter-1"
        await here.press("enter", says="A001 called")
        assert here.state("A001") == "called"
        await here.press("f2", says="A001 called again")
        assert here.ask.ticket("ticket", label="A001")["calls"] == 2
        await here.press("f3", says="A001 started")
        assert here.state("A001") == "serving"
        await here.press("enter", says="A001 finished, A002 called")
        assert (here.state("A001"), here.state("A002")) == ("done", "called")
        await here.press("f5", says="A002 did not come")
        assert here.state("A002") == "missed"
        await here.press("enter", says="A003 called")
        await here.press("f4", says="A003 finished")
        assert here.state("A003") == "done"
        await here.press("enter", says="Nobody is waiting for this counter")
        await here.press("f12", says="Counter 1 is closed")
        assert here.ask.ok("state")["counters"][0]["state"] == "closed"


async def test_hold_with_a_reason_then_resume(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.press("f10", says="Counter 1 is open")
        await here.press("enter", says="A001 called")
        await here.keys("f6")
        await here.write("copy")
        await here.keys("enter")
        await here.until(lambda: status(here.panel) == "A001 on hold")
        assert here.ask.ticket("ticket", label="A001")["note"] == "copy"
        await here.press("enter", says="A002 called")
        words = "! A002 was called: F3 start, F4 finish, or F5 no-show first"
        await here.press("f7", says=words)
        await here.keys("f6", "enter")
        await here.until(lambda: status(here.panel) == "A002 on hold")
        assert here.ask.ticket("ticket", label="A002")["note"] is None
        await here.press("f7", says="A002 resumed")
        await here.press("f4", says="A002 finished")
        await here.press("f7", says="A001 resumed")
        assert here.state("A001") == "serving"
        await here.until(lambda: "Note: copy" in here.screen())
        await here.press("f4", says="A001 finished")
        await here.press("f7", says="! Nobody is on hold at this counter")


async def test_a_transfer_and_its_note_reach_the_other_counter(
    office_folder: Path, office: Office, tmp_path: Path
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.press("f10", says="Counter 1 is open")
        await here.press("enter", says="A001 called")
        await here.keys("f8")
        assert "Transfer A001 to" in here.screen()
        await here.keys("enter")
        assert "Choose a service first" in here.screen()
        await here.keys("down")
        await here.write("[b]papers[/]")
        await here.keys("enter")
        await here.until(lambda: status(here.panel) == "A001 transferred to Training")
    async with at_work(office_folder, office, 2) as there:
        await there.keys("down")
        await there.until(lambda: status(there.panel) == "Note: [b]papers[/]")
        await there.press("f10", says="Counter 2 is open")
        await there.press("enter", says="A001 called")
        lines = there.screen().splitlines()
        assert lines[1].startswith(" Note: [b]papers[/]")


async def test_pause_with_a_reason_and_going_on(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.press("f9", says="! Counter 1 is closed: press F10 first")
        await here.press("f10", says="Counter 1 is open")
        await here.keys("f9")
        await here.write("lunch")
        await here.keys("enter")
        await here.until(lambda: status(here.panel) == "Counter 1 is paused")
        event = here.ask.ok("events", after=0)["events"][-1]
        assert (event["kind"], event["data"]["reason"]) == ("counter_paused", "lunch")
        await here.press("enter", says="! Counter 1 is paused: press F10 first")
        assert lawful(here.panel) == {"F10", "F12", "↑ ↓"}
        await here.press("f10", says="Counter 1 is open")
        await here.press("enter", says="A001 called")
        await here.press("f9", says="! Counter 1 still has number A001.")


async def test_enter_finishes_whom_it_served_but_not_whom_it_only_called(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.press("enter", says="! Counter 1 is closed: press F10 first")
        await here.press("f10", says="Counter 1 is open")
        await here.press("enter", says="A001 called")
        words = "! A001 was called: F3 start, F4 finish, or F5 no-show first"
        await here.press("enter", says=words)
        assert here.state("A001") == "called"
        await here.press("f3", says="A001 started")
        words = "A001 finished. Nobody is waiting for this counter"
        await here.press("enter", says=words)
        assert here.state("A001") == "done"
        assert "Nobody is at the counter" in here.screen()


async def test_space_takes_the_chosen_one(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.press("space", says="! Choose a number with ↑ ↓ first")
        await here.press("f10", says="Counter 1 is open")
        await here.keys("down", "down", "down", "up")
        await here.press("space", says="A002 called")
        assert (here.state("A001"), here.state("A002")) == ("waiting", "called")
        assert here.panel.waiting_list.chosen is None
        await here.press("f5", says="A002 did not come")
        await here.keys("down")
        await here.until(lambda: "> A001" in here.screen(), "the first is chosen")
        await here.keys("down", "down")
        await here.press("space", says="A002 waits again")
        assert here.state("A002") == "waiting"
        await here.press("enter", says="A001 called")
        await here.keys("f6", "enter")
        await here.until(lambda: status(here.panel) == "A001 on hold")
        await here.keys("down", "down", "down")
        await here.press("ideographic_space", says="A001 resumed")
        assert here.state("A001") == "serving"
        await here.keys("down")
        await here.press("space", says="! Counter 1 still has number A001.")


async def test_a_taken_counter_is_said_with_who_has_it(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office) as here:
        here.ask.ok("open_counter", counter=1, staff="Wang")
        await here.keys("f10")
        await here.until(lambda: status(here.panel).startswith("! "))
        assert "desk" in status(here.panel)
        assert "Wang" in status(here.panel)
        assert here.kinds() == ["counter_opened"]


async def test_a_refusal_of_the_office_is_shown(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.press("f10", says="Counter 1 is open")
        await here.keys("down")
        here.panel.client.on_change = lambda: None  # The next hall comes too late.
        here.ask.ok("cancel", label="A001")
        await here.keys("space")
        await here.until(lambda: status(here.panel).startswith("! "))
        assert "A001" in status(here.panel)
        assert lawful(here.panel) >= {"Enter"}


async def test_keys_pressed_meanwhile_are_dropped_not_queued(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.press("f10", says="Counter 1 is open")
        with share_held(office_folder):
            await here.press("enter", says="Call next …")
            words = "! Still busy with “Call next”: that key was not taken"
            await here.press("f4", says=words)
            await here.keys("enter", "f5", "f12")
        await here.until(lambda: status(here.panel) == "A001 called")
        await here.press("f3", says="A001 started")
        assert here.kinds()[-2:] == ["called", "started"]
        assert here.kinds().count("called") == 1


async def test_a_late_answer_is_asked_for_with_the_same_id_until_it_is_known(
    office_folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand, "_PATIENCE", 0.1)
    monkeypatch.setattr(errand, "_REST", 0.05)
    async with at_work(office_folder, office, people=3) as here:
        await here.press("f10", says="Counter 1 is open")
        asked: list[Any] = []
        ask = here.panel.client.ask

        async def noted(do: str, **fields: Any) -> Any:
            asked.append(fields["id"])
            return await ask(do, **fields)

        monkeypatch.setattr(here.panel.client, "ask", noted)
        with share_held(office_folder):
            await here.keys("enter")
            await here.until(lambda: "No answer yet" in status(here.panel))
            await here.until(lambda: len(asked) > 2)
            assert lawful(here.panel) == set()
            assert here.panel.why_stay() == "“Call next” has no answer yet"
        await here.until(lambda: status(here.panel) == "A001 called")
        await here.until(lambda: "F3" in lawful(here.panel))
        assert len(set(asked)) == 1
        assert here.kinds().count("called") == 1


async def test_the_answer_is_painted_before_the_next_hall(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.press("f10", says="Counter 1 is open")
        here.panel.client.on_change = lambda: None
        await here.press("enter", says="A001 called")
        assert here.panel.at_counter.visit.label == "A001"
        assert "Job seeking: 1" in here.screen()


async def test_esc_leaves_a_question_and_nothing_is_done(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.press("f10", says="Counter 1 is open")
        await here.press("enter", says="A001 called")
        for key in ("f6", "f8"):
            await here.keys(key, "down", "f4", "f12", "tab", "escape")
            assert here.panel.has_focus
            assert "Esc leaves" not in here.screen()
        await here.press("f3", says="A001 started")
        assert here.kinds()[-2:] == ["called", "started"]


async def test_a_question_is_dropped_when_its_visit_is_gone(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.press("f10", says="Counter 1 is open")
        await here.press("enter", says="A001 called")
        await here.keys("f8", "down")
        here.ask.ok("call", counter=1, finish_current=True)
        await here.until(lambda: here.panel.at_counter.visit.label == "A002")
        await here.press("enter", says="! A001 is no longer at this counter")
        assert here.state("A002") == "called"


async def test_what_another_station_does_is_seen(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office) as here:
        assert "Nobody is waiting" in here.screen()
        here.ask.ok("issue", service="jobs", priority="priority")
        await here.until(lambda: "A001  0 min  Priority, next" in here.screen())


def test_a_counter_the_office_has_not(office_folder: Path, office: Office) -> None:
    with pytest.raises(UnknownCounter):
        CounterPanel(office, 99, station_link(office_folder, "counter-99"))
