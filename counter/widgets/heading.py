"""The lines around the visit: whose counter this is, and how old the data is."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widgets import Static

from shared.office.model import Counter
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import COUNTER_STATES, CounterNow
from shared.wire.client import OLD_SECONDS

_STYLES: Final = {
    "open": "bold $success",
    "paused": "bold $warning",
    "closed": "bold $error",
}
_GAP: Final = "   "


def heading(
    place: Counter,
    counter: CounterNow | None,
    *,
    staff: str | None,
    own: str | None,
    say: Catalogue,
) -> Content:
    """Number, name and state of the counter, and who sits there."""
    name = say(N_("Counter {counter}"), counter=place.number)
    if place.name is not None:
        name = f"{name} {place.name.say(say.language)}"
    parts: list[str | tuple[str, str]] = [(name, "bold")]
    if counter is not None:
        state = counter.state
        parts += [_GAP, (say(COUNTER_STATES[state]), _STYLES[state])]
    who = (counter.staff if counter is not None else None) or staff
    if who:
        parts += [_GAP, who]
    if counter is not None and own and counter.station not in (None, own):
        words = N_("held by station {station}")
        parts += [_GAP, (say(words, station=counter.station), "$secondary")]
    return Content.assemble(*parts)


def old_words(age: float, trouble: tuple[str, str] | None, say: Catalogue) -> str:
    """How old the data is (`age` in seconds) and why, or "" while it is fresh."""
    if age <= OLD_SECONDS:
        return ""
    if age < 120:
        words = say(N_("Data is {n} s old"), n=int(age))
    else:
        words = say(N_("Data is {n} min old"), n=int(age // 60))
    if trouble is None:
        return words
    return say(N_("{age}. {trouble}"), age=words, trouble=trouble[1])


class OldLine(Static):
    """A line that is there only while what is shown may be old."""

    DEFAULT_CSS = """
    OldLine {
        display: none; height: auto; max-height: 3; padding: 0 1;
        background: $warning; color: $background; text-style: bold;
        &.-shown { display: block; }
    }
    """

    def show(self, words: str) -> None:
        """Say why it may be old; "" while it is not."""
        self.set_class(bool(words), "-shown")
        if words:
            self.update(words)
