"""What Enter offers on a row: everything that can be done with it."""

from __future__ import annotations

from collections.abc import Hashable

from counter.supervisor.questions.moving import (
    back_option,
    counter_question,
    is_moved,
    move_question,
)
from counter.supervisor.questions.notices import line_question, notice_acts
from counter.supervisor.questions.numbers import number_question, tickets_of
from counter.supervisor.questions.pausing import pause_question
from counter.supervisor.scene import Scene
from printers.questions import printer_question
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.text.catalogue import N_


def row_question(scene: Scene, pane: str, key: Hashable) -> Question | None:
    """The acts of a row; none where there is nothing to be done with it."""
    match pane:
        case "services":
            return _service(scene, str(key))
        case "counters":
            return _counter(scene, int(str(key)))
        case "machines":
            return _machine(scene, str(key))
        case "notices":
            found = (each for each in scene.hall.notices if each.id == key)
            notice = next(found, None)
            return notice_acts(scene, notice) if notice is not None else None
        case "happened":
            event = next((each for each in scene.happened if each.seq == key), None)
            tickets = (
                it for it in tickets_of(scene) if event and it.label == event.label
            )
            ticket = next(tickets, None)
            return number_question(scene, ticket) if ticket is not None else None
    return None


def _service(scene: Scene, code: str) -> Question:
    say, service = scene.say, scene.hall.service(code)
    is_paused = service is not None and service.paused is not None
    move = say(N_("Give it a further counter"))
    line = say(N_("A line to everybody who waits for it"))
    stop = say(N_("Open it again") if is_paused else N_("Stop giving out numbers"))
    options = [
        Option(move, lambda _: move_question(scene, code), move),
        Option(line, lambda _: line_question(scene, code), line),
        Option(stop, lambda _: pause_question(scene, f"service {code}"), stop),
    ]
    options += [
        Option(
            each.label,
            lambda _, ticket=each: number_question(scene, ticket),  # type: ignore[misc]
            right=say(N_("waits")),
        )
        for each in scene.by_service.get(code, ())
    ]
    words = N_("{n} wait, longest {longest} min")
    told = {"n": scene.waiting(code), "longest": scene.longest(code)}
    return Question("go_on", scene.short(code), say(words, **told), numbered(options))


def _counter(scene: Scene, number: int) -> Question | None:
    say, counter = scene.say, scene.hall.counter(number)
    if counter is None:
        return None
    move = say(N_("Let it take another service"))
    options = [Option(move, lambda _: counter_question(scene, number), move)]
    if is_moved(counter, scene):
        options.append(back_option(number, scene))
    for call in scene.hall.help_calls:
        if call.counter == number:
            words = say(N_("I go there"))
            go = Command("answer_help", {"help": call.id})
            options.append(Option(words, lambda _, go=go: (go,), words))  # type: ignore[misc]
    if counter.ticket is not None:
        ticket = counter.ticket
        words = say(N_("The number it has: {label}"), label=ticket.label)
        options.append(Option(words, lambda _: number_question(scene, ticket), words))
    names = [scene.short(each) for each in counter.serves]
    heading = say(N_("takes first: {services}"), services=" ".join(names))
    return Question("go_on", scene.counter_name(number), heading, numbered(options))


def _machine(scene: Scene, key: str) -> Question | None:
    kind, _, name = key.partition(" ")
    if kind == "kiosk":
        return pause_question(scene, f"kiosk {name}")
    return printer_question(scene.hall, None, scene.say) if kind == "printer" else None
