"""Where the clerk's hand is: the chosen row, the typed number, ticks, open pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from counter.line import Line
from counter.visit import Ticks
from shared.desk.typed import longer, meant
from shared.trade.ticket import Ticket


@dataclass(slots=True)
class Hand:
    """What the clerk chose and typed, and has not done yet."""

    chosen: int | None = None
    """The key of the chosen ticket; none: whoever is next."""
    typed: str = ""
    """The number typed so far."""
    is_turned: bool = False
    """Whether Tab gave the arrows to the other pane."""
    page: int = 0
    """Which pane a small screen shows."""
    help_first: int | None = None
    """The first row of the help in sight; none: it is closed."""
    drafts: dict[tuple[str, str], str] = field(default_factory=dict)
    """What was written and not done, by what and whom it was about."""
    ticked: dict[int, Ticks] = field(default_factory=dict)
    """The checklists, by the row of the visit."""

    def ticket_in(self, line: Line) -> Ticket | None:
        """The chosen ticket, as the line knows it."""
        return next((each for each in line if each.key == self.chosen), None)

    def type(self, more: str, line: Line) -> None:
        """Another letter or digit of a number."""
        self._find(longer(self.typed, more), line)

    def rub_out(self, line: Line) -> None:
        """Take back the last letter or digit."""
        self._find(self.typed[:-1], line)

    def _find(self, typed: str, line: Line) -> None:
        self.typed = typed
        found = meant(typed, line) if typed else ()
        self.chosen = found[0].key if len(found) == 1 else None

    def choose(self, key: int) -> None:
        """Choose one ticket."""
        self.typed, self.chosen = "", key

    def move(self, by: int, line: Line, *, starts_at_first: bool) -> None:
        """Choose another row; the first is chosen without being named.

        `starts_at_first`: the cursor lies on the first row where none is chosen.
        """
        keys = [each.key for each in line]
        if not keys:
            return
        if self.chosen in keys:
            at = keys.index(self.chosen) + by
        else:
            at = by if starts_at_first else by - 1
        at = max(0, min(at, len(keys) - 1))
        self.typed = ""
        self.chosen = None if starts_at_first and at == 0 else keys[at]

    def let_go(self) -> None:
        """Nobody is chosen, and nothing typed."""
        self.typed, self.chosen = "", None

    def ticks(self, ticket: Ticket | None) -> Ticks:
        """The checklist of a visit, as far as it is ticked."""
        return self.ticked.get(ticket.key, Ticks()) if ticket else Ticks()

    def take_up(self, ticked: Mapping[int, Ticks]) -> None:
        """Checklists of an earlier start; what was ticked since counts."""
        self.ticked = {**ticked, **self.ticked}

    def move_ticks(self, ticket: Ticket, by: int, counts: Sequence[int]) -> None:
        """The cursor over the papers; `counts` are documents and steps."""
        self.ticked[ticket.key] = self.ticks(ticket).moved(by, sum(counts))

    def tick(
        self, ticket: Ticket, counts: tuple[int, int], *, at: int | None = None
    ) -> None:
        """Tick the row under the cursor, or the one at `at`."""
        ticks = self.ticks(ticket)
        ticks = ticks if at is None else replace(ticks, cursor=at)
        self.ticked[ticket.key] = ticks.ticked(*counts)

    def turn_help(self) -> None:
        """Open the help, or close it."""
        self.help_first = 0 if self.help_first is None else None

    def scroll_help(self, by: int, rows: int, height: int) -> None:
        """Other rows of the help, of so many, in so many."""
        last = max(rows - height, 0)
        self.help_first = max(0, min((self.help_first or 0) + by, last))
