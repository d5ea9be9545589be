"""The open data of an office for everybody: made once a day, aside, and kept."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from jiaohao.report.forms.plain import as_csv, dictionary
from jiaohao.report.open_data import COLUMNS
from jiaohao.report.period import Period
from jiaohao.report.table import Report
from shared.clock import Clock
from shared.machine.own_process import own_command
from shared.office.model import Office
from shared.text.catalogue import catalogue

_log = logging.getLogger(__name__)
LOOK_SECONDS: Final = 600.0
"""How often it asks whether a new day has begun, or tries again."""


@dataclass(frozen=True, slots=True)
class OpenData:
    """The same figures in the forms that are served."""

    json: str
    csv: str
    dictionary: str


class OpenDataDesk:
    """Has `jiaohao report open-data` make them, in a process of its own.

    It lasts as long as it lasts, and what it reads comes from the newest copy.
    """

    def __init__(self, folder: Path, office: Office, *, clock: Clock) -> None:
        self._folder, self._office, self._clock = folder, office, clock
        self._day: date | None = None
        self.made: OpenData | None = None
        """None before they were made for the first time."""

    async def keep(self) -> None:
        """Make them whenever a business day has begun, until it is cancelled."""
        while True:
            await self.renew()
            await asyncio.sleep(LOOK_SECONDS)

    async def renew(self) -> None:
        """Make them if they are not of today; else, or if that fails, keep them."""
        today = self._office.business_day(self._clock())
        if today == self._day:
            return
        period = served_period(today)
        told = await _told(
            own_command(
                *("jiaohao", "report", "open-data", "--format", "json"),
                *("--from", str(period.first), "--to", str(period.last)),
                *("--office", str(self._folder)),
            )
        )
        if told is not None:
            self.made, self._day = open_data_in(told, period), today


def served_period(today: date) -> Period:
    """This year until yesterday and the whole year before: what is served."""
    return Period(date(today.year - 1, 1, 1), today - timedelta(days=1))


def open_data_in(told: str, period: Period) -> OpenData:
    """The figures that the report told as JSON, in every form."""
    found = json.loads(told)
    report = Report("open-data", period, COLUMNS, rows=found["rows"])
    report.dictionary, report.licence = found["dictionary"], found["licence"]
    table = f"{as_csv(report, catalogue('en'))}\n"
    return OpenData(told.strip(), table, dictionary(report))


async def _told(command: list[str]) -> str | None:
    """What a command says; none where it fails."""
    making = await asyncio.create_subprocess_exec(
        *command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        told, _ = await making.communicate()
    finally:
        if making.returncode is None:
            making.kill()
            await making.wait()
    if making.returncode:
        _log.warning("open_data=not_made status=%s", making.returncode)
        return None
    return told.decode()
