"""Where the hand of who leads the hall is: pane, row, typed number, open page."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from counter.supervisor.layout import PANES, TURNED
from shared.desk.typed import longer


@dataclass(slots=True)
class Hand:
    """What was chosen and typed, and is not done yet."""

    pane: str = PANES[0]
    typed: str = ""
    """The number typed so far."""
    page: str = ""
    """"help" or "who", while that is open."""
    page_first: int = 0
    """The first row of that page in sight."""
    turned: str = TURNED[0]
    """Which of the panes that share a place is seen where room is short."""
    _chosen: dict[str, Hashable] = field(default_factory=dict)

    def cursor(self, pane: str, keys: Sequence[Hashable]) -> Hashable:
        """The chosen row of a pane, followed wherever it goes; else the first."""
        chosen = self._chosen.get(pane)
        return chosen if chosen in keys else keys[0] if keys else None

    def choose(self, pane: str, key: Hashable) -> None:
        """Go to a row."""
        self.go_to(pane)
        self._chosen[pane] = key

    def go_to(self, pane: str) -> None:
        """The arrows act on another pane."""
        self.pane, self.typed = pane, ""
        if pane in TURNED:
            self.turned = pane

    def next_pane(self) -> None:
        """Round and round."""
        self.go_to(PANES[(PANES.index(self.pane) + 1) % len(PANES)])

    def turn(self, by: int) -> None:
        """The next or the one before of the panes that share a place."""
        at = (TURNED.index(self.turned) + by) % len(TURNED)
        self.go_to(TURNED[at])

    def move(self, by: int, keys: Sequence[Hashable]) -> None:
        """The cursor `by` rows on."""
        if keys:
            at = keys.index(self.cursor(self.pane, keys)) + by
            self._chosen[self.pane] = keys[max(0, min(at, len(keys) - 1))]
            self.typed = ""

    def type(self, more: str) -> None:
        """Another letter or digit of a number."""
        self.typed = longer(self.typed, more)

    def rub_out(self) -> None:
        """Take back the last letter or digit."""
        self.typed = self.typed[:-1]

    def open_page(self, page: str) -> None:
        """Open the help or the list of acts, or close it."""
        self.page, self.page_first = ("" if self.page == page else page), 0

    def scroll(self, by: int, rows: int, height: int) -> None:
        """Other rows of the open page, of so many, in so many."""
        self.page_first = max(0, min(self.page_first + by, max(rows - height, 0)))
