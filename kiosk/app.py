"""`jiaohao kiosk`: the panel that gives out numbers fills the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.durations import BACK_SECONDS
from kiosk.locked import LockedApp
from kiosk.maintenance.acts import Restart
from kiosk.panel import KioskPanel
from kiosk.papers import Papers
from shared.canvas.words import Words
from shared.errors import EXIT_BY_STAFF
from shared.office.model import Office
from shared.wire.client import Client

if TYPE_CHECKING:
    from kiosk.guide import Guide


class KioskApp(LockedApp):
    """The touch screen that gives out numbers."""

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        papers: Papers,
        words: Words | None = None,
        back_seconds: float = BACK_SECONDS,
        new_guide: Callable[[], Guide] | None = None,
    ) -> None:
        super().__init__(
            KioskPanel(
                office,
                client,
                papers=papers,
                words=words,
                back_seconds=back_seconds,
                new_guide=new_guide,
            )
        )
        self.is_to_begin_anew = False
        """Whether it ended only to be started again."""

    def on_kiosk_panel_left_by_staff(self, event: KioskPanel.LeftByStaff) -> None:
        self.is_to_begin_anew = isinstance(event.how, Restart)
        self.exit(return_code=0 if self.is_to_begin_anew else EXIT_BY_STAFF)
