"""docs/printers.md knows every message, profile and paper that the program has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from printers.channel.channel import SILENT
from printers.drawing.preview import KINDS
from printers.session.outcome import CONDITION_WORDS, UNCONFIRMED_WORDS
from shared.office.printers import PROFILES

TOP = Path(__file__).parents[2]
GUIDE = (TOP / "docs" / "printers.md").read_text(encoding="utf-8")
REASONS = re.compile(r'N_\(\s*"([^"{}]+)"\s*\)')


def reasons() -> list[str]:
    """What the modules between a paper and a printer say when something fails."""
    files = (
        file
        for room in ("channel", "session")
        for file in (TOP / "printers" / room).glob("*.py")
        if file.stem != "outcome"
    )
    texts = [file.read_text("utf-8") for file in files]
    return sorted({words for text in texts for words in REASONS.findall(text)})


def test_the_reasons_are_found() -> None:
    assert SILENT in reasons() and len(reasons()) > 10


@pytest.mark.parametrize(
    "words",
    [*CONDITION_WORDS.values(), *reasons(), *UNCONFIRMED_WORDS.values()],
)
def test_every_message_says_what_to_do(words: str) -> None:
    assert re.search(rf"^\| {re.escape(words)} \| \S", GUIDE, re.MULTILINE)


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_is_named_with_its_dots(name: str) -> None:
    row = next(
        line for line in GUIDE.splitlines() if f"`{name}`" in line and "|" in line
    )
    assert f" {PROFILES[name].dots} " in row


def test_every_paper_that_can_be_seen_is_named() -> None:
    assert [kind for kind in KINDS if kind not in GUIDE] == []
