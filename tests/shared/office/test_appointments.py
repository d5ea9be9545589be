"""What office.toml may say of appointments."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import parse_office
from shared.office.rules import AppointmentRule
from tests.shared.office.mistakes import mistakes_in
from tests.support import APPOINTMENTS, OFFICE

HOURS = '\n[hours]\nmonday = ["08:00-12:00"]\n'


def read(more: str) -> Office:
    return parse_office((OFFICE + more).encode(), Path(OFFICE_FILE))


def entry(more: str = "", *, service: str = "jobs", minutes: int = 30) -> str:
    return (
        "\n[[appointments.services]]\n"
        f'service = "{service}"\nminutes = {minutes}\n{more}\n'
    )


def test_without_a_word_nothing_is_booked() -> None:
    assert read("").appointments == AppointmentRule()


def test_slots_and_officers_as_they_are_written() -> None:
    rule = read(APPOINTMENTS).appointments
    assert (rule.days_ahead, rule.grace_minutes) == (14, 10)
    jobs, training = rule.of("jobs"), rule.of("training")
    assert jobs is not None and training is not None
    assert jobs.starts_on(1) == [time(9), time(9, 30), time(10), time(10, 30)]
    # What is left of the hours is shorter than a slot.
    assert jobs.starts_on(0)[-2:] == [time(14), time(14, 30)]
    assert (jobs.at_once, training.at_once) == (2, 2)
    assert training.officers == ("Lin", "Chen")


def test_without_days_of_its_own_those_of_the_office() -> None:
    bookable = read(HOURS + entry(minutes=60)).appointments.of("jobs")
    assert bookable is not None
    assert bookable.starts_on(0) == [time(8), time(9), time(10), time(11)]
    assert bookable.starts_on(1) == []


def test_a_slot_may_end_at_midnight() -> None:
    bookable = read(entry('monday = ["23:00-24:00"]')).appointments.of("jobs")
    assert bookable is not None
    assert bookable.starts_on(0) == [time(23), time(23, 30)]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("\n[appointments]\n", "begins with [[appointments.services]]"),
        (HOURS + entry(service="jops"), "There is no service “jops”"),
        (HOURS + entry() + entry(), "“jobs” is in the list twice"),
        (entry(), "Nothing says when “jobs” may be booked"),
        (HOURS + entry(minutes=1), "1 is out of range"),
        (entry('monday = ["09:00-09:20"]'), "None of the hours has room"),
        (entry('monday = ["09:00"]'), "no hyphen"),
        (HOURS + entry('officers = ["Lin"]\nat_once = 2'), "officers or at_once"),
        (HOURS + "\n[appointments]\ngrace = 5\n" + entry(), "grace_minutes"),
    ],
)
def test_mistakes_are_named(more: str, words: str) -> None:
    found = "\n".join(mistakes_in(OFFICE + more))
    assert words in found, found
