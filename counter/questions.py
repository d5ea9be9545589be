"""What the clerk is asked before a visit is held or sent on, or a break taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counter.answered import Command
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import CounterNow
from shared.trade.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, under its code."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a command, and the visit it is about, if any."""

    do: str
    ticket: Ticket | None
    title: str
    placeholder: str
    """What the line of text is for."""
    choices: tuple[Choice, ...] = ()
    may_choose_none: bool = False
    """Whether the line of text may stand for a choice."""

    def command(self, counter: int, code: str, words: str) -> Command:
        """The command that the clerk's answer makes."""
        fields: dict[str, Any] = {"counter": counter}
        if self.choices:
            fields["service"] = code
        if words:
            fields["note" if self.choices else "reason"] = words
        return Command(self.do, fields)


def question_about(
    do: str, counter: CounterNow, office: Office, say: Catalogue
) -> Question | None:
    """What to ask before this command, or none if it needs nothing."""
    ticket = counter.ticket
    placeholder = say(N_("Reason (may stay empty)"))
    if do == "pause_counter":
        title = say(N_("Pause counter {counter}"), counter=counter.number)
        return Question(do, None, title, placeholder)
    if ticket is None:
        return None
    if do == "hold":
        title = say(N_("Hold {label}"), label=ticket.label)
        return Question(do, ticket, title, placeholder)
    if do == "transfer":
        title = say(N_("Transfer {label} to"), label=ticket.label)
        note = say(N_("Note for the colleague (may stay empty)"))
        return Question(do, ticket, title, note, _services(ticket, office, say))
    return None


def _services(ticket: Ticket, office: Office, say: Catalogue) -> tuple[Choice, ...]:
    others = [each for each in office.services if each.code != ticket.service]
    choices = [Choice(each.code, each.name.say(say.language)) for each in others]
    service = office.service(ticket.service)
    if service is not None:
        words = say(N_("{service} (as now)"), service=service.name.say(say.language))
        choices.append(Choice(service.code, words))
    return tuple(choices)
