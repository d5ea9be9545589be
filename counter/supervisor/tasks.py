"""What needs the one who leads the hall, worst first, each with its key."""

from __future__ import annotations

from collections.abc import Iterator

from counter.supervisor.scene import Scene
from counter.supervisor.task import ALARM, WARNING, Task
from printers.session.outcome import condition_words
from shared import VERSION
from shared.desk.words import elapsed, wall_time, whole_minutes
from shared.text.catalogue import N_
from shared.trade.orders import HelpCall
from shared.trade.printer import Condition


def tasks_of(scene: Scene) -> tuple[Task, ...]:
    """Everything, worst first."""
    return tuple(
        (
            *_help(scene),
            *_papers(scene),
            *_unanswered(scene),
            *_late(scene),
            *_stations(scene),
        )
    )


def help_words(call: HelpCall, scene: Scene) -> str:
    """Who asks for help, and why."""
    say = scene.say
    if call.counter is not None:
        who = scene.counter_name(call.counter)
    else:
        who = say(N_("Kiosk {kiosk}"), kiosk=call.kiosk or "")
    if call.reason:
        return say(N_("{who} asks for help: {reason}"), who=who, reason=call.reason)
    return say(N_("{who} asks for help"), who=who)


def _help(scene: Scene) -> Iterator[Task]:
    for call in scene.hall.help_calls:
        since = elapsed(scene.now - call.since)
        words = help_words(call, scene)
        yield Task(f"help {call.id}", ALARM, since, words, "answer_help", call.id)


def _papers(scene: Scene) -> Iterator[Task]:
    say = scene.say
    for printer in scene.hall.printers:
        if not printer.needs_somebody:
            continue
        told = []
        if printer.condition != Condition.FINE:
            told.append(condition_words(printer.condition, printer.reason, say))
        if printer.jobs:
            told.append(say(N_("{n} not printed"), n=len(printer.jobs)))
        words = N_("{printer}: {what}")
        yield Task(
            f"printer {printer.name} {printer.station}",
            WARNING,
            wall_time(printer.since, scene.office),
            say(words, printer=printer.name, what=say(N_("; ")).join(told)),
            "printers",
        )


def _unanswered(scene: Scene) -> Iterator[Task]:
    for counter in scene.hall.counters:
        if counter.ticket is None or not scene.is_unanswered(counter):
            continue
        minutes = whole_minutes(scene.now - (counter.ticket.called_at or scene.now))
        words = N_("Counter {counter} called {label}; nobody came")
        yield Task(
            f"unanswered {counter.number}",
            WARNING,
            scene.say(N_("{n} min"), n=minutes),
            scene.say(words, counter=counter.number, label=counter.ticket.label),
            "go_on",
            counter.number,
        )


def _late(scene: Scene) -> Iterator[Task]:
    say = scene.say
    services = sorted(scene.office.services, key=lambda it: -scene.longest(it.code))
    for service in services:
        counters = scene.at_work(service.code)
        is_without = bool(scene.waiting(service.code)) and not counters
        if not scene.is_late(service.code) and not is_without:
            continue
        words = N_("{service}: over the target; counters {counters}")
        if len(counters) == 1:
            words = N_("{service}: over the target; only counter {counters}")
        if is_without:
            words = N_("{service}: people wait and no counter is open")
        name = scene.short(service.code)
        yield Task(
            f"late {service.code}",
            WARNING,
            say(N_("{n} min"), n=scene.longest(service.code)),
            say(words, service=name, counters=" ".join(counters)),
            "move",
            service.code,
        )


def _stations(scene: Scene) -> Iterator[Task]:
    say, office = scene.say, scene.office
    for kiosk in scene.hall.kiosks:
        if kiosk.state == "away":
            words = say(N_("Kiosk {kiosk} is not at work"), kiosk=kiosk.name)
            yield Task(f"away {kiosk.name}", WARNING, "", words, "help", kiosk.name)
    kiosks = {kiosk.name for kiosk in scene.hall.kiosks}
    for each in scene.hall.stations:
        if each.gone_since is not None and each.name not in kiosks:
            words = say(N_("{station} gives no sign of life"), station=each.name)
            when = wall_time(each.gone_since, office)
            yield Task(f"gone {each.name}", WARNING, when, words, "help", each.name)
        elif each.clock_ahead:
            words = say(clock_words(each.clock_ahead), n=abs(each.clock_ahead) // 1000)
            words = say(N_("{station}: {what}"), station=each.name, what=words)
            yield Task(f"clock {each.name}", WARNING, "", words, "help", each.name)
        elif each.version != VERSION:
            words = N_("{station} works by version {version}; here it is {own}")
            told = {"station": each.name, "version": each.version, "own": VERSION}
            words = say(words, **told)
            yield Task(f"version {each.name}", WARNING, "", words, "help", each.name)


def clock_words(ahead: int) -> str:
    """The sentence for a clock that is wrong by so many milliseconds."""
    return N_("clock {n} s fast") if ahead > 0 else N_("clock {n} s slow")
