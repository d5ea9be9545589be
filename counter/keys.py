"""The keys of the counter: one table for hands, screen, help and office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from shared.office.desk import COUNTER_KEYS
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue

PERSON: Final = N_("This person")
LIST: Final = N_("The list")
COUNTER: Final = N_("The counter")
PROGRAM: Final = N_("The program")
GROUPS: Final = (PERSON, LIST, COUNTER, PROGRAM)


@dataclass(frozen=True, slots=True)
class KeyOf:
    """Something a key does."""

    do: str
    """One of COUNTER_KEYS."""
    word: str
    """In the key bar."""
    tooltip: str
    """In the help."""
    group: str
    short: str = ""
    """In the key bar where room is short."""
    also: str = ""
    """Further keys of the keyboard that do the same."""

    @property
    def binding(self) -> Binding:
        """The key as the panel's binding."""
        return Binding(
            ",".join(filter(None, (COUNTER_KEYS[self.do], self.also))),
            f"press('{self.do}')",
            self.word,
            id=f"counter.{self.do}",
            tooltip=self.tooltip,
        )


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
    KeyOf("cancel", N_("Cancel"), N_("Cancel the number under the cursor"), LIST),
    KeyOf("other_pane", N_("Next pane"), N_("Arrows: papers or list"), LIST),
    KeyOf("away", N_("Away"), N_("Leave the counter: pause or close"), COUNTER),
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
_MOVES: Final[dict[str, tuple[str, *tuple[int, ...]]]] = {
    "up": ("move", -1),
    "down": ("move", 1),
    "pageup": ("move", -10),
    "pagedown": ("move", 10),
    "home": ("move", -100_000),
    "left": ("turn", -1),
    "right": ("turn", 1),
    "escape": ("leave",),
    "backspace": ("rub_out",),
}
OF_A_LINE: Final = frozenset(
    {"home", "left", "right", "backspace", "delete", "space", "ctrl+e"}
)
"""Keys that belong to a line of text while that has the keyboard."""
KEY_BINDINGS: Final[list[BindingType]] = [
    *(key.binding for key in KEYS),
    *(
        Binding(
            key,
            f"{action[0]}({', '.join(map(str, action[1:]))})",
            key,
            id=f"counter.{key}",
            show=False,
        )
        for key, action in _MOVES.items()
    ),
]
_NAMES: Final = {
    "enter": N_("Enter"),
    "tab": N_("Tab"),
    "space": N_("Space"),
    "delete": N_("Del"),
    "insert": N_("Ins"),
}


class KeyNames:
    """What the keys of one office are called."""

    def __init__(self, office: Office, say: Catalogue) -> None:
        self._keys: Mapping[str, str] = {**COUNTER_KEYS, **office.keys}
        self._say = say

    def __getitem__(self, do: str) -> str:
        """The name on the keyboard of the key for `do`."""
        key = self._keys[do]
        if key in _NAMES:
            return self._say(_NAMES[key])
        return "+".join(part.capitalize() for part in key.split("+"))

    @property
    def actions(self) -> dict[str, tuple[str, *tuple[str | int, ...]]]:
        """What each key of the keyboard does: an action and what it is told."""
        presses: dict[str, tuple[str, *tuple[str | int, ...]]] = {}
        for key in KEYS:
            for each in filter(None, (self._keys[key.do], *key.also.split(","))):
                presses[each] = "press", key.do
        moves: dict[str, tuple[str, *tuple[str | int, ...]]] = {**_MOVES}
        return moves | presses

    @property
    def keymap(self) -> dict[str, str]:
        """What Textual's keymap needs to know."""
        also = {key.do: key.also for key in KEYS}
        return {
            f"counter.{do}": ",".join(filter(None, (key, also[do])))
            for do, key in self._keys.items()
            if key != COUNTER_KEYS[do]
        }


def word_of(do: str, say: Catalogue) -> str:
    """What a key's act is called."""
    return next((say(key.word) for key in KEYS if key.do == do), do)
