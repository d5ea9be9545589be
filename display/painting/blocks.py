"""A number and its counter in block digits, an arrow between them where it fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shared.canvas.letters import big, big_size, half_blocks

_ARROW: Final = (
    "       ",
    "   #   ",
    "    #  ",
    "###### ",
    "    #  ",
    "   #   ",
    "       ",
)
_GAP: Final = 4
"""Dots between number and counter: more than between two digits."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """How numbers and counters stand beside each other, the same for every row."""

    scale: int
    label_width: int
    counter_width: int
    has_arrow: bool

    @classmethod
    def of(
        cls, longest_label: str, longest_counter: str, *, width: int, height: int
    ) -> Pairing | None:
        """The largest pairing that fits into `width` x `height`, or none."""
        found = None
        for scale in range(1, height + 1):
            for has_arrow in (True, False):
                each = cls(
                    scale,
                    big_size(longest_label, scale)[0],
                    big_size(longest_counter, scale)[0],
                    has_arrow,
                )
                if each.width <= width and each.rows <= height:
                    found = each
                    break
        return found

    @property
    def counter_at(self) -> int:
        """The column where the counter begins."""
        arrow = len(_ARROW[0]) + _GAP // 2 if self.has_arrow else 0
        return self.label_width + (_GAP + arrow) * self.scale

    @property
    def width(self) -> int:
        """The columns it takes."""
        return self.counter_at + self.counter_width

    @property
    def rows(self) -> int:
        """The rows it takes."""
        return big_size("0", self.scale)[1]

    def lines(self, label: str, counter: int) -> list[str]:
        """The pair in blocks, every line as wide as the others."""
        number, place = big(label, self.scale), big(str(counter), self.scale)
        arrow = _arrow(self.scale) if self.has_arrow else [""] * self.rows
        between = self.counter_at - self.label_width
        return [
            left.ljust(self.label_width)
            + middle.center(between)
            + right.ljust(self.counter_width)
            for left, middle, right in zip(number, arrow, place, strict=True)
        ]


def stacked_scale(label: str, counter: str, *, width: int, height: int) -> int:
    """The largest scale at which label and counter fit, each in half of `height`."""
    scale = 0
    while True:
        columns, rows = big_size(label, scale + 1)
        columns = max(columns, big_size(counter, scale + 1)[0])
        if columns > width or rows * 2 > height:
            return scale
        scale += 1


def _arrow(scale: int) -> list[str]:
    stretched = ["".join(dot * scale for dot in row) for row in _ARROW]
    return half_blocks([row for row in stretched for _ in range(scale)])
