"""Who goes to somebody who asks for help."""

from __future__ import annotations

from counter.supervisor.scene import Scene
from counter.supervisor.tasks import help_words
from shared.desk.command import Command
from shared.desk.question import Option, Question
from shared.text.catalogue import N_
from shared.trade.hall import CounterNow
from shared.trade.orders import HelpCall


def who_could_go(scene: Scene, call: HelpCall) -> list[CounterNow]:
    """The open counters that could go to who calls; the free ones first."""
    return sorted(
        (
            each
            for each in scene.hall.counters
            if each.state == "open" and each.number != call.counter
        ),
        key=lambda each: (each.ticket is not None, each.number),
    )


def send_question(scene: Scene, call: HelpCall) -> Question:
    """Which counter goes; the free ones first."""
    say = scene.say
    options = []
    for each in who_could_go(scene, call):
        answer = Command("answer_help", {"help": call.id, "counter": each.number})
        right = N_("free") if each.ticket is None else N_("has somebody")
        name = scene.counter_name(each.number)
        options.append(
            Option(
                name,
                lambda _, answer=answer: (answer,),  # type: ignore[misc]
                say(N_("Send counter {counter}"), counter=each.number),
                right=say(right),
                digit=str(each.number) if each.number <= 9 else "",
            )
        )
    title = say(N_("Who goes?"))
    heading = help_words(call, scene)
    return Question("send_somebody", title, heading, tuple(options))
