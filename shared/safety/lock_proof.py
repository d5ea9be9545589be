"""Proof before trust: whether locks hold between the hosts at work on a share.

A *party* is a host together with how it mounts the folder; its *mark* changes when
either does. Two parties prove their locks on scratch files (shared.safety.hammer), in a
process of their own; what they found stands in the table `proof`. Held proofs hang
together: once A has proven with B, and B with C, A and C need none of their own. A
proof that failed stops every station that has one of its two marks, until the mark
changes or `jiaohao doctor --prove` has the proof made anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shared.errors import ShareUnsafe
from shared.machine.host import MountFingerprint, host_of
from shared.machine.mount import Access
from shared.safety.verdict import ENOUGH_ADDED, FAILED, HELD, Verdict
from shared.tables.presence import stations_at_work
from shared.text.catalogue import N_, Words

HELD_DAYS: Final = 30
"""How long a proof that held is trusted."""
PROOF_MS: Final = 150_000
"""Milliseconds within which a proof that was asked for must be over."""
ASKED_MS: Final = 30_000
"""Milliseconds within which who was asked may begin."""
_LONGEST_REST: Final = 3_600_000
"""Milliseconds after which a proof without a verdict is tried again at the latest."""
_DAY_MS: Final = 86_400_000
_UNSAFE: Final = N_(
    "Working on {folder} would not be safe: locks did not hold between {one} and"
    " {other}. {remedy} Then run on one of them: jiaohao doctor --prove"
)
REMEDIES: Final[dict[Access, Words]] = {
    Access.NFS: N_(
        "Mount with vers=4.2 on every host, without nolock; on the server export it"
        " with sync."
    ),
    Access.SMB: N_(
        "Switch oplocks and leases off on the server (docs/share.md says how), and"
        " mount with nolease,actimeo=0,echo_interval=4 on every host."
    ),
    Access.WINDOWS_SHARE: N_(
        "Switch oplocks, leases and offline files off for this folder on the server"
        " (docs/share.md says how)."
    ),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """A row of the table: what is known between two marks."""

    one: str
    other: str
    state: str
    """asked, begun, held or failed."""
    since: int
    told: dict[str, Any]

    def has(self, mark: str) -> bool:
        """Whether it is about this mark."""
        return mark in (self.one, self.other)

    def is_under_way(self, now: int) -> bool:
        """Whether two hosts are at it."""
        return self.state in ("asked", "begun") and 0 <= now - self.since < PROOF_MS

    def is_good(self, now: int) -> bool:
        """Whether it held with enough tries, and not too long ago.

        An older version was content with fewer.
        """
        is_enough = self.told.get("added", 0) >= ENOUGH_ADDED
        is_young = now - self.since < HELD_DAYS * _DAY_MS
        return self.state == HELD and is_enough and is_young

    def may_be_asked(self, now: int) -> bool:
        """Whether it is time to try again; each try without a verdict rests longer."""
        rest = min(PROOF_MS * 2 ** int(self.told.get("tries", 0)), _LONGEST_REST)
        return not 0 <= now - self.since < rest


@dataclass(frozen=True, slots=True)
class Part:
    """This station's part in a proof."""

    one: str
    other: str
    side: str
    run: str


def read_proofs(connection: sqlite3.Connection) -> list[Proof]:
    """Everything on record."""
    rows = connection.execute(
        "select one, other, state, since, told from proof order by one, other"
    ).fetchall()
    return [
        Proof(one, other, state, since, json.loads(told))
        for one, other, state, since, told in rows
    ]


def refuse_if_failed(
    folder: Path, proofs: Iterable[Proof], fingerprint: MountFingerprint
) -> None:
    """Raise ShareUnsafe where a proof with this party's mark failed."""
    for proof in proofs:
        if proof.state == FAILED and proof.has(fingerprint.mark):
            raise ShareUnsafe(
                _UNSAFE,
                folder=folder,
                one=host_of(proof.one),
                other=host_of(proof.other),
                remedy=REMEDIES[fingerprint.access],
            )


def trusted(proofs: Iterable[Proof], mark: str, now: int) -> set[str]:
    """The marks that hang together with this one by proofs that held."""
    good = [proof for proof in proofs if proof.is_good(now)]
    found, seen = {mark}, 0
    while len(found) > seen:
        seen = len(found)
        for proof in good:
            if proof.one in found or proof.other in found:
                found |= {proof.one, proof.other}
    return found


def next_part(
    connection: sqlite3.Connection,
    now: int,
    proofs: list[Proof],
    *,
    fingerprint: MountFingerprint,
    token: str,
) -> Part | None:
    """What this station should begin now, if anything; it may ask another to prove."""
    for proof in proofs:
        if proof.is_under_way(now):
            return _part_in(connection, now, proof, token)
    known = trusted(proofs, fingerprint.mark, now)
    by_pair = {(proof.one, proof.other): proof for proof in proofs}
    for peer in stations_at_work(connection, now):
        if not peer.mark:
            continue
        one, other = sorted((fingerprint.mark, peer.mark))
        is_elsewhere = peer.host != fingerprint.host and (
            peer.boot != fingerprint.boot or not peer.boot
        )
        if not is_elsewhere or peer.mark in known:
            continue
        before = by_pair.get((one, other))
        if before is not None and not (before.is_good(now) or before.may_be_asked(now)):
            continue
        tries = before.told.get("tries", 0) if before is not None else 0
        run = hashlib.sha256(f"{token} {peer.token} {now}".encode()).hexdigest()[:16]
        told = {"run": run, "by": token, "to": peer.token, "tries": tries}
        _put(connection, Proof(one, other, "asked", now, told))
        return None
    return None


def record(
    connection: sqlite3.Connection, now: int, part: Part, verdict: Verdict
) -> None:
    """Write down what a proof found; a failure is never overwritten by the other."""
    proofs = read_proofs(connection)
    found = next((it for it in proofs if it.told.get("run") == part.run), None)
    if found is None or found.state == FAILED:
        return
    told = {"run": part.run, "rounds": verdict.rounds, "added": verdict.added}
    told["turns"] = verdict.turns
    if verdict.state == FAILED:
        told |= {"lost": verdict.lost, "back": verdict.back, "sound": verdict.is_sound}
        _put(connection, Proof(part.one, part.other, FAILED, now, told))
    elif verdict.state == HELD:
        _put(connection, Proof(part.one, part.other, HELD, now, told))
    elif found.state != HELD:
        tries = int(found.told.get("tries", 0)) + 1
        told = {"run": part.run, "tries": tries, "reason": verdict.reason}
        # Not under way any longer, so that other hosts need not wait.
        since = now - PROOF_MS
        _put(connection, Proof(part.one, part.other, "asked", since, told))


def forget_proofs(connection: sqlite3.Connection, mark: str) -> int:
    """Let the stations prove anew what was known of a mark; returns how many proofs."""
    return connection.execute(
        "delete from proof where one = ? or other = ?", (mark, mark)
    ).rowcount


def told_of(
    fingerprint: MountFingerprint | None, offset: int | None, behind: int | None = None
) -> dict[str, Any]:
    """What a station tells of itself in its row; `behind` in milliseconds."""
    told: dict[str, Any] = {"sqlite": sqlite3.sqlite_version, "offset_ms": offset}
    told["behind_ms"] = behind
    if fingerprint is not None:
        told |= {
            "host": fingerprint.host,
            "boot": fingerprint.boot,
            "mark": fingerprint.mark,
            "access": fingerprint.access.value,
            "kind": fingerprint.kind,
            "server": fingerprint.server,
            "options": list(fingerprint.options),
        }
    return told


def _part_in(
    connection: sqlite3.Connection, now: int, proof: Proof, token: str
) -> Part | None:
    run = str(proof.told.get("run", ""))
    part = Part(proof.one, proof.other, "", run)
    if proof.state == "asked" and proof.told.get("to") == token:
        if now - proof.since > ASKED_MS:
            return None
        _put(connection, Proof(proof.one, proof.other, "begun", now, proof.told))
        return Part(part.one, part.other, "other", run)
    if proof.state == "begun" and proof.told.get("by") == token:
        return Part(part.one, part.other, "one", run)
    return None


def _put(connection: sqlite3.Connection, proof: Proof) -> None:
    connection.execute(
        "insert into proof (one, other, state, since, told) values (?, ?, ?, ?, ?)"
        " on conflict (one, other) do update set state = excluded.state,"
        " since = excluded.since, told = excluded.told",
        (proof.one, proof.other, proof.state, proof.since, json.dumps(proof.told)),
    )
