"""The colours of drawn pages, each pair readable (look.md 5)."""

from __future__ import annotations

import pytest

from shared.text import palette
from shared.text.palette import contrast

GROUNDS = (palette.NIGHT, palette.BAND, palette.CARD, palette.RAISED)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *(
            (ink, ground)
            for ink in (palette.FOREGROUND, palette.QUIET, palette.ACCENT)
            for ground in GROUNDS
        ),
        *((palette.INK, letter) for letter in palette.LETTERS),
        (palette.INK, palette.ACCENT),
        (palette.INK, palette.WARNING),
        (palette.INK, palette.FOREGROUND),
        (palette.GOOD, palette.GOOD_GROUND),
        (palette.WARNING, palette.WARNING_GROUND),
        (palette.FOREGROUND, palette.STALE),
        *((letter, palette.CARD) for letter in palette.LETTERS),
    ],
)
def test_what_is_written_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 7


def test_the_edge_of_a_card_can_be_seen() -> None:
    assert contrast(palette.EDGE, palette.NIGHT) >= 3
