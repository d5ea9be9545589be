"""What a visit needs of the screen it is seen on."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Protocol


class Stage(Protocol):
    """Where a visit is seen."""

    def run(self, work: Coroutine[Any, Any, None]) -> object:
        """Let something go on behind the page."""
        ...

    def repaint(self) -> None:
        """What is shown of the visit has changed."""
        ...

    def turned(self) -> None:
        """Another page is shown from now on."""
        ...

    def rested(self) -> None:
        """The page is as the next person expects it."""
        ...
