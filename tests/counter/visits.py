"""The commonest visits, key by key: what docs/counter.md counts and a test does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter.keys import KEYS, names_of
from shared.office.model import Office
from shared.text.catalogue import catalogue

SECONDS_A_KEY: Final = 1.1
"""Of the keystroke-level model (Card, Moran and Newell 1980), with a look before it."""
CALLS: Final = 3
"""As often somebody is called before a no-show is no question, where not said."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit, and how it is done elsewhere (templates and manual, not tried)."""

    what: str
    keys: tuple[str, ...]
    """What is pressed: "finish" and such by the names of the keys, else as typed."""
    kinds: tuple[str, ...]
    """The events that come of it."""
    zms: str
    qmatic: str
    is_here: bool = False
    """Whether it begins with somebody who is being served."""


_NAMED: Final = {each.do for each in KEYS}
HERE: Final = ("go_on", "go_on")
VISITS: Final = (
    Visit(
        "plain, comes at once",
        HERE,
        ("called", "started"),
        "5 and a form",
        "1 to 2",
    ),
    Visit(
        "comes after the second call",
        ("go_on", "recall", "go_on"),
        ("called", "recalled", "started"),
        "no recall seen",
        "3",
    ),
    Visit(
        "does not come",
        ("go_on", "recall", "recall", "no_show"),
        ("called", "recalled", "recalled", "missed"),
        "3",
        "2 or more",
    ),
    Visit(
        "send on to a service",
        ("transfer", "t", "r", "go_on"),
        ("transferred",),
        "3 or more and a form",
        "2 to 3",
        is_here=True,
    ),
    Visit(
        "send on to counter 3",
        ("transfer", "3", "go_on"),
        ("transferred",),
        "not to a counter",
        "3 or more",
        is_here=True,
    ),
    Visit(
        "fills in a form, comes back",
        ("hold", "1", "resume"),
        ("held", "resumed"),
        "3",
        "2 to 3",
        is_here=True,
    ),
    Visit(
        "A014, far down the line",
        ("1", "4", "go_on"),
        ("called",),
        "2, in a table",
        "2 or more",
    ),
    Visit(
        "second service on one number",
        ("continue_with", "t", "r", "go_on"),
        ("continued",),
        "counted in the form",
        "not known",
        is_here=True,
    ),
    Visit(
        "briefing for three",
        ("call_group", "2"),
        ("group_called",) * 3,
        "none",
        "none",
    ),
    Visit(
        "break and back",
        ("away", "1", "go_on"),
        ("counter_paused", "counter_opened"),
        "sign out and in",
        "2 and more",
    ),
)


def rows(office: Office) -> list[str]:
    """The table of docs/counter.md."""
    names = names_of(office, catalogue("en"))
    found = []
    for visit in VISITS:
        said = (names[each] if each in _NAMED else each for each in visit.keys)
        pressed = " ".join(f"`{each}`" for each in said)
        count = len(visit.keys)
        told = (f"{count} ({pressed})", f"{count * SECONDS_A_KEY:.1f}")
        cells = (visit.what, *told, visit.zms, visit.qmatic)
        found.append(f"| {' | '.join(cells)} |")
    return found
