"""Whom the counter has, or who is next, as one frozen value for the pane."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from shared.desk.lines import is_late, target_of
from shared.desk.words import language_of, name_of, short_of, wall_time, whole_minutes
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import Ticket


class Paper(StrEnum):
    """What the clerk noted of one document."""

    OPEN = "□"
    THERE = "✓"
    MISSING = "✗"


_AFTER = {
    Paper.OPEN: Paper.THERE,
    Paper.THERE: Paper.MISSING,
    Paper.MISSING: Paper.OPEN,
}


@dataclass(frozen=True, slots=True)
class Ticks:
    """The checklist of one visit: what the clerk ticked so far."""

    papers: tuple[Paper, ...] = ()
    steps: int = 0
    """How many are done."""
    cursor: int = 0
    """The row the next tick goes to: documents first, then steps."""

    def moved(self, by: int, count: int) -> Ticks:
        """The cursor `by` rows on, within `count` rows."""
        return replace(self, cursor=max(0, min(self.cursor + by, max(count - 1, 0))))

    def ticked(self, documents: int, steps: int) -> Ticks:
        """The next mark on the row under the cursor; on "there" the cursor goes on."""
        papers = (self.papers + (Paper.OPEN,) * documents)[:documents]
        at = self.cursor
        if at < documents:
            marked = _AFTER[papers[at]]
            papers = (*papers[:at], marked, *papers[at + 1 :])
            after = replace(self, papers=papers)
            is_on = marked is Paper.THERE
            return after.moved(1, documents + steps) if is_on else after
        done = at - documents
        after = replace(
            self, papers=papers, steps=done if self.steps > done else done + 1
        )
        return after.moved(1, documents + steps) if self.steps <= done else after


@dataclass(frozen=True, slots=True)
class Visit:
    """One person: number, service, wait, papers, steps, notes."""

    label: str
    service: str
    short: str
    waited: int
    """Whole minutes until the call, or until now."""
    taken: str
    """When the number was taken, HH:MM."""
    priority: str
    is_special: bool
    """Whether the priority is not everyone's."""
    language: str
    is_foreign: bool
    needs: tuple[str, ...]
    """What this person needs of who calls: to be fetched, to be helped."""
    has_paper: bool
    is_from_kiosk: bool
    """Whether a kiosk gave the number out, which prints it."""
    usual: int | None
    target: int | None
    is_late: bool
    told: str
    """The minutes this person was told with the number, or ""."""
    is_beyond: bool
    """Whether it waited longer than that."""
    note: str
    note_by: str
    documents: tuple[str, ...]
    steps: tuple[str, ...]
    services: tuple[str, ...]
    """Short names of all services of this visit, the present one last."""
    ticks: Ticks = field(default_factory=Ticks)

    @property
    def missing(self) -> int:
        """Documents that are not there."""
        return self.ticks.papers.count(Paper.MISSING)

    @property
    def there(self) -> int:
        """Documents that were seen."""
        return self.ticks.papers.count(Paper.THERE)


def _told(ticket: Ticket) -> str:
    told = ticket.promised
    return f"{told.low}-{told.high}" if told is not None else ""


def visit_of(
    ticket: Ticket,
    office: Office,
    now: int,
    say: Catalogue,
    *,
    ticks: Ticks | None = None,
    note_by: str = "",
) -> Visit:
    """What is to be known of a ticket at `now` (milliseconds since 1970)."""
    service = office.service(ticket.service)
    priority = office.priority(ticket.priority)
    language = say.language
    return Visit(
        label=ticket.label,
        service=name_of(ticket.service, office, say),
        short=short_of(ticket.service, office, say),
        waited=whole_minutes(ticket.waited(now)),
        taken=wall_time(ticket.issued_at, office),
        priority=priority.name.say(language) if priority else ticket.priority,
        is_special=priority not in (None, office.priorities[0]),
        language=language_of(ticket.language, say),
        is_foreign=ticket.language != office.language,
        needs=_needs(ticket, say),
        has_paper=ticket.has_paper,
        is_from_kiosk=ticket.channel == "kiosk",
        usual=service.minutes if service else None,
        target=target_of(ticket.service, office),
        is_late=is_late(ticket, office, now),
        told=_told(ticket),
        is_beyond=ticket.is_beyond(now),
        note=ticket.note or "",
        note_by=note_by,
        documents=tuple(
            each.say(language) for each in (service.documents if service else ())
        ),
        steps=tuple(each.say(language) for each in (service.steps if service else ())),
        services=tuple(short_of(each, office, say) for each in ticket.services),
        ticks=ticks or Ticks(),
    )


def _needs(ticket: Ticket, say: Catalogue) -> tuple[str, ...]:
    fetched, helped = N_("fetch them"), N_("needs help")
    needs = ((ticket.cannot_hear, fetched), (ticket.needs_help, helped))
    return tuple(say(words) for is_so, words in needs if is_so)
