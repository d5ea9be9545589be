"""Proof of the locks between hosts: the hammer, the record, and what it refuses."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shared.clock import now_ms
from shared.errors import ShareUnsafe
from shared.machine.host import MountFingerprint, find_fingerprint, host_of
from shared.machine.mount import Access
from shared.office.folder import BACKUPS
from shared.office.reader import load_office
from shared.safety import hammer as store_hammer
from shared.safety import scratch, trust
from shared.safety.lock_proof import (
    HELD_DAYS,
    PROOF_MS,
    Part,
    Proof,
    forget_proofs,
    next_part,
    read_proofs,
    record,
    refuse_if_failed,
    trusted,
)
from shared.safety.scratch import Broken, Scratch, remove_forgotten
from shared.safety.verdict import (
    FAILED,
    HELD,
    NOTHING,
    Count,
    Round,
    Verdict,
    judged,
    turns_in,
)
from shared.sqlite.transactions import Store
from shared.station.share_session import ShareSession
from shared.text.catalogue import catalogue
from tests.support import FakeClock

DAY = 86_400_000
HERE = MountFingerprint("kiosk/1", "boot-1", Access.NFS, "nfs4", "srv:/", ("vers=4.2",))
THERE = replace(HERE, host="desk/2", boot="boot-2")
THIRD = replace(HERE, host="lobby/3", boot="boot-3")
HOLDS = Verdict(HELD, 12, 1000)
LIES = Verdict(FAILED, 2, 300, lost=7)
QUICK = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from shared.safety import hammer as store_hammer
from shared.safety import verdict
verdict._STOOD_STILL, verdict.ENOUGH_ADDED, verdict._ENOUGH_TURNS = 60, 1, 1
store_hammer.QUIET_SECONDS = store_hammer._LAST_WORDS_SECONDS = 0.1
store_hammer.ROUND_SECONDS = 0.3
folder, side, run, *more = sys.argv[1:]
vfs = "".join(more)
found = store_hammer.hammer(
    Path(folder), side, run, rounds=8 if vfs else 2, vfs=vfs
)
print(json.dumps(asdict(found)))
"""
"""One side of a proof with few rounds and hardly any quiet between them, which a busy
machine does not spoil."""


# The verdict


def counts(
    *times: int, back: int = 0, seconds: float = 0.6, turns: int = 10
) -> list[Count]:
    return [Count(each, back, seconds, turns) for each in times]


def test_what_adds_up_held() -> None:
    rounds = [Round(counts(20, 50), counts(30, 40), [50, 90])] * 8
    assert judged(rounds) == Verdict(HELD, 8, 1120, turns=304)


def test_too_few_additions_prove_nothing() -> None:
    # A share with leases on a busy machine: 254 additions, none of them lost.
    rounds = [Round(counts(3, 8), counts(3, 7), [6, 15])] * 12
    found = judged(rounds)
    assert found.state == NOTHING and "too little" in found.reason
    assert judged(rounds * 4).state == HELD


def test_hosts_that_add_one_after_the_other_prove_nothing() -> None:
    rounds = [Round(counts(200, turns=1), counts(300, turns=1), [500])] * 12
    assert judged(rounds).state == NOTHING


def test_a_turn_is_a_stretch_of_numbers_without_the_others() -> None:
    assert turns_in([]) == 0
    # Of two processes of one host, one after the other.
    assert turns_in([1, 2, 5, 9, 3, 10]) == 3


@pytest.mark.parametrize("grown", [[49, 90], [50, 89]])
def test_a_lost_addition_fails(grown: list[int]) -> None:
    rounds = [Round(counts(20, 50), counts(30, 40), grown)]
    assert judged(rounds).state == FAILED
    assert judged(rounds).lost == 1


def test_a_commit_that_only_seemed_to_fail_is_no_loss() -> None:
    rounds = [Round(counts(20, 50), counts(30, 40), [51, 92])] * 8
    assert judged(rounds).state == HELD


def test_going_back_and_damage_fail() -> None:
    assert judged([Round(counts(20), counts(30, back=1), [50])]).state == FAILED
    sound = [Round(counts(20), counts(30), [50])]
    assert judged(sound, is_sound=False).state == FAILED


def test_one_host_alone_proves_nothing() -> None:
    alone = Round(counts(500), counts(0, turns=0), [500])
    assert judged([alone] * 12).state == NOTHING


def test_a_round_in_which_the_share_was_away_does_not_count() -> None:
    good = Round(counts(900, turns=200), counts(900, turns=200), [1800])
    torn = Round(counts(20), counts(30, seconds=9.0), [11])
    assert judged([good, good, torn]).state == HELD
    assert judged([good, torn, torn]).state == NOTHING
    bad = Round(counts(20), counts(30), [49])
    assert judged([bad, torn, torn]).state == FAILED


# The hammer, with two processes on one machine


def test_two_sides_find_that_locks_hold(office_folder: Path) -> None:
    found = hammered(office_folder)
    assert {each.state for each in found} == {HELD}
    assert found[0].added == found[1].added > 50
    assert not list((office_folder / BACKUPS).iterdir())


def test_a_lying_lock_is_found_out(office_folder: Path) -> None:
    found = hammered(office_folder, vfs="unix-none")
    assert {each.state for each in found} == {FAILED}
    assert found[0].lost > 0
    assert not list((office_folder / BACKUPS).iterdir())


def test_nobody_there_is_no_verdict(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_hammer, "_MEET_SECONDS", 0.1)
    monkeypatch.setattr(store_hammer, "_LAST_WORDS_SECONDS", 0.0)
    found = store_hammer.hammer(office_folder, "one", "run")
    assert found.state == NOTHING and "did not answer" in found.reason
    assert not list((office_folder / BACKUPS).iterdir())


def hammered(folder: Path, vfs: str = "") -> list[Verdict]:
    """Both sides, each in its process."""
    command = [sys.executable, "-c", QUICK, str(folder)]
    running = [
        subprocess.Popen([*command, side, "run", vfs], stdout=subprocess.PIPE)
        for side in store_hammer.SIDES
    ]
    return [Verdict(**json.loads(each.communicate()[0])) for each in running]


def test_a_journal_that_never_fits_its_scratch_file_is_a_failure(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every writer done, this machine is shown old bytes."""
    monkeypatch.setattr(scratch, "_TRIES", 2)
    number = Scratch(office_folder, "run")
    number.create()
    number.next_number()
    number.forget()
    page, sector = 4096, 512
    head = bytes.fromhex("d9d505f920a163d7") + bytes(12)
    head += sector.to_bytes(4, "big") + page.to_bytes(4, "big")
    first = (1).to_bytes(4, "big") + bytes([0xFF]) * page + bytes(4)
    number.file.with_name(f"{number.file.name}-journal").write_bytes(
        head.ljust(sector, b"\0") + first
    )
    with pytest.raises(Broken):
        number.total()


# Who proves with whom


Start = Callable[[MountFingerprint], ShareSession]


@pytest.fixture
def store(office_folder: Path, clock: FakeClock) -> Iterator[Store]:
    found = Store(office_folder, clock=clock)
    yield found
    found.close()


def at_work(
    folder: Path, clock: FakeClock, fingerprint: MountFingerprint
) -> ShareSession:
    """A station as on a host of its own."""
    office = load_office(folder)
    station = ShareSession(
        folder, office, name=uuid.uuid4().hex, clock=clock, fingerprint=fingerprint
    )
    # What it would learn on a share.
    station.clock.rest()
    station.join()
    return station


@pytest.fixture
def stations(office_folder: Path, clock: FakeClock) -> Iterator[Start]:
    found: list[ShareSession] = []

    def start(fingerprint: MountFingerprint) -> ShareSession:
        found.append(at_work(office_folder, clock, fingerprint))
        return found[-1]

    yield start
    for each in found:
        each.leave()


def proofs_of(store: Store) -> list[Proof]:
    return store.read(lambda connection, _: read_proofs(connection))


def part_of(store: Store, station: ShareSession) -> Part | None:
    """What the station would begin at its next sign of life."""
    fingerprint, token = (
        station.attendance.trust.fingerprint,
        station.attendance.trust.token,
    )
    assert fingerprint is not None

    def work(connection: sqlite3.Connection, now: int) -> Part | None:
        proofs = read_proofs(connection)
        return next_part(connection, now, proofs, fingerprint=fingerprint, token=token)

    return store.write(work)


def found_between(
    store: Store, one: MountFingerprint, other: MountFingerprint, found: Verdict
) -> None:
    """Put a verdict on record as two hosts would."""
    first, second = sorted((one.mark, other.mark))

    def work(connection: sqlite3.Connection, now: int) -> None:
        told = json.dumps({"run": first})
        words = "insert or replace into proof values (?, ?, 'begun', ?, ?)"
        connection.execute(words, (first, second, now, told))
        record(connection, now, Part(first, second, "one", first), found)

    store.write(work)


def test_two_hosts_agree_to_prove(store: Store, stations: Start) -> None:
    first = stations(HERE)
    assert proofs_of(store) == [] and part_of(store, first) is None
    second = stations(THERE)
    assert proofs_of(store)[0].state == "asked"
    part = part_of(store, first)
    assert part is not None and part.side == "other"
    assert proofs_of(store)[0].state == "begun"
    own = part_of(store, second)
    assert own is not None and own.side == "one" and own.run == part.run
    third = stations(THIRD)
    assert part_of(store, third) is None
    assert len(proofs_of(store)) == 1


def test_stations_of_one_machine_prove_nothing(store: Store, stations: Start) -> None:
    stations(HERE)
    # Two containers: other host names, the same kernel.
    stations(replace(HERE, host="kiosk/9"))
    assert proofs_of(store) == []


def test_proofs_that_held_hang_together(
    store: Store, clock: FakeClock, stations: Start
) -> None:
    found_between(store, HERE, THERE, HOLDS)
    found_between(store, THERE, THIRD, HOLDS)
    known = trusted(proofs_of(store), HERE.mark, clock())
    assert known == {HERE.mark, THERE.mark, THIRD.mark}
    stations(HERE)
    stations(THIRD)
    assert {proof.state for proof in proofs_of(store)} == {HELD}
    # Mounted anew with other options: what is on record is about another mark.
    stations(replace(THIRD, host="new/4", boot="boot-4", options=("vers=4.1",)))
    assert [proof.state for proof in proofs_of(store)].count("asked") == 1


def test_a_proof_grows_old(store: Store, clock: FakeClock) -> None:
    found_between(store, HERE, THERE, HOLDS)
    proof = proofs_of(store)[0]
    assert proof.is_good(clock() + (HELD_DAYS - 1) * DAY)
    assert not proof.is_good(clock() + HELD_DAYS * DAY)
    # As an older version put on record.
    assert not replace(proof, told={"added": 254}).is_good(clock())


def test_without_a_verdict_it_is_tried_again_ever_later(
    store: Store, clock: FakeClock
) -> None:
    found_between(store, HERE, THERE, Verdict(NOTHING, reason="away"))
    proof = proofs_of(store)[0]
    assert proof.told["tries"] == 1 and proof.told["reason"] == "away"
    assert not proof.is_under_way(clock())
    assert not proof.may_be_asked(clock() + PROOF_MS - 1)
    assert proof.may_be_asked(clock() + PROOF_MS)
    often = replace(proof, told={"tries": 9})
    assert often.may_be_asked(clock() + 3_600_000)


def test_a_failure_is_not_overwritten_by_the_other_side(store: Store) -> None:
    found_between(store, HERE, THERE, LIES)
    first, second = sorted((HERE.mark, THERE.mark))
    part = Part(first, second, "other", first)
    store.write(lambda connection, now: record(connection, now, part, HOLDS))
    assert proofs_of(store)[0].state == FAILED


# What a failure stops


def test_a_failed_share_is_refused_at_start(store: Store, stations: Start) -> None:
    found_between(store, HERE, THERE, LIES)
    with pytest.raises(ShareUnsafe) as refused:
        stations(HERE)
    told = refused.value.message(catalogue("en"))
    assert "desk and kiosk" in told and "vers=4.2" in told and "--prove" in told
    # Nothing about a host that is not among the two, nor about another mount.
    stations(THIRD)
    stations(replace(HERE, options=("vers=4.1",)))


@pytest.mark.parametrize("access", [it for it in Access if it is not Access.LOCAL])
def test_every_kind_of_mount_has_its_remedy(access: Access) -> None:
    fingerprint = replace(HERE, access=access)
    proof = Proof(fingerprint.mark, THERE.mark, FAILED, 0, {})
    with pytest.raises(ShareUnsafe, match=r"docs/share\.md|vers=4\.2"):
        refuse_if_failed(Path("/x"), [proof], fingerprint)


def test_stations_at_work_stop_writing_and_go_on_once_it_is_forgotten(
    store: Store, stations: Start
) -> None:
    station = stations(HERE)
    found_between(store, HERE, THERE, LIES)
    assert ask(station, "1")["ok"]
    station.beat()
    assert isinstance(station.attendance.trouble, ShareUnsafe)
    refused = ask(station, "2")
    assert refused["error"] == "share_unsafe" and "desk" in refused["message"]
    assert ask(station, "3", "state")["ok"]
    seq = last(store)
    station.beat()
    assert last(store) == seq
    assert store.write(lambda connection, _: forget_proofs(connection, HERE.mark)) == 1
    station.beat()
    assert station.attendance.trouble is None
    assert ask(station, "2")["ok"]


def test_a_station_at_work_goes_on_once_the_share_is_mounted_anew(
    store: Store, stations: Start
) -> None:
    station = stations(HERE)
    found_between(store, HERE, THERE, LIES)
    station.beat()
    assert ask(station, "1")["error"] == "share_unsafe"
    station.attendance.trust._given = replace(HERE, options=("vers=4.2", "hard"))
    station.beat()
    assert ask(station, "1")["ok"]


def test_what_died_long_ago_is_removed(office_folder: Path) -> None:
    place = office_folder / BACKUPS
    place.mkdir()
    names = ("locks-old.db", "clock-old", "locks-new.db", "queue-20200101-000000.db")
    for name in names:
        (place / name).touch()
        if "new" not in name:
            os.utime(place / name, (1_000_000_000, 1_000_000_000))
    remove_forgotten(office_folder, now_ms())
    assert {each.name for each in place.iterdir()} == set(names[2:])


def test_two_stations_prove_their_share(
    store: Store, stations: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust, "HAMMER", [sys.executable, "-c", QUICK])
    first, second = stations(HERE), stations(THERE)
    end = time.monotonic() + 60
    while not proofs_of(store) or proofs_of(store)[0].state != HELD:
        assert time.monotonic() < end, proofs_of(store)
        first.beat()
        second.beat()
        assert ask(first, uuid.uuid4().hex)["ok"]
        time.sleep(0.05)
    assert first.attendance.trouble is None
    assert proofs_of(store)[0].told["added"] > 50


def test_two_stations_find_out_a_lying_share(
    store: Store, stations: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    lies = QUICK.replace('"".join(more)', '"unix-none"')
    monkeypatch.setattr(trust, "HAMMER", [sys.executable, "-c", lies])
    first, second = stations(HERE), stations(THERE)
    end = time.monotonic() + 60
    while not (first.attendance.store.refusal and second.attendance.store.refusal):
        assert time.monotonic() < end, proofs_of(store)
        first.beat()
        second.beat()
        time.sleep(0.05)
    assert ask(first, "x")["error"] == ask(second, "y")["error"] == "share_unsafe"


def ask(station: ShareSession, id: str, do: str = "issue") -> dict[str, Any]:
    request = {"id": id, "do": do, "service": "jobs"}
    if do == "state":
        del request["service"]
    answer: dict[str, Any] = json.loads(station.answer(json.dumps(request).encode()))
    return answer


def last(store: Store) -> object:
    """What would change with any sign of life."""
    return store.read(
        lambda connection, _: connection.execute(
            "select max(seen_at), (select max(seq) from event) from station"
        ).fetchone()
    )


# This machine


def test_a_disk_of_this_machine_has_nothing_to_prove(office_folder: Path) -> None:
    assert find_fingerprint(office_folder) is None
    station = ShareSession(office_folder, load_office(office_folder), name="x")
    station.join()
    station.beat()
    assert proofs_of(station.attendance.store) == []
    told = station.attendance.store.read(
        lambda connection, _: connection.execute("select told from station").fetchone()
    )
    assert "mark" not in json.loads(told[0])
    station.leave()


def test_a_mark_is_about_the_host_and_the_mount() -> None:
    assert host_of(HERE.mark) == "kiosk"
    others = [
        replace(HERE, host="kiosk/2"),
        replace(HERE, server="nas:/"),
        replace(HERE, kind="nfs"),
        replace(HERE, options=("vers=4.1",)),
    ]
    assert len({HERE.mark, *(each.mark for each in others)}) == 5
    assert replace(HERE, boot="after a restart").mark == HERE.mark
