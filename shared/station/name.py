"""How a station takes its name and journal up: with its worker's word, or by heart."""

from __future__ import annotations

from pathlib import Path

from shared.machine.state_folder import NameLock
from shared.office.reader import OfficeMistakes
from shared.offline.known_office import KnownOffice, recall
from shared.offline.memory import Memory


class OwnName:
    """The name of one station, held from the first `take_up` until `release`."""

    def __init__(self, name: str | None, folder: Path, memory: Memory) -> None:
        """`folder` is the office's; it is never touched here."""
        self._name, self._folder, self._memory = name, folder, memory
        self._lock: NameLock | None = None
        self._has_tried_alone = False

    def take_up(self, told: KnownOffice) -> str:
        """Hold the name at the office a worker tells of; the journal's mark.

        Raises StationTaken, StateFolderUnusable, ShareUnsafe.
        """
        self._hold(told.office)
        # Only now: the journal is for one process.
        return self._memory.open(told)

    def begin_alone(self) -> bool:
        """Begin while the share is away, if numbers can be given out; once.

        Raises StationTaken, StateFolderUnusable.
        """
        known = recall(self._folder) if not self._has_tried_alone else None
        self._has_tried_alone = True
        if known is None:
            return False
        self._hold(known.office)
        try:
            return self._memory.open_alone(known)
        except OfficeMistakes:
            # Another version wrote it down: the share has to be waited for.
            return False

    def release(self) -> None:
        """Let the name go."""
        if self._lock is not None:
            self._lock.release()

    def _hold(self, office: str) -> None:
        if self._lock is None and self._name is not None:
            lock = NameLock(office, self._name)
            lock.take()
            self._lock = lock
