"""The office a station works by: agreed for the day, and followed when it changes."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from shared.errors import Damaged, ShareUnavailable
from shared.office.folder import OFFICE_FILE
from shared.office.reader import OfficeMistakes, parse_office
from shared.offline.known_office import file_version, known_sheet, sound_sheet
from shared.service.command_handler import CommandHandler
from shared.text.catalogue import N_
from shared.text.reasons import BUSY
from shared.trade.office_sheet import OfficeSheet, Standing
from shared.trade.taking_up import OfficeOutdated, agree

Result = TypeVar("Result")

_log = logging.getLogger(__name__)
_MOST_TRIES: Final = 3
"""So often a request is carried out anew because the office changed under it."""


class OfficeToday:
    """Keeps one station's ledgers by the office that all agreed on."""

    def __init__(
        self, folder: Path, handler: CommandHandler, *, is_reader: bool
    ) -> None:
        self._folder, self._handler = folder, handler
        self._is_reader = is_reader
        self._sheet: OfficeSheet | None = None
        self._file_mark: object = None

    def greet(self) -> str:
        """The office.toml to begin with, as far as can be seen; nothing is written.

        Raises ShareUnavailable.
        """
        # On a damaged file it begins all the same: a kiosk has its reserve.
        with contextlib.suppress(Damaged):
            self._follow(self._read())
        if self._sheet is not None:
            return self._sheet.text
        text = sound_sheet(self._folder) or known_sheet(self._folder)
        if text is None:
            words = N_("there is no office.toml in it")
            raise ShareUnavailable(folder=self._folder, reason=words)
        self._parse(text)
        return text

    def agree(self, station: str, id: str, *, is_start: bool = False) -> None:
        """Work by what is agreed for today; who is first on a day agrees on the file.

        So does who starts (`is_start`), where that breaks nothing of today.

        `id` is what was asked, for the event. Raises what the store does.
        """
        if self._is_reader:
            self._follow(self._read())
            return
        found, known = sound_sheet(self._folder), known_sheet(self._folder)
        self._follow(
            self._handler.ledgers.write(
                lambda ledger: agree(ledger, found, known, is_start=is_start),
                station=station,
                id=id,
            )
        )

    def through(self, work: Callable[[], Result], *, station: str, id: str) -> Result:
        """What `work` returns by today's office. Raises what it and the store do."""
        for _ in range(_MOST_TRIES):
            try:
                return work()
            except OfficeOutdated:
                self.agree(station, id)
        raise ShareUnavailable(folder=self._folder, reason=BUSY)

    def hear(self, mark: tuple[str, str] | None) -> None:
        """Follow the office of which a sign of life saw the mark.

        Raises what the store does.
        """
        if mark is not None and mark[0] != self._handler.version:
            self._follow(self._read())

    def look_at_file(self) -> None:
        """See whether office.toml was edited; it is read only then."""
        try:
            found = os.stat(self._folder / OFFICE_FILE)
        except OSError:
            return
        mark = found.st_mtime_ns, found.st_size, found.st_ino
        if mark != self._file_mark:
            self._file_mark = mark
            self._handler.file = file_version(self._folder)

    @property
    def text(self) -> str | None:
        """The office.toml that is worked by; none while nobody agreed on one."""
        return self._sheet.text if self._sheet is not None else None

    def _read(self) -> OfficeSheet | None:
        return self._handler.ledgers.read(lambda look: look.sheet(Standing.AGREED))

    def _follow(self, sheet: OfficeSheet | None) -> None:
        if sheet is None:
            return
        version = sheet.version
        if version != self._handler.version:
            self._parse(sheet.text)
            _log.info("office.toml version=%s", version)
        self._sheet, self._handler.version = sheet, version

    def _parse(self, text: str) -> None:
        try:
            office = parse_office(text.encode(), self._folder / OFFICE_FILE)
        except OfficeMistakes as error:
            # A station of another version read it otherwise.
            _log.warning("office.toml mistakes=%s: kept the last", len(error.mistakes))
        else:
            self._handler.ledgers.office = office
