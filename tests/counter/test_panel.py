"""The panel at work: real keys, a real station, a second one that looks on."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from counter.panel import CounterPanel
from counter.situation import State
from shared.desk import errand
from shared.errors import UnknownCounter
from shared.office.model import Office
from shared.office.rules import RecallRule
from tests.counter.helpers import (
    OnePane,
    lawful,
    sentence,
    status,
    strip,
    unhurried,
)
from tests.desk import Asker
from tests.support import screen_text, station_link, until


class Counter:
    """One counter's panel under a pilot, and a station of the test's own."""

    def __init__(self, pilot: Pilot[None], panel: CounterPanel, ask: Asker) -> None:
        self.pilot = pilot
        self.panel = panel
        self.ask = ask

    async def press(self, *keys: str, says: str) -> None:
        """Press keys and wait for what the strip says then."""
        said: dict[str, None] = {}

        def is_said() -> bool:
            said[status(self.panel)] = None
            return says in said

        await self.keys(*keys)
        await self.until(is_said, f"{says}, but {list(said)}")

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
            raise AssertionError(
                f"never so: {what}; it says {status(self.panel)}\n{screen}"
            ) from None

    async def open(self) -> None:
        """Open the counter."""
        await self.press("enter", says=f"Counter {self.panel.place.number} is open")

    async def serve(self, label: str) -> None:
        """Call the next one, who comes at once."""
        await self.press("enter", says=f"{label} called")
        await self.press("enter", says=f"{label} started")

    def state(self, label: str) -> str:
        return str(self.ask.ticket("ticket", label=label)["state"])

    def kinds(self) -> list[str]:
        return [each["kind"] for each in self.ask.ok("events", after=0)["events"]]

    def last(self) -> dict[str, Any]:
        found: dict[str, Any] = self.ask.ok("events", after=0)["events"][-1]
        return found

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
    quick = replace(office, recall=RecallRule(2, 0))
    panel = CounterPanel(quick, number, client, **{"language": "en", **options})
    app = OnePane(unhurried(panel))
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
        await here.press("enter", says="Counter 1 is open")
        assert here.ask.ok("state")["counters"][0]["staff"] == "Lin [b]"
        assert here.panel.known.station == "counter-1"
        await here.press("enter", says="A001 called")
        await here.press("f2", says="A001 called again")
        assert here.ask.ticket("ticket", label="A001")["calls"] == 2
        await here.press("f3", says="A001 started")
        await here.press("enter", "enter", says="A001 done, A002 called")
        assert (here.state("A001"), here.state("A002")) == ("done", "called")
        await here.press("f2", says="A002 called again")
        await here.press("f5", says="A002 no-show; the board keeps it 10 s")
        assert here.state("A002") == "missed"
        await here.press("enter", says="A003 called")
        await here.press("f4", says="A003 done")
        assert here.state("A003") == "done"
        await here.press("enter", says="Nobody is waiting for this counter")
        await here.press("f9", "9", says="Counter 1 is closed")
        assert here.ask.ok("state")["counters"][0]["state"] == "closed"


async def test_a_plain_day_is_one_key(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("enter")
        assert "Done already?" in here.screen()
        await here.press("enter", says="A001 done, A002 called")
        await here.press("enter", says="A002 started")
        assert sentence(here.panel) == "Done"
        done = "A002 done. Nobody is waiting for this counter"
        await here.press("enter", "1", says=done)


async def test_a_visit_that_only_began_is_not_ended_by_a_slip(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("enter", "2")
        assert here.state("A001") == "serving"
        assert here.kinds()[-1] == "started"


async def test_a_no_show_before_the_office_s_calls_asks(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.keys("f5")
        assert "A001 was called 1 of 2 times" in here.screen()
        assert sentence(here.panel) == "No, keep waiting"
        await here.keys("enter")
        assert here.state("A001") == "called"
        await here.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")


@pytest.mark.parametrize(
    ("act", "said", "becomes"),
    [
        (("f4",), "A001 done", "serving"),
        (("f6", "1"), "A001 on hold", "serving"),
        (("f8", "t", "enter"), "A001 sent on to Training", "serving"),
        (("enter", "enter"), "A001 done, A002 called", "serving"),
    ],
)
async def test_a_slip_is_taken_back(
    office_folder: Path, office: Office, act: tuple[str, ...], said: str, becomes: str
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.serve("A001")
        await here.press(*act, says=said)
        assert "undo" in lawful(here.panel)
        assert "Ctrl+Z takes it back" in here.screen()
        await here.press("ctrl+z", says="Taken back: A001 is being served")
        assert (here.state("A001"), here.state("A002")) == (becomes, "waiting")
        assert "undone" in here.kinds()[-2:]
        await here.until(lambda: "undo" not in lawful(here.panel))
        await here.press("ctrl+z", says="! There is nothing to take back")


async def test_a_no_show_a_requeue_and_a_cancel_are_taken_back(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")
        await here.press("ctrl+z", says="Taken back: A001 is called")
        await here.press("f5", "f5", says="A001 no-show; the board keeps it 10 s")
        await here.press("1", "enter", says="A001 waits again")
        await here.press("ctrl+z", says="Taken back: A001 is missed")
        await here.press("2", "delete", "1", says="A002 cancelled")
        await here.press("ctrl+z", says="Taken back: A002 is waiting")


async def test_what_somebody_acted_on_is_not_taken_back(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.serve("A001")
        await here.press("f8", "t", "enter", says="A001 sent on to Training")
        here.ask.ok("open_counter", counter=2)
        here.ask.ok("call", counter=2)
        await here.keys("ctrl+z")
        await here.until(lambda: status(here.panel).startswith("! "))
        assert "A001" in status(here.panel)
        assert here.state("A001") == "called"


async def test_hold_by_a_digit_then_resume(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f6", "3", says="A001 on hold")
        note = "Copies, cash machine"
        assert here.ask.ticket("ticket", label="A001")["note"] == note
        await here.serve("A002")
        await here.press("f7", says="! Counter 1 still has number A002.")
        await here.keys("f6", "5")
        assert here.panel.board.ask.text.has_focus
        await here.write("her son has the card")
        await here.press("enter", says="A002 on hold")
        assert here.ask.ticket("ticket", label="A002")["note"] == "her son has the card"
        await here.press("f7", "1", says="A001 resumed")
        await here.press("f4", says="A001 done")
        await here.press("f7", says="A002 resumed")
        await here.press("f4", says="A002 done")
        await here.press("f7", says="! Nobody is on hold at this counter")


async def test_back_to_the_list_keeps_the_place(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f6", "6", says="A001 sent on to Job seeking")
        assert here.state("A001") == "waiting"


async def test_a_note_is_read_before_the_call(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.keys("f8")
        assert "Send A001 on" in here.screen()
        await here.write("train")
        await here.keys("tab")
        await here.write("[b]papers[/]")
        await here.press("enter", says="A001 sent on to Training")
    async with at_work(office_folder, office, 2) as there:
        await there.press("enter", says="Counter 2 is open")
        await there.until(lambda: "[b]papers[/]" in there.screen())
        assert "→ ctr 1" in there.screen()
        await there.press("enter", says="A001 called")
        assert "[b]papers[/]" in there.screen()


async def test_send_on_to_a_counter_and_to_a_colleague(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        here.ask.ok("open_counter", counter=3, staff="Huang")
        await here.until(lambda: here.panel.known.hall.counter(3).state == "open")  # type: ignore[union-attr]
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f8", "3", "enter", says="A001 sent on to counter 3")
        assert here.last()["data"]["to_counter"] == 3
        await here.press("enter", says="A002 called")
        await here.keys("f8")
        await here.write("huang")
        await here.keys("down")
        await here.keys("enter")
        await here.until(lambda: here.kinds()[-1] == "transferred")
        assert here.last()["data"]["officer"] == "Huang"


async def test_a_further_service_on_the_same_number(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        words = "! A001 is not here yet: F3 when the person came"
        await here.press("ctrl+e", says=words)
        await here.press("f3", says="A001 started")
        says = "A001 goes on with Training"
        await here.press("ctrl+e", "t", "r", "enter", says=says)
        assert here.ask.ticket("ticket", label="A001")["services"] == [
            "jobs",
            "training",
        ]
        assert "▶ Training" in here.screen()


@pytest.mark.parametrize(("digit", "channel"), [("1", "staff"), ("2", "phone")])
async def test_served_without_a_number(
    office_folder: Path, office: Office, digit: str, channel: str
) -> None:
    async with at_work(office_folder, office) as here:
        await here.open()
        says = "A001 is served without a call"
        await here.press("ctrl+n", digit, "enter", says=says)
        found = here.ask.ticket("ticket", label="A001")
        assert (found["state"], found["channel"]) == ("serving", channel)


async def test_a_group_goes_and_comes_back(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        await here.keys("ctrl+g", "tab")
        await here.write("Room 1")
        await here.press("enter", says="Called together: A001 A002 A003")
        await here.until(lambda: "Room 1" in here.screen(), "the place")
        await here.press("f7", says="! The group comes first: Ctrl+G ends it")
        await here.press("enter", "enter", says="Back in line: A001 A002 A003")
        assert here.state("A001") == "waiting"


async def test_leaving_is_done_after_the_visit(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.serve("A001")
        await here.press("f9", "3", says="Pause: Meeting when this visit is done")
        assert sentence(here.panel) == "Done, then away"
        await here.press("enter", "enter", says="Counter 1 is paused")
        assert here.last()["data"]["reason"] == "Meeting"
        await here.until(lambda: "said to be back at" in here.screen())
        assert (here.state("A001"), here.state("A002")) == ("done", "waiting")
        await here.press("enter", says="Counter 1 is open")
        await here.press("f9", "1", says="Counter 1 is paused")
        await here.press("f9", "9", says="Counter 1 is closed")


async def test_closing_with_somebody_on_hold_asks(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("f6", "1", says="A001 on hold")
        await here.keys("f9", "9")
        assert "Still on hold here: A001" in here.screen()
        await here.keys("enter")
        assert here.kinds()[-1] == "held"
        await here.press("f9", "9", "2", says="Counter 1 is closed")


async def test_a_number_is_typed_anywhere(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=13) as here:
        await here.open()
        await here.keys("a", "0", "1", "2")
        assert sentence(here.panel) == "Call A012"
        assert "Job seeking, waited 0 min" in here.screen()
        await here.press("enter", says="A012 called")
        await here.press("f3", says="A012 started")
        await here.keys("5", "enter")
        assert "Finish A012 first?" in here.screen()
        await here.keys("enter")
        assert here.state("A012") == "serving"
        await here.press("5", "enter", "2", says="A005 called")
        assert here.state("A012") == "done"
        await here.press("z", "9", "enter", says="! There is no number Z9 in the list")
        await here.keys("escape")
        assert strip(here.panel).typed == ""
        await here.press(
            "ㄅ", says="! An input method is on: Shift ends it, or use the number pad"
        )


async def test_the_list_is_walked_and_taken(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        await here.keys("down", "down", "up")
        assert sentence(here.panel) == "Call A002"
        await here.press("enter", says="A002 called")
        await here.press("f5", "f5", says="A002 no-show; the board keeps it 10 s")
        assert sentence(here.panel) == "Call next A001"
        await here.keys("pagedown")
        assert sentence(here.panel) == "A002 back in line"
        await here.press("enter", says="A002 waits again")
        assert here.state("A002") == "waiting"
        await here.keys("down", "home")
        assert sentence(here.panel) == "Call next A001"


async def test_papers_and_steps_are_ticked(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("space", says="! Papers are ticked during the visit")
        await here.press("f3", says="A001 started")
        await here.keys("space")
        assert "Documents  1/1" in here.screen()
        await here.keys("up", "ideographic_space")
        assert "missing 1" in here.screen()
        await here.press("f6", "1", says="A001 on hold")
        await here.press("f7", says="A001 resumed")
        assert "missing 1" in here.screen()
        await here.keys("tab", "down")
        assert sentence(here.panel) == "Call A002"


async def test_who_was_chosen_and_is_called_elsewhere(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        await here.keys("down")
        here.ask.ok("open_counter", counter=3, staff="Huang")
        here.ask.ok("call_ticket", counter=3, label="A002")
        says = "! A002 was called by counter 3 Huang before you"
        await here.until(lambda: status(here.panel) == says)
        assert sentence(here.panel) == "Call next A001"


async def test_a_taken_counter_is_said_with_who_has_it(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office) as here:
        here.ask.ok("open_counter", counter=1, staff="Wang")
        await here.keys("enter")
        await here.until(lambda: status(here.panel).startswith("! "))
        assert "desk" in status(here.panel)
        assert "Wang" in status(here.panel)
        assert here.kinds() == ["counter_opened"]


async def test_a_refusal_of_the_office_is_shown(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.keys("down")
        here.panel.client.on_change = lambda: None  # The next hall comes too late.
        here.ask.ok("cancel", label="A002")
        await here.keys("enter")
        await here.until(lambda: status(here.panel).startswith("! "))
        assert "A002" in status(here.panel)


async def test_keys_pressed_meanwhile_are_dropped_not_queued(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        with share_held(office_folder):
            await here.press("enter", says="Calling …")
            await here.press("f4", says="! That key was not taken. Calling …")
            await here.keys("enter", "f5", "f9")
        await here.until(lambda: strip(here.panel).told == "A001 called")
        await here.keys("f3")
        await here.until(lambda: strip(here.panel).told == "A001 started")
        assert here.kinds()[-2:] == ["called", "started"]
        assert here.kinds().count("called") == 1


async def test_a_late_answer_is_asked_for_with_the_same_id_until_it_is_known(
    office_folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand, "_PATIENCE", 0.1)
    monkeypatch.setattr(errand, "_REST", 0.05)
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        asked: list[Any] = []
        ask = here.panel.client.ask

        async def noted(do: str, **fields: Any) -> Any:
            if do == "call":
                asked.append(fields["id"])
            return await ask(do, **fields)

        monkeypatch.setattr(here.panel.client, "ask", noted)
        with share_held(office_folder):
            await here.keys("enter")
            await here.until(lambda: "No answer yet" in status(here.panel))
            await here.until(lambda: len(asked) > 2)
            assert lawful(here.panel) == {"help"}
            assert here.panel.why_stay() == "“Calling …” has no answer yet"
        await here.until(lambda: status(here.panel) == "A001 called")
        await here.until(lambda: "start" in lawful(here.panel))
        assert len(set(asked)) == 1
        assert here.kinds().count("called") == 1


async def test_a_double_press_counts_once(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        here.panel.guard.ticks = lambda: 10**9
        await here.keys(*["enter"] * 10)
        await here.until(lambda: strip(here.panel).told == "A001 called")
        assert status(here.panel) == "! Too quick: that press of Enter was not taken"
        assert here.kinds().count("called") == 1
        assert here.kinds().count("started") == 0


async def test_the_answer_is_painted_before_the_next_hall(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        here.panel.client.on_change = lambda: None
        await here.press("enter", says="A001 called")
        situation = here.panel.looks.situation()
        assert situation is not None
        assert situation.state is State.CALLED
        assert "Waiting 1  mine 1" in here.screen()


@pytest.mark.parametrize("key", ["f6", "f8", "f9"])
async def test_esc_leaves_a_question_and_nothing_is_done(
    office_folder: Path, office: Office, key: str
) -> None:
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.keys(key, "down", "f4", "f2", "escape")
        assert here.panel.has_focus
        assert here.panel.looks.question is None
        await here.press("f3", says="A001 started")
        assert here.kinds()[-2:] == ["called", "started"]


async def test_a_question_is_dropped_when_its_visit_is_gone(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.keys("f8", "down")
        here.ask.ok("call", counter=1, finish_current=True)
        await here.until(
            lambda: "Waiting 0" in here.screen() and here.state("A001") == "done"
        )
        await here.press("enter", says="! A001 is no longer at this counter")
        assert here.state("A002") == "called"


async def test_what_another_station_does_is_seen_and_heard(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office) as here:
        await here.open()
        assert "Nobody is waiting" in here.screen()
        bells: list[int] = []
        here.pilot.app.bell = lambda: bells.append(1)  # type: ignore[method-assign]
        here.ask.ok("issue", service="jobs", priority="priority")
        await here.until(lambda: "★ Priori" in here.screen())
        here.ask.ok("issue", service="jobs")
        await here.until(lambda: "A002" in here.screen())
        assert bells == [1]


async def test_my_day_is_counted(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        await here.serve("A001")
        await here.press("f4", says="A001 done")
        await here.press("enter", says="A002 called")
        await here.press("f5", "f5", says="A002 no-show; the board keeps it 10 s")
        await here.until(lambda: "served 1  mean 0 min  no-shows 1" in here.screen())
        await here.press("ctrl+z", says="Taken back: A002 is called")
        await here.until(lambda: "no-shows 0" in here.screen())


def test_a_counter_the_office_has_not(office_folder: Path, office: Office) -> None:
    with pytest.raises(UnknownCounter):
        CounterPanel(office, 99, station_link(office_folder, "counter-99"))
