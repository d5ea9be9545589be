"""The numbers given out here, and the one that was looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from kiosk.concierge.slips import Slip
from kiosk.on_paper import OnPaper
from shared.desk.words import language_of, short_of, wall_time
from shared.office.model import Office
from shared.screen.paint import (
    ACCENT,
    BOLD,
    GOOD,
    LIKELY,
    MUTED,
    PLAIN,
    QUIET,
    WARNING,
    ends,
    row,
    wrapped,
)
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import TICKET_STATES, Ticket, TicketState

_PAPERS: Final[Mapping[OnPaper, tuple[str, str]]] = {
    OnPaper.COMING: (N_("printing"), MUTED),
    OnPaper.HERE: (N_("printed"), GOOD),
    OnPaper.NONE: (N_("no paper"), MUTED),
    OnPaper.MISSING: (N_("not printed"), WARNING),
    OnPaper.IN_DOUBT: (N_("paper?"), WARNING),
}


@dataclass(frozen=True, slots=True)
class SlipsView:
    """What was given out last."""

    office: Office
    say: Catalogue
    slips: tuple[Slip, ...]


def draw_slips(view: SlipsView, width: int, height: int) -> list[Content]:
    """Newest first, with what became of the paper at the right."""
    if not view.slips:
        return [row(view.say(N_("Nothing yet: one key gives a number")))]
    return [_slip(each, view, width) for each in view.slips[:height]]


def _slip(slip: Slip, view: SlipsView, width: int) -> Content:
    say, ticket = view.say, slip.ticket
    words, style = _PAPERS[slip.paper]
    if slip.is_taken_back:
        words, style = N_("taken back"), QUIET
    left = row(
        wall_time(ticket.issued_at, view.office) + "  ",
        (f"{ticket.label}  ", QUIET if slip.is_taken_back else BOLD),
        (short_of(ticket.service, view.office, say) + " ", PLAIN),
        _about(ticket, view.office, say),
    )
    return ends(left, row((say(words), style)), width)


def _about(ticket: Ticket, office: Office, say: Catalogue) -> str:
    said = []
    rank = office.priority(ticket.priority)
    if rank is not None and rank != office.priorities[0]:
        said.append(f"★ {rank.name.say(say.language)}")
    if ticket.language != office.language:
        said.append(language_of(ticket.language, say))
    if ticket.needs_help:
        said.append(say(N_("needs help")))
    if ticket.cannot_hear:
        said.append(say(N_("to be fetched")))
    return "  ".join(said)


@dataclass(frozen=True, slots=True)
class FoundView:
    """A number that is looked up."""

    office: Office
    say: Catalogue
    is_looking: bool
    typed: str = ""
    ticket: Ticket | None = None
    others: tuple[str, ...] = ()
    """Labels that begin with what was typed."""
    is_unknown: bool = False
    acts: tuple[tuple[str, str], ...] = ()
    """Keys with what they do to it."""
    how: str = ""
    """What to press, while nothing is looked up."""


def draw_found(view: FoundView, width: int, height: int) -> list[Content]:
    """The number, how it stands, and what can be done with it."""
    say = view.say
    if not view.is_looking:
        return list(wrapped(view.how, width, MUTED))
    head = row(say(N_("Number")), " ", (f" {view.typed}▌", LIKELY))
    if view.ticket is None:
        said = say(N_("no such number today; Esc clears")) if view.is_unknown else ""
        style = WARNING if view.is_unknown else MUTED
        return [head, row((said or "  ".join(view.others), style))]
    ticket = view.ticket
    head += row(
        ("  " + short_of(ticket.service, view.office, say), BOLD),
        ("  " + say(TICKET_STATES[ticket.state]), PLAIN),
        "  " + _about(ticket, view.office, say),
    )
    return [head, row(_stands(ticket, view.office, say)), *_acts(view, width)]


def _acts(view: FoundView, width: int) -> list[Content]:
    """The keys in as many rows as they take."""
    rows: list[Content] = []
    for at, (name, words) in enumerate(view.acts):
        act = row((f"{name} ", BOLD if at else ACCENT), words)
        if rows and rows[-1].cell_length + act.cell_length + 2 <= width:
            rows[-1] += "  " + act
        else:
            rows.append(act)
    return rows


def _stands(ticket: Ticket, office: Office, say: Catalogue) -> str:
    came = wall_time(ticket.issued_at, office)
    if ticket.state is TicketState.WAITING and ticket.ahead is not None:
        words = N_("{n} people ahead, here since {time}")
        return say(words, n=ticket.ahead, time=came)
    if ticket.counter is not None:
        words = N_("Counter {counter}, here since {time}")
        return say(words, counter=ticket.counter, time=came)
    return say(N_("here since {time}"), time=came)
