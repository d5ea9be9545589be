"""The mark of an office that trains: nobody takes its numbers for real ones."""

from __future__ import annotations

from typing import Final

from shared.text.catalogue import N_, Phrase, catalogue

MARKED: Final = N_("[TEST] {name}")
"""How an office that trains says its name, and the title of a screen without it."""


def marked_name(name: Phrase) -> Phrase:
    """A name with the mark before it, in each of its languages."""
    return Phrase(
        {
            language: catalogue(language)(MARKED, name=words)
            for language, words in name.by_language.items()
        }
    )
