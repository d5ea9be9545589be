"""A mark of what an office.toml says, to compare stations and files by."""

from __future__ import annotations

import hashlib


def version_of(text: str) -> str:
    """Eight letters that differ when the text does."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
