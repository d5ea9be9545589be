"""The keys of reception: sixteen for the services, and what is done beside them."""

from __future__ import annotations

from typing import Final

from shared.office.model import Office, Service
from shared.screen.key_table import KeyOf, KeyTable
from shared.text.catalogue import N_, Catalogue

BLOCK: Final = ("1234", "QWER", "ASDF", "ZXCV")
"""The keys of the services as they lie under the left hand."""
SERVICE_KEYS: Final = "".join(BLOCK)
NEXT: Final = N_("Who is here now")
NUMBER: Final = N_("A number")
PROGRAM: Final = N_("The program")
_USUAL: Final = {
    "go_on": "enter",
    "priority": "space",
    "language": "tab",
    "help": "f1",
    "look_up": "f2",
    "reprint": "f3",
    "cancel": "f4",
    "check_in": "f5",
    "needs_help": "f6",
    "cannot_hear": "f7",
    "phone": "f8",
    "printers": "ctrl+p",
    "undo": "ctrl+z",
    "call_help": "f12",
}
KEYS: Final = (
    KeyOf(
        "priority",
        N_("Priority"),
        N_("The next number has priority"),
        NEXT,
    ),
    KeyOf("language", N_("Language"), N_("The language of the next paper"), NEXT),
    KeyOf("needs_help", N_("Needs help"), N_("Somebody has to help this person"), NEXT),
    KeyOf(
        "cannot_hear",
        N_("Fetch"),
        N_("Does not hear the call: the counter comes and fetches this person"),
        NEXT,
    ),
    KeyOf(
        "phone",
        N_("Phone"),
        N_("The next number is for somebody on the telephone, without paper"),
        NEXT,
    ),
    KeyOf("go_on", N_("Back"), N_("Bring a number back in line"), NUMBER),
    KeyOf("look_up", N_("Look up"), N_("Look up a number of today"), NUMBER),
    KeyOf("reprint", N_("Reprint"), N_("Print the number once more"), NUMBER),
    KeyOf("cancel", N_("Cancel"), N_("Cancel the number"), NUMBER),
    KeyOf(
        "check_in",
        N_("Check in"),
        N_("Who has an appointment, or comes back with a number, is here"),
        NUMBER,
    ),
    KeyOf("undo", N_("Undo"), N_("Take back the last number, for 10 s"), PROGRAM),
    KeyOf("printers", N_("Paper"), N_("Papers not printed, copies"), PROGRAM),
    KeyOf(
        "call_help",
        N_("Call help"),
        N_("Call for help to reception; again: all is well"),
        PROGRAM,
        short=N_("SOS"),
    ),
    KeyOf("help", N_("Help"), N_("This page"), PROGRAM),
)
_WAYS: Final = (
    (N_("1 … V"), N_("Give a number for the service that stands at this key")),
    (N_("PgUp PgDn"), N_("The services before and after these")),
    (N_("Esc"), N_("Leave a question or a number; go back to the usual person")),
)
WISHES: Final = ("priority", "needs_help", "cannot_hear", "phone", "language")
"""What stands with its key above the services: what is wished for who is here."""
_PLACES: Final = (
    (("look_up", "reprint", "cancel"), ("help", "check_in", "call_help")),
    (("undo",), ("printers",)),
)


def _widths(width: int, _say: Catalogue) -> tuple[int, ...]:
    return (34, 17, 15) if width >= 100 else (25, 14, 13)


TABLE: Final = KeyTable(
    "concierge",
    KEYS,
    _USUAL,
    (NEXT, NUMBER, PROGRAM),
    _WAYS,
    _PLACES,
    _widths,
    ("look_up", "check_in", "help"),
)


def pages_of(office: Office) -> int:
    """How many pages of keys the services fill."""
    return max(1, -(-len(office.services) // len(SERVICE_KEYS)))


def at_keys(office: Office, page: int) -> dict[str, Service]:
    """The service at each key on a page; in the order of the file, so none moves."""
    first = page * len(SERVICE_KEYS)
    return dict(zip(SERVICE_KEYS, office.services[first:], strict=False))
