"""A counter takes another service for a while: which, and what the lines gain."""

from __future__ import annotations

from dataclasses import dataclass

from counter.supervisor.questions.ends import ends_of
from counter.supervisor.scene import Scene
from shared.desk.command import Command
from shared.desk.lines import target_of
from shared.desk.question import Option, Question
from shared.text.catalogue import N_
from shared.trade.hall import CounterNow


def service_question(scene: Scene) -> Question:
    """Which service shall have a further counter: the latest first."""
    services = sorted(
        scene.office.services,
        key=lambda it: (not scene.is_late(it.code), -scene.longest(it.code)),
    )
    options = [
        Option(
            scene.short(each.code),
            lambda _, code=each.code: move_question(scene, code),  # type: ignore[misc]
            right=_waits(each.code, scene),
            is_warned=scene.is_late(each.code),
            found_by=f"{each.code} {each.name.say(scene.say.language)}",
        )
        for each in services
    ]
    title = scene.say(N_("Move a counter"))
    heading = scene.say(N_("Which service needs one?"))
    return Question("move", title, heading, tuple(options), is_search=True)


def move_question(scene: Scene, service: str) -> Question:
    """Which counter goes there; those that may not say why."""
    say, name = scene.say, scene.short(service)
    found = [_candidate(each, service, scene) for each in scene.hall.counters]
    candidates = sorted((each for each in found if each), key=lambda each: each.rank)
    return Question(
        "move",
        say(N_("A counter for {service}"), service=name),
        _heading(service, scene),
        tuple(each.option for each in candidates),
        ends=ends_of(scene),
        foot=say(N_("The counter's screen says who moved it.")),
    )


def counter_question(scene: Scene, number: int) -> Question:
    """Which service a certain counter shall take."""
    say, counter = scene.say, scene.hall.counter(number)
    own = counter.serves if counter else ()
    options = [
        Option(
            scene.short(each.code),
            lambda _, code=each.code: (_moved(counter, code),),  # type: ignore[misc]
            say(
                N_("Counter {counter} to {service}"), counter=number, service=each.code
            ),
            right=_waits(each.code, scene),
            is_warned=scene.is_late(each.code),
            found_by=each.code,
        )
        for each in scene.office.services
        if each.code not in own and counter is not None
    ]
    title = say(N_("Move counter {counter}"), counter=number)
    heading = say(N_("What it takes first; its own services after that."))
    ends = ends_of(scene)
    return Question("move", title, heading, tuple(options), is_search=True, ends=ends)


def is_moved(counter: CounterNow, scene: Scene) -> bool:
    """Whether a counter takes other services than office.toml says."""
    place = scene.office.counter(counter.number)
    return place is not None and bool(counter.serves) and counter.serves != place.serves


def back_option(number: int, scene: Scene) -> Option:
    """A moved counter takes its own services again."""
    words = scene.say(N_("Counter {counter} back to its own services"), counter=number)
    back = Command("move_counter", {"counter": number})
    return Option(words, lambda _: (back,), words)


def _moved(counter: CounterNow, service: str) -> Command:
    """It takes that service first, and helps with what it took until now."""
    rest = [each for each in (*counter.serves, *counter.helps) if each != service]
    return Command(
        "move_counter",
        {
            "counter": counter.number,
            "serves": [service],
            "helps": list(dict.fromkeys(rest)),
        },
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: tuple[bool, bool, bool, int]
    option: Option


def _candidate(counter: CounterNow, service: str, scene: Scene) -> _Candidate | None:
    if service in counter.serves:
        return None
    say, number = scene.say, counter.number
    why_not = _why_not(counter, scene)
    own = counter.serves[0] if counter.serves else ""
    helps, is_late = service in counter.helps, any(map(scene.is_late, counter.serves))
    words = N_("in time")
    if is_late:
        words = N_("{own} late")
    elif helps:
        words = N_("helps already")
    told = say(words, own=scene.short(own))
    name = counter.staff or "–"
    if number > 9:
        name = say(N_("{counter} {who}"), counter=number, who=name)
    option = Option(
        f"{name}  {why_not or told}",
        lambda _: (_moved(counter, service),),
        say(N_("Move counter {counter}"), counter=number),
        right="" if why_not else _effect(service, own, scene),
        is_warned=is_late,
        digit=str(number) if number <= 9 else "",
        why_not=why_not,
    )
    return _Candidate((bool(why_not), is_late, not helps, number), option)


def _why_not(counter: CounterNow, scene: Scene) -> str:
    if counter.state == "closed":
        return scene.say(N_("closed"))
    return scene.say(N_("paused")) if counter.state == "paused" else ""


def _effect(service: str, own: str, scene: Scene) -> str:
    """The minutes of work a counter on both lines: before, and after the move."""
    say, there = scene.say, scene.office.service(service)
    if there is None:
        return ""
    after = scene.estimate(there, more=1)
    if after is None:
        return ""
    before = scene.estimate(there)
    words = N_("{before} → {after} min")
    told = say(words, before="–" if before is None else before, after=after)
    mine = scene.office.service(own)
    if mine is None or not scene.waiting(own):
        return told
    left = scene.estimate(mine, more=-1)
    words = N_("{told}; {own} {before} → {after}")
    values = {"own": scene.short(own), "before": scene.estimate(mine)}
    return say(words, told=told, after="–" if left is None else left, **values)


def _waits(service: str, scene: Scene) -> str:
    words = N_("{n} wait, longest {longest} min")
    return scene.say(words, n=scene.waiting(service), longest=scene.longest(service))


def _heading(service: str, scene: Scene) -> str:
    say, target = scene.say, target_of(service, scene.office)
    told = {
        "service": scene.short(service),
        "n": scene.waiting(service),
        "longest": scene.longest(service),
        "counters": " ".join(scene.at_work(service)) or say(N_("none")),
        "target": target,
    }
    words = N_("{service}: {n} wait, longest {longest} min; counters: {counters}.")
    if target is not None:
        words = N_(
            "{service}: {n} wait, longest {longest} min (target {target});"
            " counters: {counters}."
        )
    return say(words, **told)
