"""The words of the questions after a visit, where the office has not its own."""

from __future__ import annotations

from typing import Final

from shared.office.survey import Question
from shared.text.catalogue import N_, Catalogue

HOW_WAS_IT: Final = N_("How was it today?")
ANYTHING_ELSE: Final = N_("Anything else?")
SEND: Final = N_("Send my answers")
THANKS: Final = N_("We have it. Thank you")
FIND_BY_CODE: Final = N_("Find the answer by this number; no name is needed.")
STEP_WORDS: Final = {
    5: N_("very satisfied"),
    4: N_("satisfied"),
    3: N_("neither"),
    2: N_("dissatisfied"),
    1: N_("very dissatisfied"),
}
"""The steps of an answer, the best first."""
DIMENSION_WORDS: Final = {
    "environment": N_("Surroundings"),
    "courtesy": N_("Courtesy"),
    "expertise": N_("Expertise"),
    "measures": N_("Arrangements"),
}
_HINTS: Final = {
    "environment": N_("seats, signs, tidiness, sound"),
    "courtesy": N_("manner, patience"),
    "expertise": N_("explained clearly and all at once"),
    "measures": N_("numbers, waiting, papers"),
}


def question_words(question: Question, say: Catalogue) -> tuple[str, str]:
    """A question and what it is about, in a language."""
    text, hint = question.text, question.hint
    own = say(DIMENSION_WORDS[question.dimension])
    # Whoever words a question anew says what it is about.
    usual = say(_HINTS[question.dimension]) if text is None else ""
    return (
        text.say(say.language) if text is not None else own,
        hint.say(say.language) if hint is not None else usual,
    )
