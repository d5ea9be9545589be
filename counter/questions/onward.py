"""Questions about where a visit goes on."""

from __future__ import annotations

from collections.abc import Callable

from counter.questions.visit_fields import noted, present
from counter.situation import Situation
from shared.desk.command import Command
from shared.desk.lines import open_for
from shared.desk.question import Option, Question
from shared.desk.words import name_of, short_of, wall_time, whole_minutes
from shared.text.catalogue import N_, Catalogue


def transfer_question(situation: Situation, say: Catalogue) -> Question:
    """Where to: a service, a counter or a colleague, found by typing."""
    ticket = present(situation)
    others = [
        each.code for each in situation.office.services if each.code != ticket.service
    ]
    options = [_to_service(code, situation, say) for code in others]
    options += _to_counters(situation, say)
    return Question(
        "transfer",
        say(N_("Send {label} on"), label=ticket.label),
        say(N_("digits: counter, letters: service or colleague")),
        tuple(options),
        ticket,
        say(N_("Note, read before the call")),
        is_search=True,
        foot=say(
            N_("Place: by when the number was taken, {time}"),
            time=wall_time(ticket.issued_at, situation.office),
        ),
    )


def _to_service(code: str, situation: Situation, say: Catalogue) -> Option:
    right, is_late = service_words(code, situation, say)
    words = name_of(code, situation.office, say)
    return Option(
        words,
        lambda note: (situation.with_visit("transfer", service=code, **noted(note)),),
        say(N_("To {where}"), where=short_of(code, situation.office, say)),
        right,
        is_late,
        kind=say(N_("Service")),
        found_by=f"{code} {' '.join(every_name(code, situation))}",
    )


def every_name(code: str, situation: Situation) -> list[str]:
    service = situation.office.service(code)
    if service is None:
        return []
    short = list(service.short.by_language.values()) if service.short else []
    return [*service.name.by_language.values(), *short]


def _to_counters(situation: Situation, say: Catalogue) -> list[Option]:
    options, people = [], []
    for each in situation.hall.counters:
        if each.number == situation.counter.number or each.state != "open":
            continue
        place = say(N_("Counter {counter}"), counter=each.number)
        busy = each.ticket.label if each.ticket else say(N_("free"))
        options.append(
            Option(
                f"{place} {each.staff or ''}".rstrip(),
                _sends(situation, to_counter=each.number),
                say(N_("To {where}"), where=place),
                busy,
                kind=say(N_("Counter")),
                found_by=f"#{each.number} {each.staff or ''}",
            )
        )
        if each.staff:
            people.append(
                Option(
                    each.staff,
                    _sends(situation, officer=each.staff),
                    say(N_("To {where}"), where=each.staff),
                    place,
                    kind=say(N_("Person")),
                    found_by=each.staff,
                )
            )
    return options + people


def _sends(
    situation: Situation, **where: object
) -> Callable[[str], tuple[Command, ...]]:
    return lambda note: (situation.with_visit("transfer", **where, **noted(note)),)


def continue_question(situation: Situation, say: Catalogue) -> Question:
    """With which further service the visit goes on, here and on the same number."""
    ticket = present(situation)
    own = situation.takes
    codes = [each.code for each in situation.office.services]
    codes.sort(key=lambda code: code not in own)
    options = [
        Option(
            name_of(code, situation.office, say),
            lambda _, code=code: (  # type: ignore[misc]
                situation.with_visit("continue_with", service=code),
            ),
            say(N_("Go on with {where}"), where=short_of(code, situation.office, say)),
            found_by=f"{code} {' '.join(every_name(code, situation))}",
        )
        for code in codes
        if code != ticket.service
    ]
    return Question(
        "continue_with",
        say(N_("{label} goes on with"), label=ticket.label),
        say(N_("type to find")),
        tuple(options),
        ticket,
        is_search=True,
    )


def service_words(code: str, situation: Situation, say: Catalogue) -> tuple[str, bool]:
    """Who waits for a service, how long and where it is served; whether too long."""
    waiting = situation.hall.waiting(code)
    open_at = open_for(code, situation.office, situation.hall)
    counters = " ".join(open_at) or say(N_("none"))
    if not waiting:
        return say(N_("–  ctr {counters}"), counters=counters), False
    longest = max(whole_minutes(each.waited(situation.now)) for each in waiting)
    service = situation.office.service(code)
    target = service.target_minutes if service else None
    is_late = target is not None and longest > target
    words = N_("{n}  {longest} min!!  ctr {counters}")
    if not is_late:
        words = N_("{n}  {longest} min  ctr {counters}")
    return say(words, n=len(waiting), longest=longest, counters=counters), is_late
