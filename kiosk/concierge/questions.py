"""What reception asks before it acts."""

from __future__ import annotations

from collections.abc import Callable

from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.text.catalogue import N_, Catalogue


def cancel_question(say: Catalogue, label: str) -> Question:
    """Whether a number is to be cancelled; F4 again means yes."""
    words = say(N_("Cancelled at reception"))
    cancel = Command("cancel", {"label": label, "reason": words})
    rows = [
        Option(say(N_("Cancel {label}"), label=label), lambda _: (cancel,)),
        Option(say(N_("No, {label} stays"), label=label), lambda _: ()),
    ]
    heading = say(N_("The number cannot be brought back."))
    title = say(N_("Cancel {label}"), label=label)
    return Question("cancel", title, heading, numbered(rows), again=0)


def closed_question(say: Catalogue, name: str, issue: Command) -> Question:
    """Whether to give a number for a service whose kiosks give none."""
    rows = [
        Option(say(N_("No")), lambda _: ()),
        Option(say(N_("Give a number all the same")), lambda _: (issue,)),
    ]
    heading = say(N_("The kiosks give out no numbers for it now."))
    return Question("issue", name, heading, numbered(rows))


def check_in_question(
    say: Catalogue,
    arrival: Callable[[str], tuple[Command, ...]],
    booking: Callable[[str], Question] | None,
) -> Question:
    """Who is here, by code or number; `arrival` is what is asked of the office.

    `booking` begins an appointment, where the office keeps any.
    """
    words = say(N_("Check in"))
    rows = [Option(words, arrival, words, wants_text=True)]
    if booking is not None:
        rows.append(Option(say(N_("Make an appointment")), booking))
    return Question(
        "check_in",
        words,
        say(N_("Type or scan the code of the appointment, or the number.")),
        tuple(rows),
        text=say(N_("code or number")),
    )
