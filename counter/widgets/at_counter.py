"""Whom the counter has: the note of a colleague, the number in big digits, the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from counter.words import elapsed, wall_time
from shared.canvas.letters import big, big_size, fitting_scale
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.text.languages import own_name
from shared.trade.hall import CounterNow
from shared.trade.ticket import Ticket, TicketState

_BESIDE: Final = 16
"""Columns that the words beside the digits need at least."""
_NOBODY: Final = {
    "open": N_("Nobody is at the counter. Enter calls the next number"),
    "paused": N_("The counter is paused. F10 goes on"),
    "closed": N_("The counter is closed. F10 opens it"),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """What is shown of a counter: one visit, or in `lines` why there is none."""

    lines: tuple[str, ...]
    label: str = ""
    note: str = ""
    documents: tuple[str, ...] = ()


def visit_at(counter: CounterNow, office: Office, now: int, say: Catalogue) -> Visit:
    """Whom a counter has, or why nobody; `now` is in milliseconds since 1970."""
    if counter.ticket is not None:
        return _visit_of(counter.ticket, office, now, say)
    return Visit((say(_NOBODY[counter.state]),))


def _visit_of(ticket: Ticket, office: Office, now: int, say: Catalogue) -> Visit:
    service = office.service(ticket.service)
    lines = [
        service.name.say(say.language) if service else ticket.service,
        _since(ticket, office, now, say),
    ]
    if ticket.calls > 1:
        lines.append(say(N_("Called {n} times"), n=ticket.calls))
    priority = office.priority(ticket.priority)
    if priority is not None and priority != office.priorities[0]:
        lines.append(priority.name.say(say.language))
    if ticket.language != office.language:
        words = N_("Speaks: {language}")
        lines.append(say(words, language=own_name(ticket.language)))
    return Visit(
        tuple(lines),
        ticket.label,
        say(N_("Note: {note}"), note=ticket.note) if ticket.note else "",
        tuple(each.say(say.language) for each in service.documents) if service else (),
    )


def _since(ticket: Ticket, office: Office, now: int, say: Catalogue) -> str:
    is_called = ticket.state is TicketState.CALLED
    words = N_("Called at {time} ({elapsed})")
    if not is_called:
        words = N_("Serving since {time} ({elapsed})")
    instant = (ticket.called_at if is_called else ticket.started_at) or now
    time = wall_time(instant, office)
    return say(words, time=time, elapsed=elapsed(now - instant))


class AtCounter(Widget):
    """Shows one visit in whatever room there is."""

    DEFAULT_CSS = """
    AtCounter { height: 1fr; padding: 0 1; }
    """

    visit: reactive[Visit] = reactive(Visit(()))

    def render(self) -> Content:
        width, height = self.size
        if width < 1 or height < 1:
            return Content("")
        drawn = drawn_visit(self.visit, width, height)
        return Content("\n").join(
            line.truncate(width, ellipsis=True) for line in drawn[:height]
        )


def drawn_visit(visit: Visit, width: int, height: int) -> list[Content]:
    """The lines of a visit; what does not fit stands last and is cut by the caller."""
    if not visit.label:
        told = Content.styled("\n".join(visit.lines), "bold")
        return told.wrap(width)
    noted = _note_lines(visit.note, width, height - 2)
    lines = [
        Content.styled(line, "bold" if at == 0 else "$foreground")
        for at, line in enumerate(visit.lines)
    ]
    room = height - len(noted)
    scale = fitting_scale(visit.label, width, room - len(lines))
    if scale:
        # Half the room at most: the documents are wanted too.
        while scale > 1 and big_size(visit.label, scale)[1] > room // 2:
            scale -= 1
        return noted + _digits(visit.label, scale) + lines + _documents(visit)
    if fitting_scale(visit.label, width - _BESIDE, room):
        return noted + _beside(_digits(visit.label, 1), lines + _documents(visit))
    joined = Content("  ").join(lines)
    if fitting_scale(visit.label, width, room - 1):
        return [*noted, *_digits(visit.label, 1), joined]
    label = Content.styled(visit.label, "bold $primary")
    return [*noted, Content("  ").join([label, *lines[:1]]), *lines[1:]]


def _note_lines(note: str, width: int, most: int) -> list[Content]:
    if not note:
        return []
    lines = Content.styled(note, "bold $warning").wrap(width)
    if len(lines) > max(most, 1):
        kept = lines[: max(most, 1)]
        last = kept[-1].truncate(width - 1)
        return [*kept[:-1], last + Content.styled("…", "bold $warning")]
    return lines


def _digits(label: str, scale: int) -> list[Content]:
    return [Content.styled(row, "$primary") for row in big(label, scale)]


def _documents(visit: Visit) -> list[Content]:
    return [Content(f"[ ] {document}") for document in visit.documents]


def _beside(digits: list[Content], lines: list[Content]) -> list[Content]:
    """Digits with the words at their right; more words than rows are cut."""
    return [
        digit + Content("  ") + (lines[at] if at < len(lines) else Content(""))
        for at, digit in enumerate(digits)
    ]
