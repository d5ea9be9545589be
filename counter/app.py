"""The counter's own terminal: whoever has somebody there is asked before it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from counter.panel import CounterPanel
from counter.tick_file import TickFile
from shared.office.model import Office
from shared.screen.staff_app import StaffApp
from shared.text.catalogue import N_
from shared.wire.client import Client

if TYPE_CHECKING:
    from counter.papers import CounterPapers

_THINK_SECONDS: Final = 6.0
"""How long the question whether to quit stays open."""


class CounterApp(StaffApp):
    """`jiaohao counter NUMBER`."""

    def __init__(
        self,
        office: Office,
        number: int,
        client: Client,
        *,
        staff: str | None = None,
        language: str | None = None,
        ticks: TickFile | None = None,
        papers: CounterPapers | None = None,
    ) -> None:
        panel = CounterPanel(
            office,
            number,
            client,
            staff=staff,
            language=language,
            ticks=ticks,
            papers=papers,
        )
        super().__init__(panel)
        self._counter = panel
        self._is_asked = False

    async def action_quit(self) -> None:
        """Leave; while somebody is at the counter, only when pressed again."""
        why = self._counter.why_stay()
        if why is None or self._is_asked:
            self.exit()
            return
        say = self._counter.say
        words = say(N_("{why}. Press Ctrl+Q again to leave all the same"), why=why)
        self._counter.warn(words)
        self._is_asked = True
        self.set_timer(_THINK_SECONDS, self._forget_question)

    def _forget_question(self) -> None:
        self._is_asked = False
