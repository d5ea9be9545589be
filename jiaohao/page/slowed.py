"""Who asks too often for what costs the office a look, or guesses, waits a little."""

from __future__ import annotations

import math
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from jiaohao.page.limits import Limit

_WRONG_AT_ONCE, _WRONG_A_SECOND = 20, 0.2
"""Wrong codes of one address: who mistypes is let try, who guesses is slowed."""
_LOOKS_AT_ONCE, _LOOKS_A_SECOND = 60, 2
"""Codes that the file alone can tell from wrong ones. Not those above: behind one
address a right code opens still when somebody beside has guessed."""
_FORMS_AT_ONCE, _FORMS_A_SECOND = 30, 0.1
"""Comments without a number, and appointments made, of one address: a hall's own Wi-Fi
is one, and a machine that takes every slot of a week is another."""
TooOften = Callable[[Request, int], Response]
"""What is answered, and after how many seconds it may be asked again."""


class Slowed:
    """For each kind of asking the answer to who must wait, or none."""

    def __init__(self, too_often: TooOften, ticks: Callable[[], float]) -> None:
        """`ticks` gives seconds."""
        self._too_often = too_often
        self._wrong = Limit(_WRONG_AT_ONCE, _WRONG_A_SECOND, ticks)
        self._looks = Limit(_LOOKS_AT_ONCE, _LOOKS_A_SECOND, ticks)
        self._comments = Limit(_FORMS_AT_ONCE, _FORMS_A_SECOND, ticks)
        self._bookings = Limit(_FORMS_AT_ONCE, _FORMS_A_SECOND, ticks)

    def of_wrong_code(self, request: Request) -> Response | None:
        """After a code that was wrong."""
        return self._answer(self._wrong, request)

    def of_looking_up(self, request: Request) -> Response | None:
        """Before a code is looked up in the file."""
        return self._answer(self._looks, request)

    def of_writing(self, request: Request) -> Response | None:
        """Before a comment without a number is kept."""
        return self._answer(self._comments, request)

    def of_booking(self, request: Request) -> Response | None:
        """Before an appointment is made."""
        return self._answer(self._bookings, request)

    def _answer(self, limit: Limit, request: Request) -> Response | None:
        wait = limit.wait(request.scope["asker"])
        return self._too_often(request, math.ceil(wait)) if wait else None
