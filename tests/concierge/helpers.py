"""What reception's tests share: a Friday of fixed values, and a panel in an app."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

from kiosk.concierge.panel import ConciergePanel
from kiosk.concierge.slips import Slip
from kiosk.on_paper import OnPaper
from shared.desk.command import Command
from shared.office.model import Office
from shared.trade.hall import Hall
from shared.trade.range import Range
from shared.wire.client import Client
from tests.counter.helpers import telling, ticket
from tests.kiosk.support import FakePapers
from tests.supervisor.helpers import FRIDAY_1042, MINUTE, rush
from tests.support import FakeClock


def friday(office: Office) -> Hall:
    """The rush, with waits that are known and a briefing that is not today."""
    hall = rush(office)
    services = tuple(
        replace(
            each,
            is_open=each.code != "briefing",
            wait=Range(4 * at, 6 * at + 2) if at % 3 else None,
        )
        for at, each in enumerate(hall.services)
    )
    return replace(hall, services=services)


def panel_at(office: Office, client: Client, language: str = "en") -> ConciergePanel:
    """Reception of an office, with a second between any two presses."""
    panel = ConciergePanel(office, client, papers=FakePapers(), language=language)
    panel.guard.ticks = count(0, 1_000).__next__
    return panel


def still_panel(
    folder: Path, office: Office, hall: Hall, language: str = "en"
) -> ConciergePanel:
    """Reception of a fixed hall in which the time stands still."""
    client = telling(folder, office, hall)
    client.station = "kiosk-1"
    client.ticks = float
    panel = panel_at(office, client, language)
    panel.known.ticks = FakeClock()
    return panel


def given(panel: ConciergePanel) -> None:
    """Three numbers given out, the last a moment ago."""
    looks = panel.looks
    for at, (letter, service, told) in enumerate(
        (
            ("B", "first-confirmation", {}),
            ("B", "job-seeking", {}),
            (
                "C",
                "benefit-application",
                {"priority": "priority", "language": "vi", "cannot_hear": True},
            ),
        )
    ):
        came = FRIDAY_1042 - (3 - at) * MINUTE
        one = ticket(4 + 3 * at, letter, service, issued_at=came, **told)
        looks.slips.add(one)
    papers = (OnPaper.COMING, OnPaper.HERE, OnPaper.MISSING)
    looks.slips.all = tuple(
        Slip(each.ticket, paper)
        for each, paper in zip(looks.slips.all, papers, strict=True)
    )
    looks.undo.offer(Command("cancel", {"label": "C010"}))
