"""Who sits at the counter, where the office has its people sign on."""

from __future__ import annotations

from counter.situation import Situation
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.desk.signing import name_question, pin_question
from shared.text.catalogue import N_, Catalogue, Words
from shared.trade.seats import each_of


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
        if here is None or name in each_of(here):
            return pin_of(situation, name, say, is_beside=bool(here) and here != name)
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
    place = situation.office.counter(situation.counter.number)
    if place is not None and len(each_of(situation.counter.staff)) < place.seats:
        both = say(N_("{name} sits beside {here}: both are signed on"), **told)
        options.append(
            Option(both, lambda _: pin_of(situation, name, say, is_beside=True), both)
        )
    return Question(
        "sign_on",
        say(N_("Take over?")),
        say(N_("{here} is signed off when {name} takes over."), **told),
        numbered(options),
    )


def pin_of(
    situation: Situation, name: str, say: Catalogue, *, is_beside: bool = False
) -> Question:
    """The PIN of somebody who wants to sign on, beside who sits here or alone."""
    about: dict[str, object] = {"counter": situation.counter.number, "staff": name}
    if is_beside:
        about["beside"] = True

    def signed(pin: str) -> tuple[Command, ...]:
        return (Command("sign_on", {**about, "pin": pin}),)

    return pin_question(say, name, signed, say(N_("Sign on")))
