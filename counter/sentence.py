"""What Enter would do, in words, and what else the hands may do."""

from __future__ import annotations

from counter.situation import Situation, State
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import TicketState

_TAKES = {
    TicketState.WAITING: N_("Call {label}"),
    TicketState.HELD: N_("Resume {label}"),
    TicketState.MISSED: N_("{label} back in line"),
}


def sentence_of(situation: Situation, say: Catalogue) -> str:
    """What Enter does."""
    ticket, chosen = situation.counter.ticket, situation.chosen
    match situation.state:
        case State.UNSIGNED:
            return say(N_("Sign on"))
        case State.CLOSED:
            return say(N_("Open the counter"))
        case State.PAUSED:
            return say(N_("Go on calling"))
        case State.GROUP:
            return say(N_("End the group"))
        case State.CALLED | State.SERVING if chosen is not None:
            return say(_TAKES[chosen.state], label=chosen.label)
        case State.CALLED:
            return say(N_("Here: start"))
        case State.SERVING if situation.leaves:
            return say(N_("Done, then away"))
        case State.SERVING if ticket is not None:
            others = situation.line.callable
            return say(N_("Done and next")) if others else say(N_("Done"))
    if chosen is not None:
        return say(_TAKES[chosen.state], label=chosen.label)
    if situation.next is None:
        return say(N_("Nobody is waiting"))
    if situation.is_unseen:
        return say(N_("Call next"))
    return say(N_("Call next {label}"), label=situation.next.label)


def hint_of(situation: Situation, *, is_at_papers: bool, say: Catalogue) -> str:
    """What stands below Enter: arrows, and what can be typed."""
    if situation.state is State.CALLED and situation.seconds_to_recall:
        return say(N_("again in {n} s"), n=situation.seconds_to_recall)
    if is_at_papers and situation.state is State.SERVING:
        return say(N_("↑↓ papers  Space ticks"))
    if situation.is_blind:
        return say(N_("type A012 to find it"))
    return say(N_("↑↓ choose, type A012"))
