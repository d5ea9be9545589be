"""The keys of who leads the hall, and where the bar shows them."""

from __future__ import annotations

from typing import Final

from shared.screen.key_table import KeyNames, KeyOf, KeyTable
from shared.text.catalogue import N_, Catalogue

HALL: Final = N_("The hall")
NUMBER: Final = N_("A number")
HELPING: Final = N_("Help")
PROGRAM: Final = N_("The program")
USUAL: Final = {
    "go_on": "enter",
    "help": "f1",
    "answer_help": "f2",
    "send_somebody": "f3",
    "notice": "f4",
    "pause": "f5",
    "move": "f6",
    "printers": "f7",
    "priority": "f8",
    "cancel": "f9",
    "undo": "ctrl+z",
    "who": "ctrl+l",
    "follow_ups": "ctrl+f",
    "call_help": "f12",
    "other_pane": "tab",
}
"""F12 calls for help here as at a counter: nobody stops the hall by habit."""
KEYS: Final = (
    KeyOf(
        "go_on", N_("Go on"), N_("What can be done with the row under the cursor"), HALL
    ),
    KeyOf(
        "pause",
        N_("Open/close"),
        N_("Stop or open a service or a kiosk, with a message and an end"),
        HALL,
    ),
    KeyOf(
        "move", N_("Move"), N_("Let a counter take another service for a while"), HALL
    ),
    KeyOf("notice", N_("Notice"), N_("Write a line for the lobby screens"), HALL),
    KeyOf("printers", N_("Paper"), N_("Papers not printed, copies"), HALL),
    KeyOf("priority", N_("Priority"), N_("Give a number another priority"), NUMBER),
    KeyOf(
        "cancel",
        N_("Cancel no."),
        N_("Cancel a number; the reason is asked"),
        NUMBER,
        also="delete",
    ),
    KeyOf(
        "answer_help",
        N_("I go"),
        N_("You go to who asks for help first"),
        HELPING,
        also="ctrl+r",
    ),
    KeyOf("send_somebody", N_("Send one"), N_("Send a counter there"), HELPING),
    KeyOf(
        "call_help",
        N_("Call help"),
        N_("Call for help for the counter or kiosk under the cursor"),
        HELPING,
    ),
    KeyOf("undo", N_("Undo"), N_("Take back the last act, for 10 s"), PROGRAM),
    KeyOf("who", N_("Who did what"), N_("The acts of today, and whose"), PROGRAM),
    KeyOf(
        "follow_ups",
        N_("Follow-ups"),
        N_("What is to come back today, by a number of its file"),
        PROGRAM,
    ),
    KeyOf("other_pane", N_("Next pane"), N_("The cursor to the next pane"), PROGRAM),
    KeyOf(
        "help",
        N_("Help"),
        N_("This page"),
        PROGRAM,
        also="question_mark,fullwidth_question_mark",
    ),
)
_WAYS: Final = (
    (N_("↑ ↓"), N_("The row that Enter and the keys act on")),
    (N_("A012"), N_("Type a number; Enter, F8 and F9 act on it")),
    (N_("← →"), N_("On a small screen: machines, notices, what just happened")),
)
_PLACES: Final = (
    (
        ("help", "answer_help", "send_somebody", "notice"),
        ("pause", "move", "printers", "priority"),
    ),
    (("undo",), ("cancel",)),
    (("who", "follow_ups"), ("call_help",)),
)
_LARGE: Final = (34, 16, 14, 24)
_MEDIUM: Final = (28, 15, 17, 0)
_SMALL: Final = (20, 12, 12, 0)


def _widths(width: int, _say: Catalogue) -> tuple[int, ...]:
    if width >= 150:
        return _LARGE
    return _MEDIUM if width >= 110 else _SMALL


TABLE: Final = KeyTable(
    "supervisor",
    KEYS,
    USUAL,
    (HALL, NUMBER, HELPING, PROGRAM),
    _WAYS,
    _PLACES,
    _widths,
    ("help", "answer_help", "pause", "move"),
)


def names_of(say: Catalogue) -> KeyNames:
    """What the keys are called."""
    return KeyNames(TABLE, {}, say)
