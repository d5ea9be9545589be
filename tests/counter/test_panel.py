"""The panel at work: real keys, a real station, a second one that looks on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counter.panel import CounterPanel
from counter.situation import State
from shared.desk import errand
from shared.errors import UnknownCounter
from shared.office.model import Office
from tests.counter.helpers import (
    lawful,
    sentence,
    status,
)
from tests.counter.panels import at_work, share_held
from tests.support import station_link


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
        await here.shows("Done already?")
        await here.press("enter", says="A001 done, A002 called")
        await here.press("enter", says="A002 started")
        assert sentence(here.panel) == "Done"
        done = "A002 done. Nobody is waiting for this counter"
        await here.press("enter", "1", says=done)


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


async def test_papers_and_steps_are_ticked(office_folder: Path, office: Office) -> None:
    async with at_work(office_folder, office, people=2) as here:
        await here.open()
        await here.press("enter", says="A001 called")
        await here.press("space", says="! Papers are ticked during the visit")
        await here.press("f3", says="A001 started")
        await here.keys("space")
        await here.shows("Documents  1/1")
        await here.keys("up", "ideographic_space")
        await here.shows("missing 1")
        await here.press("f6", "1", says="A001 on hold")
        await here.press("f7", says="A001 resumed")
        await here.shows("missing 1")
        await here.keys("tab", "down")
        assert sentence(here.panel) == "Call A002"


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


async def test_what_another_station_does_is_seen_and_heard(
    office_folder: Path, office: Office
) -> None:
    async with at_work(office_folder, office) as here:
        await here.open()
        await here.shows("Nobody is waiting")
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
