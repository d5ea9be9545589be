"""What a station knows of its share: the time there, and whether locks hold.

On a disk of this machine there is nothing to find out.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import subprocess
from pathlib import Path
from typing import Final

from shared.errors import ShareUnavailable, ShareUnsafe
from shared.machine import log
from shared.machine.host import MountFingerprint, find_fingerprint
from shared.machine.own_process import own_command
from shared.machine.share_clock import ShareClock
from shared.safety.lock_proof import (
    Part,
    next_part,
    read_proofs,
    record,
    refuse_if_failed,
    told_of,
)
from shared.safety.verdict import NOTHING, Verdict
from shared.sqlite.transactions import Store
from shared.tables.event_log import last_instant
from shared.tables.presence import tell
from shared.text.catalogue import N_

HAMMER: Final = own_command("shared.safety.hammer")
"""The command that runs one side of a proof."""
_END_SECONDS: Final = 1.0
_log = logging.getLogger(__name__)


class LockTrust:
    """One station's part in proving its share; none of it keeps anybody waiting.

    `at_join` and `at_beat` belong into the transaction of the sign of life, `before`
    and `after` around it.
    """

    def __init__(
        self,
        store: Store,
        clock: ShareClock,
        token: str,
        *,
        fingerprint: MountFingerprint | None = None,
    ) -> None:
        """`party` is found by the folder's mount where none is given."""
        self.store = store
        self.clock = clock
        self.fingerprint = fingerprint
        self._given = fingerprint
        self._was_away = False
        self.token = token
        """The station's own mark in its row."""
        self._next: Part | None = None
        self._part: Part | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._verdict: Verdict | None = None
        self._was_wrong = False
        self._refusal: ShareUnsafe | None = None

    def before_join(self, *, must_know_time: bool = True) -> None:
        """Find out what the share is, and its time. Raises ShareUnsafe and the like.

        Who only reads may have no right to write where the time is learned.
        """
        self.fingerprint = self.fingerprint or find_fingerprint(self.store.folder)
        if self.fingerprint is None:
            self.clock.rest()
        elif self.clock.is_due:
            self._learn_time(must_know_time)

    def at_join(self, connection: sqlite3.Connection, now: int) -> None:
        """Tell of this station. Raises ShareUnsafe where the proof failed."""
        if self.fingerprint is not None:
            proofs = read_proofs(connection)
            refuse_if_failed(self.store.folder, proofs, self.fingerprint)
        self.at_beat(connection, now)

    def before_beat(self) -> None:
        """Learn the time where that is due; raises what refuses this share."""
        if self.fingerprint is None:
            return
        if self._was_away:
            # It may have been mounted anew, with other options.
            self._was_away = False
            self.fingerprint = (
                self._given or find_fingerprint(self.store.folder) or self.fingerprint
            )
        if self._refusal is not None:
            proofs = self.store.read(lambda connection, _: read_proofs(connection))
            refuse_if_failed(self.store.folder, proofs, self.fingerprint)
            self._refusal = self.store.refusal = None
        if self.clock.is_due:
            self._learn_time(True)
        if self._child is not None and self._child.poll() is not None:
            self._verdict = _verdict_of(self._child)
            self._child = None

    def at_beat(
        self, connection: sqlite3.Connection, now: int, behind: int | None = None
    ) -> None:
        """Tell of this station, write down a verdict, see what is to be proven."""
        self._next = None
        if self.fingerprint is None:
            tell(connection, self.token, told_of(None, None, behind))
            return
        told = told_of(self.fingerprint, self.clock.offset, behind)
        tell(connection, self.token, told)
        if self._part is not None and self._verdict is not None:
            record(connection, now, self._part, self._verdict)
        proofs = read_proofs(connection)
        try:
            refuse_if_failed(self.store.folder, proofs, self.fingerprint)
        except ShareUnsafe as error:
            # Not raised here: what was found must be written down first.
            self._refusal = error
            return
        if self._child is None:
            self._next = next_part(
                connection, now, proofs, fingerprint=self.fingerprint, token=self.token
            )

    def after(self) -> None:
        """Once it is written down: begin what is to be proven, or refuse the share."""
        if self._verdict is not None:
            _log.info("proof=%s verdict=%s", self._part, self._verdict)
            self._verdict = self._part = None
        if self._next is not None:
            self._part, self._next = self._next, None
            self._child = _begun(self.store.folder, self._part)
        if self._refusal is not None:
            self.store.refusal = self._refusal
            raise self._refusal

    def share_was_away(self) -> None:
        """Learn the time and the mount anew once it is back."""
        self._was_away = True
        self.clock.wake()

    def leave(self) -> None:
        """End a proof that is under way."""
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.communicate(timeout=_END_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()

    def _learn_time(self, must_know: bool) -> None:
        newest = self.store.read(lambda connection, _: last_instant(connection))
        try:
            self.clock.learn(newest)
        except ShareUnavailable:
            if must_know:
                raise
        if self.clock.is_wrong and not self._was_wrong:
            _log.warning("clock offset_ms=%s", self.clock.offset)
        self._was_wrong = self.clock.is_wrong


def _begun(folder: Path, part: Part) -> subprocess.Popen[bytes]:
    # In a process of its own: it takes half a minute, and people must not wait.
    return subprocess.Popen(
        [*HAMMER, str(folder), part.side, part.run],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=log.errors(),
    )


def _verdict_of(child: subprocess.Popen[bytes]) -> Verdict:
    said, _ = child.communicate()
    try:
        return Verdict(**json.loads(said))
    except ValueError:
        return Verdict(NOTHING, reason=N_("it was ended before its end"))
