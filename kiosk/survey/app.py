"""`jiaohao kiosk NAME --survey`."""

from __future__ import annotations

from kiosk.locked import LockedApp
from kiosk.survey.panel import SurveyPanel
from shared.canvas.words import Words
from shared.office.model import Office
from shared.wire.client import Client


class SurveyApp(LockedApp):
    """A spare kiosk that asks how it was."""

    def __init__(
        self, office: Office, client: Client, *, words: Words | None = None
    ) -> None:
        super().__init__(SurveyPanel(office, client, words=words))
