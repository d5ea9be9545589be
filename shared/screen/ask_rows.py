"""A question as rows: what is asked, what can be chosen, what more is to be known."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from shared.desk.question import Option, Question
from shared.screen.paint import (
    ACCENT,
    BOLD,
    MUTED,
    PLAIN,
    QUIET,
    WARNING,
    cut,
    ends,
    put,
    row,
    under_cursor,
    wrapped,
)
from shared.text.catalogue import N_, Catalogue, columns


@dataclass(frozen=True, slots=True)
class AskView:
    """A question and where its cursor is."""

    question: Question
    options: tuple[Option, ...]
    at: int
    say: Catalogue
    end: int = 0
    """Which of the question's ends is chosen."""
    first: int = 0
    """The first line of its sheet in sight, as far as there are more."""


def draw_options(
    view: AskView, width: int, height: int
) -> list[Content | tuple[int, Content]]:
    """What is asked, the rows in sight, and what more is to be known."""
    rows: list[Content | tuple[int, Content]] = [
        *wrapped(view.question.heading, width, MUTED)[:2]
    ]
    foot = [_ends(view)] if view.question.ends else []
    chosen = view.options[view.at].foot if view.at < len(view.options) else ""
    for words in filter(None, (chosen, view.question.foot)):
        foot += wrapped(words, width, MUTED)[:2]
    if sheet := view.question.sheet:
        lines = max(height - len(rows) - len(foot) - len(view.options), 1)
        top = min(view.first, max(len(sheet) - lines, 0))
        seen = sheet[top : top + lines]
        rows += [row(("  " + cut(each, width - 2), PLAIN)) for each in seen]
    room = max(height - len(rows) - len(foot), 1)
    first = max(min(view.at - room // 2, len(view.options) - room), 0)
    for at, option in enumerate(view.options[first : first + room], first):
        rows.append((at, _option(option, at == view.at, width)))
    if not view.options:
        rows.append(row((view.say(N_("Nothing found")), WARNING)))
    return [*rows, *foot][:height] if foot else rows


def _ends(view: AskView) -> Content:
    parts: list[tuple[str, str] | str] = ["← → "]
    for at, end in enumerate(view.question.ends):
        parts += [(end.words, BOLD if at == view.end else MUTED), "  "]
    return row(*parts)


def _option(option: Option, is_cursor: bool, width: int) -> Content:
    lead = put("", 2)
    if option.digit:
        lead += put(option.digit, 3, BOLD)
    if option.kind:
        lead += put(option.kind, columns(option.kind) + 1, MUTED)
    right = Content.styled(
        cut(option.right, width // 2), WARNING if option.is_warned else MUTED
    )
    style = QUIET if option.why_not else ACCENT if is_cursor else PLAIN
    words = Content.styled(cut(option.words, width), style)
    line = ends(lead + words, right, width)
    return under_cursor(line, width) if is_cursor else line
