"""Another system's log, run through the rules as if they had been at work there."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import repeat
from pathlib import Path
from typing import Final

from jiaohao.tally import OTHERS, Tally
from jiaohao.visit_log import Skipped, Visit, VisitLog, Visits
from shared.errors import BadRequest
from shared.text.catalogue import N_, Catalogue, columns
from shared.text.reasons import why
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.simple import SIMPLE, Simple
from shared.trade.estimate.waiting import MINUTE, Person
from shared.trade.range import Range
from shared.wire.json_text import to_json

_ENDED, _CALLED, _ISSUED, _CALLED_AT_ONCE, _LEFT = range(5)
"""What happens, in the order in which it happens at one instant."""
_MOST_SHOWN: Final = 20


@dataclass(slots=True)
class Judgement:
    """What a log says of the rules."""

    overall: Tally
    services: dict[str, Tally]
    skipped: list[Skipped]
    told: Iterable[tuple[Visit, Range]]
    """Whoever got a range, in the order of the file."""


class _Ranges:
    """What was said to the people of a log."""

    def __init__(self, visits: Visits) -> None:
        self._visits = visits
        self._told = array("q")
        """Low and high by the line, -1 where nothing was said."""

    def say(self, line: int, told: Range) -> None:
        """The person of that line is told a range."""
        lacking = 2 * (line + 1) - len(self._told)
        self._told.extend(repeat(-1, max(0, lacking)))
        self._told[2 * line], self._told[2 * line + 1] = told.low, told.high

    def __iter__(self) -> Iterator[tuple[Visit, Range]]:
        for visit in self._visits:
            low, high = self._told[2 * visit.line : 2 * visit.line + 2] or (-1, -1)
            if low >= 0:
                yield visit, Range(low, high)


class _Replay:
    """The rules at work on a log, and what came of what they said."""

    def __init__(self, log: VisitLog) -> None:
        self.overall = Tally()
        self.services: dict[str, Tally] = {}
        self.ranges = _Ranges(log.visits)
        self._learner, self._simple = Learner(log.offset), Simple()
        self._people: dict[int, Person] = {}
        self._guesses: dict[int, tuple[float, ...]] = {}
        """What the simple rules said of people who were told a range, too."""

    def issue(self, at: int, visit: Visit, number: int) -> None:
        learner, service = self._learner, visit.service
        self.services.setdefault(service, Tally())
        is_told = learner.knows_enough
        ahead = learner.room.ahead(Person(service, visit.priority, at))
        guessed = self._simple.minutes(service, ahead, learner.minutes.mean(service))
        person = learner.issue(service, visit.priority, at)
        if visit.called is not None or visit.ended is not None:
            self._people[number] = person
        if is_told and person.told is not None:
            self.ranges.say(visit.line, person.told)
            if visit.called is not None:
                self._guesses[number] = guessed

    def call(self, at: int, visit: Visit, number: int) -> None:
        person, minutes = self._people[number], (at - visit.issued) / MINUTE
        self._learner.call(person, at, visit.counter)
        self._simple.call(visit.service, minutes)
        if number in self._guesses and person.told is not None:
            guessed = self._guesses.pop(number)
            for tally in self.overall, self.services[visit.service]:
                tally.add(person.told, guessed, minutes)
        if visit.ended is None:
            del self._people[number]

    def end(self, at: int, visit: Visit, number: int) -> None:
        self._learner.end(self._people.pop(number), at, visit.counter)


def replay(log: VisitLog) -> Judgement:
    """Let the rules learn from the log as it went, and judge what they said."""
    made = _Replay(log)
    does = {_ISSUED: made.issue, _CALLED: made.call, _CALLED_AT_ONCE: made.call}
    in_turn = (each for day in log.visits.days() for each in sorted(day, key=_rank))
    for at, what, number, visit in _instants(in_turn):
        does.get(what, made.end)(at, visit, number)
    services = dict(sorted(made.services.items()))
    return Judgement(made.overall, services, log.skipped, made.ranges)


def as_json(judged: Judgement) -> str:
    """One object, as the contract has it."""
    return to_json(
        {
            **judged.overall.figures(),
            "services": {
                code: tally.figures() for code, tally in judged.services.items()
            },
            "skipped": [
                {"line": each.line, "reason": str(each.reason)}
                for each in judged.skipped
            ],
        }
    )


def as_words(judged: Judgement, say: Catalogue) -> str:
    """A table for people."""
    heading = [
        *(say(N_("Service")), say(N_("Cases")), say(N_("Inside"))),
        *(say(N_("Width")), say(N_("Error"))),
        *(say(words) for words in OTHERS.values()),
    ]
    lines = [heading]
    lines += [_row(code, tally) for code, tally in judged.services.items()]
    lines.append(_row(say(N_("All")), judged.overall))
    widths = [max(columns(line[at]) for line in lines) for at in range(len(heading))]
    table = [
        "  ".join(_padded(cell, widths[at], at == 0) for at, cell in enumerate(line))
        for line in lines
    ]
    explained = N_(
        "Inside: share of people called within the range they were told. Width of the"
        " range, mean error of its middle, and the errors of simpler rules: minutes."
    )
    return "\n".join([*table, "", say(explained), *_skipped(judged.skipped, say)])


def write_cases(file: Path, judged: Judgement) -> None:
    """Every range that was said; raise BadRequest where the file cannot be written."""
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("service", "issued_at", "low", "high"))
            for visit, told in judged.told:
                writer.writerow((visit.service, visit.said, told.low, told.high))
    except OSError as error:
        words = N_("{file} cannot be written: {reason}.")
        raise BadRequest(words, file=file, reason=why(error)) from error


def _rank(visit: Visit) -> tuple[int, str, str, int, str, int]:
    """An order of rows that does not hang on the order of the file."""
    called = -1 if visit.called is None else visit.called
    ended = -1 if visit.ended is None else visit.ended
    own = visit.issued, visit.service, visit.priority
    return (*own, called, visit.counter, ended)


def _instants(visits: Iterable[Visit]) -> Iterator[tuple[int, int, int, Visit]]:
    """Each instant, what happens, to the how manieth row and to which, in the order
    of time; the rows come as `_rank` has them."""
    later: list[tuple[int, int, int, Visit]] = []
    for number, visit in enumerate(visits):
        issued = visit.issued, _ISSUED, number, visit
        while later and later[0] < issued:
            yield heappop(later)
        yield issued
        if visit.called is not None:
            at_once = visit.called == visit.issued
            what = _CALLED_AT_ONCE if at_once else _CALLED
            heappush(later, (visit.called, what, number, visit))
        if visit.ended is not None:
            since = visit.issued if visit.called is None else visit.called
            what = _ENDED if since < visit.ended else _LEFT
            heappush(later, (visit.ended, what, number, visit))
    while later:
        yield heappop(later)


def _row(name: str, tally: Tally) -> list[str]:
    if not tally.cases:
        return [name, "0", *["–"] * (3 + len(SIMPLE))]
    minutes = (tally.width, tally.error, *tally.others)
    return [
        *(name, str(tally.cases), f"{tally.inside / tally.cases:.1%}"),
        *(f"{each / tally.cases:.1f}" for each in minutes),
    ]


def _padded(cell: str, width: int, is_first: bool) -> str:
    blanks = " " * (width - columns(cell))
    return cell + blanks if is_first else blanks + cell


def _skipped(skipped: list[Skipped], say: Catalogue) -> Iterator[str]:
    if not skipped:
        return
    yield ""
    yield say(N_("Lines not used: {n}"), n=len(skipped))
    for each in skipped[:_MOST_SHOWN]:
        yield f"  {each.line}  {say(each.reason)}"
    if len(skipped) > _MOST_SHOWN:
        words = N_("There are {n} more; all of them by: jiaohao replay --json")
        yield say(words, n=len(skipped) - _MOST_SHOWN)
