"""Why a key would do nothing at a counter now, in words."""

from __future__ import annotations

from typing import Final

from counter.situation import TAKES_FROM_LIST, Situation, State, groups_of
from shared.desk.words import wall_time
from shared.errors import CounterBusy, NothingCalled
from shared.office.model import Office
from shared.screen.key_table import KeyNames
from shared.text.catalogue import N_, Catalogue
from shared.trade.missed import NO_MORE, TOO_EARLY, is_time_to_call, may_return
from shared.trade.ticket import Ticket, TicketState

_NEEDS_CALLED: Final = frozenset({"recall", "start", "no_show"})
_NEEDS_FREE: Final = frozenset({"resume", "walk_in", "call_group"})
_ALWAYS: Final = frozenset(
    {"help", "go_on", "printers", "undo", "other_pane", "call_help"}
)

_UNSIGNED: Final = frozenset({"help", "go_on", "call_help", "other_pane", "printers"})
"""What anybody may do at a counter where nobody signed on."""


def why_not(
    situation: Situation, do: str, say: Catalogue, keys: KeyNames
) -> str | None:
    """Why a key would do nothing now; none when it would do something."""
    if situation.state is State.UNSIGNED and do not in _UNSIGNED:
        return say(N_("Sign on first: {key}"), key=keys["go_on"])
    is_taking = do == "go_on" and situation.state in TAKES_FROM_LIST
    if is_taking and situation.chosen is not None:
        return why_not_taken(situation.chosen, situation.office, situation.now, say)
    if do == "undo" and not situation.can_undo:
        return say(N_("There is nothing to take back"))
    if do == "printers" and not situation.has_printers:
        return say(N_("This office has no printers"))
    if do == "sign_off":
        return _why_not_sign_off(situation, say)
    if do == "answer_help" and situation.help_wanted is None:
        return say(N_("Nobody asks for help"))
    if do in (*_ALWAYS, "answer_help"):
        return None
    if do == "priority":
        return _why_not_priority(situation, say)
    if do == "cancel":
        return None if situation.chosen else say(N_("Choose a number with ↑ ↓ first"))
    if do == "tick":
        is_here = situation.state is State.SERVING
        return None if is_here else say(N_("Papers are ticked during the visit"))
    if do == "away":
        closed = situation.state is State.CLOSED
        return _not_open(situation, say, keys) if closed else None
    if do in _NEEDS_FREE:
        return _why_not_free(situation, do, say, keys)
    return _why_not_with_visit(situation, do, say, keys)


def _why_not_sign_off(situation: Situation, say: Catalogue) -> str | None:
    if not situation.office.has_sign_on:
        return say(N_("Nobody needs to sign on in this office"))
    if situation.counter.ticket is not None:
        words = N_("{label} is still at this counter")
        return say(words, label=situation.counter.ticket.label)
    return None


def _why_not_priority(situation: Situation, say: Catalogue) -> str | None:
    if len(situation.office.priorities) < 2:
        return say(N_("This office has one priority only"))
    if situation.office.has_sign_on:
        return say(N_("A supervisor changes priorities here"))
    if situation.ranked is None or situation.ranked.state is TicketState.MISSED:
        return say(N_("Choose a number with ↑ ↓ first"))
    return None


def _why_not_free(
    situation: Situation, do: str, say: Catalogue, keys: KeyNames
) -> str | None:
    if situation.counter.ticket is not None:
        refusal = CounterBusy(
            counter=situation.counter.number, label=situation.counter.ticket.label
        )
        return refusal.message(say)
    if do == "call_group" and situation.state is State.GROUP:
        return None
    if situation.state is State.GROUP:
        words = N_("The group comes first: {key} ends it")
        return say(words, key=keys["call_group"])
    if situation.state is not State.FREE:
        return _not_open(situation, say, keys)
    if do == "resume" and not situation.own_held:
        return say(N_("Nobody is on hold at this counter"))
    if do == "call_group" and not groups_of(situation):
        return say(N_("No service has two people waiting"))
    return None


def _why_not_with_visit(
    situation: Situation, do: str, say: Catalogue, keys: KeyNames
) -> str | None:
    ticket = situation.counter.ticket
    if ticket is None:
        return NothingCalled(counter=situation.counter.number).message(say)
    is_called = situation.state is State.CALLED
    if do == "continue_with" and is_called:
        words = N_("{label} is not here yet: {key} when the person came")
        return say(words, label=ticket.label, key=keys["start"])
    if do in _NEEDS_CALLED and not is_called:
        return say(N_("{label} is already being served"), label=ticket.label)
    if do == "recall" and situation.calls >= situation.office.recall.calls:
        words = N_("{label} was called {n} times: {key} no-show, Enter if here")
        key = keys["no_show"]
        return say(words, label=ticket.label, n=situation.calls, key=key)
    if do == "recall" and situation.seconds_to_recall:
        words = N_("{label} can be called again in {n} s")
        return say(words, label=ticket.label, n=situation.seconds_to_recall)
    return None


def _not_open(situation: Situation, say: Catalogue, keys: KeyNames) -> str:
    number = situation.counter.number
    if situation.state is State.PAUSED:
        words = N_("Counter {counter} is paused: {key} goes on")
    else:
        words = N_("Counter {counter} is closed: {key} opens it")
    return say(words, counter=number, key=keys["go_on"])


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
