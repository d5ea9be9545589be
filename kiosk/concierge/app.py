"""The terminal of reception."""

from __future__ import annotations

from kiosk.concierge.panel import ConciergePanel
from kiosk.papers import Papers
from shared.office.model import Office
from shared.screen.staff_app import StaffApp
from shared.wire.client import Client


class ConciergeApp(StaffApp):
    """`jiaohao kiosk NAME --staff`."""

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        papers: Papers,
        language: str | None = None,
    ) -> None:
        super().__init__(
            ConciergePanel(office, client, papers=papers, language=language)
        )
