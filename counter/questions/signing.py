"""Who sits at the counter, where the office has its people sign on."""

from __future__ import annotations

from counter.situation import Situation
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.desk.signing import name_question, pin_question
from shared.text.catalogue import N_, Catalogue, Words


def who_sits(situation: Situation) -> Words:
    """That somebody else is signed on at this counter, or nobody."""
    if situation.counter.staff is None:
        return N_("Nobody is signed on at this counter.")
    return N_("{staff} is signed on at this counter.")


def sign_on_question(situation: Situation, given: str, say: Catalogue) -> Question:
    """The short name, then the PIN; `given` is who it may be, or "".

    Whoever else is signed on here is only signed off once that was said.
    """
    here = situation.counter.staff

    def named(name: str) -> Question:
        if here in (None, name):
            return pin_of(situation, name, say)
        return _take_over_question(situation, name, say)

    heading = say(who_sits(situation), staff=here)
    return name_question(say, named, heading=heading, name=given or here or "")


def _take_over_question(situation: Situation, name: str, say: Catalogue) -> Question:
    told = {"name": name, "here": situation.counter.staff}
    no = say(N_("No, {here} stays"), **told)
    yes = say(N_("{name} takes over"), **told)
    options = [
        Option(no, lambda _: (), no),
        Option(yes, lambda _: pin_of(situation, name, say), yes),
    ]
    return Question(
        "sign_on",
        say(N_("Take over?")),
        say(N_("{here} is signed off when {name} takes over."), **told),
        numbered(options),
    )


def pin_of(situation: Situation, name: str, say: Catalogue) -> Question:
    """The PIN of somebody who wants to sign on."""
    about = {"counter": situation.counter.number, "staff": name}

    def signed(pin: str) -> tuple[Command, ...]:
        return (Command("sign_on", {**about, "pin": pin}),)

    return pin_question(say, name, signed, say(N_("Sign on")))
