"""The questions who is at a screen, where the office has its people sign on."""

from __future__ import annotations

from collections.abc import Callable

from shared.desk.command import Command
from shared.desk.question import Option, Question
from shared.desk.signed import Signed
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


def signing_question(
    say: Catalogue, signed: Signed, commands: tuple[Command, ...]
) -> Question:
    """Who acts; only the PIN where the name is known. Then `commands` are done."""

    def with_pin(name: str) -> Question:
        def sign_on(pin: str) -> tuple[Command, ...]:
            signed.sign_on(name, pin)
            return commands

        return pin_question(say, name, sign_on, say(N_("Sign on and do it")))

    return with_pin(signed.name) if signed.name else name_question(say, with_pin)
