"""What is to come back today: settled by a digit, and new ones added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counter.supervisor.scene import Scene
from shared import clock
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.errors import BadRequest
from shared.text.catalogue import N_
from shared.trade.due import due_on
from shared.wire.json_text import Json

_WORDS: Final[Mapping[str, str]] = {
    "card": N_("Reply card"),
    "confirmation": N_("Confirmation"),
    "papers": N_("Missing papers"),
    "done": N_("It came"),
    "reached": N_("Reached"),
    "not_reached": N_("Not reached"),
}
"""Kinds and outcomes that every office has; its own stand as it wrote them."""


def follow_ups_question(scene: Scene, told: Json) -> Question:
    """What is due on a day; `told` is the answer to `follow_ups`."""
    say = scene.say
    add = say(N_("Add one"))
    options = [Option(add, lambda _: add_question(scene), add)]
    options += [_row(each, scene) for each in told["follow_ups"]]
    still = sum(each["outcome"] is None for each in told["follow_ups"])
    words = N_("{n} still open today")
    heading = say(words, n=still)
    if told["reply_rate"] is not None:
        words = N_("{n} still open today; of those settled {rate} % answered")
        heading = say(words, n=still, rate=told["reply_rate"])
    title = say(N_("Follow-ups"))
    return Question("follow_ups", title, heading, tuple(options), is_search=True)


def _row(told: Json, scene: Scene) -> Option:
    say, outcome = scene.say, told["outcome"]
    kind = _words(told["kind"], scene)
    right = say(N_("{kind}: {outcome}"), kind=kind, outcome=_words(outcome, scene))
    return Option(
        told["reference"],
        lambda _: _settle(told, scene),
        right=kind if outcome is None else right,
        why_not=right if outcome is not None else "",
    )


def _settle(told: Json, scene: Scene) -> Question:
    say = scene.say
    options = []
    for outcome in scene.office.follow_ups.outcomes:
        about = {"follow_up": told["follow_up"], "outcome": outcome}
        settle = Command("settle_follow_up", about)
        words = _words(outcome, scene)
        options.append(Option(words, lambda _, settle=settle: (settle,), words))  # type: ignore[misc]
    heading = _words(told["kind"], scene)
    title = say(N_("Follow-up {reference}"), reference=told["reference"])
    return Question("follow_ups", title, heading, numbered(options))


def add_question(scene: Scene) -> Question:
    """What is awaited, and of which file."""
    say = scene.say
    options = [
        Option(
            _words(kind, scene),
            lambda reference, kind=kind: due_question(scene, reference, kind),  # type: ignore[misc]
            wants_text=True,
        )
        for kind in scene.office.follow_ups.kinds
    ]
    heading = say(N_("A number of the file; no name and no ID number."))
    text = say(N_("reference"))
    title = say(N_("New follow-up"))
    return Question("follow_ups", title, heading, numbered(options), text=text)


def due_question(scene: Scene, reference: str, kind: str) -> Question:
    """By when: by the office's rules, or tomorrow."""
    say, office = scene.say, scene.office
    today = clock.local(scene.now, office.time_zone).date()
    options = []
    for rule in office.date_rules:
        try:
            due = due_on(rule, today, office.hours).isoformat()
        except BadRequest:
            continue
        about = {"reference": reference, "kind": kind, "due": due}
        add = Command("add_follow_up", about)
        name = rule.name.say(say.language)
        options.append(
            Option(name, lambda _, add=add: (add,), name, right=f"{due}  {rule.source}")  # type: ignore[misc]
        )
    words = say(N_("Today"))
    today_ = {"reference": reference, "kind": kind, "due": today.isoformat()}
    add_today = Command("add_follow_up", today_)
    options.append(Option(words, lambda _: (add_today,), words, right=today_["due"]))
    title = say(N_("Due when?"))
    return Question("follow_ups", title, reference, numbered(options))


def _words(code: str | None, scene: Scene) -> str:
    return scene.say(_WORDS.get(code or "", code or ""))
