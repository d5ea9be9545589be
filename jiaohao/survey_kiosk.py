"""`jiaohao kiosk NAME --survey`: the questions on a spare kiosk."""

from __future__ import annotations

from pathlib import Path

from jiaohao.screens import Screen, locked, office_of, refuse_unknown_kiosk
from jiaohao.station_link import client_of
from shared.errors import OfficeMistake
from shared.machine.loading import loading


def run_survey(folder_given: Path | None, name: str) -> int:
    """Ask until it is ended; returns the exit status."""
    return locked(lambda: _survey(folder_given, name))


def _survey(folder_given: Path | None, name: str) -> Screen:
    folder, office = office_of(folder_given, is_start=True)
    refuse_unknown_kiosk(office, name)
    if office.survey is None:
        from shared.trade.commands.surveys import NO_SURVEY

        raise OfficeMistake(NO_SURVEY)
    client = client_of(folder, name, name)
    with loading():
        from kiosk.survey.app import SurveyApp
        from shared.canvas.words import Words
        from shared.machine.state_folder import MASKS, state_folder

    words = Words(state_folder() / MASKS)
    return SurveyApp(office, client, words=words), client, office
