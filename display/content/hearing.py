"""Which calls are news to a screen that starts late, looks often and is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shared.trade.hall import Call

NEWS_MS: Final = 20_000
"""A call older than this is not announced any more."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a screen has heard so far. Instants are milliseconds of its own clock."""

    seq: int | None = None
    """The newest call it knows of; none before the first hall."""
    known_at: int = 0
    """When what it knows was last confirmed."""

    def listen(
        self, calls: Sequence[Call], *, now: int, known_at: int
    ) -> tuple[list[Call], Hearing]:
        """The calls to announce, oldest first, and what is known from now on.

        `calls` are newest first and confirmed at `known_at`. A screen that starts
        announces nothing that was called before. A call made while it was listening
        is news whatever the clock of its counter says; after an outage only that
        clock tells old calls from new ones.
        """
        was_listening = now - self.known_at <= NEWS_MS
        news = [
            call
            for call in reversed(calls)
            if self.seq is not None
            and call.seq > self.seq
            and (was_listening or now - call.at <= NEWS_MS)
        ]
        newest = calls[0].seq if calls else self.seq or 0
        return news, Hearing(newest, known_at)
