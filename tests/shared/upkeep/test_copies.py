"""Which copies stay, which is put back, and whose clock dates them."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from pathlib import Path

from shared.clock import now_ms
from shared.office.folder import BACKUPS, QUEUE_FILE
from shared.upkeep.archive import archive
from shared.upkeep.backup import make_backup
from shared.upkeep.copies import by_preference, copies_in, kept, made_at
from shared.upkeep.restore import restore
from tests.desk import Asker, after_a_long_rest
from tests.support import MONDAY_9, FakeClock

DAYS_AHEAD = 45


def ahead(clock: FakeClock) -> FakeClock:
    """The clock of a machine that is 45 days ahead."""
    return FakeClock(clock.instant + DAYS_AHEAD * 86_400_000)


def test_what_is_kept() -> None:
    names = [
        "queue-20261123-110000.db",
        "queue-20261123-080000.db",
        "queue-20261122-080000.db",
        "queue-20261122-170000.db",
        "queue-20261024-170000.db",
        "queue-20261023-170000.db",
        "queue-20270101-080000.db",
        "queue-20270101-070000.db",
        "queue-abcdefgh-170000.db",
    ]
    chosen = {file.name for file in kept(map(Path, names), [date(2026, 11, 23)])}
    assert chosen == set(names) - {"queue-20261122-080000.db"}
    earlier = [f"queue-202609{day:02}-170000.db" for day in range(1, 31)]
    days = [date(2026, 11, 23)]
    chosen = {file.name for file in kept(map(Path, names + earlier), days)}
    assert chosen == {*names, *earlier[3:]} - {"queue-20261122-080000.db"}


def test_a_copy_from_the_future_removes_none(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    place = office_folder / BACKUPS
    place.mkdir()
    today = datetime.fromtimestamp(MONDAY_9 / 1000)
    for days in range(1, 30):
        made = today - timedelta(days=days)
        (place / f"queue-{made:%Y%m%d}-170000.db").touch()
    ask.ok("issue", service="jobs")
    for _ in range(3):
        clock.forward(minutes=1)
        make_backup(office_folder, clock=clock)
    before = set(copies_in(place))
    assert len(before) == 29 + 3

    make_backup(office_folder, clock=ahead(clock))

    assert before < set(copies_in(place))


def test_days_that_a_wrong_clock_made_leave_those_before(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    """The office itself was put ahead, and goes on there for some days."""
    ask.ok("issue", service="jobs")
    sound = make_backup(office_folder, clock=clock)
    far = ahead(clock)
    for _ in range(3):
        after_a_long_rest(office_folder, far)
        wrong = Asker(office_folder, name="wrong", clock=far)
        wrong.ok("issue", service="jobs")
        wrong.close()
        make_backup(office_folder, clock=far)
        far.forward(minutes=24 * 60)
    assert sound.exists()
    assert by_preference(sound.parent, clock())[0] == sound


def test_a_copy_from_the_future_is_not_preferred(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    wrong = make_backup(office_folder, clock=ahead(clock))
    right = make_backup(office_folder, clock=clock)
    place = office_folder / BACKUPS
    assert by_preference(place, clock()) == [right, wrong]
    ask.ok("issue", service="jobs")
    right.unlink()
    newer = make_backup(office_folder, clock=clock)
    broken = place / "queue-20261123-235959.db"
    broken.write_bytes(b"torn")
    assert by_preference(place, clock()) == [newer, wrong, broken]


def test_the_newest_content_is_preferred_whatever_a_copy_is_called(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    older = make_backup(office_folder, clock=FakeClock(MONDAY_9 + 3_600_000))
    clock.forward(minutes=1)
    ask.ok("issue", service="jobs")
    newer = make_backup(office_folder, clock=clock)
    assert by_preference(office_folder / BACKUPS, clock()) == [newer, older]


def test_two_copies_of_one_second_are_two_files(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    ask.ok("issue", service="jobs")
    first = make_backup(office_folder, clock=clock)
    second = make_backup(office_folder, clock=clock)
    assert first != second and first.exists()
    asides = [restore(office_folder, first, clock)[1] for _ in range(2)]
    assert len({file for file in asides if file and file.exists()}) == 2


def test_the_date_in_a_name(ask: Asker, office_folder: Path, clock: FakeClock) -> None:
    assert made_at(make_backup(office_folder, clock=clock)) == MONDAY_9
    assert made_at(Path("queue-20261399-000000.db")) is None


def test_what_another_archives_now_is_left_to_it(office_folder: Path) -> None:
    """Its age is told by the share's clock, as the file's own time is."""
    asker = Asker(office_folder, clock=FakeClock(MONDAY_9 - 400 * 86_400_000))
    asker.ok("issue", service="jobs")
    asker.close()
    after_a_long_rest(office_folder, now_ms)
    asker = Asker(office_folder)
    asker.ok("issue", service="jobs")
    asker.close()
    place = office_folder / BACKUPS
    place.mkdir(exist_ok=True)
    at_work, died = (place / f"archive-2025-{name}.part" for name in ("new", "old"))
    at_work.touch()
    died.touch()
    os.utime(died, (1_000_000_000, 1_000_000_000))
    assert list(archive(office_folder, 2027))
    assert at_work.exists() and not died.exists()
    assert (office_folder / QUEUE_FILE).exists()
