"""A counter at one moment, and what each key would ask of the office."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from counter.line import Line
from counter.visit import Ticks
from shared.desk.command import Command
from shared.desk.lines import present_place
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import CounterNow, Group, Hall
from shared.trade.orders import HelpCall
from shared.trade.ticket import Ticket, TicketState

_TAKES: Final = {
    TicketState.WAITING: "call_ticket",
    TicketState.HELD: "resume",
    TicketState.MISSED: "requeue",
}


class State(StrEnum):
    """What a counter is doing."""

    CLOSED = "closed"
    FREE = "free"
    CALLED = "called"
    SERVING = "serving"
    PAUSED = "paused"
    GROUP = "group"
    UNSIGNED = "unsigned"
    """Nobody signed on here who sits at this screen."""


TAKES_FROM_LIST: Final = frozenset({State.FREE, State.CALLED, State.SERVING})
"""Where Enter takes whom the clerk chose in the list."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A counter, its line, and whom the clerk has chosen."""

    counter: CounterNow
    hall: Hall
    line: Line
    office: Office
    now: int
    """Milliseconds since 1970, UTC."""
    own: str | None = None
    """The name of this screen's station, if it is known."""
    chosen: Ticket | None = None
    """Whom the clerk chose; none: whoever is next."""
    called_last: int | None = None
    """When the number here was called last, in milliseconds."""
    calls: int = 0
    """How often it was called since it came here."""
    has_printers: bool = True
    can_undo: bool = False
    leaves: bool = False
    """Whether the clerk goes away when this visit is done."""
    is_signed: bool = True
    """Whether who sits here signed on, where the office wants that."""
    ticks: Ticks = field(default_factory=Ticks)
    """What was ticked of this visit."""
    given: str = ""
    """Who was said to sit here when the screen was started."""

    @property
    def state(self) -> State:
        """What the counter is doing."""
        ticket = self.counter.ticket
        if not self.is_signed:
            return State.UNSIGNED
        if ticket is not None:
            is_called = ticket.state is TicketState.CALLED
            return State.CALLED if is_called else State.SERVING
        if self.counter.state == "open" and self.group is not None:
            return State.GROUP
        if self.counter.state == "open" and self._is_ours:
            return State.FREE
        return State.PAUSED if self.counter.state == "paused" else State.CLOSED

    @property
    def _is_ours(self) -> bool:
        """Whether this screen opened the counter, as far as it is known."""
        return self.own is None or self.counter.station in (None, self.own)

    @property
    def takes(self) -> tuple[str, ...]:
        """The services it takes now, its own first."""
        place = self.office.counter(self.counter.number)
        if place is None:
            return ()
        place = present_place(place, self.hall)
        return (*place.serves, *place.helps)

    @property
    def group(self) -> Group | None:
        """Whom the counter called together, or none."""
        number = self.counter.number
        return next((each for each in self.hall.groups if each.counter == number), None)

    @property
    def next(self) -> Ticket | None:
        """Whom Enter would call: the chosen one, else the first of the line."""
        first = self.line.callable[:1]
        return self.chosen or (first[0] if first else None)

    @property
    def own_help(self) -> HelpCall | None:
        """This counter's own call for help, or none."""
        number = self.counter.number
        calls = self.hall.help_calls
        return next((each for each in calls if each.counter == number), None)

    @property
    def help_wanted(self) -> HelpCall | None:
        """Who else asks for help, the first of them, or none."""
        own, calls = self.own_help, self.hall.help_calls
        return next((each for each in calls if each != own), None)

    @property
    def ranked(self) -> Ticket | None:
        """Whose priority would be changed: the chosen one's, else this person's."""
        return self.chosen or self.counter.ticket

    @property
    def own_held(self) -> tuple[Ticket, ...]:
        """Whom this counter put aside, but not in a group."""
        number = self.counter.number
        return tuple(
            each
            for each in self.line.held
            if each.counter == number and each.group is None
        )

    @property
    def seconds_to_recall(self) -> int:
        """Seconds until the number may be called again; 0: now."""
        if self.called_last is None:
            return 0
        apart = self.office.recall.seconds_apart
        # What is known of the time may lie behind the call's own.
        since = max(self.now - self.called_last, 0)
        return max(apart - since // 1000, 0)

    @property
    def is_no_show_early(self) -> bool:
        """Whether the office wants more calls, or more patience, before a no-show."""
        ticket = self.counter.ticket
        if ticket is None or self.calls < self.office.recall.calls:
            return True
        return self.seconds_to_recall > 0

    @property
    def is_blind(self) -> bool:
        """Whether nobody is picked here: lists show lengths, not people."""
        return self.office.no_picking

    @property
    def is_unseen(self) -> bool:
        """Whether somebody is next of whom nothing is shown before the call."""
        return self.is_blind and self.chosen is None and self.next is not None

    @property
    def shown(self) -> Ticket | None:
        """Whom the clerk may read about: the chosen one, else who is next."""
        return None if self.is_unseen else self.next

    @property
    def is_bringing_back(self) -> bool:
        """Whether Enter puts a missed number back in line, busy or not."""
        is_missed = self.chosen and self.chosen.state is TicketState.MISSED
        return bool(is_missed) and self.state in TAKES_FROM_LIST

    def with_visit(self, do: str, **fields: object) -> Command:
        """A command about whom the clerk sees: never somebody who came since."""
        ticket = self.counter.ticket
        about = {"label": ticket.label} if ticket is not None else {}
        return Command(do, {"counter": self.counter.number, **about, **fields})

    def about_help(self, do: str) -> Command:
        """Help asked for, or the call of somebody, or the own one, answered."""
        number = self.counter.number
        call = self.own_help if do == "call_help" else self.help_wanted
        if call is None:
            return Command("call_help", {"counter": number})
        return Command("answer_help", {"help": call.id, "counter": number})

    def take(self, ticket: Ticket) -> Command:
        """What Enter does with a ticket of the list at a free counter."""
        fields = {"counter": self.counter.number, "label": ticket.label}
        return Command(_TAKES[ticket.state], fields)

    def go_on(self) -> Command:
        """What Enter asks of the office, without what is asked of the clerk."""
        number, ticket = self.counter.number, self.counter.ticket
        if self.chosen is not None and self.is_bringing_back:
            return self.take(self.chosen)
        match self.state:
            case State.CALLED:
                return self.with_visit("start")
            case State.SERVING if self.leaves:
                return self.with_visit("finish")
            case State.SERVING if ticket is not None:
                fields = {"counter": number, "finish_current": True}
                return Command("call", fields, ticket.label)
            case State.GROUP:
                return Command("end_group", {"counter": number})
            case State.FREE if self.chosen is not None:
                return self.take(self.chosen)
            case State.FREE:
                return Command("call", {"counter": number})
        return Command("open_counter", {"counter": number})


def groups_of(situation: Situation) -> tuple[tuple[str, int], ...]:
    """The services of which some can be called together, and how many at most."""
    found = []
    for code in situation.takes:
        waiting = sum(each.service == code for each in situation.line.callable)
        if waiting >= 2:
            found.append((code, min(waiting, 4)))
    return tuple(found)


def why_stay(
    under_way: str | None, counter: CounterNow | None, say: Catalogue
) -> str | None:
    """Why the clerk should not leave the screen now, or none.

    `under_way` says which command has no answer yet, if any.
    """
    if under_way is not None:
        return say(N_("“{command}” has no answer yet"), command=under_way)
    if counter is not None and counter.ticket is not None:
        words = N_("{label} is still at this counter")
        return say(words, label=counter.ticket.label)
    return None
