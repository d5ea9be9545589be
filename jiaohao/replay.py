"""Another system's log, run through the rules as if they had been at work there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiaohao.tally import OTHERS, Tally
from jiaohao.visit_log import Skipped, Visit, VisitLog
from shared.errors import BadRequest
from shared.text.catalogue import N_, Catalogue, columns
from shared.text.reasons import why
from shared.trade.estimate.calibration import Told
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.simple import SIMPLE, Simple
from shared.trade.estimate.waiting import MINUTE, Person
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
    told: list[tuple[Visit, Told]]
    """Whoever got a range, in the order of the file."""


def replay(log: VisitLog) -> Judgement:
    """Let the rules learn from the log as it went, and judge what they said."""
    visits = sorted(log.visits, key=_rank)
    learner, simple = Learner(log.offset), Simple()
    overall, services = Tally(), {each.service: Tally() for each in visits}
    people: dict[int, Person] = {}
    guesses: dict[int, tuple[float, ...]] = {}
    told: dict[int, Told] = {}
    for at, what, number in _instants(visits):
        visit = visits[number]
        if what == _ISSUED:
            before = learner.knows_enough
            newcomer = Person(visit.service, visit.priority, at)
            mean = learner.minutes.mean(visit.service)
            ahead = learner.room.ahead(newcomer)
            guessed = simple.minutes(visit.service, ahead, mean)
            person = learner.issue(visit.service, visit.priority, at)
            people[number] = person
            if before and person.told is not None:
                told[number], guesses[number] = person.told, guessed
        elif what in (_CALLED, _CALLED_AT_ONCE):
            minutes = (at - visit.issued) / MINUTE
            learner.call(people[number], at, visit.counter)
            simple.call(visit.service, minutes)
            if number in told:
                guessed = guesses.pop(number)
                overall.add(told[number], guessed, minutes)
                services[visit.service].add(told[number], guessed, minutes)
        else:
            learner.end(people.pop(number), at, visit.counter)
    shown = [(visits[number], each) for number, each in told.items()]
    shown.sort(key=lambda each: each[0].line)
    return Judgement(overall, dict(sorted(services.items())), log.skipped, shown)


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


def _instants(visits: list[Visit]) -> Iterator[tuple[int, int, int]]:
    """Each instant, what happens, and to which row; in the order of time."""
    known: list[int] = []
    for number, visit in enumerate(visits):
        known.append(_packed(visit.issued, _ISSUED, number))
        if visit.called is not None:
            at_once = visit.called == visit.issued
            what = _CALLED_AT_ONCE if at_once else _CALLED
            known.append(_packed(visit.called, what, number))
        if visit.ended is not None:
            since = visit.issued if visit.called is None else visit.called
            what = _ENDED if since < visit.ended else _LEFT
            known.append(_packed(visit.ended, what, number))
    known.sort()
    for each in known:
        yield each >> 35, each >> 32 & 7, each & 0xFFFFFFFF


def _packed(at: int, what: int, number: int) -> int:
    """One number in the place of three: a log has hundreds of thousands."""
    return at << 35 | what << 32 | number


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
