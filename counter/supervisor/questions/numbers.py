"""What can be done with a number that waits: another priority, or cancelled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counter.supervisor.scene import Scene
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.desk.words import whole_minutes
from shared.text.catalogue import N_
from shared.trade.ticket import TICKET_STATES, Ticket, TicketState


def tickets_of(scene: Scene) -> tuple[Ticket, ...]:
    """Every number of today that is not over: in the lines and at the counters."""
    here = (each.ticket for each in scene.hall.counters if each.ticket is not None)
    return (*scene.hall.tickets, *here)


def number_question(scene: Scene, ticket: Ticket) -> Question:
    """What shall be done with a number."""
    say = scene.say
    priority = say(N_("Another priority"))
    cancel = say(N_("Cancel it"))
    options = [
        Option(priority, lambda _: priority_question(scene, ticket), priority),
        Option(cancel, lambda _: cancel_question(scene, ticket), cancel),
    ]
    return Question("go_on", ticket.label, about(ticket, scene), numbered(options))


def priority_question(scene: Scene, ticket: Ticket) -> Question:
    """Which priority a number has from now on."""
    say = scene.say
    options = [
        Option(
            each.name.say(say.language),
            lambda _, code=each.code: (  # type: ignore[misc]
                Command("set_priority", {"label": ticket.label, "priority": code}),
            ),
            say(N_("{label}: {priority}"), label=ticket.label, priority=name),
            right=say(N_("{n} min ahead"), n=each.head_start_minutes),
        )
        for each in scene.office.priorities
        if each.code != ticket.priority
        for name in (each.name.say(say.language),)
    ]
    title = say(N_("Priority of {label}"), label=ticket.label)
    return Question("priority", title, about(ticket, scene), numbered(options))


def cancel_question(scene: Scene, ticket: Ticket) -> Question:
    """Why a number is cancelled."""
    say = scene.say
    title = say(N_("Cancel {label}"), label=ticket.label)

    def cancelled(reason: str) -> tuple[Command, ...]:
        return (Command("cancel", {"label": ticket.label, "reason": reason}),)

    reasons = (N_("The person left"), N_("Taken twice"), N_("Taken by mistake"))
    options = [
        Option(say(words), lambda _, words=words: cancelled(say(words)), title)  # type: ignore[misc]
        for words in reasons
    ]
    other = say(N_("Another reason (type)"))
    options.append(Option(other, cancelled, title, wants_text=True))
    text = say(N_("the reason"))
    heading = about(ticket, scene)
    return Question("cancel", title, heading, numbered(options), text=text)


def choose_number(
    scene: Scene,
    do: str,
    title: str,
    then: Callable[[Scene, Ticket], Question],
    *,
    among: Sequence[Ticket] = (),
) -> Question:
    """Which number, `among` a few or all; whoever waits longest first."""
    found = sorted(
        among or scene.hall.tickets,
        key=lambda each: (each.state is not TicketState.WAITING, each.issued_at),
    )
    options = [
        Option(
            each.label,
            lambda _, ticket=each: then(scene, ticket),  # type: ignore[misc]
            right=about(each, scene),
            found_by=f"#{each.number}",
        )
        for each in found
    ]
    heading = scene.say(N_("Which number?"))
    is_search = not among or len(options) > 9
    choices = tuple(options) if is_search else numbered(options)
    return Question(do, title, heading, choices, is_search=is_search)


def about(ticket: Ticket, scene: Scene) -> str:
    """Service, state and wait of a number."""
    words = N_("{service}, {state}, came {n} min ago")
    return scene.say(
        words,
        service=scene.short(ticket.service),
        state=scene.say(TICKET_STATES[ticket.state]),
        n=whole_minutes(scene.now - ticket.issued_at),
    )
