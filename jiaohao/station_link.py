"""A screen's link to its station, which begins before the screen is loaded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiaohao.stations import command_line, load_station, run_station
from jiaohao.terminal import is_a_terminal
from shared.errors import OfficeMistake
from shared.machine import log
from shared.machine.forking import ForkedProcess, can_fork
from shared.machine.loading import loading
from shared.text.catalogue import N_

if TYPE_CHECKING:
    from shared.wire.client import Client


def client_of(folder: Path, station: str | None, name: str) -> Client:
    """The way to a station; screen and station write their log under `name`."""
    if not is_a_terminal():
        raise OfficeMistake(N_("This screen needs a terminal to run in."))
    log.begin(folder, name)
    forked = _forked(folder, station)
    from shared.wire.client import Client

    command = command_line(folder, station)
    if forked is None:
        return Client(command, stderr=log.errors())
    from jiaohao.forked_station import ForkedStation

    first = ForkedStation(forked).joined
    return Client(command, stderr=log.errors(), first=first)


def _forked(folder: Path, station: str | None) -> ForkedProcess | None:
    """The station, before anything of a screen is loaded; none where it cannot be."""
    if "textual" in sys.modules or not can_fork():
        return None
    with loading():
        load_station(folder)
    return ForkedProcess(lambda: run_station(folder, station), errors=log.errors())
