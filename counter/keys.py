"""The keys of the counter, and where its bar shows them."""

from __future__ import annotations

from typing import Final

from shared.office.desk import COUNTER_KEYS
from shared.office.model import Office
from shared.screen.key_table import KeyNames, KeyOf, KeyTable
from shared.text.catalogue import N_, Catalogue

PERSON: Final = N_("This person")
LIST: Final = N_("The list")
COUNTER: Final = N_("The counter")
PROGRAM: Final = N_("The program")
KEYS: Final = (
    KeyOf("go_on", N_("Go on"), N_("What stands in yellow at the foot"), PERSON),
    KeyOf("recall", N_("Again"), N_("Call the same number again"), PERSON),
    KeyOf("start", N_("Came"), N_("The person is here"), PERSON),
    KeyOf("finish", N_("Done"), N_("The visit is done; call nobody yet"), PERSON),
    KeyOf(
        "no_show",
        N_("No-show"),
        N_("The person did not come"),
        PERSON,
        N_("Absent"),
    ),
    KeyOf("hold", N_("Hold"), N_("Put the visit aside, for a reason"), PERSON),
    KeyOf("resume", N_("Resume"), N_("Go on with a visit on hold"), PERSON),
    KeyOf(
        "transfer",
        N_("Send on"),
        N_("Send on to a service, a counter or a colleague, with a note"),
        PERSON,
        N_("Send"),
    ),
    KeyOf(
        "continue_with",
        N_("Next service"),
        N_("Go on with a further service on the same number"),
        PERSON,
    ),
    KeyOf(
        "tick",
        N_("Tick"),
        N_("Papers and steps: there, missing, not seen"),
        PERSON,
        # Full-width when a Chinese input method is on.
        also="ideographic_space",
    ),
    KeyOf("walk_in", N_("No ticket"), N_("Serve somebody without a number"), LIST),
    KeyOf("call_group", N_("Group call"), N_("Call 2 to 4 together; end it"), LIST),
    KeyOf(
        "priority",
        N_("Priority"),
        N_("Another priority for this number"),
        LIST,
    ),
    KeyOf("cancel", N_("Cancel"), N_("Cancel the number under the cursor"), LIST),
    KeyOf("other_pane", N_("Next pane"), N_("Arrows: papers or list"), LIST),
    KeyOf("away", N_("Away"), N_("Leave the counter: pause or close"), COUNTER),
    KeyOf(
        "sign_off",
        N_("Sign off"),
        N_("Somebody else signs on at this counter"),
        COUNTER,
    ),
    KeyOf(
        "call_help",
        N_("Call help"),
        N_("Ask colleagues for help, unseen in the hall; again: all is well"),
        COUNTER,
        N_("SOS"),
    ),
    KeyOf(
        "answer_help",
        N_("I go"),
        N_("Answer the call for help in the red row"),
        COUNTER,
    ),
    KeyOf("undo", N_("Undo"), N_("Take back the last act, for 10 s"), COUNTER),
    KeyOf("printers", N_("Papers"), N_("Papers not printed, copies"), COUNTER),
    KeyOf(
        "help",
        N_("Help"),
        N_("This page"),
        PROGRAM,
        also="question_mark,fullwidth_question_mark",
    ),
)
_WAYS: Final = (
    (N_("↑ ↓"), N_("Choose; Enter takes whom you chose")),
    (N_("A012"), N_("Type a number to find it; 12 is enough")),
    (N_("← →"), N_("On a small screen: list, hall, today")),
)
_PLACES: Final = (
    (("help", "recall", "start", "finish"), ("no_show", "hold", "resume", "transfer")),
    (("undo",), ("away",)),
    (("printers",), ("call_help",)),
    (("walk_in",), ("call_group",)),
    (("continue_with",), ("other_pane",)),
)
_WIDTHS: Final = (34, 12, 13, 14, 18, 18)
"""Of Enter's cell, of a function key's, then of the further columns."""
_SMALL: Final = (26, 9, 17, 0, 0, 0)
_SMALL_IN_LETTERS: Final = (23, 10, 16, 0, 0, 0)
"""Words in Latin letters are longer than those in Han characters."""
_ROOMY: Final = 110


def _widths(width: int, say: Catalogue) -> tuple[int, ...]:
    if width >= _ROOMY:
        return _WIDTHS
    return _SMALL if say.language.startswith("zh") else _SMALL_IN_LETTERS


TABLE: Final = KeyTable(
    "counter",
    KEYS,
    COUNTER_KEYS,
    (PERSON, LIST, COUNTER, PROGRAM),
    _WAYS,
    _PLACES,
    _widths,
    ("finish", "help", "hold", "transfer", "away"),
    ("away", "call_help", 8),
)


def names_of(office: Office, say: Catalogue) -> KeyNames:
    """What the counter's keys are called in an office."""
    return KeyNames(TABLE, office.keys, say)
