"""The trade itself: the office, its tickets, whose turn it is, and the one file."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
