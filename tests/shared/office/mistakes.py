"""What an office file is told."""

from __future__ import annotations

from pathlib import Path

from shared.office.reader import OfficeMistakes, parse_office
from shared.text.catalogue import catalogue


def mistakes_in(text: str) -> list[str]:
    """The lines about a text's mistakes, in English; none where it is an office."""
    try:
        parse_office(text.encode(), Path("office.toml"))
    except OfficeMistakes as mistakes:
        *found, total = mistakes.message(catalogue("en")).splitlines()
        assert total.startswith(f"Mistakes: {len(found)}")
        return found
    return []
