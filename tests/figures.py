"""`make figures`: the house in numbers, to be compared before and after a change."""

from __future__ import annotations

import ast
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec

from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from shared.offline.known_office import KnownOffice
from shared.offline.memory import Memory
from shared.sqlite.transactions import Store
from shared.station.share_worker import ShareWorker
from shared.trade.hall import CounterNow, Hall, ServiceNow
from shared.trade.ticket import STEPS, Ticket, new_ticket
from shared.wire.decoder import hall_from_json
from shared.wire.encoder import state_body
from shared.wire.errands import Answer, Beat, Join, Question
from shared.wire.frames import Frame, Kind, packed, unpacked
from shared.wire.requests import answer_line, parse_object, parse_request
from tests.short import rounds
from tests.support import MONDAY_9, OFFICE

TOP: Final = Path(__file__).parents[1]
ROOMS: Final = ("shared", "printers", "kiosk", "counter", "display", "jiaohao")
MANY: Final = 8
"""A module that knows more of ours than this knows many."""
PEOPLE: Final = 490
ROUNDS: Final = rounds(60)


def known_modules() -> dict[str, set[str]]:
    """By module of ours, the others that it imports."""
    files = {
        ".".join(file.relative_to(TOP).with_suffix("").parts): file
        for room in ROOMS
        for file in (TOP / room).rglob("*.py")
    }
    return {name: set(_imports(file, files)) - {name} for name, file in files.items()}


def _imports(file: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield from (each for each in (node.module, inner) if each in known)


def arrows_in_shared(modules: dict[str, set[str]]) -> set[tuple[str, str]]:
    """The pairs of rooms of `shared/` of which the first knows the second."""

    def room(module: str) -> str:
        return module.split(".")[1]

    pairs = {
        (room(one), room(other))
        for one, others in modules.items()
        for other in others
        if one.startswith("shared.") and other.startswith("shared.")
    }
    return {pair for pair in pairs if pair[0] != pair[1]}


class JsonCounter:
    """How often JSON is written and read while it is entered."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def __enter__(self) -> JsonCounter:
        sys.setprofile(self._see)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.setprofile(None)

    def _see(self, frame: Any, event: str, function: Any) -> None:
        if event == "call" and frame.f_code in (
            json.dumps.__code__,
            json.loads.__code__,
        ):
            self.count[frame.f_code.co_name] += 1
        elif event == "c_call":
            owner = getattr(function, "__self__", None)
            if isinstance(owner, msgspec.json.Encoder):
                self.count["dumps"] += 1
            elif isinstance(owner, msgspec.json.Decoder) or function is _DECODE:
                self.count["loads"] += 1


_DECODE: Final = msgspec.json.decode


def json_of_one_issue(folder: Path) -> Counter[str]:
    """Through a station and its worker, from the line asked to the line answered."""
    office = load_office(folder)
    memory = Memory("pad")
    sheet = (folder / OFFICE_FILE).read_text(encoding="utf-8")
    journal = memory.open(KnownOffice("office", "en", sheet, is_shared=False))
    memory.hear_beat(Beat(MONDAY_9))
    told: list[Frame] = []
    worker = ShareWorker(folder, office, "pad", told.append)
    worker._take(Frame(Kind.ERRAND, packed(Join(journal))))
    try:
        with JsonCounter() as counter:
            line = b'{"id":"press","do":"issue","service":"jobs"}'
            request = parse_request(parse_object(line))
            memory.answer_known(request)
            question = Question(request.id, request.do, request.fields)
            worker._take(Frame(Kind.QUESTION, packed(question), 1))
            memory.ask(request)
            answer = unpacked(told[-1].body, Answer)
            memory.hear_answer(request, answer)
            answer_line(request.id, answer.body.decode())
    finally:
        worker.leave()
        memory.close()
    return counter.count


def big_hall(office: Office) -> Hall:
    """So many people wait, and the counters have somebody."""
    tickets = tuple(_ticket(number) for number in range(1, PEOPLE + 1))
    return Hall(
        as_of=MONDAY_9,
        seq=PEOPLE * 3,
        day=office.business_day(MONDAY_9),
        services=tuple(
            ServiceNow(each.code, each.letter, True, 1) for each in office.services
        ),
        counters=tuple(
            CounterNow(each.number, "open", "Lin", None, None)
            for each in office.counters
        ),
        tickets=tickets,
    )


def _ticket(number: int) -> Ticket:
    waiting = new_ticket(
        letter="A",
        number=number,
        service="jobs",
        priority="normal",
        language="zh-TW",
        channel="kiosk",
        issued_at=MONDAY_9 + number * 31_007,
        head_start=0,
    )
    called = STEPS["call"].taken(waiting, waiting.issued_at + 61_003, counter=1)
    return replace(
        STEPS["no_show"].taken(called, called.issued_at + 90_001), key=number
    )


def news_of_a_hall(office: Office) -> tuple[float, float]:
    """Milliseconds for one news: written by the station, read by the screen."""
    hall = big_hall(office)
    numbers = itertools.count(1)

    def news() -> Hall:
        # Each differs from the one before, as after an event.
        return replace(hall, seq=hall.seq + next(numbers))

    body = state_body(hall, office)
    hall_from_json(body)
    written = _median(lambda: state_body(news(), office))
    read = _median(lambda: hall_from_json(body))
    return written * 1000, read * 1000


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    modules = known_modules()
    many = [name for name, known in modules.items() if len(known) > MANY]
    rooms = arrows_in_shared(modules)
    print(f"modules that know more than {MANY} of ours: {len(many)} of {len(modules)}")
    print(f"arrows between rooms of shared/: {len(rooms)}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / OFFICE_FILE).write_text(OFFICE, encoding="utf-8")
        store = Store(folder)
        store.create()
        store.close()
        count = json_of_one_issue(folder)
        written, read = news_of_a_hall(load_office(folder))
    print(f"JSON for one issue: {count['dumps']} dumps, {count['loads']} loads")
    print(
        f"news of a hall of {PEOPLE}: {written + read:.1f} ms"
        f" ({written:.1f} written, {read:.1f} read)"
    )


if __name__ == "__main__":
    main()
