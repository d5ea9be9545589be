"""Who acts at this screen: a short name, and the PIN for as long as somebody acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from shared.desk.command import Command
from shared.errors import (
    JiaohaoError,
    NotAllowed,
    RefusedByOffice,
    UnknownStaff,
    WrongPin,
)

_FORGET_MS: Final = 600_000
"""After so long without an act the PIN is asked again: somebody may have left."""
_ABOUT_WHO: Final = {NotAllowed.code, UnknownStaff.code, WrongPin.code}
"""Refusals after which the office wants to hear anew who acts."""


class Signed:
    """The person at the screen; the PIN is kept in memory only."""

    def __init__(self, name: str, ticks: Callable[[], int]) -> None:
        self.name = name
        """"": nobody has said yet."""
        self._ticks = ticks
        self._pin = ""
        self._acted_at = 0

    def sign_on(self, name: str, pin: str) -> None:
        """Somebody says who they are; the office judges it with the next act."""
        self.name, self._pin, self._acted_at = name, pin, self._ticks()

    def forget(self) -> None:
        """The PIN was wrong, or nobody is here any more."""
        self._pin = ""

    @property
    def is_known(self) -> bool:
        """Whether an act can be asked without asking who it is."""
        if self._ticks() - self._acted_at > _FORGET_MS:
            self.forget()
        return bool(self._pin)

    def signs(self, command: Command) -> Command:
        """The same command; it says whose it is."""
        self._acted_at = self._ticks()
        who = {"staff": self.name, "pin": self._pin}
        return replace(command, fields={**command.fields, **who})

    def hear_refusal(self, refusal: JiaohaoError) -> None:
        """Forget the PIN where the office did not take it."""
        code = refusal.answer_code if isinstance(refusal, RefusedByOffice) else ""
        if code in _ABOUT_WHO:
            self.forget()
