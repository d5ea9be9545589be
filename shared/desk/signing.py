"""The questions who is at a screen, where the office has its people sign on."""

from __future__ import annotations

from collections.abc import Callable

from shared.desk.command import Command
from shared.desk.question import Option, Question
from shared.text.catalogue import N_, Catalogue


def name_question(
    say: Catalogue,
    then: Callable[[str], Question | tuple[Command, ...]],
    *,
    heading: str = "",
    name: str = "",
) -> Question:
    """The short name; `name` is who it may be, to begin with."""
    words = say(N_("Next: the PIN"))
    return Question(
        "sign_on",
        say(N_("Who are you?")),
        heading or say(N_("This office wants to know who acts: your short name.")),
        (Option(words, then, words, wants_text=True),),
        text=say(N_("short name")),
        written=name,
    )


def pin_question(
    say: Catalogue, name: str, then: Callable[[str], tuple[Command, ...]], words: str
) -> Question:
    """The PIN; `words` are what Enter does then."""
    return Question(
        "sign_on",
        say(N_("PIN of {name}"), name=name),
        say(N_("A wrong PIN is counted; who guesses waits ever longer.")),
        (Option(words, then, words, wants_text=True),),
        text=say(N_("PIN")),
        is_secret=True,
    )
