"""The one row for what just happened: what matters most is said, the rest counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from shared.screen.paint import (
    ACCENT,
    BOLD,
    GOOD,
    LIKELY,
    MUTED,
    PLAIN,
    TROUBLE,
    WARNING,
    ends,
    gauge,
    row,
)
from shared.text import palette
from shared.text.catalogue import N_, Catalogue
from shared.trade.act import UNDO_MS

_ALARM: Final = f"{palette.BACKGROUND} on {palette.ALARM}"
SAID_MS: Final = 5_000
"""Milliseconds that a refusal is the first thing to read."""


@dataclass(frozen=True, slots=True)
class StripView:
    """Everything there is to say, from the most pressing to the least."""

    say: Catalogue
    typed: str = ""
    found: str = ""
    """Who the typed number is, in words."""
    asked: str = ""
    """That this counter asked for help."""
    refusal: str = ""
    under_way: str = ""
    away: str = ""
    """Why the data is old, and how old it is."""
    guide: str = ""
    """The step of the tour that comes next."""
    undo_left: int = 0
    """Milliseconds in which the last act can be taken back."""
    undo_key: str = "Ctrl+Z"
    told: str = ""
    """The last act."""
    warnings: tuple[str, ...] = ()
    alarm: str = ""
    """Who asks for help."""
    alarm_keys: str = ""
    """The keys that answer."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All that is said, in full, for the help."""
        said = (self.alarm, self.refusal, self.away, self.asked, self.told)
        return tuple(each for each in (*said, *self.warnings) if each)


def draw_strip(view: StripView, width: int, height: int) -> list[Content]:
    """One row; highest first."""
    if view.typed:
        number = view.say(N_("Number"))
        return [row((f" {number} {view.typed} ", LIKELY), "  ", (view.found, PLAIN))]
    rows = list(_rows(view, width))
    # Why a key did nothing is said for some seconds, whoever asks for help meanwhile.
    if view.alarm and not view.refusal:
        others = f"  +{len(rows)}" if rows else ""
        left = row((f" !! {view.alarm}", _ALARM))
        right = row((f"{view.alarm_keys}{others} ", _ALARM))
        return [ends(left, right, width).stylize_before(_ALARM)]
    if not rows:
        return [Content("")]
    more = len(rows) - 1 + bool(view.alarm)
    if more:
        return [ends(rows[0], row((f"+{more} ", MUTED)), width)]
    return [rows[0]]


def _rows(view: StripView, width: int) -> list[Content]:
    rows = []
    if view.refusal:
        rows.append(row((f" ! {view.refusal}", WARNING)))
    if view.away:
        rows.append(row((f" {view.away} ", TROUBLE)))
    if view.under_way:
        rows.append(row((f" {view.under_way}", BOLD)))
    if view.guide:
        rows.append(row((f" {view.guide}", ACCENT)))
    if view.undo_left > 0:
        rows.append(_undo(view, width - 4))
    if view.asked:
        rows.append(row((f" {view.asked}", PLAIN)))
    rows += [row((f" ! {each}", WARNING)) for each in view.warnings]
    if view.told and view.undo_left <= 0:
        rows.append(row((" ✓ ", GOOD), (view.told, PLAIN)))
    return rows


def _undo(view: StripView, width: int) -> Content:
    share = view.undo_left / UNDO_MS
    seconds = -(-view.undo_left // 1000)
    offer = view.say(N_("{key} takes it back"), key=view.undo_key)
    right = row(
        (f"{offer} ", ACCENT), gauge(share, 10, ACCENT), (f" {seconds:2} s", PLAIN)
    )
    return ends(row((f" {view.told}", BOLD)), right, width)
