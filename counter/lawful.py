"""What a counter may do now, and if not, the words why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter.answered import Command
from counter.keys import CHOOSE, KEYS, PRINTERS, TAKE, word_of
from shared.errors import CounterBusy, NothingCalled
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import CounterNow
from shared.trade.ticket import STEPS, Ticket, TicketState

_TAKES: Final = {
    TicketState.WAITING: "call_ticket",
    TicketState.HELD: "resume",
    TicketState.MISSED: "requeue",
}
_NEEDS_FREE: Final = {"call_ticket", "resume"}
_WITH_CURRENT: Final = frozenset(
    {"recall", "start", "no_show", "finish", "hold", "transfer"}
)
_NOT_OPEN: Final = {
    "closed": N_("Counter {counter} is closed: press F10 first"),
    "paused": N_("Counter {counter} is paused: press F10 first"),
}
_ALREADY: Final = {
    "open_counter": N_("Counter {counter} is already open"),
    "pause_counter": N_("Counter {counter} is already paused"),
    "close_counter": N_("Counter {counter} is already closed"),
}
_LEADS_TO: Final = {"pause_counter": "paused", "close_counter": "closed"}


@dataclass(frozen=True, slots=True)
class Situation:
    """A counter at one moment, and whom the clerk has chosen in the list."""

    counter: CounterNow
    own: str | None = None
    """The name of this screen's station, if it is known."""
    chosen: Ticket | None = None
    last_held: Ticket | None = None
    """Whom this counter put on hold last."""
    has_list: bool = False
    """Whether there is anybody to choose."""
    has_printers: bool = False
    """Whether anything of the office prints."""

    @property
    def is_serving(self) -> bool:
        """Whether somebody is being served here."""
        ticket = self.counter.ticket
        return ticket is not None and ticket.state is TicketState.SERVING

    @property
    def resumed(self) -> Ticket | None:
        """Whom F7 goes on with: the chosen one if on hold, else the last held."""
        chosen = self.chosen
        is_held = chosen is not None and chosen.state is TicketState.HELD
        return chosen if is_held else self.last_held

    def lawful(self, say: Catalogue) -> frozenset[str]:
        """The keys (by what they do) that would do something now."""
        lawful = {key.do for key in KEYS if self.why_not(key.do, say) is None}
        return frozenset(lawful | {CHOOSE} if self.has_list else lawful)

    def command(self, do: str) -> Command:
        """What a lawful key asks of the office, without what is asked of the clerk."""
        ticket = self.resumed if do == "resume" else self.chosen
        if do == TAKE and ticket is not None:
            do = _TAKES[ticket.state]
        if do == "requeue" and ticket is not None:
            return Command(do, {"label": ticket.label})
        fields: dict[str, object] = {"counter": self.counter.number}
        if do in _NEEDS_FREE and ticket is not None:
            fields["label"] = ticket.label
        if do in _WITH_CURRENT and self.counter.ticket is not None:
            # Whom the clerk sees: never somebody who came to the counter since.
            fields["label"] = self.counter.ticket.label
        if do == "call" and self.counter.ticket is not None:
            fields["finish_current"] = True
            return Command(do, fields, self.counter.ticket.label)
        return Command(do, fields)

    def why_not(self, do: str, say: Catalogue) -> str | None:
        """Why a key would do nothing now; none when it is lawful."""
        if do == TAKE:
            if self.chosen is None:
                return say(N_("Choose a number with ↑ ↓ first"))
            do = _TAKES[self.chosen.state]
        if do == "call" or do in _NEEDS_FREE:
            return self._why_nobody_can_come(do, say)
        if do in STEPS and do != "requeue":
            return self._why_not_with_current(do, say)
        if do == "open_counter":
            is_ours = self.counter.station == self.own
            return self._already(do, say, self.counter.state == "open" and is_ours)
        if do in _LEADS_TO:
            return self._why_not_leave(do, say)
        if do == PRINTERS and not self.has_printers:
            return say(N_("This office has no printers"))
        return None

    def _why_nobody_can_come(self, do: str, say: Catalogue) -> str | None:
        ticket = self.counter.ticket
        if ticket is not None and ticket.state is TicketState.CALLED:
            words = N_("{label} was called: F3 start, F4 finish, or F5 no-show first")
            return say(words, label=ticket.label)
        if self.counter.state in _NOT_OPEN:
            return self._not_open(say)
        if do in _NEEDS_FREE and ticket is not None:
            return self._busy(ticket, say)
        if do == "resume" and self.resumed is None:
            return say(N_("Nobody is on hold at this counter"))
        return None

    def _why_not_with_current(self, do: str, say: Catalogue) -> str | None:
        ticket = self.counter.ticket
        if ticket is None:
            return NothingCalled(counter=self.counter.number).message(say)
        if ticket.state not in STEPS[do].come_from:
            return say(N_("{label} is already being served"), label=ticket.label)
        return None

    def _why_not_leave(self, do: str, say: Catalogue) -> str | None:
        state, ticket = self.counter.state, self.counter.ticket
        if do == "pause_counter" and state == "closed":
            return self._not_open(say)
        if ticket is not None:
            return self._busy(ticket, say)
        return self._already(do, say, state == _LEADS_TO[do])

    def _not_open(self, say: Catalogue) -> str:
        return say(_NOT_OPEN[self.counter.state], counter=self.counter.number)

    def _busy(self, ticket: Ticket, say: Catalogue) -> str:
        refusal = CounterBusy(counter=self.counter.number, label=ticket.label)
        return refusal.message(say)

    def _already(self, do: str, say: Catalogue, is_so: bool) -> str | None:
        return say(_ALREADY[do], counter=self.counter.number) if is_so else None


def why_stay(
    under_way: str | None, counter: CounterNow | None, say: Catalogue
) -> str | None:
    """Why the clerk should not leave the screen now, or none.

    `under_way` is the command that has no answer yet, if any.
    """
    if under_way is not None:
        words = N_("“{command}” has no answer yet")
        return say(words, command=word_of(under_way, say))
    if counter is not None and counter.ticket is not None:
        words = N_("{label} is still at this counter")
        return say(words, label=counter.ticket.label)
    return None
