"""A counter at one moment: what each key would do, and if nothing, the words why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from counter.line import Line
from shared.desk.command import Command
from shared.desk.lines import present_place
from shared.desk.words import wall_time
from shared.errors import CounterBusy, NothingCalled
from shared.office.model import Office
from shared.screen.key_table import KeyNames
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import CounterNow, Group, Hall
from shared.trade.missed import NO_MORE, TOO_EARLY, is_time_to_call, may_return
from shared.trade.ticket import Ticket, TicketState

_TAKES: Final = {
    TicketState.WAITING: "call_ticket",
    TicketState.HELD: "resume",
    TicketState.MISSED: "requeue",
}
_NEEDS_VISIT: Final = frozenset({"finish", "hold", "transfer", "continue_with"})
_NEEDS_CALLED: Final = frozenset({"recall", "start", "no_show"})
_NEEDS_FREE: Final = frozenset({"resume", "walk_in", "call_group"})
_ALWAYS: Final = frozenset({"help", "go_on", "printers", "undo", "other_pane"})


class State(StrEnum):
    """What a counter is doing."""

    CLOSED = "closed"
    FREE = "free"
    CALLED = "called"
    SERVING = "serving"
    PAUSED = "paused"
    GROUP = "group"


_TAKES_FROM_LIST: Final = frozenset({State.FREE, State.CALLED, State.SERVING})


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

    @property
    def state(self) -> State:
        """What the counter is doing."""
        ticket = self.counter.ticket
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
        return bool(is_missed) and self.state in _TAKES_FROM_LIST

    def why_not(self, do: str, say: Catalogue, keys: KeyNames) -> str | None:
        """Why a key would do nothing now; none when it would do something."""
        is_taking = do == "go_on" and self.state in _TAKES_FROM_LIST
        if is_taking and self.chosen is not None:
            return why_not_taken(self.chosen, self.office, self.now, say)
        if do == "undo" and not self.can_undo:
            return say(N_("There is nothing to take back"))
        if do == "printers" and not self.has_printers:
            return say(N_("This office has no printers"))
        if do in _ALWAYS:
            return None
        if do == "cancel":
            return None if self.chosen else say(N_("Choose a number with ↑ ↓ first"))
        if do == "tick":
            is_here = self.state is State.SERVING
            return None if is_here else say(N_("Papers are ticked during the visit"))
        if do == "away":
            closed = self.state is State.CLOSED
            return self._not_open(say, keys) if closed else None
        if do in _NEEDS_FREE:
            return self._why_not_free(do, say, keys)
        return self._why_not_with_visit(do, say, keys)

    def _why_not_free(self, do: str, say: Catalogue, keys: KeyNames) -> str | None:
        if self.counter.ticket is not None:
            refusal = CounterBusy(
                counter=self.counter.number, label=self.counter.ticket.label
            )
            return refusal.message(say)
        if do == "call_group" and self.state is State.GROUP:
            return None
        if self.state is State.GROUP:
            words = N_("The group comes first: {key} ends it")
            return say(words, key=keys["call_group"])
        if self.state is not State.FREE:
            return self._not_open(say, keys)
        if do == "resume" and not self.own_held:
            return say(N_("Nobody is on hold at this counter"))
        if do == "call_group" and not groups_of(self):
            return say(N_("No service has two people waiting"))
        return None

    def _why_not_with_visit(
        self, do: str, say: Catalogue, keys: KeyNames
    ) -> str | None:
        ticket = self.counter.ticket
        if ticket is None:
            return NothingCalled(counter=self.counter.number).message(say)
        is_called = self.state is State.CALLED
        if do == "continue_with" and is_called:
            words = N_("{label} is not here yet: {key} when the person came")
            return say(words, label=ticket.label, key=keys["start"])
        if do in _NEEDS_CALLED and not is_called:
            return say(N_("{label} is already being served"), label=ticket.label)
        if do == "recall" and self.calls >= self.office.recall.calls:
            words = N_("{label} was called {n} times: {key} no-show, Enter if here")
            key = keys["no_show"]
            return say(words, label=ticket.label, n=self.calls, key=key)
        if do == "recall" and self.seconds_to_recall:
            words = N_("{label} can be called again in {n} s")
            return say(words, label=ticket.label, n=self.seconds_to_recall)
        return None

    def _not_open(self, say: Catalogue, keys: KeyNames) -> str:
        number = self.counter.number
        if self.state is State.PAUSED:
            words = N_("Counter {counter} is paused: {key} goes on")
        else:
            words = N_("Counter {counter} is closed: {key} opens it")
        return say(words, counter=number, key=keys["go_on"])

    def with_visit(self, do: str, **fields: object) -> Command:
        """A command about whom the clerk sees: never somebody who came since."""
        ticket = self.counter.ticket
        about = {"label": ticket.label} if ticket is not None else {}
        return Command(do, {"counter": self.counter.number, **about, **fields})

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


def why_not_taken(
    ticket: Ticket, office: Office, now: int, say: Catalogue
) -> str | None:
    """Why Enter would not take somebody of the list; none when it would."""
    if not is_time_to_call(ticket, now) and ticket.call_from is not None:
        time = wall_time(ticket.call_from, office)
        return say(TOO_EARLY, label=ticket.label, time=time)
    rule = office.missed
    if ticket.state is TicketState.MISSED and rule and not may_return(ticket, rule):
        told = {"n": ticket.returns, "most": rule.times}
        return say(NO_MORE, label=ticket.label, **told)
    return None


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
