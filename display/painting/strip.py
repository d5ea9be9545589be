"""The strips along the foot: who waits by letter, and the running line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from display.content.board import Group
from display.painting.page import Page, Role
from shared.canvas.boxes import columns, pages_of
from shared.canvas.canvas import BADGE, Align
from shared.canvas.cells import clusters, text_columns
from shared.canvas.grid import Box, GridClass
from shared.text.palette import ACCENT, BAND, CARD, FOREGROUND, QUIET

_TALL = re.compile("[\u0e00-\u0e7f\u1ea0-\u1eff]")
"""Thai, and the letters of Vietnamese with two marks."""
_PHRASES = re.compile("(?<=[。，；！？、])|(?<=[.;!?] )(?![0-9])|(?<= )(?=[(])|(?=（)")
"""Where a phrase of a notice ends."""
_FIGURES = re.compile("[^0-9-]")
"""All but the figures of a range of minutes."""
_DRAWN_STRIP = 10
"""Dots of the strip on a coarse terminal that has the rows to draw its figures."""
_DRAWN_FIGURE = 7
_LONGEST_NOTICE = 600
"""Characters of a notice that are shown; nobody reads more from a wall."""


@dataclass(frozen=True, slots=True)
class WaitingWords:
    """The words of the strip."""

    caption: tuple[str, str]
    people: str
    """What stands after a figure, such as 位."""
    next: str
    """What stands before the number that comes next."""


def strip_height(page: Page) -> int:
    """Dots of the strip of who waits."""
    if page.is_written:
        return _DRAWN_STRIP if page.has_headlines else 2
    two = page.em(Role.COUNT) + page.em(Role.NOTE) + 6
    is_fine = page.size is GridClass.FINE
    return max(page.dots(36), two // 2 * 2 if is_fine else page.em(Role.COUNT) + 6)


def paint_waiting(
    page: Page, groups: Sequence[Group], box: Box, words: WaitingWords, turn: int
) -> None:
    """How many wait for each letter; those that find no room have their turn."""
    page.surface.card(box, CARD, radius=page.radius)
    inner = box.inset(page.pad, 0)
    rest = _paint_caption(page, inner, words)
    least = _group_width(page, groups, words)
    across = max(1, min(len(groups), rest.width // max(1, least)))
    parts = pages_of(groups, across)
    shown = parts[turn % len(parts)]
    for group, cell in zip(shown, columns(rest, [1] * across, page.gap), strict=False):
        _paint_group(page, group, cell, words, turn // len(parts))


def _paint_caption(page: Page, box: Box, words: WaitingWords) -> Box:
    first, second = words.caption
    wide = page.width(first, Role.CAPTION)
    if wide > box.width // 3:
        return box
    two = page.least(Role.CAPTION) + page.line(Role.NOTE)
    if not page.is_written and box.height >= two and second:
        wide = max(wide, min(box.width // 4, page.width(second, Role.NOTE)))
        foot = page.line(Role.NOTE)
        # Down to the ink of the line below: marks and descenders need it.
        top = Box(box.x, box.y, wide, box.height - page.em(Role.NOTE) - 2)
        page.text(first, top, QUIET, Role.CAPTION)
        below = Box(box.x, box.bottom - foot, wide, foot)
        if page.fits(second, below, Role.NOTE):
            page.text(second, below, QUIET, Role.NOTE)
    else:
        line = Box(box.x, box.y, wide, box.height)
        page.text(first, line, QUIET, Role.CAPTION)
    left = wide + page.gap * 2
    return Box(box.x + left, box.y, max(0, box.width - left), box.height)


def _has_two_lines(page: Page, high: int) -> bool:
    return high >= page.em(Role.COUNT) + page.em(Role.NOTE) + 2


def _figure(page: Page) -> int:
    """How high the figures are drawn."""
    return _DRAWN_FIGURE if page.is_written else page.em(Role.COUNT)


def _group_width(page: Page, groups: Sequence[Group], words: WaitingWords) -> int:
    if page.is_written and not page.has_headlines:
        # Every letter at once, rather than some of them with who is next.
        return max(text_columns(_written(each, words)) for each in groups) + 3
    count = _figure(page)
    badge = round(count * BADGE * 0.9) + page.gap
    people = page.width(words.people, Role.BODY)
    figures = max(page.stroke_width(each.count, count) for each in groups)
    before = "" if page.is_written else f"{words.next} "
    following = [f"{before}{each.next}" for each in groups if each.next]
    following += [each.minutes for each in groups]
    two = _has_two_lines(page, strip_height(page))
    below = max((page.width(each, Role.NOTE) for each in following), default=0)
    if page.is_written:
        return badge + figures + max(people, below) + 2 * page.gap
    return badge + max(figures + people + page.gap, below if two else 0)


def _written(group: Group, words: WaitingWords) -> str:
    minutes = f"  {group.minutes}" if group.minutes else ""
    return f" {group.letter}  {group.count} {words.people}{minutes}"


def _paint_group(
    page: Page, group: Group, box: Box, words: WaitingWords, turn: int
) -> None:
    """How many wait, and below it how long and who is next in turn."""
    if page.is_written and not page.has_headlines:
        _write_group(page, group, box, words)
        return
    height = _figure(page)
    left = box.x
    if group.letter:
        most = max(height, int((box.height - 4) / BADGE))
        size = height if page.is_written else min(most, round(height * 1.3))
        y = box.y + (box.height - round(size * BADGE)) // 2
        badge = page.surface.badge(group.letter, left, y, size, group.colour)
        left = badge.right + page.gap
    below = _below(group, words, turn)
    rest = Box(left, box.y, max(0, box.right - left), box.height)
    if page.is_written:
        _write_beside(page, group, rest, (words.people, below))
        return
    has_two = bool(below) and _has_two_lines(page, box.height)
    line = page.line(Role.NOTE) if has_two else 0
    down = 2 if has_two else 0
    upper = Box(rest.x, rest.y + down, rest.width, rest.height - line - down)
    if group.minutes and not has_two and turn % 2:
        fits = page.fits(group.minutes, upper, Role.BODY)
        shown = group.minutes if fits else _FIGURES.sub("", group.minutes) + "′"
        page.text(shown, upper, ACCENT, Role.BODY)
        return
    figure = page.strokes(group.count, upper, FOREGROUND, height, Role.COUNT)
    after = Box(
        figure.right + 2, upper.y, max(0, box.right - figure.right - 2), upper.height
    )
    if page.fits(words.people, after, Role.BODY):
        page.text(words.people, after, FOREGROUND, Role.BODY)
    if has_two:
        lower = Box(left, upper.bottom, upper.width, line)
        short = below if page.fits(below, lower, Role.NOTE) else group.next
        page.text(short, lower, ACCENT, Role.NOTE)


def _write_beside(page: Page, group: Group, box: Box, lines: tuple[str, str]) -> None:
    """The figure drawn, and beside it what the terminal writes: two lines."""
    figure = page.strokes(group.count, box, FOREGROUND, _DRAWN_FIGURE, Role.COUNT)
    left = figure.right + page.gap
    upper = Box(left, box.y + box.height // 4 * 2 - 2, max(0, box.right - left), 2)
    lower = Box(left, upper.bottom, upper.width, 2)
    people, below = lines
    short = below if page.fits(below, lower, Role.NOTE) else group.next
    page.text(people, upper, FOREGROUND, Role.NOTE)
    page.text(short, lower, ACCENT, Role.NOTE)


def _below(group: Group, words: WaitingWords, turn: int) -> str:
    """What stands below the people: how long one waits, or whose turn is next."""
    following = f"{words.next} {group.next}" if group.next else ""
    told = [each for each in (group.minutes, following) if each]
    return told[turn % len(told)] if told else ""


def _write_group(page: Page, group: Group, box: Box, words: WaitingWords) -> None:
    left = box.x
    if group.letter:
        wide = text_columns(group.letter) + 2
        badge = Box(left, box.y, wide, 2)
        page.surface.fill(badge, group.colour)
        page.text(
            group.letter, badge, "#06101c", Role.COUNT, align=Align.CENTRE, is_bold=True
        )
        left += wide + 1
    rest = Box(left, box.y, max(0, box.right - left), box.height)
    shown = f"{group.count} {words.people}"
    timed = f"{shown}  {group.minutes}" if group.minutes else shown
    following = f"{timed}  {words.next} {group.next}" if group.next else timed
    for text in (following, timed, shown):
        if text == shown or page.fits(text, rest, Role.COUNT):
            page.text(text, rest, FOREGROUND, Role.COUNT, is_bold=True)
            return


def line_height(page: Page, texts: Sequence[str] = ()) -> int:
    """Dots of the running line: more where letters have marks above and below."""
    if page.is_written:
        return 2
    is_tall = any(_TALL.search(each) for each in texts)
    marks = page.em(Role.NAME) // 3 // 2 * 2 if is_tall else 0
    return max(page.line(Role.NAME) + marks, page.dots(25))


def line_parts(
    page: Page, texts: Sequence[str], width: int, role: Role = Role.NAME
) -> list[str]:
    """Notices in pieces that each fill the line at most, whole phrases if they can."""
    parts: list[str] = []
    for text in texts:
        shown = "".join(clusters(text[:_LONGEST_NOTICE]))
        if len(text) > _LONGEST_NOTICE:
            shown += "…"
        parts += _pieces(page, shown, width, role)
    return parts


def _pieces(page: Page, text: str, width: int, role: Role) -> list[str]:
    """A text in pieces that fill a line at most: whole phrases where they fit one."""
    found = [""]
    for phrase in _PHRASES.split(text):
        together = found[-1] + phrase
        if page.width(together.rstrip(), role) <= width:
            found[-1] = together
            continue
        if page.width(phrase.rstrip(), role) <= width:
            found.append(phrase)
            continue
        if page.width(found[-1], role) * 2 < width:
            found.pop()
            phrase = together
        found += _broken(page, phrase, width, role)
        found[-1] += " " * phrase.endswith(" ")
    return [each.strip() for each in found if each.strip()]


def _broken(page: Page, phrase: str, width: int, role: Role) -> list[str]:
    """A phrase as pieces of about one length: none is left with its last word."""
    widest = page.lines(phrase, width, role)
    tenths = (page.lines(phrase, width * each // 10, role) for each in range(5, 10))
    return next((each for each in tenths if len(each) == len(widest)), widest)


def paint_line(page: Page, texts: Sequence[str], turn: int, box: Box) -> None:
    """The running line: a piece of a notice, each in its turn."""
    page.surface.fill(box, BAND)
    inner = box.inset(page.margin, 0)
    parts = line_parts(page, texts, inner.width)
    if parts:
        page.text(parts[turn % len(parts)], inner, FOREGROUND, Role.NAME)
