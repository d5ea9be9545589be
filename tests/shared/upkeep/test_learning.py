"""What was learnt of waiting, kept in queue.db once a day."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from shared.office.folder import QUEUE_FILE
from shared.station.learning import bring_forward
from shared.tables.learnt import claim_learning
from tests.desk import Asker
from tests.shared.service.test_waits import learn, service
from tests.support import FakeClock


def _next_day(ask: Asker, clock: FakeClock) -> None:
    clock.forward(minutes=24 * 60)
    ask.ok("open_counter", counter=1)
    clock.forward(seconds=11)


def test_who_starts_says_the_same_as_who_was_there(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    learn(ask, clock)
    _next_day(ask, clock)
    before = service(ask)["wait"]
    assert bring_forward(office_folder, clock=clock) > 200
    for other in (Asker(office_folder, name="late", clock=clock), ask):
        assert service(other)["wait"] == before
    assert bring_forward(office_folder, clock=clock) == 0


def test_learnt_anew_is_as_it_was_learnt(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    learn(ask, clock)
    _next_day(ask, clock)
    bring_forward(office_folder, clock=clock)
    first = _rows(office_folder)
    bring_forward(office_folder, clock=clock, is_anew=True)
    assert _rows(office_folder) == first


def test_a_copy_of_before_knows_what_it_knew(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    learn(ask, clock)
    _next_day(ask, clock)
    bring_forward(office_folder, clock=clock)
    with sqlite3.connect(office_folder / QUEUE_FILE) as connection:
        # As of a file with other events: what is kept stays true all the same.
        connection.execute(
            "update learnt set body = replace(body, ',\"desk-', ',\"other-')"
            " where part = 'mark'"
        )
    connection.close()
    other = Asker(office_folder, name="late", clock=clock)
    assert service(other)["wait"] is not None
    other.close()


def test_what_is_not_sound_is_learnt_anew(
    ask: Asker, office_folder: Path, clock: FakeClock
) -> None:
    learn(ask, clock)
    _next_day(ask, clock)
    bring_forward(office_folder, clock=clock)
    first = _rows(office_folder)
    with sqlite3.connect(office_folder / QUEUE_FILE) as connection:
        connection.execute("update learnt set body = '[' where part = 'minutes'")
    connection.close()
    other = Asker(office_folder, name="late", clock=clock)
    assert service(other)["wait"] is not None
    other.close()
    bring_forward(office_folder, clock=clock)
    assert _rows(office_folder) == first


def test_a_new_office_has_nothing_to_learn_from(
    office_folder: Path, clock: FakeClock
) -> None:
    assert bring_forward(office_folder, clock=clock) == 0


def test_one_station_a_day_does_it(ask: Asker) -> None:
    store = ask.station.attendance.store
    for day, is_first in (("2026-11-23", True), ("2026-11-24", True)):
        assert store.write(lambda it, _: claim_learning(it, day)) is is_first  # noqa: B023
        assert not store.write(lambda it, _: claim_learning(it, day))  # noqa: B023
    assert not store.write(lambda it, _: claim_learning(it, "2026-11-23"))


def _rows(folder: Path) -> dict[str, str]:
    connection = sqlite3.connect(folder / QUEUE_FILE)
    rows = connection.execute("select part, body from learnt where part <> 'mark'")
    found = dict(rows.fetchall())
    connection.close()
    assert found
    return found
