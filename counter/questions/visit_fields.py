"""What questions about the present visit have in common."""

from __future__ import annotations

from counter.situation import Situation
from shared.desk.question import if_any
from shared.trade.ticket import Ticket


def present(situation: Situation) -> Ticket:
    ticket = situation.counter.ticket
    if ticket is None:
        raise ValueError("a question about a visit that is not there")
    return ticket


def noted(words: str) -> dict[str, str]:
    return if_any(note=words)
