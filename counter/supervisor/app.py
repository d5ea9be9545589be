"""The supervisor's own terminal."""

from __future__ import annotations

from counter.supervisor.panel import SupervisorPanel
from shared.office.model import Office
from shared.screen.staff_app import StaffApp
from shared.wire.client import Client


class SupervisorApp(StaffApp):
    """`jiaohao supervisor`."""

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        staff: str | None = None,
        language: str | None = None,
    ) -> None:
        super().__init__(
            SupervisorPanel(office, client, staff=staff, language=language)
        )
