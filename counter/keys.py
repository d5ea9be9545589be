"""The keys of the counter: one table for the hands, the screen and the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from counter.widgets.key_bar import Key
from shared.text.catalogue import N_, Catalogue, columns

TAKE: Final = "take"
CHOOSE: Final = "choose"
PRINTERS: Final = "printers"


@dataclass(frozen=True, slots=True)
class KeyOf:
    """A key of the keyboard and what it does."""

    key: str
    name: str
    """As it is printed on the keyboard; words for the catalogues where it is not."""
    do: str
    """The command of the contract, TAKE, or PRINTERS."""
    words: tuple[str, ...]
    """What is shown: the word, and the other word where it has two."""
    tooltip: str

    @property
    def binding(self) -> Binding:
        """The key as the panel's binding."""
        return Binding(
            self.key,
            f"press('{self.do}')",
            self.words[0],
            key_display=self.name,
            id=f"counter.{self.do}",
            tooltip=self.tooltip,
        )


KEYS: Final = (
    KeyOf(
        "enter",
        "Enter",
        "call",
        (N_("Call next"), N_("Finish, call next")),
        "Call who is next; while serving, finish and call next",
    ),
    KeyOf("f2", "F2", "recall", (N_("Recall"),), "Call the same number again"),
    KeyOf("f3", "F3", "start", (N_("Start"),), "The person has come"),
    KeyOf("f4", "F4", "finish", (N_("Finish"),), "The visit is done"),
    KeyOf("f5", "F5", "no_show", (N_("No-show"),), "The person did not come"),
    KeyOf("f6", "F6", "hold", (N_("Hold"),), "Put the visit aside"),
    KeyOf(
        "f7",
        "F7",
        "resume",
        (N_("Resume"),),
        "Go on with the chosen or the last visit on hold",
    ),
    KeyOf("f8", "F8", "transfer", (N_("Transfer"),), "Send on to another service"),
    KeyOf("f9", "F9", "pause_counter", (N_("Pause"),), "Take a break"),
    KeyOf("f10", "F10", "open_counter", (N_("Open"),), "Open the counter, or go on"),
    KeyOf("f12", "F12", "close_counter", (N_("Close"),), "Close the counter"),
    KeyOf(
        "ctrl+p",
        "Ctrl+P",
        PRINTERS,
        (N_("Printers"),),
        "Papers that did not come out, and copies of papers",
    ),
    KeyOf(
        # Full-width when a Chinese input method is on.
        "space,ideographic_space",
        N_("Space"),
        TAKE,
        (N_("Take"),),
        "Take the chosen one: call, resume, or let wait again",
    ),
)
_NO_COMMANDS: Final = (
    Binding(
        "up",
        "choose(-1)",
        "Choose",
        id="counter.up",
        tooltip="Choose the one above in the list",
    ),
    Binding(
        "down",
        "choose(1)",
        "Choose",
        id="counter.down",
        tooltip="Choose the one below in the list",
    ),
    Binding(
        "escape",
        "leave",
        "Leave",
        id="counter.leave",
        tooltip="Leave a question; nothing is done",
    ),
)
KEY_BINDINGS: Final[list[BindingType]] = [
    *(key.binding for key in KEYS),
    *_NO_COMMANDS,
]


def word_of(do: str, say: Catalogue) -> str:
    """The word of a command; the commands behind Space have that of Space."""
    do = PRINTERS if do == "print_wish" else do
    words = next((key.words for key in KEYS if key.do == do), KEYS[-1].words)
    return say(words[0])


def shown_keys(
    lawful: frozenset[str],
    is_serving: bool,
    say: Catalogue,
    *,
    has_printers: bool = False,
) -> tuple[Key, ...]:
    """The keys for the key bar; `lawful` names what would do something now."""
    shown = []
    for key in KEYS:
        if key.do == PRINTERS and not has_printers:
            continue
        words = [say(word) for word in key.words]
        word = words[-1] if is_serving else words[0]
        widest = max(columns(each) for each in words)
        shown.append(Key(say(key.name), word, key.do in lawful, widest))
    choose = Key("↑ ↓", say(N_("Choose")), CHOOSE in lawful)
    return (*shown[:-1], choose, shown[-1])
