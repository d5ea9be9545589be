"""How many rows of a long work are taken at once, so that nobody waits for it long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Portion:
    """Half as many after one that took too long, half as many again after another."""

    def __init__(self, size: int, *, most: int, seconds: float) -> None:
        """Begins with `size` rows, which is also the fewest; aims at `seconds`."""
        self.size = size
        self.spent = 0.0
        """Seconds that the last one took."""
        self._fewest, self._most, self._seconds = size, most, seconds

    @contextmanager
    def taken(self) -> Iterator[int]:
        """Around the work on one; gives how many rows it may take."""
        begun = time.monotonic()
        yield self.size
        self.spent = time.monotonic() - begun
        size = self.size // 2 if self.spent > self._seconds else self.size * 3 // 2
        self.size = min(max(size, self._fewest), self._most)
