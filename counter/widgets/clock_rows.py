"""The rows that change with the second: since the call, of the visit, of the pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from shared import clock
from shared.desk.words import elapsed
from shared.office.rules import RecallRule
from shared.screen.paint import (
    BOLD,
    MUTED,
    PLAIN,
    PLATE,
    TROUBLE,
    WARNING,
    ends,
    gauge,
    row,
)
from shared.text import palette
from shared.text.catalogue import N_, Catalogue

UNANSWERED: Final = clock.minutes(5)
"""Milliseconds after which a call that nobody answered is an alarm."""


@dataclass(frozen=True, slots=True)
class CalledClock:
    """A call that waits for its person; durations in milliseconds."""

    say: Catalogue
    rule: RecallRule
    calls: int
    since_first: int
    since_last: int
    no_show_key: str = "F5"
    recall_key: str = "F2"

    @property
    def wait(self) -> int:
        """Seconds until the next call may be."""
        return max(self.rule.seconds_apart - self.since_last // 1000, 0)

    @property
    def is_used_up(self) -> bool:
        """Whether it was called as often as the office calls."""
        return self.calls >= self.rule.calls


@dataclass(frozen=True, slots=True)
class ServingClock:
    """A visit under way."""

    say: Catalogue
    since: int
    """Milliseconds."""
    usual: int | None
    """Whole minutes."""


@dataclass(frozen=True, slots=True)
class FreeClock:
    """Nobody at the counter."""

    say: Catalogue
    since: int | None
    """Milliseconds."""


ClockView = CalledClock | ServingClock | FreeClock


def draw_clock(view: ClockView, width: int, height: int) -> Sequence[Content]:
    """The clock of whatever the counter does."""
    if isinstance(view, CalledClock):
        return _called(view, width)
    if isinstance(view, ServingClock):
        return [_serving(view, width)]
    if view.since is None:
        return [row(view.say(N_("Nobody at the counter")))]
    return [row(view.say(N_("Nobody at the counter")), f"  {elapsed(view.since)}")]


def _called(view: CalledClock, width: int) -> list[Content]:
    say = view.say
    if view.since_first >= UNANSWERED:
        words = N_("!! called {n} min ago, nobody came")
        chip = say(words, n=view.since_first // 60_000)
        style = f"{palette.BACKGROUND} on {palette.ALARM}"
        return [row((f" {chip} ", style)), _how_to_end(view)]
    if view.is_used_up:
        words = N_("called {calls}/{most} times")
        chip = say(words, calls=view.calls, most=view.rule.calls)
        last = say(N_("last {time} ago"), time=elapsed(view.since_last))
        return [row((f" {chip} ", TROUBLE), "  ", (last, PLAIN)), _how_to_end(view)]
    words = N_("Call {calls} of {most}")
    left = row((say(words, calls=view.calls, most=view.rule.calls), BOLD), " ")
    right = row(_again(view))
    share = 1 - view.wait / view.rule.seconds_apart if view.rule.seconds_apart else 1
    room = max(width - left.cell_length - right.cell_length - 1, 0)
    ago = say(N_("called {time} ago, not here yet"), time=elapsed(view.since_first))
    return [ends(left + gauge(share, room), right, width), row(ago)]


def _again(view: CalledClock) -> str:
    if view.wait:
        return view.say(N_("again in {n} s"), n=view.wait)
    return view.say(N_("{key} calls again"), key=view.recall_key)


def _how_to_end(view: CalledClock) -> Content:
    before, _, after = view.say(N_("Not here? Press {key}: no-show")).partition("{key}")
    return row((before, PLAIN), (f" {view.no_show_key} ", PLATE), (after, PLAIN))


def _serving(view: ServingClock, width: int) -> Content:
    say = view.say
    left = row((f"{elapsed(view.since)} ", BOLD))
    if not view.usual:
        return left
    over = view.since - clock.minutes(view.usual)
    if over > 0:
        words = N_("usual {usual}, {over} min over")
        told = say(words, usual=view.usual, over=over // 60_000)
        right = row((told, WARNING))
        room = max(width - left.cell_length - right.cell_length - 1, 0)
        tick = max(round(view.usual * room * 60_000 / view.since) - 1, 0)
        bar = row(("━" * tick, PLAIN), ("┃", PLAIN), ("━" * (room - tick - 1), WARNING))
        return ends(left + bar, right, width)
    right = row((say(N_("usual {n} min"), n=view.usual), MUTED))
    room = max(width - left.cell_length - right.cell_length - 1, 0)
    share = view.since / clock.minutes(view.usual)
    return ends(left + gauge(share, room), right, width)
