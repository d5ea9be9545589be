"""What is drawn on the pages: numbers by the strokes of the screens, and icons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from jiaohao.page.html import Html, tag
from shared.canvas.pen import Point
from shared.canvas.strokes import middle_lines
from shared.text.palette import letter_colour

_HIGH: Final = 12.0
_BOX: Final = 18.6
"""The side of the box around a letter, in units of a digit's height of 12."""
_SPACE: Final = 3.0
_CORNER: Final = math.radians(25)
_MOST_PICTURED: Final = 20
"""People in the picture of the line: more are not counted at a glance."""
_ICONS: Final = {
    "people": (
        '<circle cx="6" cy="7.5" r="3.5"/><circle cx="18" cy="7.5" r="3.5"/>'
        '<path d="M0 21v-4.5l2-3h8l2 3V21zM12.8 21v-4.5l1.6-3H22l2 3V21z"/>'
    ),
    "clock": (
        '<circle class="l" cx="12" cy="12" r="9.8"/>'
        '<path class="l" d="M12 6v6.4l4.6 3"/>'
    ),
    "seat": '<path class="l" d="M6 2v20M6 13.5h11.5V22"/>',
    "question": (
        '<circle class="l" cx="12" cy="12" r="10"/><path class="l"'
        ' d="M8.6 9.4a3.5 3.5 0 1 1 6 2.4C13.3 13 12 13.4 12 14.8M12 18.2v.1"/>'
    ),
    "warning": '<path class="l" d="M12 2L1.5 21.5h21zM12 9v6M12 18.2v.1"/>',
    "paper": '<path class="l" d="M4 1h10.5L20 6.5V23H4zM8 12h8M8 16.5h8"/>',
    "phone": (
        '<path class="l" d="M4.2 3.6L4.6 8 9 15l7 4.4 4.4.4M4 4l3.2.6.8 3.6'
        'M20 20l-.6-3.2-3.6-.8"/>'
    ),
    "calendar": '<path class="l" d="M2 5h20v17H2zM7 2v5M17 2v5M2 10.5h20"/>',
    "tick": '<path class="l" d="M3 12.5l6 6L21 5.500"/>',
    "arrow": '<path class="l" d="M2 12h19M13.500 4.500L21 12l-7.500 7.500"/>',
}


def icon(name: str) -> Html:
    """A small picture beside words that say the same."""
    return Html(
        f'<svg class="i" aria-hidden="true" viewBox="0 0 24 24">{_ICONS[name]}</svg>'
    )


def number(label: str, letters: Sequence[str], *, is_called: bool = False) -> Html:
    """A number as it stands on paper and board: the letter in its box, then digits."""
    letter = label.rstrip("0123456789")
    return tag(
        "p",
        _number(letter, label[len(letter) :], tuple(letters), is_called),
        tag("span", label, class_="vh"),
        class_="numb",
    )


def badge(letter: str, letters: Sequence[str]) -> Html:
    """A letter in its box, for lists."""
    return _number(letter, "", tuple(letters), False)


def digits(words: str) -> Html:
    """Digits alone, as large as they may be; they are said beside it."""
    drawn, width = _drawn(words, 1.2)
    return _svg(drawn, -0.2, -0.2, width + 2.6, _HIGH + 2.8)


@lru_cache(maxsize=1_024)
def _number(
    letter: str, figures: str, letters: tuple[str, ...], is_called: bool
) -> Html:
    _, letter_width = middle_lines(letter)
    wide = max(_BOX, letter_width + 6)
    drawn_letter, _ = _drawn(letter, (wide - letter_width) / 2, is_box=True)
    drawn, width = _drawn(figures, wide + _SPACE)
    ground = "#06101c" if is_called else letter_colour(letter, letters)
    box = tag(
        "rect", x="0", y="-3.3", width=_short(wide), height="18.6", rx="4", fill=ground
    )
    ink = "pen y" if is_called else "pen k"
    parts = Html(f'{box}<g class="{ink}">{drawn_letter}</g>{drawn}')
    right = wide + _SPACE + width + 1.2 if figures else wide
    return _svg(parts, -0.2, -3.5, right + 0.4, 19.0)


def _drawn(words: str, left: float, *, is_box: bool = False) -> tuple[Html, float]:
    """The strokes of words, from a place on; and how wide they are."""
    paths, width = middle_lines(words)
    said = "".join(_curve([(x + left, y) for x, y in path]) for path in paths)
    path = Html(f'<path d="{said}"/>')
    return (path if is_box else Html(f'<g class="pen">{path}</g>')), width


def _curve(points: list[Point]) -> str:
    """A path through points: round where they turn a little, else with corners."""
    said = [f"M{_place(points[0])}"]
    for at, point in enumerate(points[1:], 1):
        after = points[at + 1] if at + 1 < len(points) else None
        if after is not None and _turn(points[at - 1], point, after) < _CORNER:
            middle = ((point[0] + after[0]) / 2, (point[1] + after[1]) / 2)
            said.append(f"Q{_place(point)} {_place(middle)}")
        else:
            said.append(f"L{_place(point)}")
    return "".join(said)


def _turn(before: Point, at: Point, after: Point) -> float:
    """By how much a path turns at a point, in radians."""
    came = math.atan2(at[1] - before[1], at[0] - before[0])
    goes = math.atan2(after[1] - at[1], after[0] - at[0])
    return abs(math.remainder(goes - came, math.tau))


def _place(point: Point) -> str:
    return f"{_short(point[0])} {_short(point[1])}"


def _svg(drawn: Html, x: float, y: float, width: float, height: float) -> Html:
    box = " ".join(_short(each) for each in (x, y, width, height))
    return Html(
        '<svg aria-hidden="true" preserveAspectRatio="xMinYMid"'
        f' viewBox="{box}">{drawn}</svg>'
    )


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def line_of(people: int, words: str) -> Html | None:
    """The people who go before, and the visitor at the end; `words` say the same."""
    if not 0 < people <= _MOST_PICTURED:
        return None
    shown = "".join(
        f'<circle class="q" cx="{18 + 21 * at}" cy="11" r="4.4"/>'
        f'<path class="q" d="M{10 + 21 * at} 27a8 9 0 0 1 16 0z"/>'
        for at in range(people)
    )
    own = 26 + 21 * people
    drawn = Html(
        f'<path class="end" d="M2 3v26"/>{shown}'
        f'<circle class="you" cx="{own}" cy="16" r="14.5"/>'
        f'<circle class="ink" cx="{own}" cy="12" r="4.2"/>'
        f'<path class="ink" d="M{own - 7} 24.5a7 7.5 0 0 1 14 0z"/>'
    )
    picture = tag(
        "svg",
        drawn,
        role="img",
        aria_label=words,
        preserveAspectRatio="xMinYMid",
        viewBox=f"0 0 {max(250, own + 18)} 32",
    )
    return tag("p", picture, class_="queue")
