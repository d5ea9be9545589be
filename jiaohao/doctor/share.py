"""What `jiaohao doctor` looks at in the share: its mount, its locks, its clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from jiaohao.deadline import LONGEST_LOOK, within
from jiaohao.doctor.clock import clock_findings
from jiaohao.doctor.file import look_at_file
from jiaohao.doctor.finding import Examination, Finding, Level
from shared.clock import local
from shared.errors import JiaohaoError, ShareUnsafe
from shared.machine.host import MountFingerprint, find_fingerprint, host_of
from shared.machine.mount import Access, Mount, access_to, mount_of
from shared.machine.share_clock import ShareClock
from shared.machine.state_folder import StateFolderUnusable, state_folder
from shared.office.model import Office
from shared.offline.known_office import AnotherOffice, forget, recall
from shared.safety import share_look
from shared.safety.lock_proof import (
    refuse_if_failed,
    trusted,
)
from shared.safety.share_look import ShareSeen
from shared.sqlite.transactions import Store
from shared.station.patience import NORMAL
from shared.tables.presence import AtWork, stations_at_work
from shared.text.catalogue import N_, Words
from shared.text.reasons import why

_MOUNT: Final = N_("mount")
_PROOF: Final = N_("locks between hosts")
_STATIONS: Final = N_("stations")
_SEEN: Final = N_("what others write")
_LONGEST_WAIT: Final = NORMAL.beat + 2
"""Seconds in which a sign of life of another station must have come."""
_SLOW_MS: Final = 1_000
_LOOK_EVERY: Final = 0.02
_GOOD_SMB: Final = ("nolease", "actimeo=0")
_START_ANOTHER: Final = N_("Start a station on a second machine and look again.")


def look_at_share(examination: Examination) -> Iterator[Finding]:
    """The office folder: where it lies, and whether it can be trusted."""
    folder, office = examination.folder, examination.office
    if folder is None or office is None or office.store:
        return
    try:
        mount = within(LONGEST_LOOK, folder, lambda: mount_of(folder))
        access = access_to(mount, folder)
    except JiaohaoError as error:
        yield _refused(_MOUNT, error)
        return
    yield _mount_finding(mount, access)
    clock = ShareClock(folder)
    try:
        fingerprint = within(LONGEST_LOOK, folder, lambda: find_fingerprint(folder))
        seen = within(LONGEST_LOOK, folder, lambda: _look(office, clock, fingerprint))
    except JiaohaoError as error:
        yield _refused(N_("queue.db"), error)
        return
    yield from _office_findings(folder, seen)
    yield from _proof_findings(folder, office, fingerprint, seen)
    yield from station_findings(seen.stations)
    yield from clock_findings(clock, office, seen)
    yield from _given_time(
        lambda: _visibility(folder, clock, fingerprint, seen), folder
    )
    yield from _given_time(lambda: look_at_file(folder, seen.now), folder)


def accept_office(folder: Path) -> Finding:
    """Take the office that lies in the folder now, whatever this machine has seen."""
    try:
        forget(folder)
    except OSError as error:
        raise StateFolderUnusable(folder=state_folder(), reason=why(error)) from error
    words = N_("This machine takes the office in {folder} as it is now.")
    return Finding(N_("office"), Level.FINE, words, values={"folder": folder})


def _office_findings(folder: Path, seen: ShareSeen) -> Iterator[Finding]:
    known = recall(folder)
    if known is not None and known.office != seen.office:
        yield _refused(N_("office"), AnotherOffice(folder=folder))


def prove_anew(folder: Path) -> Finding:
    """Forget what was proven of this machine's mount; the stations prove it again."""
    fingerprint = within(LONGEST_LOOK, folder, lambda: find_fingerprint(folder))
    if fingerprint is None:
        return Finding(_PROOF, Level.FINE, _NOTHING_TO_PROVE)

    def forget() -> int:
        store = Store(folder)
        try:
            return share_look.forget_proven(store, fingerprint.mark)
        finally:
            store.close()

    return Finding(
        _PROOF,
        Level.FINE,
        N_("Forgotten: {n}. The next two hosts at work prove it anew."),
        values={"n": within(LONGEST_LOOK, folder, forget)},
    )


_NOTHING_TO_PROVE: Final = N_("A disk of this machine: there is nothing to prove.")


def _look(
    office: Office, clock: ShareClock, fingerprint: MountFingerprint | None
) -> ShareSeen:
    store = Store(clock.folder, clock=clock, is_reader=True)
    try:
        return share_look.look_at_share(
            store, office, clock=clock, fingerprint=fingerprint
        )
    finally:
        store.close()


def _mount_finding(mount: Mount, access: Access) -> Finding:
    values: dict[str, object] = {
        "kind": mount.kind,
        "server": mount.source,
        "options": ",".join(sorted(mount.options)),
    }
    if access is Access.LOCAL:
        words = N_("A disk of this machine ({kind}).")
        return Finding(_MOUNT, Level.FINE, words, values=values)
    words = N_("{kind}, {server}, {options}")
    missing = [it for it in _GOOD_SMB if it not in mount.options]
    if access is Access.SMB and missing:
        values["missing"] = ",".join(missing)
        remedy = N_("Mount it with {missing} too (docs/share.md).")
        return Finding(_MOUNT, Level.WARNING, words, remedy, values)
    if access is Access.NFS and mount.kind != "nfs4":
        remedy = N_("Mount with vers=4.2: then a lost lock is noticed.")
        return Finding(_MOUNT, Level.WARNING, words, remedy, values)
    return Finding(_MOUNT, Level.FINE, words, values=values)


def _proof_findings(
    folder: Path, office: Office, fingerprint: MountFingerprint | None, seen: ShareSeen
) -> Iterator[Finding]:
    if fingerprint is None:
        yield Finding(_PROOF, Level.FINE, _NOTHING_TO_PROVE)
        return
    try:
        refuse_if_failed(folder, seen.proofs, fingerprint)
    except ShareUnsafe as error:
        yield _refused(_PROOF, error)
        return
    own = [proof for proof in seen.proofs if proof.has(fingerprint.mark)]
    good = [proof for proof in own if proof.is_good(seen.now)]
    for proof in good:
        other = proof.other if proof.one == fingerprint.mark else proof.one
        when = local(proof.since, office.time_zone)
        words = N_("They held with {other} ({time}; {added} tries).")
        values = {
            "other": host_of(other),
            "time": f"{when:%Y-%m-%d %H:%M}",
            "added": proof.told.get("added", 0),
        }
        yield Finding(_PROOF, Level.FINE, words, values=values)
    unknown = _unknown_hosts(fingerprint, seen)
    if any(proof.is_under_way(seen.now) for proof in own):
        words = N_("They are being proven now; numbers are given out meanwhile.")
        remedy = N_("Look again in two minutes.")
        yield Finding(_PROOF, Level.WARNING, words, remedy)
    elif unknown:
        words = N_("Not proven yet with {hosts} ({reason}).")
        reasons = [proof.told.get("reason") for proof in own]
        reason = Words(next((it for it in reasons if it), "–"))
        values = {"hosts": ", ".join(unknown), "reason": reason}
        remedy = N_("The stations go on trying; look again in a few minutes.")
        if all(each.host != fingerprint.host for each in seen.stations):
            remedy = N_("Start a station on this machine; it proves it by itself.")
        yield Finding(_PROOF, Level.WARNING, words, remedy, values)
    elif not good:
        words = N_("Not proven yet: no second machine was at work on it.")
        yield Finding(_PROOF, Level.WARNING, words, _START_ANOTHER)


def _unknown_hosts(fingerprint: MountFingerprint, seen: ShareSeen) -> list[str]:
    known = trusted(seen.proofs, fingerprint.mark, seen.now)
    return sorted(
        {
            host_of(each.mark)
            for each in seen.stations
            if each.mark and each.host != fingerprint.host and each.mark not in known
        }
    )


def station_findings(stations: list[AtWork]) -> Iterator[Finding]:
    """How many are at work, and whether they are of one version."""
    versions = sorted({each.version for each in stations})
    values: dict[str, object] = {
        "n": len(stations),
        "versions": ", ".join(versions) or "–",
    }
    words = N_("At work: {n}; version: {versions}")
    if len(versions) > 1:
        remedy = N_("Bring every station to the newest version.")
        yield Finding(_STATIONS, Level.WARNING, words, remedy, values)
    else:
        yield Finding(_STATIONS, Level.FINE, words, values=values)


def _visibility(
    folder: Path,
    clock: ShareClock,
    fingerprint: MountFingerprint | None,
    seen: ShareSeen,
) -> Iterator[Finding]:
    """How soon a sign of life of another machine's station is seen here."""
    others = [
        it for it in seen.stations if fingerprint is None or it.host != fingerprint.host
    ]
    if fingerprint is None and not others:
        return
    if not others:
        words = N_("No station of another machine is at work to try it with.")
        yield Finding(_SEEN, Level.FINE, words, _START_ANOTHER)
        return
    delay = _delay(folder, clock, {each.token: each.seen_at for each in others})
    if delay is None:
        words = N_("No sign of life of {n} stations came within {seconds} s.")
        remedy = N_("Look whether they run, and mount without caches (docs/share.md).")
        values: dict[str, object] = {"n": len(others), "seconds": round(_LONGEST_WAIT)}
        yield Finding(_SEEN, Level.WARNING, words, remedy, values)
        return
    values = {"ms": delay}
    words = N_("Seen here after {ms} ms.")
    if delay > _SLOW_MS:
        remedy = N_("Wire the network; look at the server's disk.")
        yield Finding(_SEEN, Level.WARNING, words, remedy, values)
    else:
        yield Finding(_SEEN, Level.FINE, words, values=values)


def _delay(folder: Path, clock: ShareClock, before: dict[str, int]) -> int | None:
    """Milliseconds from the first new sign of life until it was seen, or none."""
    store = Store(folder, clock=clock, is_reader=True)
    end = time.monotonic() + _LONGEST_WAIT
    try:
        while time.monotonic() < end:
            stations = store.read(stations_at_work)
            for each in stations:
                if each.seen_at > before.get(each.token, each.seen_at):
                    return max(0, clock() - each.seen_at)
            time.sleep(_LOOK_EVERY)
    finally:
        store.close()
    return None


def _given_time(
    look: Callable[[], Iterator[Finding]], folder: Path
) -> Iterator[Finding]:
    try:
        yield from within(LONGEST_LOOK, folder, lambda: list(look()))
    except JiaohaoError as error:
        yield _refused(N_("queue.db"), error)


def _refused(topic: str, error: JiaohaoError) -> Finding:
    return Finding(topic, Level.UNUSABLE, error.words, values=dict(error.values))
