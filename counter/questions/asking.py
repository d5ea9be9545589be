"""Which key asks something first, and what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from counter.questions.arrivals import group_question, walk_in_question
from counter.questions.aside import (
    away_question,
    cancel_question,
    hold_question,
    priority_question,
    resume_question,
)
from counter.questions.doubts import (
    first_question,
    needs_sure,
    no_show_question,
    sure_question,
)
from counter.questions.onward import continue_question, transfer_question
from counter.questions.outcome import has_outcomes, outcome_question
from counter.questions.papers import paper_options
from counter.questions.signing import sign_on_question
from counter.situation import Situation, State
from printers.questions import printer_question
from shared.desk.question import Question
from shared.text.catalogue import Catalogue

_ALWAYS_ASK: Final[Mapping[str, Callable[[Situation, Catalogue], Question]]] = {
    "away": away_question,
    "hold": hold_question,
    "transfer": transfer_question,
    "continue_with": continue_question,
    "walk_in": walk_in_question,
    "call_group": group_question,
}


def question_of(do: str, situation: Situation, say: Catalogue) -> Question | None:
    """What a lawful key asks of the clerk first, or none."""
    if do in _ALWAYS_ASK:
        return _ALWAYS_ASK[do](situation, say)
    if do == "printers":
        present = situation.chosen or situation.counter.ticket
        more = paper_options(situation, say)
        return printer_question(situation.hall, present, say, more)
    if do == "priority" and situation.ranked is not None:
        return priority_question(situation, situation.ranked, say)
    if do == "cancel" and situation.chosen is not None:
        return cancel_question(situation, situation.chosen, say)
    if do == "no_show" and situation.is_no_show_early:
        return no_show_question(situation, say)
    if do == "resume" and len(situation.own_held) > 1:
        chosen = situation.chosen
        return None if chosen in situation.own_held else resume_question(situation, say)
    if do == "finish" and has_outcomes(situation):
        return outcome_question(do, situation, say)
    if do == "go_on" and situation.state is State.UNSIGNED:
        return sign_on_question(situation, situation.given, say)
    if do == "go_on":
        return _before_going_on(situation, say)
    return None


def _before_going_on(situation: Situation, say: Catalogue) -> Question | None:
    if situation.state is State.GROUP:
        return group_question(situation, say)
    if situation.is_bringing_back:
        return None
    is_busy = situation.state in (State.CALLED, State.SERVING)
    if is_busy and situation.chosen is not None:
        return first_question(situation, situation.chosen, say)
    if has_outcomes(situation):
        return outcome_question("go_on", situation, say)
    return sure_question(situation, say) if needs_sure(situation) else None
