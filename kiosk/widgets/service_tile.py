"""A service that people may choose."""

from __future__ import annotations

from typing import Final

from kiosk.lines import Line
from kiosk.speech import Speech
from kiosk.widgets.touch_button import TouchButton
from shared.office.model import Service
from shared.text.catalogue import N_
from shared.trade.hall import Hall

CLOSED: Final = N_("Closed now")


class ServiceTile(TouchButton):
    """What the service is called, whom it is for, and how many wait."""

    DEFAULT_CSS = """
    ServiceTile {
        height: 100%; border-left: outer $primary; border-top: hkey $secondary;
        content-align: left top; text-align: left;
    }
    ServiceTile.-closed { border-left: outer $secondary; background: $surface; }
    ServiceTile.-flat { border-top: none; }
    """

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service
        self.is_open = True

    def show(self, speech: Speech, hall: Hall | None) -> None:
        """Say it in this language, as the hall is now."""
        now = hall.service(self.service.code) if hall is not None else None
        self.is_open = now is None or now.is_open
        self.set_class(not self.is_open, "-closed")
        name = speech.phrase(self.service.name, style="bold")
        beside = Line(name.beside, 2, "$secondary", may_be_cut=True)
        lines = [Line(name.words, 0, name.style), beside]
        if self.service.for_whom is not None:
            for_whom = self.service.for_whom.say(speech.language)
            lines.append(Line(for_whom, 3, "$secondary"))
        if not self.is_open:
            lines.append(speech.line(CLOSED, rank=1, style="bold $warning"))
        elif now is not None:
            waiting = speech.say("Waiting: {n}", n=now.waiting)
            lines.append(Line(waiting, 1, "$primary"))
        self.lines = tuple(lines)
