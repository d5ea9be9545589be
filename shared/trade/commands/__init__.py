"""The commands: what each is asked with, does and refuses.

A new command is one class in the module of its kind.
"""

from __future__ import annotations

from shared.trade.commands import (
    bookings,
    coming_back,
    counter_moves,
    counters,
    follow_ups,
    groups,
    help,
    needs,
    notices,
    onward,
    own_number,
    pauses,
    printers,
    priorities,
    signing,
    surveys,
    undoing,
    visits,
)
from shared.trade.commands.command import COMMANDS, Answer, Command

__all__ = [
    "COMMANDS",
    "Answer",
    "Command",
    "bookings",
    "coming_back",
    "counter_moves",
    "counters",
    "follow_ups",
    "groups",
    "help",
    "needs",
    "notices",
    "onward",
    "own_number",
    "pauses",
    "printers",
    "priorities",
    "signing",
    "surveys",
    "undoing",
    "visits",
]
