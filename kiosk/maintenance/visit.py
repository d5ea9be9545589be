"""The staff at the kiosk: the PIN, then what they do with the kiosk itself.

It lies over whatever a visitor has before them, and leaves that as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.act import Back, Ease, Home, Speak, TakeBack, TypeSign
from kiosk.maintenance.acts import (
    NOTHING_TOLD,
    Act,
    Leave,
    PrintTestPage,
    Restart,
    Told,
)
from kiosk.maintenance.lock import PinLock
from kiosk.pages.pin import WRONG
from kiosk.papers import Papers
from kiosk.stage import Stage
from kiosk.steps import Maintenance, Start
from kiosk.typed import Pin, Unlock
from kiosk.way import Way
from printers.session.outcome import Outcome
from shared.machine import log
from shared.office.model import Office
from shared.text.catalogue import N_

PIN_SECONDS: Final = 15
"""After so long without a press the question for the PIN goes away."""
OPEN_SECONDS: Final = 90
"""The same of the page behind it: somebody may be looking for paper."""
_PRINTED: Final = {
    Outcome.PRINTED: N_("The test page is printed."),
    Outcome.FAILED: N_("The test page was not printed."),
    Outcome.UNKNOWN: N_("It is not known whether the test page came out."),
    None: N_("This kiosk has no printer."),
}


class MaintenanceVisit:
    """Whoever pressed the staff key, until it goes away."""

    def __init__(
        self,
        office: Office,
        papers: Papers,
        stage: Stage,
        ticks: Callable[[], int],
        leave: Callable[[Restart | Leave], None],
    ) -> None:
        """`ticks` are this machine's milliseconds; `leave` ends the screen."""
        self._office, self._papers, self._stage = office, papers, stage
        self._leave = leave
        rule = office.maintenance
        self._lock = PinLock(rule.pin, ticks) if rule is not None else None
        self.way: Way | None = None
        """Where they are; none: the screen is the visitors'."""
        self.told = NOTHING_TOLD
        self._seconds_left = 0

    @property
    def wait_seconds(self) -> int:
        """How long no PIN is looked at."""
        return self._lock.wait_seconds if self._lock is not None else 0

    def open(self, visitors: Way) -> None:
        """Ask for the PIN, in the language and letters of who stands there.

        Without a PIN in office.toml nothing happens.
        """
        if self._lock is None or self.way is not None:
            return
        steps = (Start(), Pin())
        self.way = replace(visitors, steps=steps, large_page=0, priority=None)
        self.told = NOTHING_TOLD
        self.touch()
        self._stage.turned()

    def close(self) -> None:
        """Back to what the visitor had."""
        if self.way is not None:
            self.way, self.told = None, NOTHING_TOLD
            self._stage.turned()

    def touch(self) -> None:
        """Somebody is there."""
        here = self.way.here if self.way is not None else None
        is_open = isinstance(here, Maintenance)
        self._seconds_left = OPEN_SECONDS if is_open else PIN_SECONDS

    def tick(self) -> None:
        """A second has passed."""
        self._seconds_left -= 1
        if self._seconds_left <= 0:
            self.close()

    def hear_scanner(self) -> None:
        """What a scanner typed is no PIN, and its first sign no part of one."""
        if self.way is not None and isinstance(self.way.here, Pin):
            self._go(replace(self.way, steps=(Start(), Pin())))

    def act(self, meant: object) -> None:
        """Carry out what a press means."""
        assert self.way is not None
        self.touch()
        if isinstance(meant, Back | Home):
            self.close()
        elif isinstance(meant, Ease | Speak | TypeSign | TakeBack):
            if isinstance(meant, TypeSign):
                self.told = NOTHING_TOLD
            after = self.way.after(meant, self._office)
            assert isinstance(after, Way)
            self._go(after)
        elif isinstance(meant, Unlock) and self._lock and not self._lock.is_shut:
            self._stage.run(self._unlock(meant.pin))
        elif isinstance(meant, Act) and isinstance(self.way.here, Maintenance):
            self._do(meant)

    def _do(self, meant: Act) -> None:
        if isinstance(meant, PrintTestPage):
            self._say(Told(N_("The test page is on its way…")))
            self._stage.run(self._print())
        elif self.told.asked != meant:
            self._say(Told(asked=meant))
        else:
            log.event(f"maintenance: {type(meant).__name__.lower()}")
            self._leave(meant)

    async def _unlock(self, pin: str) -> None:
        assert self._lock is not None
        is_open = await self._lock.opens(pin)
        if self.way is None or not isinstance(self.way.here, Pin):
            return
        if is_open:
            log.event("maintenance: opened")
        else:
            self.told = Told(WRONG, is_trouble=True)
        page = Maintenance() if is_open else Pin()
        self.way = replace(self.way, steps=(Start(), page))
        self.touch()
        self._stage.turned()

    async def _print(self) -> None:
        outcome = await self._papers.test_page()
        if self.way is not None and isinstance(self.way.here, Maintenance):
            self.touch()
            is_trouble = outcome is not Outcome.PRINTED
            self._say(Told(_PRINTED[outcome], is_trouble=is_trouble))

    def _say(self, told: Told) -> None:
        self.told = told
        self._stage.repaint()

    def _go(self, way: Way) -> None:
        self.way = way
        self._stage.repaint()
