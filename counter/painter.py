"""From what is known to what each pane shows: views made, none of them drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from textual.content import Content

from counter.at_rest import AtRest
from counter.known import Known
from counter.situation import Situation, State
from counter.visit import Ticks, Visit, visit_of
from counter.widgets.clock_rows import CalledClock, ClockView, FreeClock, ServingClock
from counter.widgets.hall_rows import HallView
from counter.widgets.header import HeaderView
from counter.widgets.length_rows import LengthView
from counter.widgets.line_rows import LineView
from counter.widgets.visit_rows import VisitView, note_rows
from shared.desk.day_log import CounterDay
from shared.desk.lines import present_place
from shared.desk.words import wall_day, wall_time
from shared.office.model import Counter, Office
from shared.office.training import MARKED
from shared.screen.paint import BOLD, PLAIN, row
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import Ticket

STATES: Final = {
    State.CLOSED: N_("My counter"),
    State.FREE: N_("Next"),
    State.CALLED: N_("Called"),
    State.SERVING: N_("Now serving"),
    State.PAUSED: N_("My counter"),
    State.GROUP: N_("Group"),
    State.UNSIGNED: N_("My counter"),
}
"""The titles of the visit's pane."""
_ROOMY: Final = 8
"""Rows from which the row under the cursor is told in full."""


@dataclass(frozen=True, slots=True)
class Painter:
    """Makes the views of one counter's panes."""

    office: Office
    place: Counter
    say: Catalogue
    known: Known

    def header(self, situation: Situation | None, staff: str, old: str) -> HeaderView:
        """The first row."""
        say, known = self.say, self.known
        name = say(N_("Counter {counter}"), counter=self.place.number)
        if self.place.name is not None:
            name = f"{name} {self.place.name.say(say.language)}"
        if self.office.is_training:
            name = say(MARKED, name=name)
        counter = known.counter
        own = known.station
        is_others = counter is not None and own and counter.station not in (None, own)
        return HeaderView(
            say,
            name,
            situation.state if situation else None,
            (counter.staff if counter else None) or staff,
            (counter.station or "") if counter is not None and is_others else "",
            known.log.day_of(self.place.number) if known.hall else CounterDay(),
            wall_day(known.now, self.office, say) if known.hall else "",
            wall_time(known.now, self.office) if known.hall else "",
            old,
        )

    def visit(self, ticket: Ticket, ticks: Ticks | None = None) -> Visit:
        """What is to be known of a ticket."""
        return visit_of(
            ticket,
            self.office,
            self.known.now,
            self.say,
            ticks=ticks,
            note_by=self._note_by(ticket),
        )

    def _note_by(self, ticket: Ticket) -> str:
        """Who wrote the note: counter, its officer, and when."""
        if not ticket.note:
            return ""
        log = self.known.log
        found = [log.last_of(kind, ticket.label) for kind in ("transferred", "held")]
        wrote = max(
            (each for each in found if each is not None),
            key=lambda each: each.seq,
            default=None,
        )
        if wrote is None:
            if ticket.sent_by is None:
                return ""
            return self.say(N_("Counter {counter}"), counter=ticket.sent_by)
        hall = self.known.hall
        counter = hall.counter(wrote.counter) if hall and wrote.counter else None
        who = (counter.staff or "") if counter else ""
        time = wall_time(wrote.at, self.office)
        if not who:
            words = N_("Counter {counter}, {time}")
            return self.say(words, counter=wrote.counter, time=time)
        words = N_("Counter {counter} {who}, {time}")
        return self.say(words, counter=wrote.counter, who=who, time=time)

    def clock(self, situation: Situation, recall: str, no_show: str) -> ClockView:
        """The row that changes every second."""
        ticket, now, say = situation.counter.ticket, situation.now, self.say
        if ticket is None:
            return FreeClock(say, self.known.free_for())
        if situation.state is State.CALLED:
            first = ticket.called_at or now
            last = situation.called_last or first
            rule = self.office.recall
            return CalledClock(
                say, rule, situation.calls, now - first, now - last, no_show, recall
            )
        service = self.office.service(ticket.service)
        usual = service.minutes if service else None
        return ServingClock(say, now - (ticket.started_at or now), usual)

    def line(
        self, situation: Situation, view: LineView | None, **changed: object
    ) -> LineView:
        """The list; what the clerk moved in it stays."""
        made = LineView(
            situation.line,
            situation.now,
            self.office,
            self.say,
            first=view.first if view else 0,
            came_back=self.known.log.came_back,
        )
        return replace(made, **changed)  # type: ignore[arg-type]

    def lengths(self, situation: Situation) -> LengthView:
        """The list where nobody is picked."""
        return LengthView(
            situation.line,
            situation.now,
            self.office,
            self.say,
            present_place(self.place, situation.hall),
        )

    def hall(self, situation: Situation) -> HallView:
        """The services, the counters, what just happened, my day."""
        log = self.known.log
        return HallView(
            situation.hall,
            situation.now,
            self.office,
            self.say,
            present_place(self.place, situation.hall),
            log.recent(),
            log.day_of(self.place.number),
        )

    def body(
        self, situation: Situation, ticks: Ticks, *, has_cursor: bool
    ) -> VisitView | tuple[Content, ...]:
        """What stands under the number: papers, or who is next, or why nobody."""
        say = self.say
        match situation.state:
            case State.CALLED | State.SERVING if situation.counter.ticket is not None:
                is_called = situation.state is State.CALLED
                visit = self.visit(situation.counter.ticket, ticks)
                return VisitView(visit, is_called, say, has_cursor)
            case State.FREE if situation.shown is not None:
                return VisitView(self.visit(situation.shown), True, say)
        return AtRest(self.office, self.place, say, self.known).rows(situation)

    def detail(
        self, ticket: Ticket | None, width: int, most: int
    ) -> tuple[Content, ...]:
        """The row under the cursor: its note in full, who wrote it, the way so far."""
        if ticket is None:
            return ()
        visit, say = self.visit(ticket), self.say
        usual = say(N_(", usual {n} min"), n=visit.usual) if visit.usual else ""
        told = {"label": visit.label, "time": visit.taken, "usual": usual}
        first = [row(say(N_("{label}  taken {time}{usual}"), **told))]
        if is_roomy := most >= _ROOMY:
            words = N_("taken {time}, waited {n} min{usual}")
            service = row((visit.label, BOLD), "  ", (visit.service, PLAIN))
            first = [service, row(say(words, n=visit.waited, **told))]
        gap = [Content("")] if is_roomy else []
        way = self._way(ticket)
        ways = [*gap, row(way)] if way else []
        room = most - len(first) - len(gap) - len(ways)
        note = note_rows(visit, say, width, max(room, 1))
        return tuple([*first, *gap, *(note or [row(say(N_("no note")))]), *ways])

    def _way(self, ticket: Ticket) -> str:
        """Where somebody was before: times and counters."""
        steps = [
            f"{wall_time(each.at, self.office)} {each.counter}"
            for each in self.known.log.about(ticket.label)
            if each.kind in ("started", "transferred", "missed", "held", "resumed")
        ]
        return (
            self.say(N_("Way so far: {steps}"), steps=" → ".join(steps))
            if steps
            else ""
        )
