"""What a station writes down of its answers: never the words of a request.

A label is taken from the answer, as anything may stand in a request.
"""

from __future__ import annotations

import logging
import time
from typing import Final, NamedTuple

from shared.errors import AWAY
from shared.machine import log
from shared.trade.commands import COMMANDS

_log = logging.getLogger(__name__)
_LABEL: Final = '"ticket":{"label":"'
_REFUSAL: Final = '"ok":false,"error":"'


class AnswerLog:
    """The answers of one station; written down when nobody waits for it."""

    def __init__(self) -> None:
        self._noted: list[_Noted] = []

    def note(
        self, do: str, answer: str, asked_at: float, *, is_alone: bool = False
    ) -> None:
        """An answer (JSON) was given to a command that is known.

        `asked_at` is the instant by time.monotonic; `is_alone` says that it was given
        without the share.
        """
        seconds = time.monotonic() - asked_at
        self._noted.append(_Noted(do, answer, seconds, is_alone))

    def write_down(self) -> None:
        """Write down what was noted."""
        if self._noted:
            noted, self._noted = self._noted, []
            for each in noted:
                _write_down(each)


class _Noted(NamedTuple):
    do: str
    answer: str
    seconds: float
    is_alone: bool


def _write_down(noted: _Noted) -> None:
    """A line for each change, and for a read that failed."""
    refusal = _text_after(_REFUSAL, noted.answer)
    if refusal in AWAY:
        # Asked again and again until it is back.
        _log.warning("%s refused %s", noted.do, refusal)
    elif refusal or noted.do in COMMANDS:
        label = _text_after(_LABEL, noted.answer)
        words = f"{noted.do} {label}" if label else noted.do
        if refusal:
            words += f" refused {refusal}"
        if noted.is_alone:
            words += " alone"
        log.event(words, seconds=noted.seconds)


def _text_after(mark: str, answer: str) -> str:
    """The text that begins behind a mark, "" where it is not there.

    No text that somebody chose can hold a mark: its quotes are escaped.
    """
    start = answer.find(mark)
    if start < 0:
        return ""
    start += len(mark)
    return answer[start : answer.find('"', start)]
