"""The range of waiting between processes: all stations say the same of one hall."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from shared.trade.estimate.learner import FEWEST
from tests.processes import Process


@contextmanager
def _at_work(folder: Path, name: str | None) -> Iterator[Process]:
    process = Process(folder, name)
    process.read()
    yield process
    process.process.kill()
    process.process.communicate()


def _told(process: Process) -> list[tuple[Any, Any]]:
    state = process.ask("state")
    services = [(each["wait"], each["no_wait"]) for each in state["services"]]
    assert state["ok"]
    return services + [(each["label"], each["promised"]) for each in state["tickets"]]


def test_all_say_the_same_and_who_starts_too(office_folder: Path) -> None:
    with ExitStack() as stack:

        def begin(name: str | None) -> Process:
            return stack.enter_context(_at_work(office_folder, name))

        kiosk, first, second = begin("kiosk-1"), begin("counter-1"), begin("counter-2")
        first.ask("open_counter", counter=1)
        second.ask("open_counter", counter=2)
        for number in range(FEWEST + 4):
            kiosk.ask("issue", service="training" if number % 3 else "jobs")
            place, counter = ((first, 1), (second, 2))[number % 3 > 0]
            place.ask("call", counter=counter, finish_current=True)
        for place, counter in ((first, 1), (second, 2)):
            # What nobody takes back any longer, as it is not the last act.
            place.ask("finish", counter=counter)
            place.ask("walk_in", counter=counter, service="express")
            place.ask("finish", counter=counter)
        ticket = kiosk.ask("issue", service="jobs")["ticket"]
        assert ticket["promised"] is not None
        said = [_told(each) for each in (kiosk, first, second, begin(None))]
        assert said[0] == said[1] == said[2] == said[3]
        assert said[0][0][0] is not None
        assert (ticket["label"], ticket["promised"]) in said[3]
