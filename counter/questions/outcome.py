"""How a visit ended, where its service has outcomes: one digit ends it."""

from __future__ import annotations

from dataclasses import replace

from counter.questions.papers import with_papers
from counter.questions.visit_fields import present
from counter.sentence import sentence_of
from counter.situation import Situation, State
from shared import clock
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.errors import BadRequest
from shared.office.rules import Outcome
from shared.text.catalogue import N_, Catalogue
from shared.trade.due import due_on


def has_outcomes(situation: Situation) -> bool:
    """Whether the visit under way ends with an outcome."""
    return situation.state is State.SERVING and bool(_outcomes(situation))


def outcome_question(do: str, situation: Situation, say: Catalogue) -> Question:
    """How it ended; `do` is the key that ends it, and what comes after it."""
    ticket = present(situation)
    ends = situation.with_visit("finish") if do == "finish" else situation.go_on()
    sentence = say(N_("Done")) if do == "finish" else sentence_of(situation, say)
    options = [
        Option(
            each.name.say(say.language),
            lambda _, each=each: with_papers(  # type: ignore[misc]
                do, each, _with_outcome(ends, each.code), situation, say
            ),
            sentence,
            foot=_source_words(each, situation, say),
            right=_due_words(each, situation, say),
        )
        for each in _outcomes(situation)
    ]
    title = say(N_("Done: {label}"), label=ticket.label)
    return Question(do, title, say(N_("Outcome")), numbered(options), ticket)


def _outcomes(situation: Situation) -> tuple[Outcome, ...]:
    ticket = situation.counter.ticket
    service = situation.office.service(ticket.service) if ticket else None
    return service.outcomes if service else ()


def _with_outcome(command: Command, code: str) -> Command:
    return replace(command, fields={**command.fields, "outcome": code})


def _source_words(outcome: Outcome, situation: Situation, say: Catalogue) -> str:
    """The law or rule that the date comes from, or ""."""
    rule = situation.office.date_rule(outcome.due) if outcome.due else None
    source = rule.source if rule is not None else ""
    return say(N_("Date by {source}"), source=source) if source else ""


def _due_words(outcome: Outcome, situation: Situation, say: Catalogue) -> str:
    """What is due after it, and when; "" where nothing is."""
    office = situation.office
    rule = office.date_rule(outcome.due) if outcome.due else None
    if rule is None:
        return ""
    today = clock.local(situation.now, office.time_zone).date()
    try:
        due = due_on(rule, today, office.hours)
    except BadRequest:
        return rule.name.say(say.language)
    words = N_("{rule} {month}/{day}")
    told = {"month": f"{due.month:02}", "day": f"{due.day:02}"}
    return say(words, rule=rule.name.say(say.language), **told)
